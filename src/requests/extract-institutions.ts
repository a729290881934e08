/** Institutions in running text: found by their word, grown to the full phrase, judged by what stands around them. */
import { findDense } from './extract-dense.ts';
import type { Span } from './extract-names.ts';
import { pointsFor } from './extract-standing.ts';
import { isPost, type Token, tokenize } from './extract-tokens.ts';
import { isOrganisation } from './institution-words.ts';

/** A phrase that names an institution. `score` ≥ 3: the writer says to be there; below 0: somebody else's, or past. */
export interface Institution extends Span {
  readonly score: number;
}

/** Whether a text names an institution. */
export function namesPlace(text: string): boolean {
  return findInstitutions(text).length > 0;
}

/** All institutions in a text, in order. */
export function findInstitutions(text: string): Institution[] {
  const dense = findDense(text);
  const tokens = tokenize(text);
  const spans: Institution[] = [];
  let done = 0;
  tokens.forEach((token, index) => {
    if (token.kind !== 'key' || token.from < done) return;
    if (dense.some((each) => each.from < token.to && token.from < each.to)) return;
    const span = grow(tokens, index);
    if (span === null || span.to <= done) return;
    done = span.to;
    const phrase = text.slice(span.from, span.to);
    if (/^\p{Ll}+$/u.test(phrase) || GENERIC.test(phrase) || DENSE.test(phrase)) return;
    spans.push(judge(text, trimArticle(text, trimUnit(text, span))));
  });
  return [...spans, ...dense.map((span) => judge(text, span))].toSorted((a, b) => a.from - b.from);
}

/** A kind of institution alone names none: "the University", "Research Scientist". */
export const GENERIC =
  /^(?:universi\p{L}+|institu\p{L}+|istituto|college|school|schule|école|escuela|cent(?:re|er|rum|ro)|zentrum|research|onderzoek|lab(?:oratory|oratoire|or)?|team|group|groep|gruppe|department|dept\.?|faculty|fakultät|faculteit|office|hospital|klinik|library|museum|company|firma|bureau|division|section|unit|service|agency|systems|energy|software|analytics|solutions|consulting|programme?|academy|society|foundation|station|hub|chair|gymnasium|lyceum|lycée|studio|lehrstuhl|abteilung|afdeling)$/iu;

const DENSE = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Katakana}\p{Script=Arabic}]/u;

function judge(text: string, span: Span): Institution {
  const base = isOrganisation(text.slice(span.from, span.to)) ? 1.5 : 0.5;
  return { ...span, score: base + pointsFor(text, span) };
}

