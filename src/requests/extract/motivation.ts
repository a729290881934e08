/**
 * Why somebody wants to join. Every sentence of their own is cut into clauses; those that greet, ask, introduce or tell how they heard
 * of us are put aside, and what is left over, from there to the end of the sentence, is the reason. The words of many languages only
 * rank what is left: a reason needs no word of ours.
 */
import { type Found, found } from './evidence.ts';
import { introduces } from './introduction-words.ts';
import { type Sentence, spanOf } from './prose.ts';
import { isNoReason, saysSource } from './reason-not.ts';
import { BECAUSE, EXPLICIT, FIELD_OF_WORK, HELPS, OWN, PURPOSE, WISH } from './reason-words.ts';
import { asksToJoin } from './wishes.ts';

/** A judged sentence. `from` is where its reason begins, in the sentence; `score` 0 where it gives none. */
interface Judged {
  readonly sentence: Sentence;
  readonly score: number;
  readonly from: number;
}

/** What a clause is there for. */
type Role = 'ask' | 'introduction' | 'aside' | 'content';

/** The least score of a reason, and how far below the best a sentence beside it may lie. */
const LEAST = 1;

/** More sentences and clauses than a person writes to a mailing desk; the rest is not judged. */
const MAX_SENTENCES = 150;
const MAX_CLAUSES = 40;

/** Finds the sentences that give a reason; adjacent ones are joined. `hasPlace` tells whether a text names the writer or an institution. */
export function findMotivation(
  sentences: readonly Sentence[],
  hasPlace: (text: string) => boolean,
): Found | null {
  const judged = sentences
    .slice(0, MAX_SENTENCES)
    .map((sentence, index) =>
      index === 0 && tellsOfOurs(sentence.text) ? { sentence, score: 0, from: 0 } : judge(sentence, hasPlace),
    );
  const best = Math.max(0, ...judged.map((each) => each.score));
  if (best < LEAST) return findInIntroduction(sentences);
  const runs = runOf(
    judged,
    judged.findIndex((each) => each.score >= best - 0.05),
  );
  const first = runs[0];
  const last = runs.at(-1);
  if (first === undefined || last === undefined) return null;
  const value = textOf(runs);
  const start = spanOf(first.sentence.paragraph, first.sentence.from + first.from, first.sentence.to).start;
  const end = spanOf(last.sentence.paragraph, last.sentence.from, last.sentence.to).end;
  return found(value, 'text', start, end, 'reason in prose');
}

/** Sentences of one paragraph as they stand, of several with a space between. */
function textOf(runs: readonly Judged[]): string {
  let text = '';
  let before: Judged | null = null;
  for (const each of runs) {
    const { sentence } = each;
    const from = sentence.from + each.from;
    const isSame = before?.sentence.paragraph === sentence.paragraph;
    const gap = isSame ? sentence.paragraph.flat.slice(before?.sentence.to, from) : ' ';
    text += (before === null ? '' : gap) + sentence.paragraph.flat.slice(from, sentence.to);
    before = each;
  }
  return text.trim();
}

/** For want of a reason apart: an introduction long enough to say what the person does there. */
function findInIntroduction(sentences: readonly Sentence[]): Found | null {
  for (const { text, from, to, paragraph } of sentences) {
    if (text.includes('@') || isNoReason(text) || asksToJoin(text) || countWords(text) < 14) continue;
    const rest = text.replace(
      /\b(?:work(?:ing)?|employed|based|study(?:ing)?) (?:as|at|for|in|with)\b/gi,
      ' ',
    );
    if (!OWN.test(rest) || !FIELD_OF_WORK.test(rest)) continue;
    const { start, end } = spanOf(paragraph, from, to);
    return found(text, 'text', start, end, 'introduction');
  }
  return null;
}

