/**
 * Sentences beside the point: the host's travels, the late answer, the room, the link. A "not" or "without" in them says
 * nothing about the request, so it takes nothing from a verdict beside it. Folded text throughout.
 */

const LATE =
  /\bno time (?:for|to) (?:an? )?(?:long\w*|more|write)|\b(?:late|delay\w*|slow|belated) (?:answer|reply|response)|for (?:the|my) (?:delay|silence|wait|lateness)|(?:late|trage) (?:antwoord|reactie)|verspat\w*|\bretard\b|\britardo\b|\btardanza\b/u;
const AWAY =
  /\b(?:late for|in a (?:rush|hurry)|hence (?:brief|short)|teaching|class(?:es|room)?|mountains?|office|power (?:cut|outage)|(?:won't|will not|can't|cannot|not|unable to) (?:be (?:there|here|around)|make it|come|attend)|kantoor|stroom|ben (?:\w+ )?er (?:\w+ )?niet|buro|strom|bin (?:\w+ )?nicht da|ne serai pas la|bureau|(?:coupure|panne) de courant|non ci (?:sono|saro)|ufficio|network|signal|wi-?fi|internet|reception|train|plane|flight|airport|boat|ferry|holidays?|vacation|conference|workshop|travel\w*|trip|panel|exams?|battery|charger|laptop|phone|(?:spam|junk) folder|bergen?|netwerk|bereik|trein|vliegtuig|vakantie|congres|telefoon|spambox|spamfolder|netz|empfang|zug|flug\w*|urlaub|(?:dienst)?reise|tagung|handy|akku|spamordner|montagne|reseau|avion|vacances|conges|deplacement|mission|ordinateur|montagna|rete|treno|aereo|vacanza|ferie|viaggio|trasferta|computer|montana|tren|avion|vacaciones)\b/u;
const THINGS =
  /\b(?:reminders?|newsletter|calendar|invoice|expenses|heating|heizung|verwarming|chauffage|riscaldamento|dinner|drinks|restaurant|hotel|borrel|etentje|abendessen|diner|cena|coffee|projector|beamer|slides?|website|web ?page|room|zoom\p{L}*|links?|poster|cakes?|hdmi|adapter|cables?|micro(?:phone)?s?|recordings?|lunch|keys?|zaal|koffie|taart|opname|raum|kaffee|kuchen|folien|aufzeichnung|salle|cafe|gateau|enregistrement|sala|caffe|torta|diapositive|registrazione|proiettore)\b/u;