/** "all’INFN": an elided article is no part of the name. */
function trimArticle(text: string, span: Span): Span {
  const article = /^(?:d|l|dell|dall|all|nell|sull)['’](?=\p{L})/iu.exec(text.slice(span.from, span.to));
  return article === null ? span : { from: span.from + article[0].length, to: span.to };
}

/** "group at the Umbra Institute": the institute; a unit without a name of its own adds nothing. */
function trimUnit(text: string, span: Span): Span {
  const unit =
    /^(?:group|team|lab|unit|section|division|department|gruppe|groep|équipe|grupo|gruppo|abteilung|afdeling)\s+(?:at|in|of|am|an der|van|bij|de|du|del|della|da)\s+(?:the\s|de\s|het\s|der\s|la\s|l['’])?(?=\p{Lu})/u.exec(
      text.slice(span.from, span.to),
    );
  if (unit === null && /^\p{Ll}+\s\(.+\)$/u.test(text.slice(span.from, span.to)))
    return { from: text.indexOf('(', span.from) + 1, to: span.to - 1 };
  return unit === null ? span : { from: span.from + unit[0].length, to: span.to };
}

/** Grows a key to its whole phrase. */
function grow(tokens: readonly Token[], key: number): Span | null {
  let right = key;
  for (let n = 0; n < 30; n += 1) {
    const next = step(tokens, right, key);
    if (next === null) break;
    right = next;
  }
  let left = key;
  while (left > 0) {
    const before = tokens[left - 1];
    const beyond = tokens[left - 2];
    const isCap = (before?.kind === 'cap' && !isPost(before.text)) || isSlavicAdjective(before, beyond);
    const isJoined =
      before?.kind === 'conn' &&
      /^(?:&|and|und|en|et|e|y|of|for|für|de|di|–)$/i.test(before.text) &&
      beyond?.kind === 'cap' &&
      left - 2 >= 0 &&
      (/^[&+]$/.test(before.text) || isShortChain(tokens, left - 2));
    if (isCap) left -= 1;
    else if (isJoined) left -= 2;
    else break;
  }
  const first = tokens[left];
  const last = tokens[right];
  return first === undefined || last === undefined ? null : { from: first.from, to: last.to };
}

/** "Приморского государственного университета": an adjective in lower case between a capital and the institution's word. */
function isSlavicAdjective(before: Token | undefined, beyond: Token | undefined): boolean {
  return before?.kind === 'lower' && beyond?.kind === 'cap' && /^\p{Script=Cyrillic}{5,}$/u.test(before.text);
}

/** "Wageningen University & Research", "Arts and Sciences Faculty": a capital before the connector, and not after a sentence's start. */
function isShortChain(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1];
  return (
    before !== undefined &&
    (before.kind === 'conn' || before.kind === 'lower') &&
    !isPost(tokens[at]?.text ?? '')
  );
}

/** The next index that still belongs to the phrase after `at`, or null. */
function step(tokens: readonly Token[], at: number, key: number): number | null {
  const next = tokens[at + 1];
  if (next === undefined) return null;
  if (next.kind === 'key') return at + 1;
  // "Fachbereich 5.2", "Lab 4"
  if (tokens[at]?.kind === 'key' && /^\d{1,2}(?:\.\d{1,2})?$/.test(next.text)) return at + 1;
  if (next.kind === 'cap') return isPost(next.text) ? null : at + 1;
  if (next.kind === 'lower') return isGenitive(tokens, at + 1, key) ? at + 1 : null;
  if (next.kind === 'conn') return stepConnector(tokens, at + 1, key);
  if (next.kind === 'open') return stepParenthesis(tokens, at + 1);
  if (next.kind === 'comma') return stepComma(tokens, at + 1);
  return null;
}

/** "École supérieure polytechnique de …", "Istituto nazionale di …": adjectives that follow in Romance languages. */
const ADJECTIVE =
  /^(?:supérieure?|nationale?|polytechnique|normale|technique|technologique|royale?|centrale?|fédérale?|européen(?:ne)?|scientifique|médicale?|universitaire|générale?|régionale?|internationale?|agronomique|nacional|superior|técnic[oa]|politécnic[oa]|autónom[oa]|central|federal|universitari[oa]|internacional|nazionale|superiore|italian[oa]|tecnic[oa]|universitari[oa]|regionale|estadual|universitário)$/u;

/** "Институт физики атмосферы", "Ústav fyziky povrchů": the name goes on in lower case, three words at most. */
function isGenitive(tokens: readonly Token[], at: number, key: number): boolean {
  const word = tokens[at]?.text ?? '';
  if (at - key > 3) return false;
  if (ADJECTIVE.test(word)) return true;
  if (/^(?:uni|universität|universiteit|hochschule|hogeschool)$/u.test(tokens[key]?.text ?? ''))
    return at === key + 1 && !/^(?:und|en|für|voor|in|im|ist|is|bin|ben|wo|waar|mit|met)$/u.test(word);
  return /^(?:институт|кафедр|факультет|лаборатор)/iu.test(tokens[key]?.text ?? '')
    ? /^\p{Script=Cyrillic}{4,}(?:и|ы|а|я|ой|ей|ого|их|ых)$/u.test(word)
    : /^(?:ústav|katedra|fakulta)$/iu.test(tokens[key]?.text ?? '') &&
        /^\p{Ll}{4,}(?:y|í|u|ů|ch|é|ie)$/u.test(word);
}

function stepConnector(tokens: readonly Token[], at: number, key: number): number | null {
  let n = at;
  while (n < at + 3 && tokens[n + 1]?.kind === 'conn') n += 1;
  const beyond = tokens[n + 1];
  if (beyond === undefined) return null;
  const words = tokens.slice(at, n + 1).map((token) => token.text.toLowerCase());
  const isAnd = words.some((word) => /^(?:and|und|en|et|e|y|ve)$/.test(word)) && words.length === 1;
  const isWeak = words.every((word) =>
    /^(?:in|i|at|am|im|an|à|em|na|no|te|zu|aan|bei|beim|sur|en|e|y)$/.test(word),
  );
  if (beyond.kind === 'key') return n + 1;
  // "an der TU Hallersleben das Fach …": no Portuguese article.
  if (words.includes('das') && !PORTUGUESE.test(tokens[key]?.text ?? '')) return null;
  if (beyond.kind === 'cap') {
    if (isAnd && !/^(?:&)$/.test(words[0] ?? ''))
      return hasOfBefore(tokens, at, key) || keyFollows(tokens, n + 1) ? n + 1 : null;
    if (isWeak && (isPost(beyond.text) || !mayFollow(words, tokens, at))) return null;
    return n + 1;
  }
  const isLowerName =
    beyond.kind === 'lower' &&
    /^\p{Ll}/u.test(tokens[key]?.text ?? '') &&
    /^(?:of|for|de|d|du|des|di|del|da|do|van|voor|für|der)$/.test(words[0] ?? '');
  return isLowerName ? n + 1 : null;
}

const PORTUGUESE =
  /^(?:universidade|instituto|faculdade|escola|centro|departamento|ministério|câmara|hospital|museu|fundação)$/iu;

/** "Frankfurt am Main", "Weiden an der Oder", "the lab in Delft": but "arbeite am Institut an Modellen" ends before "an". */
function mayFollow(words: readonly string[], tokens: readonly Token[], at: number): boolean {
  const first = words[0] ?? '';
  if (/^(?:an|aan|bei|beim|zu|sur)$/.test(first)) return words.length > 1 && tokens[at - 1]?.kind === 'cap';
  return first !== 'am' || tokens[at - 1]?.kind === 'cap' || /^\p{Lu}/u.test(tokens[at]?.text ?? '');
}

/** "Institute for Robotics and Soft Matter": an "and" inside the name, not between two clauses. */
function hasOfBefore(tokens: readonly Token[], at: number, key: number): boolean {
  return tokens
    .slice(key, at)
    .some(
      (token) => token.kind === 'conn' && /^(?:of|for|für|de|di|van|voor|pour|per|para)$/i.test(token.text),
    );
}

function keyFollows(tokens: readonly Token[], at: number): boolean {
  for (let n = at; n < at + 5; n += 1) {
    const token = tokens[n];
    if (token === undefined || token.kind === 'stop' || token.kind === 'comma' || token.kind === 'lower')
      return false;
    if (token.kind === 'key') return true;
  }
  return false;
}

function stepParenthesis(tokens: readonly Token[], at: number): number | null {
  const close = tokens.findIndex((token, index) => index > at && token.kind === 'close');
  const inside = close === -1 ? [] : tokens.slice(at + 1, close);
  const first = inside.find((token) => !/^(?:the|de|het|der|la|le|el)$/iu.test(token.text));
  if (first === undefined || inside.length > 9) return null;
  if (
    inside.some((token) => token.text === '@' || /\.\p{Ll}{2,}$/u.test(token.text) || /^\d/.test(token.text))
  )
    return null;
  return first.kind === 'cap' || first.kind === 'key' ? close : null;
}

/** A comma goes on when another institution's phrase follows: "Dept. of Geosciences, Utrecht University". */
function stepComma(tokens: readonly Token[], at: number): number | null {
  for (let n = at + 1; n < at + 8; n += 1) {
    const token = tokens[n];
    if (token === undefined || token.kind === 'stop' || token.kind === 'comma' || token.kind === 'open')
      return null;
    if (token.kind === 'lower' || isPost(token.text)) return null;
    if (token.kind === 'key') return n;
  }
  return null;
}
