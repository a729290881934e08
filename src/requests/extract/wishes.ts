/**
 * Whether a sentence asks to be put on the list or taken off it. Classification and extraction share these words, so that what makes
 * a mail a request is never mistaken for its motivation.
 */
import { JOIN } from '../wishes-join.ts';
import { LEAVE } from '../wishes-leave.ts';
import { asksToPart, offersToPart } from '../wishes-leave-parts.ts';
import { asksToReceive } from '../wishes-receive.ts';

/** Joining something else than the list. */
const OTHER_JOIN =
  /\b(?:join(?:ing|ed)?|attend(?:ing)?) (?:(?:the|our|a|an|this|us|your|their|my) )*(?:[\w-]+ )?(?:consortium|project|proposal|workshop|conference|summit|board|committee|panel|webinar|training|team|company|lab|us|dinner|lunch|grant|application|call|in(?=[.,!?]|$))\b|\b(?:list|liste|lista|lijst) (?:of|von|der|des|de (?:los|las|ponentes|participantes)|van (?:sprekers|lezingen)) /giu;

/** Being on the list already, or having been put there, which asks for nothing. */
const ALREADY =
  /\b(?:too|so) many (?:e-?mails|mails|messages|invitations)\b|\b(?:already|still|(?:they|he|she)(?:['’]re| are|['’]s| is) not) (?:on|in|subscribed|registered|a member|part of|receiv\w+|get(?:ting)?)\b|\b(?:thanks|thank you) for (?:adding|including|subscribing|having added)\b|\b(?:sta|staan|zit) (?:ik |wij |we )?(?:al|reeds)\b|\b(?:al|reeds) (?:op de lijst|ingeschreven|aangemeld|lid)\b|\bsteh?e? (?:ich )?(?:schon|bereits)\b|\b(?:schon|bereits) (?:auf|im|in|angemeldet|eingetragen|mitglied)\b|\bsuis déjà\b|\bdéjà (?:inscrit|abonné|sur)\w*|\bya (?:estoy|recibo|soy)\b|\b(?:sono già|già iscritt[oa]|ricevo già)|\bjá (?:estou|recebo|sou)(?![\p{L}])|\bzaten\b|\b(?:do not|don['’]t|no) (?:need|want|wish|have) to be (?:on|added|put)\b/iu;

/** Whether a sentence says that its writer is on the list, or need not be. */
export function saysMember(sentence: string): boolean {
  return ALREADY.test(sentence);
}

/** Whether a sentence asks to be put on the list. */
export function asksToJoin(sentence: string): boolean {
  if (ALREADY.test(sentence) || offersToPart(sentence)) return false;
  const text = sentence.replace(OTHER_JOIN, ' ');
  return JOIN.some((pattern) => pattern.test(text)) || asksToReceive(text);
}

/** Whether a sentence asks to be taken off the list. */
export function asksToLeave(sentence: string): boolean {
  if (offersToPart(sentence)) return false;
  // The dots of an address end no clause.
  const text = sentence.replace(/[^\s@]+@[^\s@]+\p{L}/gu, 'that@address');
  return LEAVE.some((pattern) => pattern.test(text)) || asksToPart(text);
}
