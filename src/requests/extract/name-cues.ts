/** How people say their name in a sentence, per language. */
import { type Found, found } from './evidence.ts';
import { nameAt, nameWeight } from './names.ts';
import { type Paragraph, spanOf } from './prose.ts';
import { ROLE } from './words.ts';

/** Strong cues announce a name; weak ones ("I am …") only if what follows looks like a full one. */
const STRONG =
  /(?:\b(?:my|the|full) (?:full )?name(?:['’]s| is)|(?:^|[.!,]\s)name is|\bvolledige naam(?: is)?|\bvollständiger name(?: ist)?|\bnom complet|\bnombre completo|\bnome completo|\bmijn volledige naam is|\bmein voller name ist|\bmon nom complet est|\bmi nombre completo es|\bil mio nome completo è|\bname['’]s|\bI(?:['’]m| am) called|\bmyself(?= \p{Lu})|\bmijn naam is|\bik heet|\bik ben genaamd|\bmein name ist|\bich hei(?:ß|ss)e|\bje m['’]appelle|\bmon nom est|\bje me nomme|\bmoi,? c['’]est|\bme llamo|\bmi nombre es|\bmi chiamo|\bil mio nome è|\b(?:eu )?me chamo|\bchamo-me|\b(?:o )?meu nome é|\badım|\bismim|\bmitt namn är|\bjag heter|\bjeg heter|\bjeg hedder|\bmit navn er|\bmitt navn er|\bnazywam się|\bmam na imię|\bjmenuji se|\bvolám sa|\bnimeni on|\bolen nimeltäni|\ba nevem|\bmă numesc|меня зовут|мое имя|моё имя|мене звати|με λένε|ονομάζομαι|το όνομά μου είναι|我叫|我的名字(?:是|叫)|我是|本人|名前は|제 이름은|اسمي|\b(?:the name is|introduce myself|for whom\??|that(?:['’]s| is| would be) me)\s*[:,-]?|\bdat ben ik(?: dan)?\s*[:,]?)\s*/giu;
