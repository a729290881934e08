/** Institutions in running text: found by their word, grown to the full phrase, judged by what stands before them. */
import type { Span } from './extract-names.ts';
import { isInstitutionWord, isOrganisation, ROLE } from './extract-words.ts';

interface Token {
  readonly text: string;
  readonly from: number;
  readonly to: number;
  readonly kind: 'key' | 'cap' | 'conn' | 'lower' | 'comma' | 'open' | 'close' | 'stop';
}

/** A phrase that names an institution. `score` ≥ 3: the writer says to be there; below 0: somebody else's. */
export interface Institution extends Span {
  readonly score: number;
}

const CONNECTOR =
  /^(?:of|for|and|the|de|du|des|la|le|les|l|van|voor|der|den|het|'t|’t|en|und|für|fuer|di|del|della|dell|delle|dei|degli|per|e|y|do|da|das|dos|para|pour|et|à|in|at|&|bei|beim|te|zu|zum|zur|von|vom|im|am|an|aan|em|na|no|sur|sul|ve|och|af|og|d|–|los|las|el|\+)$/iu;
const ELIDED = /^(?:d|l|dell|dall|all|nell|sull|un|qu)['’][\p{Lu}\p{Ll}]/iu;
/** Words before an institution with which somebody says to belong to it. */
const BELONGS =
  /(?:\b(?:I|we)\b[^.?!;]{0,60}|\b(?:work(?:ing)?|employed|based|stud(?:y|ying)|here,|affiliated|enrolled|moved to|joined|finishing|doing|pursuing|member|join(?:ing)?|lead|run|head)\b[^.?!;]{0,50}|\b(?:ik|wij|ben|werk(?:zaam)?|studeer|promoveer|onderzoek)\b[^.?!;]{0,50}|\b(?:ich|wir|bin|arbeite|promoviere|studiere|forsche|leite|tätig)\b[^.?!;]{0,60}|\b(?:je|suis|travaille|doctorante?|étudie)\b[^.?!;]{0,60}|\b(?:soy|trabajo|estudio|estoy|investigo|hago)\b[^.?!;]{0,60}|\b(?:sono|lavoro|studio|presso)\b[^.?!;]{0,60}|\b(?:sou|trabalho|estudo|estou|faço)\b[^.?!;]{0,60}|\bben\b.{0,60})$/iu;
/** Words with which it is somebody else's, or past. */
const FOREIGN =
  /(?:\b(?:talk|talks|lecture|speaker|speakers|seminar|paper|keynote|given|presented|held|poster|workshop|conference|session|visited|visit(?:ing)?|used to be|used to work|previously|formerly|until (?:last|recently)|was (?:still )?(?:at|with|in)|left|retired from|graduated|alumn\w+|collaborat\w+|colleagues?|friends?|supervisor|told|saw|heard|met|recommended|lezing|spreker|collega|vroeger|vortrag|redner|kollegin|kollege|früher|exposé|collègue|charla|colega|palestra|seminario|relatore)\b[^.?!;,]{0,45}|\b(?:speaks?|spoke|gave|gives) [^.?!;]{0,40})$/iu;

/** Whether a text names an institution. */
export function namesPlace(text: string): boolean {
  return findInstitutions(text).length > 0;
}

/** All institutions in a text, in order. */
export function findInstitutions(text: string): Institution[] {
  const tokens = tokenize(text);
  const spans: Institution[] = [];
  let done = 0;
  tokens.forEach((token, index) => {
    if (token.kind !== 'key' || token.from < done) return;
    const span = grow(tokens, index);
    if (span === null || span.to <= done) return;
    done = span.to;
    const phrase = text.slice(span.from, span.to);
    if (/^[\p{Ll}]+$/u.test(phrase)) return;
    const place = /\p{Script=Han}/u.test(phrase) ? trimHan(text, span) : trimUnit(text, span);
    spans.push({ ...place, score: score(text, place) });
  });
  return spans;
}

/** "group at the Umbra Institute": the institute; a unit without a name of its own adds nothing. */
function trimUnit(text: string, span: Span): Span {
  const unit =
    /^(?:group|team|lab|unit|section|division|department|gruppe|groep|équipe|grupo|gruppo|abteilung|afdeling)\s+(?:at|in|of|am|an der|van|bij|de|du|del|della|da)\s+(?:the\s|de\s|het\s|der\s|la\s|l['’])?(?=\p{Lu})/u.exec(
      text.slice(span.from, span.to),
    );
  return unit === null ? span : { from: span.from + unit[0].length, to: span.to };
}

/** Han text has no spaces: from after the verb to the institution's last word. */
function trimHan(text: string, span: Span): Span {
  const phrase = text.slice(span.from, span.to);
  const lead =
    /^.*?(?:我是|本人是|是|在|来自|就读于|任职于|工作于|毕业于|现为)/u.exec(phrase)?.[0].length ?? 0;
  const rest = phrase.slice(lead);
  const last =
    /^.*(?:大学|学院|研究所|研究院|公司|实验室|医院|系|中心|大學|學院)/u.exec(rest)?.[0].length ??
    rest.length;
  return { from: span.from + lead, to: span.from + lead + last };
}

function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(/[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}'’.\-‐‑/&]*|[&+–]|\S/gu)) {
    const raw = match[0];
    const isAbbreviation =
      /^(?:univ|dept|inst|fac|st|s\.r\.l|b\.v|n\.v|inc|ltd|co|corp|\p{Lu}(?:\.\p{Lu})*)\.$/iu.test(raw);
    const word = isAbbreviation ? raw : raw.replace(/[.'’-]+$/, '');
    tokens.push({ text: word, from: match.index, to: match.index + word.length, kind: kindOf(word) });
    if (word !== raw)
      tokens.push({ text: '.', from: match.index + word.length, to: match.index + raw.length, kind: 'stop' });
  }
  return tokens;
}

function kindOf(word: string): Token['kind'] {
  if (word === ',') return 'comma';
  if (word === '(') return 'open';
  if (word === ')') return 'close';
  if (isInstitutionWord(word)) return 'key';
  if (CONNECTOR.test(word)) return 'conn';
  if (
    /^(?:I|I['’].*|My|We|Our|She|He|They|Ich|Wir|Je|Yo|Io|Eu|And|But|Please|Could|Can|The|This|Is|Am|Are)$/.test(
      word,
    )
  )
    return 'stop';
  if (ELIDED.test(word)) return /['’]\p{Lu}/u.test(word) ? 'cap' : 'lower';
  if (/^[\p{Lu}\p{Lt}]|^\d+[\p{Lu}]|^\p{Script=Han}/u.test(word)) return 'cap';
  return /^\p{Ll}/u.test(word) ? 'lower' : 'stop';
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
    const isCap = before?.kind === 'cap' && !isPost(before.text);
    const isJoined =
      before?.kind === 'conn' &&
      /^(?:&|and|und|en|et|e|y|of|for|für|de|di|–)$/i.test(before.text) &&
      beyond?.kind === 'cap' &&
      left - 2 >= 0 &&
      isShortChain(tokens, left - 2);
    if (isCap) left -= 1;
    else if (isJoined) left -= 2;
    else break;
  }
  const first = tokens[left];
  const last = tokens[right];
  return first === undefined || last === undefined ? null : { from: first.from, to: last.to };
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

function isPost(word: string): boolean {
  return ROLE.test(` ${word} `) && !/^(?:research|medical|graduate|master|doctor)$/i.test(word);
}

/** The next index that still belongs to the phrase after `at`, or null. */
function step(tokens: readonly Token[], at: number, key: number): number | null {
  const next = tokens[at + 1];
  if (next === undefined) return null;
  if (next.kind === 'key') return at + 1;
  if (next.kind === 'cap') return isPost(next.text) ? null : at + 1;
  if (next.kind === 'conn') return stepConnector(tokens, at + 1, key);
  if (next.kind === 'open') return stepParenthesis(tokens, at + 1);
  if (next.kind === 'comma') return stepComma(tokens, at + 1);
  return null;
}

function stepConnector(tokens: readonly Token[], at: number, key: number): number | null {
  let n = at;
  while (n < at + 3 && tokens[n + 1]?.kind === 'conn') n += 1;
  const beyond = tokens[n + 1];
  if (beyond === undefined) return null;
  const words = tokens.slice(at, n + 1).map((token) => token.text.toLowerCase());
  const isAnd = words.some((word) => /^(?:and|und|en|et|e|y|ve)$/.test(word)) && words.length === 1;
  const isWeak = words.every((word) =>
    /^(?:in|at|am|im|an|à|em|na|no|te|zu|aan|bei|beim|sur|en|e|y)$/.test(word),
  );
  if (beyond.kind === 'key') return n + 1;
  if (beyond.kind === 'cap') {
    if (isAnd && !/^(?:&)$/.test(words[0] ?? ''))
      return hasOfBefore(tokens, at, key) || keyFollows(tokens, n + 1) ? n + 1 : null;
    return isWeak && isPost(beyond.text) ? null : n + 1;
  }
  const isLowerName =
    beyond.kind === 'lower' &&
    /^\p{Ll}/u.test(tokens[key]?.text ?? '') &&
    /^(?:of|for|de|d|du|des|di|del|da|do|van|voor|für|der)$/.test(words[0] ?? '');
  return isLowerName ? n + 1 : null;
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
  const first = inside[0];
  if (first === undefined || inside.length > 9) return null;
  if (
    inside.some((token) => token.text === '@' || /\.\p{Ll}{2,}$/u.test(token.text) || /^\d/.test(token.text))
  )
    return null;
  return first.kind === 'cap' || inside.some((token) => token.kind === 'key') ? close : null;
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

function score(text: string, span: Span): number {
  const before = text.slice(Math.max(0, span.from - 110), span.from);
  const clause = before.slice(
    Math.max(before.lastIndexOf('. '), before.lastIndexOf('! '), before.lastIndexOf('? ')) + 1,
  );
  const phrase = text.slice(span.from, span.to);
  let points = isOrganisation(phrase) ? 1.5 : 0.5;
  if (BELONGS.test(clause) || /(?:是|在|来自|就读于|任职于)$/u.test(clause)) points += 2;
  if (ROLE.test(clause.slice(-60))) points += 2;
  if (
    /(?:^|[\s,(])(?:at|with|from|in|of|bij|aan|am|an der|bei|beim|von der|vom|der|au|à l['’]|à|chez|du|de la|en(?: la| el)?|presso|del(?:la)?|na|no|da|do|dal|the|het|the)\s*(?:the\s|de\s|het\s|la\s)?$/iu.test(
      before,
    )
  )
    points += 1;
  if (/[\p{Lu}][\p{L}'’-]+\s*(?:\([^()]*\)|<[^<>]*>)?,\s*$/u.test(before)) points += 1;
  if (FOREIGN.test(clause)) points -= 5;
  if (/^\s*(?:colloqui|seminar|lecture|talk|list)/i.test(text.slice(span.to, span.to + 14))) points -= 4;
  return points;
}

const CUE =
  /(?:\b(?:work(?:ing)?|employed|based|am|['’]m|postdoc|student|researcher|engineer|scientist|developer|fellow|professor|lecturer|analyst|manager|group leader|PI|candidate|job|position)\b[^.?!;]{0,45}?\b(?:at|for|with)\s+(?:the\s+)?|\b(?:founder|owner|director|head|ceo|cto|coo|president|partner|member|employee)\s+(?:of|at)\s+(?:the\s+)?|\b(?:oprichter|eigenaar|directeur|medewerker|bestuurslid)\s+(?:van|bij)\s+(?:de\s+|het\s+)?|\b(?:gründer(?:in)?|leiter(?:in)?|geschäftsführer(?:in)?|inhaber(?:in)?)\s+(?:von|der|des|bei)\s+|\b(?:fondat(?:eur|rice)|direct(?:eur|rice)|gérante?)\s+(?:de|d['’])\s*|\bhere\s+(?:at|with)\s+(?:the\s+)?|,\s*(?:at|with|from)\s+(?:the\s+)?|\bfrom\s+(?:the\s+)?(?=[^\s,.;]+)|\b(?:werk(?:zaam)?|ben|onderzoeker|promovend\w*|ingenieur)\b[^.?!;]{0,40}?\b(?:bij|voor)\s+(?:het\s+|de\s+)?|\b(?:arbeite|bin|doktorand\w*|promoviere|forsche|ingenieur\w*|tätig)\b[^.?!;]{0,40}?\b(?:bei|beim|bei der|für)\s+(?:der\s+|dem\s+)?|\b(?:travaille|suis|ingénieure?|chercheu\w+)\b[^.?!;]{0,40}?\b(?:chez|pour)\s+|\b(?:trabajo|soy|ingenier\w+)\b[^.?!;]{0,40}?\b(?:para)\s+(?:la\s+|el\s+)?|\b(?:lavoro|sono|ingegnere)\b[^.?!;]{0,40}?\b(?:presso|per)\s+(?:la\s+|il\s+)?|\b(?:trabalho|sou)\b[^.?!;]{0,40}?\b(?:para|na|no)\s+)/giu;

const WORD = "[\\p{L}\\p{M}\\p{N}'’&\\-]+(?:\\.\\p{L}[\\p{L}\\p{N}]*)*";
const PROPER = new RegExp(
  `^(?:[\\p{Lu}\\d]${WORD}|\\p{Lu}{2,})(?:\\s+(?:(?:of|for|and|&|van|de|für|di)\\s+)?[\\p{Lu}]${WORD}){0,5}`,
  'u',
);
const LOWER = new RegExp(
  `^${WORD}(?:\\s+${WORD}){0,3}?(?=\\s*(?:[.,;:!?(]|$)|\\s+(?:and|where|in|working|und|en|et|y)\\s)`,
  'u',
);
const NO_EMPLOYER =
  /^(?:I|My|The|AI|ML|Prof|Dr|Mr|Ms|Monday|Tuesday|Wednesday|Thursday|Friday|Your|Home|January|February|March|April|May|June|July|August|September|October|November|December|AI4Science|PhD)\b/;

/** An employer without an institution's word: "I work for Shell", "postdoc at AMOLF", and "phd at amolf" of those who write so. */
export function findEmployer(text: string): Institution | null {
  const isLower = !/\p{Lu}/u.test(text);
  for (const match of text.matchAll(CUE)) {
    const at = match.index + match[0].length;
    const isFrom = /\bfrom\s+(?:the\s+)?$/i.test(match[0]) && !/^,/.test(match[0]);
    const phrase = (isLower && !isFrom ? LOWER : PROPER)
      .exec(text.slice(at, at + 120))?.[0]
      .replace(/['’-]+$/, '');
    if (phrase === undefined || NO_EMPLOYER.test(phrase)) continue;
    if (isFrom && !/^\p{Lu}{3,}/u.test(phrase) && !/\bhere\s+$/i.test(text.slice(0, match.index))) continue;
    if (isLower && /^(?:my|your|this|that|the|home|all|least|once|a|an|his|her|our|me|us|it)\b/.test(phrase))
      continue;
    if (FOREIGN.test(text.slice(Math.max(0, match.index - 60), at))) continue;
    return { from: at, to: at + phrase.length, score: 3 };
  }
  return null;
}
