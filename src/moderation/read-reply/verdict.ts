/** What one clause decides by itself. */
import { readApprove } from './approve.ts';
import type { AskContext } from './ask.ts';
import { BARE_NO, readDecline } from './decline.ts';
import { readClause } from './grammar/grammar.ts';

interface Said {
  /** Nothing but "yes" or "no". */
  readonly isBare: boolean;
  /** It stands whatever was asked before. */
  readonly isAnyway?: boolean;
  /** Said as a sentence that hangs on nothing. */
  readonly isFull?: boolean;
  /** One word: "Approved." */
  readonly isWord?: boolean;
}

export type VerdictAct =
  | (Said & { readonly kind: 'approve' })
  /** `reason` still to be judged: what stands after the verdict; `isLabelled` when the host marked it as meant for the applicant. */
  | (Said & {
      readonly kind: 'decline';
      readonly reason: string | null;
      readonly isLabelled: boolean;
      /** A deciding verb, or a no with regret: no kind word beside it softens it. */
      readonly isFirm: boolean;
    });

/** Whether it is a yes or no said in full. */
export function isFullVerdict(act: { readonly kind: string } | undefined): act is VerdictAct {
  return (act?.kind === 'approve' || act?.kind === 'decline') && 'isFull' in act && act.isFull === true;
}

/** Null: it says neither. `doubt`: it says something that may be either. */
export function readVerdict(text: string, folded: string, context: AskContext): VerdictAct | 'doubt' | null {
  const held = heldBack(folded);
  if (held !== null) return held === 'doubt' ? 'doubt' : null;
  const clause = BARE.test(folded) || BARE_NO.test(folded) ? null : clauseOf(text, folded, context);
  if (clause === 'undo') return null;
  return clause ?? readPhrases(text, folded, context);
}

/** Only what a grammar covers as a whole; null: nothing. */
export function readWhole(text: string, folded: string, context: AskContext): VerdictAct | null {
  if (BARE.test(folded) || BARE_NO.test(folded) || heldBack(folded) !== null) return null;
  const clause = clauseOf(text, folded, context);
  return clause === 'undo' ? null : clause;
}

/** What keeps any words of a verdict from being one; `doubt` where they might be one all the same. */
function heldBack(folded: string): 'doubt' | 'none' | null {
  if (INTENDED.test(folded)) return 'none';
  if (NOT_YET.test(folded)) return 'doubt';
  if (CONFESSES.test(folded) || REPORTS.test(folded) || CONCEDES.test(folded)) return 'none';
  const isHeld =
    IF_SHE.test(folded) || FOR_ONESELF.test(folded) || FIRST.test(folded) || RESERVED.test(folded);
  return isHeld ? 'doubt' : null;
}

function clauseOf(text: string, folded: string, { applicant }: AskContext): VerdictAct | 'undo' | null {
  switch (readClause(text, folded, applicant !== null)) {
    case 'approve':
      return { kind: 'approve', isBare: false };
    case 'decline':
      return { kind: 'decline', reason: null, isLabelled: false, isFirm: true, isBare: false };
    case 'undo':
      return 'undo';
    case null:
      return null;
  }
}

/** By the lists of phrases. */
function readPhrases(text: string, folded: string, context: AskContext): VerdictAct | 'doubt' | null {
  const no = readDecline(text, folded);
  if (no === 'doubt') return 'doubt';
  if (no !== null && no !== 'words')
    return {
      kind: 'decline',
      reason: no.reason,
      isLabelled: no.isLabelled,
      isFirm: no.isFirm,
      isBare: BARE_NO.test(folded),
    };
  const yes = readApprove(text, folded, context);
  if (yes === 'doubt') return 'doubt';
  return yes === 'yes' ? { kind: 'approve', isBare: BARE.test(folded) } : null;
}

