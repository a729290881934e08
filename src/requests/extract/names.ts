/** Names of people: particles, titles, initials, double names, capitals, Han names; never posts or institutions. */

import { isInstitutionWord } from './institution-words.ts';
import { DEGREE, NOT_A_PERSON, PARTICLE, ROLE, TITLE } from './words.ts';

const CAPITAL =
  /^(?:[(“"]?)(?:[\p{Lu}\p{Lt}][\p{L}\p{M}]*(?:['’.\-‐‑]?[\p{L}\p{M}]+)*\.?|(?:d|l|o|n|m)['’][\p{Lu}][\p{L}\p{M}-]*|(?:al|el|ad|as|ash|an|at|ul|bin|ben|abd|de|le|la)-\p{Lu}[\p{L}\p{M}-]*|(?:\p{Lu}\.-?){1,4})$/u;
const HAN = /^[\p{Script=Han}\p{Script=Hangul}\p{Script=Katakana}\p{Script=Hiragana}·・]{1,12}$/u;
const LOWER = /^\p{Ll}[\p{L}\p{M}]*(?:['’-][\p{L}\p{M}]+)*$/u;
/** Capitalised words that begin sentences or follow names but are none. */
const NO_NAME =
  /^(?:I|I['’]m|I['’]d|My|The|This|We|Our|And|But|Please|Thanks?|Thank|Dear|Hello|Hi|Hey|From|At|In|On|For|With|Best|Kind|Regards|Cheers|Sincerely|Yours|You|Could|Can|Would|May|It|He|She|They|Is|Am|Are|Ik|Wij|Het|De|Een|Mijn|Graag|Beste|Groet(?:en|jes)?|Hoi|Ich|Bin|Wir|Mein|Meine|Bitte|Der|Die|Das|Und|Je|J['’].*|Nous|Mon|Ma|Merci|Bonjour|Le|Les|Un|Une|Yo|Soy|Somos|Estoy|Trabajo|Mi|Hola|Gracias|Buenos|Io|Sono|Siamo|Lavoro|Vorrei|Grazie|Eu|Sou|Estou|Trabalho|Chamo|Meu|Obrigad[oa]|Olá|Jestem|Jsem|Olen|Jag|Jeg|Ben|Merhaba|Teşekkürler|Monday|Tuesday|Wednesday|Thursday|Friday|January|February|March|April|June|July|August|September|October|November|December|AI|AI4Science|ML|Colloquium|PhD|MSc|BSc|Postdoc|Sent|Get|Tel|Phone|Mobile|Email|Mail|Web|Room|Fwd|Re|PS|Name|Im|Auftrag|Vertretung|Guten|Abend|Tag|Morgen|Buenas|Buenos|Tardes|Días|Bom|Boa|Noite|Goede|Goedemorgen|Goedemiddag|Goedenavond|Dobrý|Dzień|Hyvää|Bonsoir|Buonasera|Salve|Mvh|Mvg|MfG|Hilsen|Hilsner|Terv|Terveisin|Hälsningar|Hälsning|Vänliga|Venlig|Vennlig|Med|Pozdrawiam|Pozdrav|Saludos|Saluti|Cordialement|Gruß|Grüße|Viele|Liebe|Hartelijke|Vriendelijke|Abraço|Abs|Tack|Takk|Tak|Kiitos|Salam|Sir|Madam|Sirs|Yes|No|Ok|OK|ASAP|FYI)$/iu;

/** A span [from, to) in some text. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** The name that starts at `from` (titles skipped), or null. `isLoose` allows lower-case words, for people who write so. */
export function nameAt(text: string, from: number, isLoose = false): Span | null {
  let at = skipTitles(text, from);
  const start = at;
  let end = -1;
  let words = 0;
  for (let n = 0; n < 7; n += 1) {
    const match = /^\s*([^\s,;:!?()|/<>，。；：、]+)/u.exec(text.slice(at, at + 60));
    if (match === null || (n > 0 && /^\s*\n/.test(text.slice(at)))) break;
    const raw = match[1] ?? '';
    const token = raw.replace(/[.]+$/, (dots) => (/^(?:\p{Lu}\.?-?){1,4}\.$/u.test(raw) ? dots : ''));
    const kind = tokenKind(token, isLoose && words < 4, words > 0);
    if (
      kind === 'stop' ||
      (kind === 'particle' &&
        /^(?:y|e|und|in|te)$/i.test(token) &&
        words > 0 &&
        !isNameNext(text, at + match[0].length))
    )
      break;
    at += match[0].length;
    if (kind === 'word') {
      words += 1;
      end = at - (raw.length - token.length);
    }
    if (token !== raw) break;
  }
  if (end === -1 || words === 0) return null;
  end = beforeInstitution(text, start, end, words);
  const lead = /^\s*/.exec(text.slice(start))?.[0].length ?? 0;
  const beyond = /^\s*\(([\p{Script=Han}]{2,6})\)/u.exec(text.slice(end, end + 14));
  return { from: start + lead, to: beyond ? end + beyond[0].length : end };
}

/** "Timo Rautio Ilmatieteen laitokselta": the last capital belongs to the institution whose word follows in lower case. */
function beforeInstitution(text: string, start: number, end: number, words: number): number {
  const next = /^\s+(\p{Ll}[\p{L}\p{M}]*)/u.exec(text.slice(end, end + 40))?.[1] ?? '';
  if (words < 3 || next.length < 5 || !isInstitutionWord(next)) return end;
  return start + (/^(.*\S)\s+\S+$/su.exec(text.slice(start, end))?.[1]?.length ?? end - start);
}

function isNameNext(text: string, at: number): boolean {
  const next = /^\s*([^\s,;:!?()|/<>]+)/u.exec(text.slice(at, at + 40))?.[1] ?? '';
  return tokenKind(next.replace(/\.$/, ''), false, true) !== 'stop';
}

/** Capitalised particles, as Flemings, French and Vietnamese write them: words of a name once it has begun. */
const INNER = /^(?:De|Le|Les|La|Du|Das|Der|Den|Dos|Da|Di|Van|Von|Ma|An|Ben|Mi|Un|Y|May|Best|Web|Room|Das)$/u;

function tokenKind(token: string, isLoose: boolean, isInside: boolean): 'word' | 'particle' | 'stop' {
  if (token === '' || /[\d@_=]/.test(token)) return 'stop';
  if (isInside && /^["“„'‘](?:\p{Lu}[\p{L}\p{M}-]+)["”“'’]$/u.test(token)) return 'word';
  if (HAN.test(token))
    return /^(?:谢谢|謝謝|感谢|感謝|敬上|祝好|祝|此致|敬礼|敬禮|您好|你好|よろしく|드림$|올림$|배상$|ありがとう|감사)/u.test(
      token,
    )
      ? 'stop'
      : 'word';
  if (PARTICLE.test(token) && /^[\p{Ll}'’]/u.test(token)) return 'particle';
  if (isInside && INNER.test(token)) return 'word';
  if (NO_NAME.test(token) || isInstitutionWord(token)) return 'stop';
  if (ROLE.test(token) && !/^\p{Lu}\p{Ll}+$/u.test(token)) return 'stop';
  if (ROLE.test(token)) return 'stop';
  if (CAPITAL.test(token)) return 'word';
  return isLoose &&
    LOWER.test(token) &&
    token.length > 1 &&
    !/^(?:and|from|at|with|here|hier|ici|ik|ich|je|i|im|am|a|an|the|to|and|my|phd|student|who|is|en|und|et|y|de|la|from|vom|von der|bij|aan|los|las|les|para|porque|because|since|working|work|please|just|also|not|very|so|interested|currently|doing|writing|hoping|happy|glad|sorry|new|on|in|of|for)$/i.test(
      token,
    )
    ? 'word'
    : 'stop';
}

function skipTitles(text: string, from: number): number {
  let at = from;
  for (let n = 0; n < 5; n += 1) {
    const lead = /^[\s,(]*/.exec(text.slice(at, at + 5))?.[0].length ?? 0;
    const title = TITLE.exec(text.slice(at + lead, at + lead + 24));
    if (title === null || title[0] === '') break;
    at += lead + title[0].length;
  }
  return at + (/^[\s,]*/.exec(text.slice(at, at + 4))?.[0].length ?? 0);
}

/** How complete a name is: 0 none, 1 an initial or handle, 2 one name, 3 a given and a family name. */
export function nameWeight(name: string): number {
  if (/\p{Script=Han}{2,}/u.test(name)) return 3;
  const words = name.split(/\s+/).filter((word) => !PARTICLE.test(word) && /\p{L}/u.test(word));
  const full = words.filter(
    (word) => word.replace(/[^\p{L}]/gu, '').length >= 2 && !/^(?:\p{Lu}\.-?)+$/u.test(word),
  );
  if (full.length >= 2) return 3;
  if (full.length === 1) return words.length > 1 && words[0] !== full[0] ? 1 : words.length > 1 ? 1.5 : 2;
  return words.length > 0 ? 1 : 0;
}

/** The display name of a header as a person's name, or null for shared mailboxes, handles and empty ones. */
export function displayName(name: string): string | null {
  const bare = name
    .replace(/\s*[([{].*$/, '')
    .replace(/["“”]/g, '')
    .replace(/\s+via\s.*$/i, '')
    .replace(DEGREE, '')
    .trim();
  if (bare === '' || /[@\d_]/.test(bare) || NOT_A_PERSON.test(bare)) return null;
  if (bare.split(/[\s,]+/).some((word) => isInstitutionWord(word))) return null;
  const from = skipTitles(bare, 0);
  const rest = bare.slice(from).trim();
  if (rest === '' || !/\p{L}{2}/u.test(rest)) return null;
  if (/^[\p{Ll}.-]+$/u.test(rest)) return null;
  return rest;
}

/** A name value as labelled or signed: titles and degrees off, addresses and remarks cut. Span in `value`, or null. */
export function trimName(value: string): Span | null {
  const from = skipTitles(value, 0);
  const rest = value.slice(from);
  const cut =
    /\s*(?:[<;|–—]|\s-\s|\((?!\p{Script=Han})|,\s*(?!\p{Lu}[\p{L}.-]+(?:\s+(?:van|von|de|der|den|te|ten|ter|'t|’t|du|di|da))*$))|\s{2,}|\s\/\s/u.exec(
      rest,
    )?.index ?? rest.length;
  const body = rest
    .slice(0, cut)
    .replace(DEGREE, '')
    .replace(/[\s.,]+$/u, (tail) => (/\p{Lu}\.$/u.test(rest.slice(0, cut)) ? tail.trimEnd() : ''));
  return body.trim() === '' || /[@]/.test(body) || !/\p{L}/u.test(body)
    ? null
    : { from, to: from + body.length };
}