const WEAK =
  /(?:(?:^|[\s(,;:–—-])(?:I(?:['’]m| am)|this is|here is|it['’]s|writing to you:|ik ben|dit is|u spreekt met|ich bin(?: die| der)?|hier ist|hier schreibt|je suis|ici|soy|les escribe|(?:le|os) habla|sono|sou(?: o| a)?|aqui é|ben|jag är|jeg er|jestem|jsem|olen|я|это|είμαι ο|είμαι η|(?:add|subscribe|register|include) (?:me|us)\s*[(:,–—-]+|me,|myself,|I,|ik,|ich,|moi,|yo,|io,|toevoegen\s*[:(]|mich\s*[(:,]+|kurz zu mir:|over mij:|about me:|me\s*[(:]+)\s+|\(?\bme\s*[(:]\s*)(?=["“(]?\p{L})/giu;
/** "im roos vermeulen", "am Wanjiru Kamau": only for a name that the mail's header knows a part of. */
const CURT = /(?:^|[\s,.!(])(?:[Ii]m|[Aa]m|[Ii] am|[Ii]['’]m)\s+(?=\p{L})/gu;
/** LISTSERV's own command: SUBSCRIBE listname Given Family. */
const COMMAND = /^\s*SUB(?:SCRIBE)?\s+[A-Z][A-Z\d-]{2,}\s+(?=\p{Lu})/u;
/** "Ezekiel Thornquist here, …", "here Jane", "Zsófia Kertész is my name". */
const HERE =
  /(?:^|[.!?,]\s+)((?:["“]?\p{L}[\p{L}\p{M}'’.-]*["”]?\s+){1,5})(?:(?:here|hier)\b\s*(?:[,.!–—-]|(?=from|at|with|of|von|vom|van|uit|aus))|is my name\b|is the name\b|is mijn naam\b|ist mein name\b|est mon nom\b)/giu;
/** A sentence that begins with a name and goes on with who that is: "Noor El Amrani, tweedejaars …", "Ada Byron (Analytical Engines)". */
const OPENING =
  /(?:^(?:[Hh]i|[Hh]ello|[Hh]ey|[Hh]oi|[Dd]ag|[Hh]allo|[Bb]onjour|[Hh]ola|[Cc]iao|[Oo]i|[Oo]lá)(?: all| there| everyone)?[,!]\s+(?=[^,]{4,40},\s+(?!I\b|my\b|we\b|ik\b|ich\b|je\b)\p{Ll})|^|[.!?:–—-]\s+|\(|(?<![\p{L}])(?:[Cc]heers|[Tt]hanks|[Rr]egards|[Bb]est|[Gg]roet(?:en|jes)?|[Gg]r|[Gg]ruß|[Gg]rüße|LG|MfG|[Mm]erci|[Cc]ordialement|[Gg]racias|[Ss]aludos|[Gg]razie|[Ss]aluti|[Oo]brigad[oa]|[Aa]bs|[Aa]braço|[Tt]ak|[Tt]ack|[Tt]akk|[Hh]ilsen|[Mm]vh|[Tt]erv|[Pp]ozdrawiam|[Pp]ozdrav\p{L}*|[Tt]eşekkürler)[,!.]?\s+(?=\p{Lu}))(?=\p{L})/gu;
/** The Japanese and Korean ways: "東雲大学の田中美咲と申します", "박사과정 김서연입니다". */
const HUMBLE =
  /(?:^|[の、。\s])([\p{Script=Han}ー]{1,4}[\s　]?(?:(?!の)[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]){1,5})(?:と申します|といいます|と言います)|(?<=(?:大学|研究所|機構|会社|センター|病院|学部|研究科|研究室)の)([\p{Script=Han}]{2,5})です|(?:我是|本人是|我叫)[^，。,；]{2,30}(?:生|师|師|员|員|授|后|者|士)(\p{Script=Han}{2,4})(?=[，,。；、（(\s]|$)|(?<!\p{Script=Hangul})(\p{Script=Hangul}{2,4}?)(?:입니다|이라고 합니다|라고 합니다|이에요|예요)/gu;

/** The writer's name as said in these paragraphs; the most complete one, the earliest of equals. */
export function findNameInProse(paragraphs: readonly Paragraph[], known: readonly string[]): Found | null {
  let best: Found | null = null;
  const offer = (candidate: Found | null) => {
    if (candidate !== null && (best === null || nameWeight(candidate.value) > nameWeight(best.value)))
      best = candidate;
  };
  for (const paragraph of paragraphs) {
    const isLower = paragraph.flat === paragraph.flat.toLowerCase();
    const isShouted =
      paragraph.flat === paragraph.flat.toUpperCase() && !/\p{Script=Han}/u.test(paragraph.flat);
    for (const match of paragraph.flat.matchAll(STRONG)) {
      const at = match.index + match[0].length;
      // "calibrate myself against": no name begins small there.
      if (/^myself/iu.test(match[0]) && !/^\p{Lu}/u.test(paragraph.flat.slice(at))) continue;
      offer(nameFound(paragraph, at, /^["“(]*\p{Ll}/u.test(paragraph.flat.slice(at, at + 4)), 'named'));
    }
    for (const match of paragraph.flat.matchAll(WEAK)) {
      const isSaid = !/\b(?:me|us)\b/i.test(match[0]);
      const name = nameFound(paragraph, match.index + match[0].length, isLower && isSaid, 'introduced');
      if (name !== null && ((nameWeight(name.value) >= 3 && !isShouted) || isKnown(name.value, known)))
        offer(name);
    }
    for (const match of paragraph.flat.matchAll(CURT)) {
      const name = nameFound(paragraph, match.index + match[0].length, isLower, 'introduced');
      if (name !== null && nameWeight(name.value) >= 3 && sharesWord(name.value, known)) offer(name);
    }
    const command = COMMAND.exec(paragraph.flat);
    if (command !== null) offer(nameFound(paragraph, command[0].length, false, 'command'));
    for (const match of paragraph.flat.matchAll(HUMBLE)) {
      const value = match[1] ?? match[2] ?? match[3] ?? match[4] ?? '';
      const at = match.index + match[0].lastIndexOf(value);
      const { start, end } = spanOf(paragraph, at, at + value.length);
      offer(found(value, 'text', start, end, 'introduced'));
    }
    for (const match of paragraph.flat.matchAll(OPENING))
      offer(opening(paragraph, match.index + match[0].length, known));
    for (const match of paragraph.flat.matchAll(HERE)) {
      const at = match.index + match[0].indexOf(match[1] ?? '');
      const name = nameFound(paragraph, at, /^\p{Ll}/u.test(match[1] ?? ''), 'here');
      if (name !== null && at + name.value.length <= match.index + match[0].length) offer(name);
    }
  }
  return best;
}

/** The name that opens a sentence, if mail header or signature know a part of it or a post follows. */
function opening(paragraph: Paragraph, at: number, known: readonly string[]): Found | null {
  const isLower = /^\p{Ll}/u.test(paragraph.flat.slice(at));
  const name = nameFound(paragraph, at, isLower, 'opening');
  if (name === null || nameWeight(name.value) < 3 || !paragraph.flat.startsWith(name.value, at)) return null;
  const after = paragraph.flat.slice(at + name.value.length, at + name.value.length + 60);
  const isApart = /^\s*(?:[,(–—/|.):;-]|$|(?:from|at|with|of|bij|van|aus|von|vom|de|chez|di|da)\s)/u.test(
    after,
  );
  const isShared = sharesWord(name.value, known) && !isNamesake(name.value, known);
  if (
    !(isShared && (isApart || isLower)) &&
    !(isApart && !isLower && ROLE.test(/^[^.?!;]*/u.exec(after)?.[0] ?? ''))
  )
    return null;
  return isLower && !isShared ? null : name;
}

/** Whether a name has a word of three letters or more in common with one already known. */
function sharesWord(name: string, known: readonly string[]): boolean {
  const words = name.toLowerCase().split(/\s+/u);
  return known.some((each) =>
    each
      .toLowerCase()
      .split(/[\s,]+/u)
      .some((word) => word.length > 2 && words.includes(word)),
  );
}

/** "(Kuipers Advies)" from Marloes Kuipers: the family name in the name of something else. */
function isNamesake(name: string, known: readonly string[]): boolean {
  const words = name.toLowerCase().split(/\s+/u);
  const full = known
    .filter((each) => nameWeight(each) >= 3)
    .map((each) => each.toLowerCase().split(/[\s,]+/u));
  return (
    full.length > 0 &&
    full.every(
      (each) =>
        each.filter((word) => words.includes(word)).length < 2 &&
        !each.some((word) => word[0] === words[0]?.[0] && word !== words[0]) &&
        words[0] !== each[0],
    )
  );
}

function isKnown(name: string, known: readonly string[]): boolean {
  const lower = name.toLowerCase();
  return known.some((each) => each.toLowerCase().includes(lower));
}

/** The name at an offset of a paragraph. A strong cue also takes words in lower case. */
function nameFound(paragraph: Paragraph, at: number, isLoose: boolean, rule: string): Found | null {
  const lead = /^["“(]*/.exec(paragraph.flat.slice(at))?.[0].length ?? 0;
  const han = /^\p{Script=Han}{2,4}(?=[，,。；;（( ]|$)/u.exec(paragraph.flat.slice(at + lead));
  const span = han
    ? { from: at + lead, to: at + lead + han[0].length }
    : nameAt(paragraph.flat, at + lead, isLoose);
  if (span === null || span.from > at + lead + 24) return null;
  const to = lineEnd(paragraph, span.from, span.to);
  const { start, end } = spanOf(paragraph, span.from, to);
  return found(paragraph.flat.slice(span.from, to), 'text', start, end, rule);
}

/** Where a full name fills its line, what stands below is no part of it: "Emre Öztürk" over "SURF". */
function lineEnd(paragraph: Paragraph, from: number, to: number): number {
  const begin = paragraph.map[from] ?? 0;
  const line = paragraph.lines.find((each) => begin >= each.start && begin < each.start + each.text.length);
  const whole = line?.text.trim() ?? '';
  const isAlone = whole.length < to - from && paragraph.flat.startsWith(`${whole} `, from);
  return isAlone && nameWeight(whole) >= 3 ? from + whole.length : to;
}