/** With one of these the sentence may bear on the request after all. */
const OF_THE_REQUEST =
  /\b(?:not sure|unsure|undecided|doubts?|yes|nope|ok|okay|approv\w*|accept\w*|add|admit\w*|declin\w*|reject\w*|refus\w*|requests?|appl\w+|motivation|affiliation|person|name|list|join\w*|decid\w*|decision|votes?|opinion|read|reading|look\w*|check\w*|think|thought|confirm\w*|discuss\w*|agree\w*|serious\w*|problem\w*|point|matter\w*|joking|mean|meant|ask\w*|see|tell|know|let|wait\w*|undo|press\w*|click\w*|typed|want\w*|welcome|veto|(?:will|'ll|to|shall|can|can't|cannot) (?:\w+ )?(?:answer|reply|respond|do)|she|he|they|her|him|them|his|their|if|unless|until|till|but|though|however|although|first|before|later|tomorrow|ja|nee|nein|oui|lijst|liste|lista|besl\w+|entsch\w+|toel\w+|afw\w+|aufn\w+|ablehn\w*|antrag|verzoek|aanvraag|demande|richiesta|ge?lezen|ge?lesen|lire|letto|leggere|kijk\w*|bekeken|schau\w*|regard\w*|guard\w*|denk\w*|nagedacht|vrag\w+|vraag\w*|frag\w*|wacht\w*|wart\w*|attend\w*|aspett\w*|eerst|zuerst|d'abord|sobald|zodra|moet\w*|muss|doit|deve|maar|aber|mais|ma|pero|wenn|falls|als|tenzij|spater|morgen|demain|domani|haar|hem|zij|hij|ihn|ihr|ihm|elle|lui|lei|ella)\b/u;

const FORGET =
  /^(?:\p{L}+[,:] )?(?:please |and |also |oh,? |en |und |et |e )*(?:don't forget|do not forget|not to forget|niet vergeten|vergeet niet|(?:bitte )?nicht vergessen|vergiss nicht|vergesst nicht|n'oublie[rz]? pas|ne pas oublier|non dimentica\w*|no olvid\w+)\b/u;

/** "I have", "we were", "the slides are": told as a fact, and no plan for what is still to be done. */
const PLANNED =
  /\b(?:i'll|i will(?! not be)|we'll|we will(?! not be)|going to|ik zal|ik ga|ich werde|je vais|faro|voy a|tonight|vanavond|ce soir|stasera|heute abend)\b/u;

/** "PS the projector is broken, no idea who to ask": it needs no more than not to speak of the person or the request. */
const POSTSCRIPT = /^\W*p\.? ?s\b/u;
/** "PS for Ruud: no, I have not found your umbrella": the no is Ruud's, when it says what about. */
const TO_A_COLLEAGUE =
  /^\W*p\.? ?s\W+(?:for|to|voor|aan|an|fur|pour|a|per|para)\s+\p{L}+\s*[:,]\s*(?:(?:no|yes|nee|ja|nein|non|oui|si),? )?(?=(?:i|ik|ich|je|we|wir|wij|on|your|jouw|dein\w*|ton|ta|the|de|het|der|die|das)\s+\p{L}+\s+\p{L}+)/u;
const OF_THE_PERSON =
  /\b(?:she|he|her|him|his|they|them|their|request|applic\w+|approv\w*|accept\w*|declin\w*|reject\w*|add|admit\w*|list|join\w*|yes|no(?! (?:idea|one|time|need|heating|power|signal|way to))|not yet|wait|decision|decid\w*|vote\w*|answer\w*|mail|undo|ignore|forget|cancel|mistake|sorry|wrong|before|until|unless|if|first|zij|ze|hij|haar|hem|verzoek|lijst|ja|nee|wacht|eerst|als|antwoord\w*|vergeet|foutje|sie|er|ihn|ihm|ihr|antrag|liste|nein|warte\w*|erst|wenn|antwort\w*|elle|il|lui|leur|demande|oui|non|attend\w*|avant|reponse|lei|gli|richiesta|lista|aspett\w*|prima|se|risposta|someone else|somebody|\p{L}+ (?:says|thinks|decides))\b/u;

/** "Bin ab morgen auf Dienstreise": how long the host is away. */
const ABSENT =
  /^\W*(?:(?:i am|i'm|i'll be|i will be|we are|ich bin|bin|ik ben|ben|je suis|je serai|sono|saro|estoy|estare)\b)/u;
const SPAN =
  /\b(?:tomorrow|from|until|till|morgen|vanaf|tot|ab|bis|demain|des|jusqu'a|jusqu'au|domani|da|fino|manana|hasta)\b/gu;

/** The host's own lateness or absence. */
export function excuses(remark: string): boolean {
  return isBesideThePoint(remark) && (LATE.test(remark) || AWAY.test(remark));
}

/** Whether nothing in a remark has to do with the request, whatever it denies. */
export function isBesideThePoint(remark: string): boolean {
  if (POSTSCRIPT.test(remark)) return !OF_THE_PERSON.test(remark.replace(TO_A_COLLEAGUE, ' '));
  const said = ABSENT.test(remark) ? remark.replace(SPAN, ' ') : remark;
  if (OF_THE_REQUEST.test(said) || PLANNED.test(said)) return false;
  return FORGET.test(remark)
    ? THINGS.test(remark)
    : LATE.test(remark) || AWAY.test(remark) || THINGS.test(remark);
}
