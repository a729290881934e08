/**
 * From what the sentences do to what the host decides. A verdict is given only when every other sentence agrees with it or
 * says nothing about it; what is said before a verdict is read less strictly than what is said behind it, for that may take
 * it back. Everything else is `unclear`.
 */
import type { Act } from './acts.ts';
import { isOwnAffair, keepsOpen } from './background.ts';
import { contradicts, turnsAgainst } from './contradicts.ts';
import type { OneDecision } from './decision.ts';
import { BAD } from './decline.ts';
import { isErrand } from './elsewhere.ts';
import { passableQuestion, passableReason } from './passable.ts';
import { replaceSayings } from './sayings.ts';
import { fold } from './sentences.ts';
import { signIn } from './signs.ts';
import { isForeign } from './tongue.ts';
import { narrows } from './turns.ts';
import { isFullVerdict } from './verdict.ts';

const UNCLEAR: OneDecision = { verdict: 'unclear', reason: null, question: null };

export function weigh(said: readonly Act[]): OneDecision {
  const acts = withoutReceipt(withoutBackground(withoutAnswered(asNo(said))));
  const has = (kind: Act['kind']) => acts.some((act) => act.kind === kind);
  const verdicts = ['approve', 'decline', 'ask', 'undo'].filter((kind) => has(kind as Act['kind'])).join('+');
  if (
    has('doubt') ||
    (has('question') && verdicts !== 'undo') ||
    acts.length === 0 ||
    isSlipped(acts, verdicts)
  )
    return UNCLEAR;
  if (has('pass') && verdicts !== 'decline') return UNCLEAR;
  if (has('hedge') && verdicts !== 'ask') return UNCLEAR;
  if (acts.some((act) => act.kind === 'lean' && act.to !== verdicts)) return UNCLEAR;
  if (has('irony') && verdicts !== 'decline') return UNCLEAR;
  if (has('condition') && verdicts !== 'ask' && verdicts !== 'approve+ask') return UNCLEAR;
  switch (verdicts) {
    case 'approve':
      return isOpposed(acts, 'approve') ? UNCLEAR : { verdict: 'approve', reason: null, question: null };
    case 'decline':
      return isOpposed(acts, 'decline')
        ? UNCLEAR
        : { verdict: 'decline', reason: reasonIn(acts), question: null };
    case 'ask':
    case 'approve+ask': // "ok, but ask her affiliation": the answer comes first, unless she is in "in any case"
      if (acts.some((act) => act.kind === 'approve' && act.isAnyway === true))
        return { verdict: 'approve', reason: null, question: null };
      return has('tell') || isOpposed(acts, 'ask') ? UNCLEAR : asked(acts);
    case 'undo':
      return has('tell') ? UNCLEAR : { verdict: 'undo', reason: null, question: null };
    case '':
      return acts.every((act) => act.kind === 'courtesy') ? { ...UNCLEAR, verdict: 'none' } : UNCLEAR;
    default:
      return UNCLEAR;
  }
}

/** "Pass." is a no where something is said against the person. */
function asNo(acts: readonly Act[]): readonly Act[] {
  const isAgainst = acts.some(
    (act) => act.kind === 'irony' || (act.kind === 'remark' && BAD.test(fold(act.text))),
  );
  const isNo = isAgainst && !acts.some((act) => act.kind === 'decline');
  return acts.map((act) =>
    act.kind === 'pass' && isNo
      ? { kind: 'decline', reason: null, isLabelled: false, isFirm: true, isBare: false }
      : act,
  );
}

/** "Isn't she one of yours? Either way, yes.": the verdict stands whatever the answer. */
function withoutAnswered(acts: readonly Act[]): readonly Act[] {
  const restart = acts.findLastIndex(
    (act) => (act.kind === 'approve' || act.kind === 'decline') && act.isAnyway === true,
  );
  return acts.filter((act, index) => index > restart || act.kind !== 'question');
}

/** What stands before the one verdict that is said in full, and leaves it as it is. */
function withoutBackground(acts: readonly Act[]): readonly Act[] {
  const isVerdict = ({ kind }: Act) =>
    kind === 'approve' || kind === 'decline' || kind === 'ask' || kind === 'undo';
  const last = acts.findLastIndex(isVerdict);
  const verdict = acts[last];
  if (!isFullVerdict(verdict) || acts.some((act) => isVerdict(act) && act.kind !== verdict.kind)) return acts;
  return acts.filter((act, index) => index >= last || !isBackground(act));
}

