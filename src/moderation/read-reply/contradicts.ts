/** Whether a remark beside a verdict speaks against it. */
import { isBesideThePoint } from './beside.ts';
import { hasAny } from './consume.ts';
import { deniesSomething } from './denials.ts';
import { signIn } from './signs.ts';
import { turns } from './turns.ts';

const ASKING =
  /\b(?:ask|vraag|vragen|frag|frage|fragen|nachfragen|demande[rz]?|demandez|chied\w*|check|find out|navragen)\b/u;
const ASIDE_ASKING =
  /\b(?:remind (?:me|us) to (?:ask|check)|herinner (?:me|mij|ons) eraan|erinner\w* mich)\b/gu;

const TURNING =
  /^\W*(?:halt|stop|stopp)(?: (?:eens|even|mal))*\b|\b(?:undo|revert|wait|instead|actually|second thoughts?|mistake|i meant|hold on|scratch|eigenlijk|toch niet|doch nicht|moment mal|finalement|en fait|anzi|ripensando\w*|bij nader inzien|neen wacht)\b/u;

/** "We only admit researchers": a rule, not a decision. */
const RULE = /\b(?:only|alleen|uitsluitend|nur|seulement|uniquement|reserve\w*|solo|soltanto|riservat\w*)\b/u;

/** "No chair", "no one from there": it denies a thing, and refuses nobody. */
const DETERMINER =
  /(?<!\b(?:to|a|an|is|be|was|say|says|said|saying|told|with|it's|that's|answer|answered|pressed|clicked|typed|then|but|,)\s)\b(?:no|nee|geen|non|ne|pas|kein\w*|nessun\w*)(?= \p{L})(?! (?:thanks?|thank|thx|way|chance|from|sorry|please|not|for|to|to be|again|go)\b)|(?<=\p{L} )ne(?= \p{L})/gu;

const VALEDICTION =
  /\b(?:see you|speak|talk to you|tot|bis|a|au|ci vediamo|ci sentiamo|until|till|catch you)\s+(?:soon|later|tomorrow|then|next (?:week|month|time)|(?:on )?(?:mon|tues|wednes|thurs|fri)day|straks|snel|morgen|volgende (?:week|keer)|(?:maan|dins|woens|donder|vrij)dag|bald|spater|dann|nachste woche|(?:mon|diens|donners|frei)tag|mittwoch|demain|bientot|plus tard|la semaine prochaine|(?:lun|mar|mercre|jeu|vendre)di|domani|presto|dopo|settimana prossima|(?:lunedi|martedi|mercoledi|giovedi|venerdi))\b/gu;

