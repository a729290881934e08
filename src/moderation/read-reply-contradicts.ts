/** Whether a remark beside a verdict speaks against it. */
import { hasAny, hasDoubt } from './read-reply-consume.ts';

const DECIDING =
  /\b(?:approv\w*|accept\w*|declin\w*|reject\w*|refus\w*|den(?:y|ied)|undo|revert|admit\w*|afwijz\w*|afgewezen|toelat\w*|weiger\w*|goedkeur\w*|ablehn\w*|abgelehnt|zulass\w*|genehmig\w*|accepter|refuser|approuver|rifiut\w*|accett\w*|approv\w*|wait|instead|actually|second thought|wrong|mistake|meant|ask\w*|vraag|vragen|frag\w*|demand\w*|chied\w*|yes|no|ja|nee|nein|oui|non|si)\b/u;

/** "We only admit researchers": a rule, not a decision. */
const RULE = /\b(?:only|alleen|uitsluitend|nur|seulement|uniquement|reserve\w*|solo|soltanto|riservat\w*)\b/u;

/** "Her motivation is what we look for": questioning words in a statement. */
const HARMLESS_BESIDE_YES =
  /\b(?:who|where|what|which|how|why|most|some|when|first|after|before|already|only|both)\b/gu;

export function contradicts(remark: string, verdict: 'approve' | 'decline' | 'ask'): boolean {
  const isRule =
    verdict === 'decline' &&
    RULE.test(remark) &&
    !/\b(?:yes|ok|ja|oui|si|wait|actually|meant|wrong)\b/u.test(remark);
  if (DECIDING.test(remark) && !isRule) return true;
  switch (verdict) {
    case 'approve':
      return hasAny(remark, 'negative') || hasDoubt(remark.replace(HARMLESS_BESIDE_YES, ' '));
    case 'decline':
      return (
        hasAny(remark, 'positive') ||
        /\b(?:if|unless|but|however|maybe|perhaps|not sure|let me|later|wait|tenzij|maar|misschien|wenn|aber|vielleicht|sauf|mais|peut-etre|ma|forse)\b/u.test(
          remark,
        )
      );
    case 'ask':
      return /\b(?:unless|maybe|perhaps|not sure|let me|later|wait|tenzij|misschien|vielleicht|sauf|peut-etre|forse)\b/u.test(
        remark,
      );
  }
}
