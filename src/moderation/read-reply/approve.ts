/** Whether a sentence says yes, and to this request. */
import type { AskContext } from './ask.ts';
import { blank, consume, hasAny, hasDoubt } from './consume.ts';
import { fold } from './sentences.ts';
import { tellIn } from './tell.ts';

/** `words`: there are words of a yes in it, which is none by itself. `doubt`: there is a yes in it that may not be meant. */
export type Yes = 'yes' | 'words' | 'doubt' | null;

export function readApprove(text: string, folded: string, context: AskContext): Yes {
  const read = consume(text, folded, ['approve'], true);
  if (!read.isStrong) return null;
  if (IRONY.test(folded) || OTHER_QUESTION.test(folded) || ACKNOWLEDGES.test(folded)) return 'doubt';
  if (WAITING_LIST.test(folded) || OF_APPLICANT.test(folded)) return 'doubt';
  const beside = blank(folded, 'approve');
  if (read.isAll) {
    if (BARE_YES.test(folded.slice(0, read.firstEnd)) && isOtherStatement(folded.slice(read.firstEnd)))
      return 'doubt';
    const isDoubted =
      hasDoubt(beside.replace(/\balready\b/gu, ' '), folded) ||
      hasAny(beside, 'negative') ||
      hasAny(beside.replace(/\bne\b/g, ''), 'decline');
    if (isDoubted || !isNamedOther(read.names, folded, context)) return isDoubted ? 'doubt' : 'yes';
    // "Approve - met her on Monday": the name stands in what is said behind the yes.
    const isMore = SAYS_MORE.test(folded.slice(read.firstEnd));
    return isMore && !BARE_YES.test(folded.slice(0, read.firstEnd)) ? 'words' : 'doubt';
  }
  const end = consume(text, folded, ['approve'], false).strongEnd;
  if (end > 0 && isToTell(beside.slice(0, end), folded.slice(end), text)) return 'yes';
  return 'words';
}

/** "Yes, tell him to call me" */
const CALLS_ME = /\b(?:call|mail|write|phone|ring|see|contact|text) (?:to )?(?:me|us)\b/u;

/** "Yes and tell her the talks are recorded" */
function isToTell(head: string, rest: string, text: string): boolean {
  const told = tellIn(rest, text.slice(text.length - rest.length));
  return (
    told !== null &&
    !CALLS_ME.test(fold(told.text)) &&
    /^[\s,;.!-]*(?:and|but|en|maar|und|aber|et|mais|e|ma|y|pero|please|do|bitte|graag)?[\s,]*(?:please|bitte|do)?\s*$/u.test(
      told.before,
    ) &&
    !hasAny(head, 'negative') &&
    !hasAny(head, 'decline') &&
    !hasDoubt(head, rest)
  );
}

const IRONY =
  /\byea?h,? (?:right|sure)\b|\baccept (?:my|our|that i|that we)\b|^ja,? ja\W*$|^(?:oh,? )?(?:great|wonderful|lovely|fantastic|just great),? (?:another|just what|more|yet)\b|\byet another\b/u;

/** "Put her on the waiting list": there is none here. */
const WAITING_LIST =
  /\b(?:waiting ?list|wachtlijst|warteliste|liste d'attente|lista d'attesa|lista de espera)\b/u;

const SAYS_MORE = /^\s*[,;:-]+\s+(?:\S+\s+){2,}\S/u;

