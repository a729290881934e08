/** Whether a sentence says yes, and to this request. */
import type { AskContext } from './read-reply-ask.ts';
import { blank, consume, hasAny, hasDoubt } from './read-reply-consume.ts';
import { fold } from './read-reply-sentences.ts';

/** `doubt`: there is a yes in it that may not be meant. */
export type Yes = 'yes' | 'doubt' | null;

export function readApprove(text: string, folded: string, context: AskContext): Yes {
  const read = consume(text, folded, ['approve'], true);
  if (!read.isStrong) return null;
  if (IRONY.test(folded) || OTHER_QUESTION.test(folded)) return 'doubt';
  const beside = blank(folded, 'approve');
  if (read.isAll) {
    const isDoubted =
      hasDoubt(beside, folded) ||
      hasAny(beside, 'negative') ||
      hasAny(beside.replace(/\bne\b/g, ''), 'decline');
    return isDoubted || isNamedOther(read.names, folded, context) ? 'doubt' : 'yes';
  }
  const end = consume(text, folded, ['approve'], false).strongEnd;
  return end > 0 && isReasonForYes(beside.slice(0, end), folded.slice(end), context) ? 'yes' : 'doubt';
}

const IRONY =
  /\byea?h,? (?:right|sure)\b|\baccept (?:my|our|that i|that we)\b|^ja,? ja\W*$|^(?:oh,? )?(?:great|wonderful|lovely|fantastic|just great),? (?:another|just what|more|yet)\b|\byet another\b/u;

/** "Yes I do", "Yes, that's him": the answer to some other question. */
const OTHER_QUESTION =
  /^(?:yes|yeah|ja|oui|si),? (?:(?:i|we|she|he|it|they|you) (?:do|does|have|has|is|are|am|will|would|can|could|did|was)\W*$|(?:that's|that is|it's|it is|this is) (?:him|her|them|me|us|it|right|correct|true|the one)\b)/u;

/** "Approve Linda" under Mirjam's request, "Sure, and I am the Queen of England": the yes is not to this request. */
function isNamedOther(names: readonly string[], folded: string, context: AskContext): boolean {
  if (names.length === 0) return false;
  const applicant = context.applicant === null ? null : fold(context.applicant);
  const isOther = applicant !== null && !names.some((name) => applicant.includes(name.replace(/\.$/, '')));
  return isOther || names.length > 3 || /\b(?:i am|i'm|of|ik ben|ich bin|je suis|sono)\b/u.test(folded);
}

const PAUSE = /^\s?[,;:.!()-]/u;

/** What one says of people one wants: "she gave a good talk", "I know her", "Hettinga's PhD student". */
export const RECOMMENDS =
  /\b(?:know|knows|met|read|worked|works?|work with|colleague|student|phd|postdoc|professor|prof|teacher|researcher|supervisor|group|lab|field|talk|paper|preprint|thesis|motivation|interesting|interested|relevant|convincing|impressive|good|great|excellent|nice|strong|happy|glad|welcome|add|fits?|qualified|expert|useful|smart|legit|genuine|serious|asset|addition|exactly|ken|kent|kennen|werkt|zit bij|collega|promovend\w*|begeleid\w*|lezing|goede?|goeie|leuke?|leuk|sterke?|mooie?|interessante?|nuttig|aanvulling|aanwinst|kenne|kennt|arbeitet|forscht|kollegin|kollege|kollegen|doktorand\w*|vortrag|gute[rsn]?|tolle?[rsn]?|spannend\w*|interessant\w*|sympathisch\w*|connais|travaille|collegue|doctorant\w*|excellente?|bonne?|utile|interessante?|sympa\w*|serieu\w*|conosco|lavora|dottorand\w*|brav[ao]|bell[ao]|ottim[ao]|utile|interessante|gentile)\b/u;
/** "she …", "c'est …": a statement about the person. */
const ABOUT_THEM =
  /^[\s,;:.!()-]*(?:(?:and|because|since|as|for|en|want|und|denn|weil|et|car|e|perche)\s+)?(?:she|he|they|she's|he's|they're|her|his|their|this (?:one|person)|ze|zij|hij|haar|zijn|die|deze|sie|er|ihre?|seine?|elle|il|c'est|sa|son|ses|lei|lui|e)\s/u;
/** The yes answers a mail, not the request: "Yes, I saw it", "Ok, thanks for letting me know", "Yes, she told me". */
const NOT_THE_REQUEST =
  /\b(?:warned|told|tell|mentioned|already|about this|letting|let me|inform\w*|remind\w*|will|i'll|saw|seen|noticed|noted|got|received|remember|heard|read (?:it|this|that|your)|know (?:that|this|it|what|about)|understand|asked|did|done|said|your (?:mail|message|e-?mail)|gezien|gelezen|gehoord|gekregen|verteld|zal|weet|gesehen|gelesen|gehort|bekommen|gesagt|werde|weiss|vu|lu|recu|entendu|sais|vais|dit|visto|letto|ricevuto|sentito|detto|so che|faro)\b/u;

/** "Yes, she gave a good talk in Delft" says yes and why; "Sure, and I'm the queen" does not. */
function isReasonForYes(head: string, rest: string, context: AskContext): boolean {
  if (!PAUSE.test(rest) || NOT_THE_REQUEST.test(rest)) return false;
  const named =
    context.applicant !== null &&
    fold(context.applicant)
      .split(/\s+/)
      .some((part) => part.length > 2 && rest.includes(part));
  if (!RECOMMENDS.test(rest) && !ABOUT_THEM.test(rest) && !named) return false;
  const calm = rest.replace(SOFT, ' ');
  return !(
    hasAny(head, 'negative') ||
    hasAny(head, 'decline') ||
    hasAny(calm, 'negative') ||
    hasAny(blank(calm, 'approve'), 'decline') ||
    hasDoubt(head, rest) ||
    hasDoubt(calm, rest)
  );
}

/** Words of doubt that doubt nothing in a reason: "she works on what we discuss", "he was here before". */
const SOFT =
  /\b(?:what|which|who|where|how|when|first|before|after|again|only|both|most|some|even|al|nog|ook|wat|wie|waar|noch|was|wer|wo|wie|nur|deja|qui|quoi|comment|gia|come|cosa|chi|dove)\b/gu;
