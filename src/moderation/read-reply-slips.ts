/** Taking back: "undo", "I pressed yes by mistake", and jokes that are taken back by "no, seriously". */

const POLITE =
  '(?:please|pls|can|could|would|you|we|i|just|sorry|oops|oh|no|wait|argh|ah|hey|hi|the|my|our|that|this|it|desk|kindly|need|want|like|have|to|must|should|bitte|bitte einmal|ich|mochte|will|das|es|meine|pardon|desole|desolee|je|veux|voudrais|peux-tu|pouvez-vous|scusa|scusate|mi|dispiace|puoi|potete|aub|graag|kun|kan|je|u|het|dat|dit|ik|wil|mijn|maar|even|wrong|button|one|person|request|ups|was|a|mistake|thanks|thank|danke|merci|svp|grazie|per favore|bedankt|approval|decision|answer|yes|last|previous|click|again|asap|quickly|right away)';
const BACK =
  '(?:undo|revert|reverse|un-?approve|un-?decline|unapprove|undecline|(?:take|roll) (?:that|it|this|my (?:answer|decision|approval|yes|no)) back|take back (?:that|it|this|my (?:answer|decision|approval|yes|no))|cancel (?:that|my (?:decision|approval|answer|vote|yes)|the (?:decision|approval))|withdraw (?:that|my (?:decision|approval|answer|vote|yes))|ongedaan(?: gemaakt)?(?: worden)?(?: maken)?|terugdraaien|terug ?draaien|draai (?:dat |dit |het |mijn besluit )?(?:maar )?terug|trek (?:dat |dit |het |mijn (?:antwoord|akkoord|ja) )?(?:maar )?(?:weer )?in|ruckgangig(?: machen| gemacht werden)?|zurucknehmen|nimm (?:das|es) (?:bitte )?zuruck|nehme (?:das|es|mein ja|meine zusage) zuruck|annule[rz]?(?: (?:ca|cela|ma (?:decision|reponse)))?|annuler(?: (?:ca|cela|ma (?:decision|reponse)))?|revenir en arriere|annulla(?:re|te)?(?: (?:la )?(?:decisione|mia decisione|risposta))?|torna(?:re)? indietro)';

/** Nothing but politeness around a wish to take back what was decided. */
const UNDO = new RegExp(
  `^[\\s,;:.!-]*(?:${POLITE}[\\s,;:.!?-]+){0,12}(?:maak |mach |machen |make |mache )?(?:${POLITE}[\\s,;:.!?-]+){0,3}${BACK}(?:[\\s,;:.!?)(-]+${POLITE}){0,12}[\\s,;:.!?)(-]*$`,
  'u',
);
const NOT_UNDO =
  /\b(?:don't|do not|no need|not|niet|nicht|ne|non|pas|how|if|can i|could i|wie|hoe|comment)\b/u;

export function isUndo(folded: string): boolean {
  return folded.length < 160 && UNDO.test(folded) && !NOT_UNDO.test(folded);
}

/** "I pressed yes by mistake", "that was meant for the other one": something sent before was wrong. */
const SLIP =
  /\b(?:oops|whoops|by (?:mistake|accident)|accident\w*|mistake|meant for (?:the|an)other|was meant for|wrong (?:one|person|button|request|mail|thread|link|applicant)|mis-?click\w*|mis-?read|mixed (?:it |them |this )?up|confused|fat fingers?|vergissing|per ongeluk|foutje|verkeerde?|oeps|versehen\w*|irrtum|verklickt|verwechselt|falsche[rn]?|erreur|trompee?|oups|sbagliat\w*|errore|per sbaglio|ops)\b/u;
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