/** "Please add me", "I confirm my subscription": whoever asks got hold of the answer address. */
const OF_APPLICANT =
  /\b(?:on (?:the|our) (?:web ?site|site|page|wiki|agenda|calendar)|sur le site|sul sito|op de (?:web)?site|auf (?:die|der) (?:seite|webseite))\b|\b(?:add|accept|admit|approve|include|subscribe|let) me\b|\bmy (?:subscription|membership|registration|request|application)\b|\b(?:i am|i'm|ich bin|ik ben|je suis|sono|soy) her\b|\b(?:ajoute[rz]?|accepte[rz]?)-moi\b|\b(?:nehmt|nimm) mich\b|\bvoeg me\b|\baggiungetemi\b/u;

const BARE_YES = /^\W*(?:yes|yeah|yep|ok|okay|ja|oui|si|sure|fine|great)\W*$/u;

/** "Yes, I have that", "ok, about this request", "yes, you are right": a yes to something else. */
function isOtherStatement(rest: string): boolean {
  const isStatement =
    /^[\s,.:;!-]*(?:i|we|you|that|it|about|here|will|would|this|there|so (?:that|this|it|she|he)|ik|we|jij|dat|ich|wir|das|je|nous|io|noi)(?![\p{L}'])/u.test(
      rest,
    );
  return isStatement && !hasAny(rest, 'approve');
}

/** "Ok, thanks", "ok, on it": the mail was read. */
const ACKNOWLEDGES =
  /^check\W*$|^(?:perfect|parfait|perfetto|perfecto|prima|super|top)[\s,.!-]+(?:thanks?(?: you)?(?: for the mail)?|thx|danke|merci|grazie|bedankt|dank je|gracias)\W*$|^(?:yes|ja|oui|si),? they all\b|^(?:yes|yeah|ja|oui|si|ok|okay),? (?:exactly|indeed|right|correct|true|quite|precisely|precies|klopt|inderdaad|dat klopt|genau|stimmt|so ist (?:das|es)|exactement|exact|en effet|esatto|esattamente|infatti|exacto)\W*$|^(?:ok|okay|k|ok[ae]y?|alright|all right)[\s,.!-]+(?:thanks?(?: you| a lot| so much)?|many thanks|thx|tnx|cheers|danke|merci|grazie|bedankt|dank je|gracias|on it|got it|noted)(?:[\s,]+(?:ciao|bye|cheers|doei|tschuss|salut|groet\w*|gruss))?\W*$|^you(?:'re| are) (?:very |most )?welcome\W*$|^no worries\W*$|^(?:yes|ja|oui|si),? (?:i think|i guess|denk ik|glaube ich|je crois|credo)\W*$|\bon my (?:list|to-?do|desk|radar|way)\b/u;

/** "Yes I do", "Yes, that's him": the answer to some other question. */
const OTHER_QUESTION =
  /^(?:yes|yeah|ja|oui|si),? (?:please )?do that\W*$|^(?:yes|yeah|ja|oui|si),? (?:exactly|just|precisely|genau|precies|exactement) (?:my|what|mein|was|mijn|wat|ce que)\b|^(?:yes|yeah|sure|ja|oui|si|sim),? (?:i (?:do )?(?:know|remember) (?:her|him|them)|ik ken (?:haar|hem|ze)|ich kenne (?:sie|ihn)|je (?:la|le) connais|(?:lo|la) con(?:osco|ozco))\W*$|^(?:yes|ja|oui|si),? (?:good|goede|guten|gute|bon|bonne|buon\w*) ?(?:morning|afternoon|evening|night|day|weekend|morgen|tag|abend|nacht|middag|avond|journee|soiree|giorno|sera)\b|\b(?:to you too|same to you)\b|\b(?:bin ich dabei|ich bin dabei|count me in|je suis partante?|ik ben erbij|ik doe mee|ci sono anch'io)\b|\bi'm in(?=\W*$)|^(?:yes|ja|oui|si|sim),? (?:c'est (?:bien )?(?:moi|lui|elle)(?=\W*$)|e (?:proprio )?l(?:ui|ei)(?=\W*$)|das ist (?:er|sie|ihn)(?=\W*$)|es (?:el|ella)(?=\W*$)|sono (?:proprio )?io|das bin ich|dat ben ik|soy yo|sou eu)\b|^(?:yes|yeah|ja|oui|si),? (?:(?:i|we|she|he|it|they|you) (?:do|does|have|has|is|are|am|will|would|can|could|did|was)\W*$|(?:that's|that is|it's|it is|this is) (?:him|her|them|me|us|it|right|correct|true|the one)\b)/u;

/** "Approve Linda" under Mirjam's request, "Sure, and I am the Queen of England": the yes is not to this request. */
function isNamedOther(names: readonly string[], folded: string, context: AskContext): boolean {
  if (names.length === 0) return false;
  const applicant = context.applicant === null ? null : fold(context.applicant);
  const isOther = applicant !== null && !names.some((name) => applicant.includes(name.replace(/\.$/, '')));
  const isBoast =
    applicant === null
      ? /\b(?:i am|i'm|of|ik ben|ich bin|je suis|sono)\b/u.test(folded)
      : /\b(?:and|en|und|et|e|y) (?:i am|i'm|ik ben|ich bin|je suis|io sono|soy)\b/u.test(folded);
  return isOther || names.length > 3 || isBoast;
}
