/** Answers to a digest: "1 and 3 yes, 2 no", "approve 1-4, decline 5: not an academic", "everybody except Candace". */

import { isPolite } from './before-items.ts';
import { isAnswerByNumber, spelledOut } from './by-number.ts';
import type { ItemDecision, OneDecision } from './decision.ts';
import { type Exception, takeExceptions } from './excepted.ts';
import { inOrder, onlyThese, withoutUnchanged } from './partial.ts';
import { type DigestItem, type Refs, refsAt } from './refs.ts';
import { fold } from './sentences.ts';

/** Reads what is said about one request of that name. */
export type ReadOne = (text: string, applicant: string | null) => OneDecision;

const MAX_TEXT = 1500;

interface Clause {
  readonly refs: Refs;
  /** "1 yes", not "yes to 1". */
  readonly isRefFirst: boolean;
  /** What is said about them, as written. */
  said: string;
}

/**
 * @param items what the digest listed; empty when the mail was about one request, and then any number is taken at its word
 * @returns null when the text names no item; `unclear` when it cannot be told what is said about which
 */
export function readItems(
  text: string,
  items: readonly DigestItem[],
  readOne: ReadOne,
): ItemDecision[] | 'unclear' | null {
  const original = spelledOut(text.normalize('NFC').slice(0, MAX_TEXT).trim().replace(HERE_GOES, ''));
  // "approve 131" names a request by its own number, not an item of a digest.
  if (items.length === 0 && !isAnswerByNumber(fold(original))) return null;
  const only = inOrder(original, items) ?? onlyThese(original, items);
  if (only !== null) return only;
  const { rest, excepted } = takeExceptions(withoutUnchanged(original), items, readOne);
  const clauses = splitClauses(rest, items, readOne, excepted.length > 0);
  if (clauses === 'unclear') return 'unclear';
  if (clauses.length === 0) return null;
  return decideItems(clauses, excepted, items, readOne);
}

/** `Back from Lisbon, so here goes: …` */
const HERE_GOES =
  /^[^\n:\d]{0,60}?\b(?:here (?:goes|we go|you go|you are)|my (?:votes?|answers?|verdicts?)|as follows|mijn (?:antwoorden?|oordeel)|als volgt|meine antworten?|wie folgt|mes réponses|le mie risposte)\s*:\s*/iu;
