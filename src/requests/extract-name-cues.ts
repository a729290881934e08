/** How people say their name in a sentence, per language. */
import { type Found, found } from './extract-evidence.ts';
import { nameAt, nameWeight } from './extract-names.ts';
import { type Paragraph, spanOf } from './extract-prose.ts';

/** Strong cues announce a name; weak ones ("I am …") only if what follows looks like a full one. */
const STRONG =
  /(?:\bmy name(?:['’]s| is)|\bname['’]s|\bI(?:['’]m| am) called|\bmijn naam is|\bik heet|\bik ben genaamd|\bmein name ist|\bich hei(?:ß|ss)e|\bje m['’]appelle|\bmon nom est|\bje me nomme|\bme llamo|\bmi nombre es|\bmi chiamo|\bil mio nome è|\b(?:eu )?me chamo|\bchamo-me|\b(?:o )?meu nome é|\badım|\bismim|\bmitt namn är|\bnazywam się|我叫|我的名字(?:是|叫)|我是|本人|名前は|\b(?:the name is|introduce myself|for whom\??|that(?:['’]s| is| would be) me)\s*[:,-]?|\bdat ben ik(?: dan)?\s*[:,]?)\s*/giu;
const WEAK =
  /(?:(?:^|[\s(,;:–—-])(?:I(?:['’]m| am)|this is|here is|it['’]s|ik ben|dit is|u spreekt met|ich bin|hier ist|hier schreibt|je suis|ici|soy|les escribe|sono|sou(?: o| a)?|aqui é|ben|jag är|(?:add|subscribe|register|include) (?:me|us)\s*[(:,–—-]+|me,|myself,|I,|ik,|ich,|moi,|yo,|toevoegen\s*[:(]|mich\s*[(:,]+|me\s*[(:]+)\s+|\(?\bme\s*[(:]\s*)(?=["“(]?\p{L})/giu;
/** "Ezekiel Thornquist here, …", "here Jane". */
const HERE =
  /(?:^|[.!?,]\s+)((?:["“]?\p{L}[\p{L}\p{M}'’.-]*["”]?\s+){1,5})here\b\s*(?:[,.!–—-]|(?=from|at|with|of))/giu;

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
    for (const match of paragraph.flat.matchAll(STRONG))
      offer(nameFound(paragraph, match.index + match[0].length, true, 'named'));
    for (const match of paragraph.flat.matchAll(WEAK)) {
      const isSaid = !/\b(?:me|us)\b/i.test(match[0]);
      const name = nameFound(paragraph, match.index + match[0].length, isLower && isSaid, 'introduced');
      if (name !== null && ((nameWeight(name.value) >= 3 && !isShouted) || isKnown(name.value, known)))
        offer(name);
    }
    for (const match of paragraph.flat.matchAll(HERE)) {
      const at = match.index + match[0].indexOf(match[1] ?? '');
      const name = nameFound(paragraph, at, /^\p{Ll}/u.test(match[1] ?? ''), 'here');
      if (name !== null && at + name.value.length <= match.index + match[0].length) offer(name);
    }
  }
  return best;
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
  const { start, end } = spanOf(paragraph, span.from, span.to);
  return found(paragraph.flat.slice(span.from, span.to), 'text', start, end, rule);
}
