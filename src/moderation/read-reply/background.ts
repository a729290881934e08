/**
 * What stands before a verdict that is said in full. A host who ends with "Please add her" has thought of the doubts, the others' opinions and the
 * own first thought that stand before it; only what is still to be done or to be heard, or is not meant, keeps the verdict from counting.
 */
import { hasAny } from './consume.ts';
import { signIn } from './signs.ts';
import { isForeign } from './tongue.ts';

/** Whether a remark before a full verdict leaves it in the air. Folded text. */
export function keepsOpen(remark: string): boolean {
  if (isForeign(remark)) return true;
  if (isOwnAffair(remark) || isWholeCondition(remark)) return false;
  const sign = signIn(remark, remark, ['hedge', 'unease']);
  return sign !== null && !(sign === 'back' && !TAKES_BACK.test(remark));
}

const TAKES_BACK =
  /\b(?:scratch|scrap|forget (?:it|that|what)|undo|other way|opposite|reverse|hold|wait|changed my mind|wrong|mistake|oops|meant|vergiss|vergeet|oubli\w+|dimentic\w+)\b/u;

/** "If he ever gives a paper on it I shall sit in the front row": a whole sentence about something that is not to be decided. */
export function isOwnAffair(sentence: string): boolean {
  const [, main = ''] = CONDITIONAL.exec(sentence) ?? [];
  return (
    WE.test(main) &&
    !DECISION.test(sentence) &&
    !hasAny(sentence, 'approve') &&
    !hasAny(sentence, 'decline') &&
    !hasAny(sentence, 'against')
  );
}

/** "Unless my memory fails me she gave the best poster": before a full verdict it may be about the person as well. */
function isWholeCondition(sentence: string): boolean {
  const [, main = ''] = WHOLE.exec(sentence) ?? [];
  return main !== '' && !DECISION.test(main) && !hasAny(main, 'approve') && !hasAny(main, 'decline');
}

const WHOLE =
  /^\W*(?:if|unless|when|whenever|once|als|wanneer|wenn|falls|si|s'il|quand|se|quando)\b.{4,80}?(?:[,:] ?|\s(?=(?:she|he|they|i|we|ze|zij|hij|sie|er|elle|il|lei|lui)\b))((?:\p{L}+[' ]){2,}.{3,160})$/u;

/** The condition first, behind it the sentence that hangs on it. */
const CONDITIONAL =
  /^\W*(?:(?:and|but|ps|also|en|maar|und|aber|et|mais|e|ma)[\s:,.]+)?(?:if|unless|when|whenever|once|should|als|wanneer|mocht|wenn|falls|sollte|sobald|si|s'il|quand|se|quando)\b.{4,80}?(?:[,:] ?|\s(?=(?:i|i'll|i'd|we|we'll|we'd|ik|wij|we|ich|wir|je|j'|nous|io)\b))(.{6,160})$/u;
/** The hosts, or a thing: whoever does something in the main clause, it is not the desk with the request. */
const WE =
  /^(?:\p{L}+ ){0,3}(?:i|i'll|i'd|i'm|we|we'll|we'd|we're|me|us|ik|wij|mij|ons|ich|wir|mich|mir|uns|je|j'\p{L}+|nous|moi|io|noi|vorrei|sono|siamo|there(?:'s| is)|it is|it's)\b/u;
const DECISION =
  /\b(?:decid\w*|wait\w*|ask\w*|check\w*|request\w*|answer\w*|reconsider|remove|otherwise|know|know\w*|hear|tell|list|join\w*|discuss\w*|talk about|not|never|no|then|first|objection\w*|beslis\w*|wacht\w*|vraag\w*|vragen|anders|weten|lijst|niet|nee|geen|eerst|dan|entscheid\w*|wart\w*|frag\w*|sonst|wissen|liste|nicht|nein|kein\w*|erst|dann|decid\w*|attend\w*|demand\w*|sinon|savoir|pas|non|d'abord|alors|decid\w*|aspett\w*|chied\w*|altrimenti|sapere|lista|prima|allora)\b/u;