/** "I was about to approve": it is not done. */
const INTENDED =
  /\b(?:was|were) (?:just |already |first )?(?:about|going|tempted|inclined|ready|planning|hoping) to\b|\bwould have\b|\b(?:almost|nearly)\b|\b(?:wilde|wollte|volevo|j'allais|je voulais|stavo per|queria)\b/u;

/** "The tray, I admit, is not empty" */
const CONFESSES =
  /\bi (?:must |have to |do |will |'ll )?(?:admit|confess)\b(?! (?:her|him|them|this (?:one|person)|dr|prof|mr|ms|mrs)\b)/u;

/** "Sie hat Ja gesagt, als ich es erzählt habe" */
const REPORTS =
  /\b(?:hat|haben|heeft|hebben|ha|hanno|a|ont) (?:\p{L}+ )?(?:ja|nein|nee|oui|non|si|no) (?:gesagt|gezegd|dit|detto)\b|\bsaid (?:yes|no) (?:when|as|to me|at|on|last)\b/u;
/** "Oui si elle est bien à Lyon": the one "si" that is no yes. */
const IF_SHE = /(?<!\p{L})si (?:elle|ils?|on|c'est|tu|vous|personne)(?!\p{L})/u;
/** "Een charmante man, dat zeker" */
const CONCEDES =
  /^\W*(?:dat (?:zeker|wel)|das (?:schon|sicher|ja)|that(?:'s)? (?:for sure|certainly|true)|ca(?:,)? (?:oui|certainement)|(?:questo|quello) si)\W*$/u;
/** "Vorbehaltlich der Zustimmung", "in principle" */
const RESERVED =
  /\b(?:vorbehaltlich|unter (?:dem )?vorbehalt|onder voorbehoud|sous reserve|con riserva|subject to|pending|prinzipiell|im prinzip|grundsatzlich|principieel|in (?:principe|beginsel|principle|theory)|en principe|in linea di (?:principio|massima)|tentativ\p{L}*|provisional\p{L}*|provisoir\p{L}*|vorlaufig|voorlopig|provvisori\p{L}*|were it not|au cas ou|a confirmer|da confermare|to be confirmed|whichever|comme (?:tu veux|vous voulez)|wie (?:du willst|ihr wollt)|zoals (?:je|jij|jullie) wil\p{L}*|as you (?:like|wish|prefer)|come (?:vuoi|volete|preferi\p{L}+)|(?:non )?appena|zodra|sobald|des qu\p{L}*|as soon as)(?!\p{L})|^\W*(?:mocht|sollte|should|had) (?:hij|ze|zij|het|er|sie|es|she|he|they|it|her)(?!\p{L})|\bthank(?:s| you)[^.!?]{0,20} for (?:the|your) (?:\p{L}+ )?welcome\b/u;
/** "Sentiamo prima Jana": "first", and no Dutch "fine". */
const FIRST =
  /\b(?:sent|ved|chied|parl|aspett|legg|guard)(?:o|iamo|iamoci|ere|ire|are)\b.{0,30}\bprima\b|\bprima\b.{0,12}\b(?:sent|ved|chied|parl|aspett|legg|guard)(?:o|iamo|iamoci|ere|ire|are)\b/u;
/** "Bitte freischalten: mein Transponder geht nicht" */
const FOR_ONESELF = /:\s*(?:my|mein\w*|mijn|mon|ma|mes|(?:il |la )?mi[oa])(?!\p{L})/u;

/** "Nog niet doen": no refusal. */
const NOT_YET =
  /\b(?:not (?:just )?yet|nog niet|noch nicht|pas encore|non ancora|todavia no|aun no|ainda nao|inte an|ikke endnu|jeszcze nie)\b/u;

/** "Ok", "sure", "yes please": it also answers a mail, a colleague, an invitation. */
const BARE =
  /^\W*(?:(?:oh|ah|hi|hello|hey|ok|okay|oke|k|ye+s+|yep|yup|yeah|yea|aye|sure|(?:that|this) (?:would be|sounds|looks|is) (?:great|good|fine|lovely|nice|perfect)|absolutely|definitely|certainly|gladly|happily|(?:with|my) pleasure|agreed?|i agree|(?:all )?(?:looks|sounds) (?:very )?(?:good|great|fine|ok)|(?:good|great) idea|avec (?:grand )?plaisir|con piacere|met plezier|mit vergnugen|fine|great|good|perfect|perfetto|parfait|perfekt|perfecto|benissimo|excellent|uitstekend|ottimo|wonderful|lovely|nice|tres|please|right|alright|all right|ja+|jazeker|jawel|jep|jo|goed|graag|prima|leuk|zeker|top|is|passt|past|gerne?|klar|na|doch|gut|super|sicher|ou+i+|bien|sur|si|certo|va bene|bene|claro|vale|bueno|sim|tak|thing|of course|natuurlijk|naturlich|volontiers|volentieri|d'accord|d'accordo)(?!\p{L})[\s,.!:-]*)+$/u;
