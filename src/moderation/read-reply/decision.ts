/**
 * Reads a host's natural answer to a decision mail. Deciding wrongly is worse than asking back: a verdict is given only when
 * every sentence agrees with it or says nothing about it; everything else is `unclear`. Pure, linear, nothing is sent on
 * that the host did not clearly mean for the applicant.
 */
import { type Act, readAct } from './acts.ts';
import { applicantAsHer } from './ask.ts';
import { isBesideThePoint } from './beside.ts';
import { areAnswers, type Block } from './between.ts';
import { contradicts } from './contradicts.ts';
import { BAD } from './decline.ts';
import { readItems } from './items.ts';
import { type HostLanguage, languageOf } from './language.ts';
import { passableQuestion, passableReason } from './passable.ts';
import { prefaceLength } from './preface.ts';
import type { DigestItem } from './refs.ts';
import { replaceSayings } from './sayings.ts';
import { fold, joinQuestions, plainPunctuation, type Sentence, splitSentences } from './sentences.ts';
import { seriousLength } from './slips.ts';
import { narrows, reverses } from './turns.ts';

export type Verdict = 'approve' | 'decline' | 'ask' | 'undo' | 'unclear' | 'none';

/** The answer for one numbered request of a digest. */
export interface ItemDecision {
  readonly item: number;
  readonly verdict: Exclude<Verdict, 'undo' | 'none'>;
  readonly reason: string | null;
  readonly question: string | null;
}

/** What is said about one request. */
export type OneDecision = Pick<HostDecision, 'verdict' | 'reason' | 'question'>;

export interface HostDecision {
  readonly verdict: Verdict;
  /** With `decline`: what the applicant may be told, as written, or null. */
  readonly reason: string | null;
  /** With `ask`: what the applicant is to be asked, as written. */
  readonly question: string | null;
  /** For digests: one entry per item named; the verdict above is then theirs if they all agree, else `none`: no one verdict for all. */
  readonly perItem: readonly ItemDecision[] | null;
  readonly language: HostLanguage;
}

export interface DecisionContext {
  /** The applicant's name as the decision mail gave it. */
  readonly applicant?: string | null;
  /** A digest's items; empty for a mail about one request. */
  readonly items?: readonly DigestItem[];
  /** What the host wrote between the quoted items of a digest. */
  readonly between?: readonly Block[];
}

const MAX_TEXT = 6000;

/** @param written the host's own words: no quoted text, no signature; the first 6000 characters are read */
export function readDecision(written: string, context: DecisionContext = {}): HostDecision {
  const text = written.slice(0, MAX_TEXT);
  const language = languageOf(fold(text));
  const none = { reason: null, question: null, perItem: null, language };
  if (text.trim() === '') return { verdict: 'none', ...none };
  const items = context.items ?? [];
  const perItem = readBetween(context.between ?? [], items) ?? readItems(text, items, readOne);
  const isReversed = reverses(fold(text));
  if (perItem === 'unclear' || (perItem !== null && isReversed)) return { verdict: 'unclear', ...none };
  if (perItem !== null) return { ...none, verdict: commonVerdict(perItem), perItem };
  const decision = { ...none, ...readOne(text, context.applicant ?? null) };
  const isVerdict = decision.verdict === 'approve' || decision.verdict === 'decline';
  // A bare "yes" under several requests names none of them.
  const namesNone = items.length > 1 && decision.verdict !== 'none';
  return namesNone || (isVerdict && isReversed) ? { verdict: 'unclear', ...none } : decision;
}

/** Null where the host did not answer between the items. */
function readBetween(blocks: readonly Block[], items: readonly DigestItem[]): ItemDecision[] | null {
  if (items.length < 2 || !areAnswers(blocks, (text) => readOne(text, null).verdict === 'none')) return null;
  const found = blocks.flatMap(({ item, text }): ItemDecision[] => {
    const known = items.find((each) => each.number === item);
    if (known === undefined) return [];
    const { verdict, reason, question } = readOne(text, known.name);
    const isClear = verdict === 'approve' || verdict === 'decline' || verdict === 'ask';
    return [{ item: known.number, verdict: isClear ? verdict : 'unclear', reason, question }];
  });
  const isOnce = new Set(found.map((one) => one.item)).size === found.length;
  return isOnce && found.some((one) => one.verdict !== 'unclear') ? found : null;
}

/** The whole answer in one letter: yes, ja, no/nee/nein. */
const LETTERS: Readonly<Record<string, 'approve' | 'decline'>> = {
  y: 'approve',
  j: 'approve',
  n: 'decline',
};

/** What is said about one request. */
function readOne(written: string, applicant: string | null): OneDecision {
  const text = plainPunctuation(written);
  const letter =
    LETTERS[
      text
        .trim()
        .replace(/[.,;!]$/, '')
        .toLowerCase()
    ];
  if (letter !== undefined) return { verdict: letter, reason: null, question: null };
  const sentences = joinQuestions(splitSentences(text));
  let acts: Act[] = [];
  for (const [index, sentence] of sentences.entries()) {
    const joke = seriousLength(sentence.folded);
    // "Only if she brings cake. Seriously: yes": what stands before was the joke.
    if (joke > 0) acts = [];
    const start = joke > 0 ? joke : prefaceLength(applicantAsHer(sentence.folded, applicant), index === 0);
    const rest = { ...sentence, text: sentence.text.slice(start), folded: sentence.folded.slice(start) };
    if (rest.text.trim() === '') continue;
    const act = afterVerdict(readAct(rest, { applicant }), rest, acts);
    acts.push(act.kind === 'remark' ? { ...act, isAside: sentence.isAside } : act);
  }
  return weigh(acts);
}

