/** Whether a remark beside a verdict speaks against it. */
import { isBesideThePoint } from './beside.ts';
import { blank, hasAny, hasDoubt } from './consume.ts';
import { turns } from './turns.ts';

const ASKING =
  /\b(?:ask|vraag|vragen|frag|frage|fragen|nachfragen|demande[rz]?|demandez|chied\w*|check|find out|navragen)\b/u;
const ASIDE_ASKING =
  /\b(?:remind (?:me|us) to (?:ask|check)|herinner (?:me|mij|ons) eraan|erinner\w* mich)\b/gu;

const TURNING =
  /\b(?:undo|revert|wait|instead|actually|second thoughts?|mistake|i meant|hold on|scratch|eigenlijk|toch niet|doch nicht|moment mal|finalement|en fait|anzi|ripensando\w*|bij nader inzien|neen wacht)\b/u;

/** "We only admit researchers": a rule, not a decision. */
const RULE = /\b(?:only|alleen|uitsluitend|nur|seulement|uniquement|reserve\w*|solo|soltanto|riservat\w*)\b/u;

/** Words of doubt that doubt nothing in a statement: "her motivation is what we look for", "see you tomorrow". */
const HARMLESS =
  /\b(?:who|where|what|which|how|why|most|some|when|first|after|before|already|again|only|both|half|once|until|till|someone|anyone|everyone|or so|even|eerst|al|alleen|nog|tot|wat|wie|waar|welke|hoe|wel|noch|bereits|was|wer|wo|wie|welche\w*|nur|bis|deja|seulement|quoi|qui|quel\w*|comment|pourquoi|gia|solo|cosa|chi|dove|quale|come|april)\b/gu;
const VALEDICTION =
  /\b(?:see you|speak|talk to you|tot|bis|a|au|ci vediamo|ci sentiamo|until|till|catch you)\s+(?:soon|later|tomorrow|then|next (?:week|month|time)|(?:on )?(?:mon|tues|wednes|thurs|fri)day|straks|snel|morgen|volgende (?:week|keer)|(?:maan|dins|woens|donder|vrij)dag|bald|spater|dann|nachste woche|(?:mon|diens|donners|frei)tag|mittwoch|demain|bientot|plus tard|la semaine prochaine|(?:lun|mar|mercre|jeu|vendre)di|domani|presto|dopo|settimana prossima|(?:lunedi|martedi|mercoledi|giovedi|venerdi))\b/gu;

/** "Maybe next year" */
const SOME_DAY =
  /\b(?:maybe|perhaps|possibly|misschien|wellicht|vielleicht|peut-etre|forse|magari|quizas) (?:next (?:year|time|season|semester)|another (?:time|year)|some other time|in (?:the|a few) (?:future|years)|volgend jaar|een andere keer|volgende keer|nachstes (?:jahr|mal)|ein andermal|l'annee prochaine|une autre fois|la prochaine fois|l'anno prossimo|un'altra volta|la prossima volta|el ano que viene|otra vez|la proxima)\b/gu;

/** "Judges the models instead of selling them", "people that actually show up", "if I remember well": no turn and no doubt. */
const PRAISES =
  /\b(?:instead of|rather than) (?:(?:just|only|merely|always) )*(?!declin|reject|refus|add|approv|accept|answer|ask|wait|decid)\w+ing\b|\b(?:who|that|which) actually\b|\b(?:we|there (?:is|are)|one can|you can) never (?:have )?enough\b|\b(?:nie genug|nooit genoeg|jamais assez|mai abbastanza)\b|\bnot (?:at all |half |too )?(?:bad|shabby)(?: at all)?\b|\bnot (?:just|only|merely|the usual|your usual|the typical|another|yet another|one of (?:those|these))\b|\b(?:niet alleen|nicht nur|pas (?:seulement|que)|non solo)\b|\bwe (?:have|had|'ve got|have got) (?:nobody|no one)(?: here)? (?:from|who|in|working)(?: \w+ yet\b)?|\b(?:nobody|no one) (?:in|at|from) (?:our|the) \w+ (?:does|works|knows)\b|\bnever (?:heard|had|read|seen) a (?:bad|wrong) \w+\b|\bask(?:s|ed)? (?:the (?:best|right)|good|great|better|clever|smart|hard|difficult) questions\b|\bno idea how (?:he|she|they) (?:found|heard)\b|\bif i (?:remember|recall)(?: (?:well|right|rightly|correctly))?\b/gu;

/** Addressed to the desk, about its mails: no applicant in it. */
const TO_DESK =
  /\b(?:(?:send|sending|mail|mailing|e-?mail) (?:these|those|this|them|me|us|out|your)|(?:these|those|your) (?:mails?|e-?mails?|messages?|reminders?|notifications?|digests?)|the desk|convoke|deze mails|die mails|diese mails|ces (?:mails|messages|courriels)|queste (?:mail|email))\b/u;
const PERSON_WORD =
  /\b(?:he|she|him|her|his|they|applicant|request|candidate|haar|hem|zij|hij|sie|ihn|elle|lui|lei)\b/u;

/** "Please correct the name": how the entry is written, not whether there is one. */
const NAME_FIX =
  /^[\s,;.-]*(?:(?:and|but|also) )?(?:please |can you |could you |kindly )?(?:correct|fix|mind|check the spelling of) (?:the|her|his|their) (?:spelling|name|surname|accent|typo)\b|\bname (?:looks|is|seems|got|was) (?:misspel\w+|mangled|garbled|mis-?typed)\b/u;
const BEFORE_ALL = /\b(?:first|before|until|unless|if|only|ask|instead|decision|not)\b/u;

/** "And please stop sending these before breakfast": nothing to do with the request. */
export function isToDesk(folded: string): boolean {
  if (NAME_FIX.test(folded) && !BEFORE_ALL.test(folded)) return true;
  return (
    TO_DESK.test(folded) &&
    !PERSON_WORD.test(folded) &&
    !/\b(?:yes|approve\w*|accept\w*|decline\w*|reject\w*)\b/u.test(folded)
  );
}

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
        hasAny(calm, 'decline') ||
        hasAny(calm, 'negative') ||
        hasDoubt(calm.replace(HARMLESS, ' '), remark)
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

function contradictsDecline(remark: string, isFirm: boolean): boolean {
  if (TURNING.test(remark)) return true;
  if (isFirm)
    return /\b(?:yes|yep|ok|okay|approve|accept (?:her|him|them)|let (?:her|him|them) in|ja|akkoord|oui|d'accord|si|va bene|unless|if|maybe|perhaps|not sure|let me|ask|tenzij|misschien|vraag|wenn|vielleicht|frag|sauf|peut-etre|demande|se|forse|chiedi)\b/u.test(
      remark,
    );
  if (RULE.test(remark)) return /\b(?:yes|ok|ja|oui|si|wrong)\b/u.test(remark);
  return (
    ASKING.test(remark) ||
    hasAny(blank(remark, 'decline'), 'approve') ||
    hasAny(remark, 'positive') ||
    /\b(?:if|unless|but|however|maybe|perhaps|not sure|let me|later|tenzij|maar|misschien|wenn|aber|vielleicht|sauf|mais|peut-etre|ma|forse)\b/u.test(
      remark,
    )
  );
}