/** The sentence at `index` with those right before and after it that give reasons too; what comes before must do so clearly. */
function runOf(judged: readonly Judged[], index: number): Judged[] {
  const isPart = (each: Judged | undefined, least: number) => each !== undefined && each.score >= least;
  let from = index;
  let to = index;
  while (isPart(judged[from - 1], LEAST + 0.3) && judged[from]?.from === 0) from -= 1;
  while (isPart(judged[to + 1], LEAST) && judged[to + 1]?.from === 0) to += 1;
  return judged.slice(from, to + 1).slice(0, 4);
}

function judge(sentence: Sentence, hasPlace: (text: string) => boolean): Judged {
  const text = sentence.text.slice(0, 1500);
  const cuts = clauseStarts(text);
  const clauses = cuts.map((from, index) => text.slice(from, cuts[index + 1] ?? text.length));
  const roles = clauses.map((clause) => roleOf(clause, hasPlace));
  for (let n = 0; n < cuts.length; n += 1) {
    if (roles[n] !== 'content') continue;
    const rest = roles.slice(n).findIndex((role) => role !== 'content');
    const end = rest === -1 ? cuts.length : n + rest;
    const run = clauses.slice(n, end).join('');
    const from = cuts[n] ?? 0;
    const score = leadsElsewhere(run, roles[end], clauses[end] ?? '')
      ? 0
      : scoreOf(clauses[n] ?? '', run, text.slice(from), roles.slice(0, n), JOINED.test(text.slice(0, from)));
    if (score >= LEAST) return { sentence, score, from };
  }
  return askWithWork(sentence, text, roles) ?? { sentence, score: 0, from: 0 };
}

/** A wish to join in one breath with the work behind it: "I study X, so that I would like to receive …". */
function askWithWork(sentence: Sentence, text: string, roles: readonly Role[]): Judged | null {
  const isOne = roles.length === 1 && roles[0] === 'ask' && !/[?？]/u.test(text);
  return isOne && countWords(text) >= 9 && (FIELD_OF_WORK.test(text) || HELPS.test(text))
    ? { sentence, score: LEAST, from: 0 }
    : null;
}

/** "A pupil of mine, …, told me …", "it would please me, if you could add me", "Ada Byron, postdoc at …": what follows tells what this is. */
function leadsElsewhere(run: string, next: Role | undefined, clause: string): boolean {
  if (next === undefined) return false;
  if (next === 'introduction') {
    return countWords(run) < 6 || !(FIELD_OF_WORK.test(run) || (countWords(run) > 8 && WISH.test(run)));
  }
  if (next === 'aside') return saysSource(clause);
  return !FIELD_OF_WORK.test(run) && (countWords(run) < 8 || OF_OURS.test(run));
}

/** A first sentence about something of ours ("there was a sheet with your programme …") tells how somebody came to write. */
function tellsOfOurs(text: string): boolean {
  return YOURS.test(text) && !WISH.test(text) && !BECAUSE.test(text) && !EXPLICIT.test(text);
}

const YOURS =
  /(?<![\p{L}])(?:your|jullie|uw|ihre?[nmrs]?|eue?re?[nmrs]?|votre|vos|tu|su|sus|vuestr[oa]s?|vostr[oaei]|vosso?a?s?|era?|er[st]|jeres|deres|teidän|ваш\p{L}*|σας)\s+\p{L}/iu;

/** Our own series and list, an interest in which says nothing of why. */
const OF_OURS =
  /(?<![\p{L}])(?:colloqui\p{L}*|kolloqui\p{L}*|colloque|coloquio|colóquio|kollokvi\p{L}*|seminar (?:series|list)|vortragsreihe|(?:ihr|eur|your|jullie|uw|vos|sus|vossas|vostr)\p{L}{0,2} (?:vorträge\p{L}*|talks?|lectures?|seminars?|lezingen|exposés|séminaires|charlas|palestras|seminari)|lezingenreeks|series|reeks|mailing ?list\p{L}*|liste?|lijst|verteiler)(?![\p{L}])/iu;