/** "Approve. Is the projector back?": a question beside the point, once the verdict is out. Before it, the yes answers it. */
function afterVerdict(act: Act, sentence: Sentence, acts: readonly Act[]): Act {
  const isDecided = acts.some(({ kind }) => kind === 'approve' || kind === 'decline');
  return act.kind === 'doubt' && sentence.isQuestion && isDecided && isBesideThePoint(sentence.folded)
    ? { kind: 'courtesy' }
    : act;
}

function commonVerdict(items: readonly ItemDecision[]): Verdict {
  const first = items[0]?.verdict ?? 'none';
  return items.every((item) => item.verdict === first) ? first : 'none';
}

const UNCLEAR: OneDecision = { verdict: 'unclear', reason: null, question: null };

function weigh(acts: readonly Act[]): OneDecision {
  const has = (kind: Act['kind']) => acts.some((act) => act.kind === kind);
  const isAgainst = has('irony') || acts.some((act) => act.kind === 'remark' && BAD.test(fold(act.text)));
  if (has('pass') && !has('decline') && isAgainst)
    return weigh(
      acts.map((act) =>
        act.kind === 'pass' ? { kind: 'decline', reason: null, isLabelled: false, isFirm: true } : act,
      ),
    );
  const verdicts = ['approve', 'decline', 'ask', 'undo'].filter((kind) => has(kind as Act['kind'])).join('+');
  if (has('doubt') || acts.length === 0 || isSlipped(acts, verdicts)) return UNCLEAR;
  if (has('pass') && verdicts !== 'decline') return UNCLEAR;
  if (has('hedge') && verdicts !== 'ask') return UNCLEAR;
  if (acts.some((act) => act.kind === 'lean' && act.to !== verdicts)) return UNCLEAR;
  if (has('irony') && verdicts !== 'decline') return UNCLEAR;
  if (has('condition') && verdicts !== 'ask' && verdicts !== 'approve+ask') return UNCLEAR;
  switch (verdicts) {
    case 'approve':
      return remarksContradict(acts, 'approve')
        ? UNCLEAR
        : { verdict: 'approve', reason: null, question: null };
    case 'decline':
      return remarksContradict(acts, 'decline')
        ? UNCLEAR
        : { verdict: 'decline', reason: reasonIn(acts), question: null };
    case 'ask':
    case 'approve+ask': // "ok, but ask her affiliation": the answer comes first
      return has('tell') || remarksContradict(acts, 'ask') ? UNCLEAR : asked(acts);
    case 'undo':
      return has('tell') ? UNCLEAR : { verdict: 'undo', reason: null, question: null };
    case '':
      return acts.every((act) => act.kind === 'courtesy') ? { ...UNCLEAR, verdict: 'none' } : UNCLEAR;
    default:
      return UNCLEAR;
  }
}

/** "I pressed yes by mistake. It should be a no." counts; "Approve. Oops, wrong person." does not. */
function isSlipped(acts: readonly Act[], verdicts: string): boolean {
  const slips = acts.flatMap((act, index) => (act.kind === 'slip' ? [{ ...act, index }] : []));
  if (slips.length === 0 || verdicts === 'undo') return false;
  const first = acts.findIndex((act) => act.kind === 'approve' || act.kind === 'decline');
  return !slips.every((slip) => slip.what === 'pressed' && slip.index < first);
}

/** Remarks beside a verdict may explain it; words that decide, doubt or oppose it may not stand in them. */
function remarksContradict(acts: readonly Act[], verdict: 'approve' | 'decline' | 'ask'): boolean {
  const remarks = acts.flatMap((act) => (act.kind === 'remark' ? [replaceSayings(fold(act.text))] : []));
  const isFirm = acts.some((act) => act.kind === 'decline' && act.isFirm);
  return remarks.some(
    (remark) => contradicts(remark, verdict, isFirm) || (verdict === 'approve' && narrows(remark)),
  );
}

function asked(acts: readonly Act[]): OneDecision {
  const questions = acts.flatMap((act) => (act.kind === 'ask' ? [passableQuestion(act.question)] : []));
  const passable = questions.filter((question) => question !== null);
  return passable.length === 0 || passable.length < questions.length
    ? UNCLEAR
    : { verdict: 'ask', reason: null, question: passable.join('; ') };
}

/** What the host labelled for the applicant first, then what follows the no, then the one remark beside it. */
function reasonIn(acts: readonly Act[]): string | null {
  const told = acts.find((act) => act.kind === 'tell');
  if (told?.kind === 'tell') return passableReason(told.text, true);
  const index = acts.findIndex((act) => act.kind === 'decline');
  const decline = acts[index];
  if (decline?.kind !== 'decline' || acts.some((act) => act.kind === 'remark' && SECRET.test(fold(act.text))))
    return null;
  if (decline.reason !== null) return passableReason(decline.reason, decline.isLabelled);
  const remarks = acts.filter((act) => act.kind === 'remark');
  const only = remarks[0];
  return remarks.length === 1 && only?.kind === 'remark' && !only.isAside
    ? passableReason(only.text, false)
    : null;
}

const SECRET =
  /\b(?:don't|do not|no need to|without) (?:tell|telling|give|giving|mention|explain|say)\w*|between us|keep (?:this|that|it)|no reason|onder ons|unter uns|entre nous|tra noi|zonder reden|ohne (?:grund|begrundung)|sans (?:raison|motif)|senza motiv\w*\b/u;
