/** Taking back: "undo", "I pressed yes by mistake", and jokes that are taken back by "no, seriously". */

import { wishesBack } from './undo.ts';

const POLITE =
  "(?:s'il|vous|te|plait|i'd|i would|decision|stop|wacht|wacht even|war|die|falsche|falschen|verkeerde|knop|like|want|undo|my (?:last|previous|earlier|first) (?:answer|mail|e-?mail|reply|message|decision|click)|what i (?:just |have just |have )?(?:sent|said|wrote|did|decided|clicked|answered)|(?:ignore|disregard|forget) (?:my|that|the|this|it|last|previous|mail|message|answer|reply|one)*|mein\\w* (?:letzte\\w* )?(?:antwort|mail|entscheidung|klick|zusage|absage)|(?:mijn|m'n) (?:laatste |vorige )?(?:antwoord|mail|bericht|besluit|ja|nee)|ma (?:derniere )?(?:reponse|decision)|mon (?:dernier )?(?:message|mail|oui|non)|la (?:mia )?(?:ultima )?(?:risposta|decisione)|mi (?:ultima )?(?:respuesta|decision)|yes|no|approval|refusal|kannst|konnten|konnen|konntest|du|sie|machen|peut|peux|pouvez|on|tu|pourrais|pourriez|vous|si possible|puoi|potete|si puo|podeis|puedes|kun|kunnen|kunt|jullie|per|por|vite|direct|gleich|sofort|subito|meteen|snel|fast|now|immediately|if (?:possible|you can|it is not too late|it's not too late)|to|of|please|pls|can|could|would|you|we|i|just|sorry|oops|oh|no|wait|argh|ah|hey|hi|the|my|our|that|this|it|desk|kindly|need|want|like|have|to|must|should|bitte|bitte einmal|ich|mochte|will|das|es|meine|pardon|desole|desolee|je|veux|voudrais|peux-tu|pouvez-vous|scusa|scusate|mi|dispiace|puoi|potete|aub|graag|kun|kan|je|u|het|dat|dit|ik|wil|mijn|maar|even|wrong|button|one|person|request|ups|was|a|mistake|thanks|thank|danke|merci|svp|grazie|per favore|bedankt|approval|decision|answer|yes|last|previous|click|again|asap|quickly|right away)";
const BACK =
  "(?:take (?:her|him|them)\\s+(?:off|out)(?: (?:the|our|of the) list)? again|revoke|rescind|ctrl[ -]?z|cmd[ -]?z|undo it|take (?:that|it|this|everything|my (?:last )?(?:answer|decision|approval|yes|no|reply|mail|refusal)|(?:what|whatever) i (?:just )?(?:sent|said|wrote|did|answered)) back|take back (?:that|it|this|my (?:last )?(?:answer|decision|approval|yes|no|reply|mail|refusal)|(?:what|whatever) i (?:just )?(?:sent|said|wrote|did|answered|clicked))|recall (?:that|it|this|my (?:last )?(?:answer|decision|approval|reply|mail))|(?:un-?do|reverse|revoke|withdraw|retract|cancel|revert) (?:that|it|this|my (?:last |previous )?(?:answer|decision|approval|vote|yes|no|reply|mail|click|refusal)|the (?:last |previous )?(?:answer|decision|approval|refusal|click|one)|what i (?:just )?(?:sent|did|said|wrote|clicked))|neem (?:dat|dit|het|mijn \\w+) (?:maar |even |aub )*terug|terugnemen|intrekken|(?:nehme|nimm|nehmt|ziehe|zieh|nehmen sie) (?:das|es|alles|mein\\w* \\w+) (?:bitte |wieder )*zuruck|zuruckziehen|stornieren|widerrufen|wieder ruckgangig(?: machen)?|(?:d')?annule[rz]?(?: (?:ca|cela|tout|ma (?:derniere )?(?:decision|reponse)|mon (?:dernier )?(?:oui|non|message|mail|vote)))?|(?:je )?retire (?:ca|cela|ma (?:decision|reponse)|mon (?:oui|non|vote))|annulla(?:re|te|lo|la)?(?: (?:la )?(?:mia )?(?:ultima )?(?:decisione|risposta))?|ritir[oa](?:re)?(?: (?:la )?(?:mia )?(?:decisione|risposta))?|deshacer|deshaz(?:lo)?|anula(?:r|d|lo)?(?: (?:mi )?(?:respuesta|decision))?|revertir|undo|revert|reverse|un-?approve|un-?decline|unapprove|undecline|(?:take|roll) (?:that|it|this|my (?:answer|decision|approval|yes|no)) back|take back (?:that|it|this|my (?:answer|decision|approval|yes|no))|cancel (?:that|my (?:decision|approval|answer|vote|yes)|the (?:decision|approval))|withdraw (?:that|my (?:decision|approval|answer|vote|yes))|ongedaan(?: gemaakt)?(?: worden)?(?: maken)?|terugdraaien|terug ?draaien|draai (?:dat |dit |het |mijn besluit )?(?:maar )?terug|trek (?:dat |dit |het |mijn (?:antwoord|akkoord|ja) )?(?:maar )?(?:weer )?in|ruckgangig(?: machen| gemacht werden)?|zurucknehmen|nimm (?:das|es) (?:bitte )?zuruck|nehme (?:das|es|mein ja|meine zusage) zuruck|annule[rz]?(?: (?:ca|cela|ma (?:decision|reponse)))?|annuler(?: (?:ca|cela|ma (?:decision|reponse)))?|revenir en arriere|annulla(?:re|te)?(?: (?:la )?(?:decisione|mia decisione|risposta))?|torna(?:re)? indietro)";