/** Where clauses begin: after stops inside the sentence, at a conjunction of reason, at "and I …", at "where we …". */
function clauseStarts(text: string): number[] {
  const starts = new Set([0]);
  for (const because of [BECAUSE.exec(text), purposeBehindAsk(text)]) {
    if (because?.[1] === undefined) continue;
    const at = because.index + because[0].length - because[1].length;
    const isDropped = /^(?:because|cuz|since|car|denn|omdat|want|perché|pois|çünkü|γιατί|因为|因為)$/iu.test(
      because[1].trim(),
    );
    starts.add(isDropped ? at + because[1].length + lead(text.slice(at + because[1].length)) : at);
  }
  for (const match of text.matchAll(CLAUSE)) starts.add(match.index + match[0].length);
  const announced = ANNOUNCES.exec(text)?.[0].length ?? 0;
  starts.add(announced);
  return [...starts]
    .filter((at) => at < text.length && (at === 0 || at >= announced))
    .toSorted((a, b) => a - b)
    .slice(0, MAX_CLAUSES);
}

const CLAUSE =
  /(?:[,;:–—，；：、]|\s--?(?=\s)|[!?](?=\s\p{L}))\s*(?:(?:where|and|but|und|aber|en|et|mais|y|pero|e|ma|mas|och|men|og|ja|mutta|i|a|ale|oraz|и|а|но|και|αλλά|wo|waar|où|donde|dove|onde|där|hvor|gdzie|kde|где|όπου)\s+(?=[\p{L}]))?|\s(?:where|and (?:that )?(?=(?:I|we|my|our|would|want|hope|work|study|model|use|develop|train|build|apply|simulate|analy[sz]e|do|write|teach|run|lead|design|measure|collect|maintain|am|keep|is (?:interested|working|looking|curious|keen)|wants|hopes|works|needs|studies)\b)|und (?=\p{Ll}{4,}(?:en|e|t) (?:eine?[nm]?|den|das|dabei|gerade|uns|mich)\b)|und (?=(?:ich|wir|wollen|suchen|hoffen|möchte|würde|beschäftige|arbeite|forsche|schreibe?|such\p{L}*|schau|bau\p{L}*|interessiert|möchten|sucht|arbeitet|forscht|will|interessiere)(?![\p{L}]))|en (?=(?:ik|wij|we|wil|willen|hopen|zoeken|werken|zouden|zou|werk|doe|schrijf|mijn|zoekt|werkt|onderzoekt)\b)|et (?=(?:je|nous|on|mon|ma|souhaite|cherche)\b|j['’]|s['’]int)|y (?=(?:me|quiero|estoy|trabajo|quisiera|quiere|busca|le)\b)|e (?=(?:vorrei|mi|sto|quero|gostaria|estou|ci|vuole|cerca|quer|procura)\b)|och (?=(?:skriver|jag|vill|skulle|arbetar|forskar)\b)|og (?=(?:jeg|vil|arbejder|arbeider|skriver|jobber)\b)|ja (?=\p{L}+[nm]\b)|и (?=(?:хочу|мы|я|занима))|wo (?=ich|wir))/giu;

function lead(text: string): number {
  return /^\s*/.exec(text)?.[0].length ?? 0;
}

function purposeBehindAsk(text: string): RegExpExecArray | null {
  const purpose = PURPOSE.exec(text);
  return purpose !== null && asksToJoin(text.slice(0, purpose.index)) ? purpose : null;
}