function isBackground(act: Act): boolean {
  if (act.kind === 'question') return act.isOfVerdict !== true;
  return act.kind === 'remark' && !keepsOpen(replaceSayings(fold(act.text)));
}

/** "Yes, I saw it. The answer is no.": more than a bare word must follow. */
function withoutReceipt(acts: readonly Act[]): readonly Act[] {
  const decided = acts.findLastIndex((act) => isFullVerdict(act));
  return acts.map((act, index): Act => {
    if (act.kind !== 'receipt') return act;
    return index < decided ? { kind: 'courtesy' } : { kind: 'doubt' };
  });
}

/** "I pressed yes by mistake. It should be a no." counts; "Approve. Oops, wrong person." does not. */
function isSlipped(acts: readonly Act[], verdicts: string): boolean {
  const slips = acts.flatMap((act, index) => (act.kind === 'slip' ? [{ ...act, index }] : []));
  if (slips.length === 0 || verdicts === 'undo') return false;
  const first = acts.findIndex((act) => act.kind === 'approve' || act.kind === 'decline');
  const isFull = isFullVerdict(acts[first]);
  return !slips.every((slip) => (slip.what === 'pressed' || isFull) && slip.index < first);
}

/** Remarks beside a verdict may explain it; words that decide, doubt or oppose it may not stand in them. */
function isOpposed(acts: readonly Act[], verdict: 'approve' | 'decline' | 'ask'): boolean {
  const decided = acts.filter((act) => act.kind === 'approve' || act.kind === 'decline');
  const isFirm = decided.some((act) => act.kind === 'decline' && (act.isFirm || !act.isBare));
  const isBare = decided.every((act) => act.isBare || act.isWord === true);
  const first = acts.findIndex((act) => act.kind === verdict);
  return acts.some((act, index) => {
    if (act.kind === 'tell') return putsOff(fold(act.text), verdict);
    if (act.kind !== 'remark') return false;
    const remark = replaceSayings(fold(act.text));
    if (isForeign(remark)) return true;
    if (isOwnAffair(remark)) return false;
    if (verdict === 'ask') return contradicts(remark, 'ask');
    if (index < first) return contradicts(conceded(remark), verdict, isFirm);
    if (contradicts(remark, verdict, isFirm) || turnsAgainst(remark)) return true;
    return verdict === 'approve' && (narrows(remark) || (isBare && isErrand(remark)));
  });
}

/** "Tell her we'll decide next week": what is to be told is that nothing is decided. */
function putsOff(told: string, verdict: 'approve' | 'decline' | 'ask'): boolean {
  if (
    /\b(?:decid\w*|wait|let (?:her|him|them) know|get back|consider\w*|besliss?\w*|wachten|entscheid\w*|warten|decider\w*|attendre|decid\w*|aspettare)\b/u.test(
      told,
    )
  )
    return true;
  return verdict === 'approve' && signIn(told) === 'condition';
}

/** "I was going to say no because of the one-line mail, but …": a thought that the verdict behind it has left. */
function conceded(remark: string): string {
  const left = remark.replace(LEFT_BEHIND, ' ');
  const [whole, before = ''] =
    /^([^.!?]{3,160}?),? (?:but|maar|aber|mais|ma|pero|men|ale) /u.exec(left) ?? [];
  const isThought = whole !== undefined && signIn(before, left, ['hedge', 'unease']) === null;
  return isThought ? left.slice(whole.length) : left;
}

const LEFT_BEHIND =
  /\b(?:i |we )?(?:(?:was|were) (?:first |initially |about |going |tempted |inclined |ready |leaning )+(?:to|towards)? ?|(?:had )?(?:first|initially|nearly|almost|at first)? ?(?:wanted|thought|meant|planned) (?:to|of) )(?:say(?:ing)?|vote|voting|answer|declin\w+|reject\w*|refus\w+|approv\w+|accept\w*|turn \w+ down)(?: (?:no|yes|her|him|them|this))?\b[^.!?]{0,80}?[,;]? (?:but|until|then)\b|\b(?:wilde|wollte) (?:ik |ich )?(?:eerst |erst |zuerst )?(?:nee zeggen|afwijzen|nein sagen|ablehnen)\b[^.!?]{0,80}?[,;]? (?:maar|aber)\b|\b(?:j'allais|je voulais|stavo per|volevo) (?:dire |d'abord )*(?:non|no|refuser|rifiutare)\b[^.!?]{0,80}?[,;]? (?:mais|ma)\b/u;

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