/** Nothing but politeness around a wish to take back what was decided. */
const UNDO = new RegExp(
  `^[\\s,;:.!-]*(?:${POLITE}[\\s,;:.!?-]+){0,12}(?:maak |maak dat |maak het |mach |machen |make |mache )?(?:${POLITE}[\\s,;:.!?-]+){0,3}${BACK}(?:[\\s,;:.!?)(-]+${POLITE}){0,12}[\\s,;:.!?)(-]*$`,
  'u',
);
const NOT_UNDO =
  /\b(?:(?:will|shall|'ll) revert|(?:should|shall) i|don't|do not|no need|not|niet|nicht|ne|non|pas|how|if|wie|hoe|comment)\b/u;

export function isUndo(folded: string): boolean {
  if (wishesBack(folded)) return true;
  if (folded.length >= 160 || NOT_UNDO.test(folded)) return false;
  if (UNDO.test(folded)) return true;
  // "argh wrong mail, undo": each part of it is a slip, a word of dismay or the wish.
  const parts = folded.split(/[,;:.!-]+\s*/u).filter((part) => part.trim() !== '');
  const wishes = parts.filter((part) => UNDO.test(part));
  return wishes.length > 0 && parts.every((part) => UNDO.test(part) || SLIP.test(part) || DISMAY.test(part));
}

const DISMAY =
  /^(?:oh|ah|argh|oops|ups|oups|sorry|no|wait|wait no|no wait|damn|shit|merde|verdorie|mist|hey|hi|scratch that|scrap that|pardon|scusate|scusa|desolee?|mi dispiace|hallo|please|bitte|thanks|danke|merci|grazie|graag|aub|svp)(?: \w+)?$/u;

/** "I pressed yes by mistake", "that was meant for the other one": something sent before was wrong. */
const SLIP =
  /\b(?:oops|whoops|by (?:mistake|accident)|accident\w*|mistake|meant for (?:the|an)other|was meant for|wrong (?:one|person|button|request|mail|e-?mail|thread|link|applicant|answer|reply|guy|name|candidate)|pressed too (?:fast|soon|early)|too (?:fast|quick) with|mis-?click\w*|fausses? manip\w*|fehlklick|mis-?read|mixed (?:it |them |this )?up|confused|fat fingers?|vergissing|per ongeluk|foutje|verkeerde?|oeps|versehen\w*|irrtum|verklickt|verwechselt|falsche[rn]?|erreur|trompee?|mauvais(?:e)? (?:bouton|personne|mail|demande)|equivoque|equivocad[oa]|error(?![ -]?(?:bars?|estimat\w*|analys\w*|propagation|correct\w*|bounds?|terms?|rates?))|oups|sbagliat\w*|sbaglio|errore|per sbaglio|ops)\b/u;
/** The slip was an answer given before, so that what follows is the right one. */
const PRESSED =
  /\b(?:pressed|clicked|hit|tapped|said|wrote|answered|sent|chose|picked|approved|declined|geklikt|gedrukt|gezegd|goedgekeurd|afgewezen|gedruckt|geklickt|gesagt|geschrieben|appuye|clique|dit|ecrit|repondu|premuto|cliccato|detto|scritto|risposto)\b/u;

export function slipOf(folded: string): 'pressed' | 'other' | null {
  if (!SLIP.test(folded)) return null;
  return PRESSED.test(folded) ? 'pressed' : 'other';
}

const SERIOUS =
  /^(?:(?:no|but|ok|nee|nein|non|maar|aber|mais|ma)[\s,.;:-]+)?(?:seriously(?: though| now)?|(?:all )?(?:kidding|jokes?|joking) aside|in all seriousness|(?:i'm |i am )?(?:just |only )?(?:kidding|joking)|jk|scherz beiseite|spass beiseite|im ernst|(?:war (?:nur|bloss) )?(?:ein )?(?:scherz|spass)|grapje|geintje|alle gekheid op een stokje|serieus|even serieus|zonder gekheid|blague a part|plus serieusement|serieusement|je plaisante|scherzi a parte|sul serio|seriamente|scherzo)(?![\p{L}\d])[\s,:;.!)-]*/u;

/** How far "no, seriously:" reaches: what was said before it was a joke, and what follows it counts. 0: nothing of the kind. */
export function seriousLength(folded: string): number {
  return SERIOUS.exec(folded)?.[0].length ?? 0;
}