/** "Maybe next year" */
const SOME_DAY =
  /\b(?:maybe|perhaps|possibly|misschien|wellicht|vielleicht|peut-etre|forse|magari|quizas) (?:next (?:year|time|season|semester)|another (?:time|year)|some other time|in (?:the|a few) (?:future|years)|volgend jaar|een andere keer|volgende keer|nachstes (?:jahr|mal)|ein andermal|l'annee prochaine|une autre fois|la prochaine fois|l'anno prossimo|un'altra volta|la prossima volta|el ano que viene|otra vez|la proxima)\b/gu;

/** "Judges the models instead of selling them", "people that actually show up", "if I remember well": no turn and no doubt. */
const PRAISES =
  /\b(?:instead of|rather than) (?:(?:just|only|merely|always) )*(?!declin|reject|refus|add|approv|accept|answer|ask|wait|decid)\w+ing\b|\b(?:who|that|which) actually\b|\b(?:we|there (?:is|are)|one can|you can) never (?:have )?enough\b|\b(?:nie genug|nooit genoeg|jamais assez|mai abbastanza)\b|\bnot (?:at all |half |too )?(?:bad|shabby)(?: at all)?\b|\bnot (?:just|only|merely|the usual|your usual|the typical|another|yet another|one of (?:those|these))\b|\b(?:niet alleen|nicht nur|pas (?:seulement|que)|non solo)\b|\bwe (?:have|had|'ve got|have got) (?:nobody|no one)(?: here)? (?:from|who|in|working)(?: \w+ yet\b)?|\b(?:nobody|no one) (?:in|at|from) (?:our|the) \w+ (?:does|works|knows)\b|\bnever (?:heard|had|read|seen) a (?:bad|wrong) \w+\b|\bask(?:s|ed|ing)? (?:us |them )?(?:all |so many |too many |lots of |many |some |more )?(?:the )?(?:\p{L}+ )?questions\b|\b(?:stelt?|stellen|stellt|pose[nr]?t?|fait|fa|fanno) (?:\p{L}+ ){0,3}(?:vragen|fragen|questions|domande)\b|\bno idea how (?:he|she|they) (?:found|heard)\b|\bif i (?:remember|recall)(?: (?:well|right|rightly|correctly))?\b/gu;

/** Addressed to the desk, about its mails: no applicant in it. */
const TO_DESK =
  /\b(?:(?:send|sending|mail|mailing|e-?mail) (?:these|those|this|them|me|us|out|your)|(?:these|those|your) (?:mails?|e-?mails?|messages?|reminders?|notifications?|digests?)|the desk|convoke|deze mails|die mails|diese mails|ces (?:mails|messages|courriels)|queste (?:mail|email))\b/u;
const PERSON_WORD =
  /\b(?:he|she|him|her|his|they|applicant|request|candidate|haar|hem|zij|hij|sie|ihn|elle|lui|lei)\b/u;

/** "Please correct the name": how the entry is written, not whether there is one. */
const NAME_FIX =
  /\b(?:umlaut\w*|accents?|accenten|trema\w*|sonderzeichen|diacritic\w*|special characters|spelling|schreibweise|orthographe|grafia|ortografia|accenti)\b|^[\s,;.-]*(?:(?:and|but|also) )?(?:please |can you |could you |kindly )?(?:correct|fix|mind|check the spelling of) (?:the|her|his|their) (?:spelling|name|surname|accent|typo)\b|\bname (?:looks|is|seems|got|was) (?:misspel\w+|mangled|garbled|mis-?typed)\b/u;
const BEFORE_ALL = /\b(?:first|before|until|unless|if|only|ask|instead|decision|not)\b/u;

const DECIDES =
  /\b(?:yes|approv\w*|accept\w*|declin\w*|reject\w*|ja|nee|nein|gerne?|aufnehmen|ablehnen|toelaten|afwijzen|oui|non|no|si|accepte\w*|refuse\w*)\b/u;

/** "And please stop sending these before breakfast": nothing to do with the request. */
export function isToDesk(folded: string): boolean {
  if (NAME_FIX.test(folded) && !BEFORE_ALL.test(folded) && !DECIDES.test(folded)) return true;
  return (
    TO_DESK.test(folded) &&
    !PERSON_WORD.test(folded) &&
    !/\b(?:yes|approve\w*|accept\w*|decline\w*|reject\w*)\b/u.test(folded)
  );
}

/** "But he must behave.": a sentence that takes something back from the verdict before it. */
export function turnsAgainst(remark: string): boolean {
  return BUT.test(remark) && !isToDesk(remark) && !isBesideThePoint(remark);
}

const BUT =
  /^\W*(?:but|however|although|though|only|except|maar|echter|alleen|hoewel|aber|allerdings|jedoch|wobei|obwohl|beziehungsweise|bzw|quoique|sebbene|nur|mais|cependant|toutefois|sauf|ma|pero|tuttavia|sin embargo|mas|porem|men|dock|ale)(?!\p{L})/u;

/** @param isFirm a refusal that a kind word beside it does not soften: "Decline. Nice motivation, wrong list." */
export function contradicts(remark: string, verdict: 'approve' | 'decline' | 'ask', isFirm = false): boolean {
  if (isToDesk(remark)) return false;
  if (verdict !== 'ask' && turns(remark.replace(SOME_DAY, ' '), verdict)) return true;
  if (isBesideThePoint(remark)) return false;
  const calm = [VALEDICTION, SOME_DAY, ASIDE_ASKING, PRAISES].reduce(
    (rest, harmless) => rest.replace(harmless, ' '),
    remark,
  );
  switch (verdict) {
    case 'approve':
      return (
        TURNING.test(calm) ||
        ASKING.test(calm) ||
        signIn(calm, remark) !== null ||
        hasAny(calm.replace(DETERMINER, ' '), 'decline') ||
        hasAny(calm.replace(NOT_THAT, ' '), 'against') ||
        deniesSomething(calm) ||
        AGAINST_SIGN.test(calm) ||
        YES_BUT.test(calm) ||
        LATER.test(calm)
      );
    case 'decline':
      return contradictsDecline(calm, isFirm);
    case 'ask':
      return (
        TURNING.test(calm) ||
        /\b(?:unless|maybe|perhaps|not sure|let me|later|tenzij|misschien|vielleicht|sauf|peut-etre|forse|decline|reject|afwijzen|ablehnen|refuser|rifiutare)\b/u.test(
          calm,
        )
      );
  }
}

/** "Nothing suspicious about it", "not a vendor" */
const NOT_THAT =
  /(?:\b(?:no|not|nothing|never|kein\w*|geen|niet|niets|nicht|nichts|pas|rien|non|niente)|n't)\b(?: (?:an?|any|at all|een|ein|une?|un|di|de|really|another)\b)* \p{L}+/gu;
/** A thumb down, "-1". */
const AGAINST_SIGN = /👎|❌|🚫|⛔|^\W*-\s?1\W*$/u;

/** "Normally yes, but she is from industry", "approve after the holidays": the same word with a limit to it. */
const YES_BUT =
  /\b(?:yes|ok|okay|approve|fine|ja|akkoord|goed|gern|oui|d'accord|si|va bene)\b[^.!?]{0,40}[\s,](?:but|maar|aber|mais|ma|pero)\b/u;
const LATER =
  /\b(?:approve|add|admit|accept|let|welcome|take|invite|say yes)\b[^.!?]{0,60}\b(?:after|once|when|as soon as|from|starting|only|later)\b/u;

function contradictsDecline(remark: string, isFirm: boolean): boolean {
  const calm = remark.replace(AT_PRESENT, ' ').replace(WORD_OF_SPEECH, ',');
  if (isElsewhere(calm)) return false;
  if (NOT_NO.test(calm) || ORDERS_YES.test(calm)) return true;
  if (TURNING.test(calm) || signIn(calm, remark, ['irony', 'unease']) !== null) return true;
  return calm
    .split(/[,;:.!]\s+|\s-+\s|\s+(?:but|maar|aber|mais|ma|pero)\s+/u)
    .filter((piece) => !hasAny(piece, 'denial') && !RULE.test(piece))
    .some((piece) => ASKING.test(piece) || SAYS_YES.test(piece) || (!isFirm && hasAny(piece, 'positive')));
}

/** Beside a no it only says that we take nobody now. */
export const AT_PRESENT =
  /\b(?:at the moment|for now|for the moment|im moment|op dit moment|pour l'instant|pour le moment|per ora|al momento|wrong (?:list|group|audience|field|topic|place))\b/gu;
export function isElsewhere(remark: string): boolean {
  return ELSEWHERE.test(remark) && signIn(remark, remark, ['irony', 'unease']) === null;
}

/** "Journalists are welcome at the public lecture, not on this list" */
const ELSEWHERE =
  /\b(?:not|niet|nicht|pas|non) (?:on|in|to|for|at|op|voor|auf|fur|sur|dans|pour|per|nell?[ao]?|su|alla|al)\s?(?:this|our|the|deze|onze|dit|ons|diese\w*|unsere\w*|cette|notre|ce|questa|questo|nostra|nostro)? (?:mailing ?)?(?:list|lijst|liste|verteiler|lista|series|reeks|reihe|group|groep|gruppe|groupe|gruppo|colloquium|kolloquium|colloque|colloquio|seminar|seminaire|seminario)\b/u;
/** "Don't say no", "not a no" */
const NOT_NO =
  /(?:\b(?:not|never|nobody|cannot|niet|nooit|nicht|nie|pas|jamais|non|mai)|n't)\b[^.,;!?]{0,20} (?:no|nee|nein|non|declin\w*|reject\w*|refus\w*|afwijzen|ablehnen|rifiut\w*)\b|\bno is (?:not|never)\b/u;
/** "Approve her only after the fee is paid" */
const ORDERS_YES = /^\W*(?:please )?(?:approve|accept|admit|let) (?:her|him|them|this one)\b/u;

/** "That is kindly meant, ja, and …" */
const WORD_OF_SPEECH = /,\s*(?:ja|yes|oui|si|well|yeah|sure)\s*,/gu;
const SAYS_YES =
  /\b(?:yes|yep|ok|okay|approv\w*|accept(?:ed|s)? (?:her|him|them)|(?:let|put|get) (?:her|him|them) (?:in|on)|add(?:ed)? (?:her|him|them)|welcome (?:her|him|them|to join)|should (?:\w+ )?be (?:added|admitted|accepted|on|in)|ja|akkoord|toelaten|toegelaten|welkom|aufnehmen|aufgenommen|zulassen|zugelassen|einverstanden|oui|d'accord|accepter|acceptee?|si|va bene|accettare|ammettere|aprob\w*|acept\w*)\b/u;
