/** What one clause decides by itself. */
import { readApprove } from './approve.ts';
import type { AskContext } from './ask.ts';
import { BARE_NO, readDecline } from './decline.ts';

export type VerdictAct =
  | { readonly kind: 'approve'; readonly isBare: boolean; readonly isAnyway?: boolean }
  /** `isAnyway`: it stands whatever was asked before. `reason` still to be judged: what stands after the verdict; `isLabelled` when the host marked it as meant for the applicant. */
  | {
      readonly kind: 'decline';
      readonly reason: string | null;
      readonly isLabelled: boolean;
      /** A deciding verb, or a no with regret: no kind word beside it softens it. */
      readonly isFirm: boolean;
      /** Nothing but "no". */
      readonly isBare: boolean;
      readonly isAnyway?: boolean;
    };

/** Null: it says neither. `doubt`: it says something that may be either. */
export function readVerdict(text: string, folded: string, context: AskContext): VerdictAct | 'doubt' | null {
  if (INTENDED.test(folded)) return null;
  if (NOT_YET.test(folded)) return 'doubt';
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

/** "Nog niet doen": no refusal. */
const NOT_YET =
  /\b(?:not (?:just )?yet|nog niet|noch nicht|pas encore|non ancora|todavia no|aun no|ainda nao|inte an|ikke endnu|jeszcze nie)\b/u;

/** "Ok", "sure", "yes please": it also answers a mail, a colleague, an invitation. */
const BARE =
  /^\W*(?:(?:oh|ah|hi|hello|hey|ok|okay|oke|k|yes|yep|yup|yeah|yea|aye|sure|(?:that|this) (?:would be|sounds|looks|is) (?:great|good|fine|lovely|nice|perfect)|absolutely|definitely|certainly|gladly|happily|(?:with|my) pleasure|agreed?|i agree|(?:all )?(?:looks|sounds) (?:very )?(?:good|great|fine|ok)|(?:good|great) idea|avec (?:grand )?plaisir|con piacere|met plezier|mit vergnugen|fine|great|good|perfect|perfetto|parfait|perfekt|perfecto|benissimo|excellent|uitstekend|ottimo|wonderful|lovely|nice|tres|please|right|alright|all right|ja|jazeker|jawel|jep|jo|goed|graag|prima|leuk|zeker|top|is|gerne?|klar|na|doch|gut|super|sicher|oui|bien|sur|si|certo|va bene|bene|claro|vale|bueno|sim|tak|thing|of course|natuurlijk|naturlich|volontiers|volentieri|d'accord|d'accordo)(?!\p{L})[\s,.!:-]*)+$/u;
