/**
 * A sentence with a verdict in one clause and something else in the others: "kein Problem, nur rein mit ihm", "this is the
 * third time he asks and the answer is still no", "approved, although the motivation is thin". The verdict counts where no
 * other clause holds a sign against it.
 */
import type { AskContext } from './ask.ts';
import { isBesideThePoint } from './beside.ts';
import { hasAny } from './consume.ts';
import { contradicts, isToDesk } from './contradicts.ts';
import { isReasonForNo } from './decline.ts';
import { answersElse } from './elsewhere.ts';
import { signIn } from './signs.ts';
import { isForeign } from './tongue.ts';
import { readVerdict, type VerdictAct } from './verdict.ts';

interface Clause {
  /** As it stands, with its connective. */
  readonly folded: string;
  readonly end: number;
  /** "but", "so", …: the word that joins it to what stands before; '' where there is none. */
  readonly joint: string;
  readonly verdict: VerdictAct | null;
}

/** A pause, or a word that begins something new. */
const PAUSE =
  /(?:\s*[,;:]+\s+|\s+-+\s+|\s*\.{2,}\s+|\s*…\s*)|\s+(?=(?:but|though|although|because|hence|therefore|and (?:the answer|my answer|i say|so)|so(?= (?:no|yes|decline|reject|approve|accept|please)(?!\p{L}))|omdat|dus|maar(?= (?:lijkt|ja|prima|akkoord|goed|wel|toch|nee|wat|vooruit|laat|mag|kan|ik|hij|zij|ze|zijn|haar|het|dit|de)(?!\p{L}))|aber|weil|daher|deshalb|mais|parce|donc|pero|men|perche|quindi|dunque|percio|porque|asi que)(?!\p{L}))/gu;
const JOINT =
  /^(?:(?:and|but|so|then|hence|therefore|thus|anyway|anyhow|in any case|either way|because|since|as|for|well|oh|though|although|still|en|maar|dus|omdat|want|hoewel|und|aber|also|daher|deshalb|drum|weil|denn|da|obwohl|sowieso|jedenfalls|et|mais|donc|alors|parce que|car|bien que|e|ma|quindi|allora|dunque|percio|perche|anche se|y|pero|men|mas|ale|asi que|entonces|porque|aunque)(?!\p{L})[\s,:]*)+/u;

/** The clauses that hold any word. */
function clausesOf(text: string, folded: string, context: AskContext): Clause[] {
  const clauses: Clause[] = [];
  let start = 0;
  const close = (end: number) => {
    const said = folded.slice(start, end);
    if (!/[\p{L}\p{Extended_Pictographic}]/u.test(said)) return;
    const joint = JOINT.exec(said)?.[0] ?? '';
    const behind = joint.length < said.length ? joint.length : 0;
    const verdict = readVerdict(text.slice(start + behind, end), said.slice(behind), context);
    const found = verdict === 'doubt' ? null : verdict;
    clauses.push({ folded: said, end, joint: behind === 0 ? '' : joint.trim(), verdict: found });
  };
  for (const mark of folded.matchAll(PAUSE)) {
    close(mark.index);
    start = mark.index + mark[0].length;
  }
  close(folded.length);
  return clauses;
}

const CONCLUDES =
  /^(?:and )?(?:so|but|still|then|hence|therefore|thus|anyway|either way|in any case|dus|maar|toch|also|daher|deshalb|drum|aber|donc|alors|mais|quindi|dunque|percio|allora|ma|asi que|entonces|pero)(?!\p{L})/u;
const BUT = /^(?:and )?(?:but|maar|aber|mais|ma|pero|men|mas|ale)(?!\p{L})/u;
/** Behind a plain yes even a concession is one thing too many. */
const CONTRAST =
  /^(?:and )?(?:but|though|although|maar|hoewel|aber|obwohl|wobei|mais|bien que|ma|anche se|pero|aunque)(?!\p{L})/u;
const COURTESY =
  /^\W*why (?:are you|do you|would you)(?: even)? ask(?:ing)?\W*$|^\W*sorry to (?:be|have|say|disappoint|bother)(?: \p{L}+){0,5}\W*$|^\W*(?:(?:sorry|thanks|thank you|please|hi|hello|lo siento|desolee?|scusa|scusate|mi dispiace|danke|bitte|bedankt|dank je|merci|grazie|gracias)\W*)+$/u;

/** What the other clauses are held against. */
interface Rule {
  readonly kind: 'approve' | 'decline';
  /** The verdict is nothing but "yes" or "no", which may answer something else. */
  readonly isPlain: boolean;
  readonly isFirm: boolean;
  /** The verdict comes last, behind "so" or "but". */
  readonly isConclusion: boolean;
  /** … behind "but": what stands before is conceded. */
  readonly isBut: boolean;
  readonly context: AskContext;
}

/**
 * Null: no clause decides. `doubt`: one does, and another keeps it from being certain.
 *
 * @param folded with sayings and the applicant's name replaced
 * @param isDoubted whether the sentence as a whole reads like something else: then only a conclusion counts
 */