/** "PS why: …", "Il motivo: …", "The reason for my request is that …": words that announce a reason and are no part of it. */
const ANNOUNCES =
  /^(?:p\.?\s?s\.?[:,]?\s+)?(?:(?:the|my|our|de|mijn|der|mein|la|ma|el|mi|il|mio|o|meu)\s+){0,2}(?:(?:why|waarom|warum|pourquoi|por qué|perché|porquê|reason|motivation|motive|reden|motivatie|grund|raison|motivo|razón|motivación|ragione|razão|motivação)(?:\s+why)?\s*[:：–—]\s+|(?:reason|motivation|reden|motivatie|grund|raison|motivo|razón|ragione|razão)(?![\p{L}])[^.?!;:,]{0,40}?\s(?:is|ist|est|es|è|é),?\s+(?:(?:that|dat|dass|que|che|because)\s+|qu['’]))/iu;

function roleOf(clause: string, hasPlace: (text: string) => boolean): Role {
  if (ANNOUNCES.exec(clause)?.[0].length === clause.length) return 'ask';
  if (clause.includes('@')) return 'aside';
  const asks = asksToJoin(clause);
  if (!asks && isNoReason(clause)) return 'aside';
  if (introduces(clause, hasPlace)) return 'introduction';
  return asks ? 'ask' : 'content';
}

/**
 * How much `run`, which `clause` begins, reads like a reason; `text` is the sentence from its start on. `before` are the clauses put aside.
 */
function scoreOf(
  clause: string,
  run: string,
  text: string,
  before: readonly Role[],
  isJoined: boolean,
): number {
  const words = countWords(text);
  if (countWords(run) < 4 || (before.length > 0 && CONTINUES.test(run))) return 0;
  if (before.at(-1) === 'introduction' && !isJoined && !SAYS.some((sign) => sign.test(clause))) return 0;
  if (before.includes('aside') && saysSource(text)) return 0;
  const isBehindAsk = before.at(-1) === 'ask' && !/[?？;]\s*$/u.test(text);
  let score = isBehindAsk ? 1 : 0.6;
  if (OWN.test(run)) score += 0.5;
  if (WISH.test(run)) score += 0.6;
  if (FIELD_OF_WORK.test(run)) score += 0.4;
  if (BECAUSE.test(run)) score += 0.3;
  if (EXPLICIT.test(run)) score += 0.5;
  if (WONDERS.test(text) && words >= 6) score += 0.5;
  if (words >= 8) score += 0.4;
  if (/[?？;]["”»)]*$/u.test(text) && !WONDERS.test(text)) score -= 1.2;
  if (OF_OURS.test(run) && !FIELD_OF_WORK.test(run) && !BECAUSE.test(text) && words < 12) score -= 0.8;
  if (before.at(-1) === 'aside' && words < 7) return 0;
  // What stands in one sentence with an introduction yields to a reason of its own.
  const isBeside = before.at(-1) === 'introduction' && !WISH.test(run) && score >= LEAST;
  return isBeside ? Math.max(LEAST, score - 0.5) : score;
}

/** Behind an introduction an apposition follows more often than a reason: "CTO at Foldwise, a start-up in Leiden". */
const SAYS = [OWN, WISH, FIELD_OF_WORK, BECAUSE, EXPLICIT];

/** A conjunction right before a clause: a sentence of its own follows, no apposition. */
const JOINED =
  /(?<![\p{L}])(?:and|but|where|en|maar|waar|und|aber|wo|et|mais|où|y|pero|donde|e|ma|mas|dove|onde|och|men|og|i|ale|gdzie|и|но|где|και|αλλά)\s+$/iu;

/** A clause that only goes on with the one put aside: "…, in the group of …". */
const CONTINUES =
  /^(?:(?:to|for|from|at|in|with|of|on|by|bij|aan|op|voor|auf|an|im|am|à|au|chez|de|du|na|no|em|en|presso|w|v|på|vid|ved|hos)\s|i\s+(?=\p{Lu}))/u;

/** A question that is itself the reason: how others do something. */
const WONDERS =
  /^(?:how|why|whether|wie|warum|hoe|waarom|comment|pourquoi|¿?cómo|¿?por qué|come|como|hur|hvordan|hvorfor|jak|dlaczego|miten|как|πώς|can (?:a|you|one|we)|could (?:a|one)|is it possible)(?![\p{L}])/iu;

/** Words; of scripts without spaces two characters count as one. */
function countWords(text: string): number {
  const dense = text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu)?.length ?? 0;
  return dense > 6 ? dense / 2 : text.trim().split(/\s+/u).length;
}