const BOUNDARY =
  /\n\s*(?:[-*•]\s*)?|[.;!?]\s+|,\s*(?:(?:but|maar|aber|mais|ma)\s+)?|\s+-+\s+|\s(?:and|en|und|et|e|but|maar|aber|mais|ma|then|dann|dan)\s+|\s(?=#?\d)/gu;

/** Where something new is said about other items. Text that names none belongs to what stands before it. */
function splitClauses(
  text: string,
  items: readonly DigestItem[],
  readOne: ReadOne,
  hasExceptions: boolean,
): Clause[] | 'unclear' {
  const folded = fold(text);
  const starts = [0, ...boundaryEnds(folded)];
  const clauses: Clause[] = [];
  let [open, from] = [null as Begin | null, 0];
  const close = (end: number) => {
    if (open !== null)
      clauses.push({
        refs: open.refs,
        isRefFirst: open.isRefFirst,
        said: `${open.head} ${text.slice(from, end)}`.replace(/ +/g, ' ').trim(),
      });
  };
  for (const [index, start] of starts.entries()) {
    // Right behind a reference stands what is said about it.
    if (start < from || (start === from && open !== null)) continue;
    const isRefFirst = clauses[0]?.isRefFirst ?? open?.isRefFirst ?? false;
    const isAfterYes = () => open !== null && isYes(`${open.head} ${text.slice(from, start)}`, readOne);
    const later = starts.slice(index + 1);
    const place = { text, folded, items, readOne, isRefFirst, isAfterYes, starts: later };
    const begin = beginAt(place, start);
    if (begin === null || isSame(open?.refs, begin.refs)) continue;
    const before = text.slice(0, start).replace(/[\s,]+$/u, '');
    // "Prima, alle vier."
    const isForAll = begin.refs.kind === 'all' && !/\p{L}/u.test(folded.slice(begin.from));
    if (open === null && !isPolite(before, readOne)) {
      if (!isForAll || readOne(before, null).verdict === 'unclear') return 'unclear';
      [open, from] = [{ ...begin, head: before }, begin.from];
      continue;
    }
    close(start);
    [open, from] = [begin, begin.from];
  }
  close(folded.length);
  // "Everybody, except …": the exception says that the others are welcome.
  return clauses.map((one) =>
    hasExceptions && one.refs.kind === 'all' && /^\W*$/.test(one.said) ? { ...one, said: 'yes' } : one,
  );
}

function isYes(said: string, readOne: ReadOne): boolean {
  return readOne(said.replace(/[\s,;.-]+$/u, '').trim(), null).verdict === 'approve';
}

function boundaryEnds(folded: string): number[] {
  const ends: number[] = [];
  let depth = 0;
  let at = 0;
  for (const mark of folded.matchAll(BOUNDARY)) {
    for (; at < mark.index; at += 1) depth += folded[at] === '(' ? 1 : folded[at] === ')' ? -1 : 0;
    if (depth <= 0) ends.push(mark.index + mark[0].length);
  }
  return ends;
}

interface Begin {
  readonly refs: Refs;
  readonly isRefFirst: boolean;
  /** The verdict before the reference: "approve", "no to". */
  readonly head: string;
  /** Where what is said after the reference begins. */
  readonly from: number;
}

interface Place {
  readonly text: string;
  readonly folded: string;
  readonly items: readonly DigestItem[];
  readonly readOne: ReadOne;
  /** How the answer began; in one that names the item first, "no 2" is not "no to 2". */
  readonly isRefFirst: boolean;
  /** Whether what stands before is a yes to other items. */
  readonly isAfterYes: () => boolean;
  /** Where something new may begin, after the place in question. */
  readonly starts: readonly number[];
}

/** "2 no. Candace mails us every year": still the same one. */
function isSame(open: Refs | undefined, next: Refs): boolean {
  const isListed = open?.kind === 'listed' && next.kind === 'listed';
  return (
    isListed && next.numbers.every((number) => open.numbers.includes(number)) && next.numbers.length === 1
  );
}

const AFTER_REFS = /^\s*(?:[:=./)]|-+|(?:are|is|zijn|sind|ist|sont|est|sono)(?![\p{L}']))?\s*/u;
const AFTER_ALL = /^\s*(?:[:=./),]|-+|(?:are|is|zijn|sind|ist|sont|est|sono)(?![\p{L}']))?\s*/u;
const PREPOSITION =
  /[\s,]*(?:\b(?:to|for|on|with|voor|tegen|aan|op|fur|zu|bei|pour|a|au|aux|per|ad|al)\b)?[\s:]*$/u;

function beginAt(place: Place, start: number): Begin | null {
  const { folded, items } = place;
  const refs = refsAt(folded, start, items);
  if (refs === null) return verdictFirst(place, start);
  const after = refs.kind === 'all' ? AFTER_ALL : AFTER_REFS;
  const from = refs.end + (after.exec(folded.slice(refs.end))?.[0].length ?? 0);
  const isNamed = refs.kind !== 'all';
  const isPlain = isNamed || /^\W*$/.test(folded.slice(from)) || says(place, '', from) !== 'unclear';
  // "All good", "all in": the words decide only together.
  const isPlace = !isPlain && /^(?:in|out)(?=[\s,.;]|$)/.test(folded.slice(from));
  const isJoint = !isPlain && !isPlace && says(place, 'all', from) === 'approve';
  const head = refs.kind === 'none' ? 'no.' : isJoint ? 'all' : '';
  return isPlain || isJoint || isPlace ? { refs, isRefFirst: true, head, from } : null;
}

/** What is said from a place to the next one where something new may begin. */
function says({ text, readOne, starts }: Place, head: string, from: number): string {
  const stop = starts.find((next) => next > from) ?? text.length;
  const tail = text.slice(from, stop).replace(/[\s,;.]+$/u, '');
  return readOne(`${head} ${tail}`.replace(/\s+/g, ' ').trim(), null).verdict;
}

/** "Not sure about 3" */
const OPEN_STILL =
  /^(?:(?:but |maar |aber |mais |ma )?(?:i'm |i am |ik ben |ich bin |je suis |sono )?(?:not (?:so |quite )?sure|unsure|no idea|don't know|i don't know|undecided|niet zeker|twijfel|nicht sicher|unsicher|pas sure?|non sono sicur[oa]|non so)(?: (?:about|over|van|bei|pour|su|on|of))?)$/u;

const NOT_THAT =
  /^(?:but )?(?:not|niet|nicht|pas|maar niet|aber nicht|mais pas|ma non|non|pero no|just not|only not)$/u;

const ONLY_HEAD = /^(?:only|just|alleen|enkel|nur|bloss|seulement|solo|soltanto)$/u;
const NOT_BEHIND = /^ (?:not|niet|nicht|pas|no|non)(?!\p{L})/u;

const MAX_HEAD = 60;

/** "Yes to 1 and 3", "let them all in", "ask 2 where he works". */
function verdictFirst(place: Place, start: number): Begin | null {
  const { text, folded, items, readOne, starts } = place;
  const stop = starts.find((next) => next > start) ?? folded.length;
  for (const gap of folded.slice(start, Math.min(stop, start + MAX_HEAD)).matchAll(/ +/gu)) {
    const at = start + gap.index + gap[0].length;
    const refs = refsAt(folded, at, items);
    if (refs === null || refs.kind === 'none') continue;
    const before = text.slice(start, at);
    const head = before.replace(PREPOSITION, '').trim();
    if (
      place.isRefFirst &&
      head === before.trim() &&
      /^(?:yes|no|ok|ja|nee|nein|oui|non|si)$/u.test(fold(head))
    )
      return null;
    // "First two are fine, not the last one"
    if (NOT_THAT.test(fold(head)) && place.isAfterYes())
      return { refs, isRefFirst: false, head: 'no', from: refs.end };
    if (OPEN_STILL.test(fold(head))) return { refs, isRefFirst: false, head: '?', from: refs.end };
    const isAsking = /^(?:please |bitte |graag )?(?:ask|vraag|frage?|demande[rz]?|chiedi)$/u.test(fold(head));
    // "Ask 2: where do you work?" has the words; "ask 2 for her motivation" says what they are about.
    const isQuoted = /^\s*:|^[^\n]*\?/u.test(folded.slice(refs.end));
    const verdicts = [readOne(head, null).verdict, says(place, head, refs.end)];
    // "Alle gerne, nur Glen nicht"
    if (ONLY_HEAD.test(fold(head)) && NOT_BEHIND.test(folded.slice(refs.end)))
      return { refs, isRefFirst: true, head: '', from: refs.end };
    if (isAsking || verdicts.some((verdict) => verdict === 'approve' || verdict === 'decline'))
      return { refs, isRefFirst: false, head: isAsking && isQuoted ? `${head}:` : head, from: refs.end };
    // "I'm happy with all of them"
    if (refs.kind === 'all' && readOne(`${before.trim()} them`, null).verdict === 'approve')
      return { refs, isRefFirst: false, head: 'yes', from: refs.end };
    return null;
  }
  return null;
}

function decideItems(
  said: readonly Clause[],
  excepted: readonly Exception[],
  items: readonly DigestItem[],
  readOne: ReadOne,
): ItemDecision[] | 'unclear' {
  const general = said.find(({ refs }) => refs.kind !== 'listed');
  const clauses = [
    ...said,
    ...excepted.map((one) => ({
      ...one,
      said: one.said === '' ? oppositeOf(general?.said, readOne) : one.said,
    })),
  ];
  const named = new Set(clauses.flatMap(({ refs }) => refs.numbers));
  const known = items.map((item) => item.number);
  if (clauses.some(({ said }) => DANGLING.test(fold(said)))) return 'unclear';
  if (known.length > 0 && [...named].some((number) => !known.includes(number))) return 'unclear';
  const found = new Map<number, ItemDecision>();
  for (const { refs, said } of clauses) {
    const isListed = refs.kind === 'listed';
    const rest = known.filter((number) => !named.has(number));
    const numbers = isListed ? refs.numbers : refs.kind === 'rest' || named.size > 0 ? rest : known;
    for (const number of new Set(numbers)) {
      const decision = decideItem(number, said, items, readOne);
      const other = found.get(number);
      if (other !== undefined && other.verdict !== 'unclear') return 'unclear';
      found.set(number, decision);
    }
  }
  const decided = [...found.values()].sort((a, b) => a.item - b.item);
  return decided.some((one) => one.verdict !== 'unclear') ? decided : 'unclear';
}

/** "1 yes if 2 is no": what is said about one hangs on another. */
const DANGLING =
  /\S[\s,]+(?:if|unless|when|provided|as long as|or|als|mits|tenzij|of|wenn|falls|sofern|oder|si|sauf si|ou|se|purche|o|then|instead of|rather than)[\s,]*$/u;

/** "All good except Glen": what is said about the one that is only taken out. "Approve all except 2" tells what to do with the others. */
function oppositeOf(said: string | undefined, readOne: ReadOne): string {
  const isOrder = said !== undefined && ORDER.test(fold(said));
  const verdict = said === undefined || isOrder ? 'none' : readOne(said, null).verdict;
  return verdict === 'approve' ? 'no' : verdict === 'decline' ? 'yes' : '?';
}

const ORDER =
  /^\W*(?:please |you can |graag |bitte )?(?:approve|accept|admit|add|let|decline|reject|refuse|afwijzen|toelaten|ablehnen|aufnehmen|acceptez?|ajoutez?|refusez?|accett\w+|rifiut\w+)(?!\p{L})/u;

/** "2 in, the rest out": words that decide only behind the one they are about. */
const IN = /^(?:in|erin|erbij|rein|dabei|dedans|dentro|\+)[\s.,!]*$/u;
const OUT = /^(?:not|niet|nicht|is not|isn't|pas|liever niet|out|eruit|weg|raus|dehors|fuori|-)[\s.,!]*$/u;

function decideItem(
  item: number,
  said: string,
  items: readonly DigestItem[],
  readOne: ReadOne,
): ItemDecision {
  const name = items.find((each) => each.number === item)?.name ?? null;
  const folded = fold(said).trim();
  const word = OUT.test(folded) ? 'no' : IN.test(folded) ? 'yes' : said;
  const { verdict, reason, question } = readOne(word, name);
  switch (verdict) {
    case 'approve':
    case 'decline':
    case 'ask':
      return { item, verdict, reason, question };
    default:
      return { item, verdict: 'unclear', reason: null, question: null };
  }
}