export function readByClauses(
  text: string,
  folded: string,
  context: AskContext,
  isDoubted: boolean,
): VerdictAct | { kind: 'doubt' | 'receipt' } | null {
  const clauses = clausesOf(text, folded, context);
  const first = clauses.findIndex((clause) => clause.verdict !== null);
  const last = clauses.findLastIndex((clause) => clause.verdict !== null);
  const verdict = clauses[last]?.verdict ?? null;
  if (clauses.length < 2 || verdict === null) return null;
  const rule = ruleOf(clauses, verdict.kind, context);
  const isPlainNo = rule.kind === 'decline' && !rule.isPlain;
  if (isDoubted && !isPlainNo && !rule.isConclusion && !THE_PERSON.test(clauses[0]?.folded ?? ''))
    return null;
  // "It is kindly meant, ja, and tempting": a word of speech.
  if (rule.isPlain && first > 0 && last < clauses.length - 1) return null;
  const isKept = clauses.every((clause, index) => {
    if (clause.verdict !== null) return clause.verdict.kind === rule.kind || isConceded(clause, rule);
    return index > last ? mayFollow(clause, rule) : mayPrecede(clause, rule);
  });
  if (!isKept && rule.isPlain && isReceipt(clauses, last, rule)) return { kind: 'receipt' };
  if (!isKept || isLabelled(text, folded, clauses[0])) return { kind: 'doubt' };
  return verdict.kind === 'approve'
    ? { kind: 'approve', isBare: rule.isPlain && !rule.isConclusion }
    : { ...verdict, reason: null, isFirm: rule.isFirm, isBare: rule.isPlain && !rule.isConclusion };
}

/** "Yes, I saw it": a yes to something else, and nothing more. */
function isReceipt(clauses: readonly Clause[], last: number, rule: Rule): boolean {
  const rest = clauses.slice(last + 1);
  return (
    rule.kind === 'approve' &&
    rest.length > 0 &&
    rest.every(({ folded }) => isElse(folded, rule) && signIn(folded) === null) &&
    clauses.slice(0, last).every(({ verdict }) => verdict !== null)
  );
}

function ruleOf(clauses: readonly Clause[], kind: Rule['kind'], context: AskContext): Rule {
  const decided = clauses.flatMap((clause) => clause.verdict ?? []);
  const start = clauses.findLastIndex((clause) => clause.verdict?.kind !== kind) + 1;
  const joint = clauses[start]?.joint ?? '';
  const isConclusion = CONCLUDES.test(joint);
  return {
    kind,
    isPlain: decided.every(({ isBare }) => isBare),
    isFirm: decided.some((one) => one.kind === 'decline' && (one.isFirm || !one.isBare)),
    isConclusion,
    isBut: isConclusion && BUT.test(joint),
    context,
  };
}

/** "Nice, but no": a kind word; "I don't like him, but yes": no word of refusal. */
function isConceded({ folded, verdict }: Clause, { isBut }: Rule): boolean {
  const isPraise =
    /^\W*(?:nice|good|great|interesting|lovely|fine|leuk|mooi|goed|nett|schon|gut|bien|bon|bello|interessante?)\W*$/u;
  return (
    isBut && (isPraise.test(folded) || (verdict?.kind === 'decline' && /^i (?:do not|don't) /.test(folded)))
  );
}

/** "Lotte: yes", "Request 131: approve", "about the dinner: yes": somebody else's, or for something else. */
function isLabelled(text: string, folded: string, label: Clause | undefined): boolean {
  if (label === undefined || label.verdict !== null || !/^\s*(?::|-)/.test(folded.slice(label.end)))
    return false;
  const said = label.folded;
  if (/\d/.test(said) || isBesideThePoint(said) || /\babout \p{Lu}/u.test(text.slice(0, label.end)))
    return true;
  return SOMEBODY_SAID.test(text.slice(0, label.end)) && said.trim() !== 'her';
}

const SOMEBODY_SAID =
  /^\W*\p{Lu}[\p{L}'-]+\s*$|\b(?:wrote|writes|said|says|thinks?|voted|votes|answered|replied|told|schreef|zei|zegt|schrieb|sagt|sagte|ecrit|dit|scrive|dice)\s*$/u;
const THE_PERSON =
  /^\W*(?:for|about|re|voor|fur|pour|per)\b.{0,30}\b(?:person|one|request|applicant|her|him)\W*$/u;

/** "Yes, but …" takes something back, unless it is about the late answer, the room or the spelling of the name. */
function mayFollow({ folded, joint }: Clause, rule: Rule): boolean {
  if (COURTESY.test(folded)) return true;
  if (rule.isPlain && isElse(folded, rule)) return false;
  if (isToDesk(folded) || isBesideThePoint(folded)) return true;
  if (isForeign(folded)) return false;
  return !(rule.isPlain ? CONTRAST : BUT).test(joint) && !contradicts(folded, rule.kind, rule.isFirm);
}

/** What is denied before the verdict is conceded: "I don't know her, but yes". */
function mayPrecede({ folded }: Clause, rule: Rule): boolean {
  if (COURTESY.test(folded) || THE_PERSON.test(folded)) return true;
  if (rule.isPlain && !rule.isConclusion && (isBesideThePoint(folded) || isElse(folded, rule))) return false;
  const sign = signIn(folded, folded, rule.kind === 'decline' ? ['irony', 'unease'] : []);
  if (rule.isConclusion) return sign === null || ((sign === 'hedge' || sign === 'unease') && rule.isBut);
  if (isBesideThePoint(folded)) return true;
  return sign === null && !hasAny(folded, rule.kind === 'approve' ? 'against' : 'positive');
}

function isElse(folded: string, { kind, context }: Rule): boolean {
  return kind === 'approve' ? answersElse(folded, context) : !isReasonForNo(folded);
}
