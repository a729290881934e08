/**
 * Taking back what was decided: "undo", "please ignore my previous answer", "annule ma réponse". The wish is a verb and what
 * it takes back, an answer of the host's own; the reason beside it ("I clicked too fast", "wrong person") may be anything
 * that is no new decision. Folded text throughout.
 */
const OWN =
  '(?:(?:last|previous|earlier|first|former|recent|latest|most recent|prior|initial|accidental|hasty)\\s+)*';
const NOUN =
  '(?:answers?|replies|reply|response|mails?|e-?mails?|messages?|decision|yes|no|approval|approve|decline|refusal|rejection|vote|click|verdict|ok|okay|note)';
const MINE = `(?:(?:my|the|that|this) ${OWN}${NOUN}|(?:that|the) (?:last )?one|the ${NOUN} i (?:just |have just )?(?:sent|wrote|gave)|what(?:ever)? i (?:(?:have |'ve )?(?:just|already) )?(?:sent|said|wrote|did|clicked|answered|decided|typed))`;
const SOFTLY =
  "(?:please |pls |just |kindly |aub |even |maar |alsjeblieft |graag |bitte |doch |mal |svp |stp |s'il vous plait |s'il te plait |per favore |pure |por favor |wieder |weer |dan )*";
const NL = `(?:mijn|m'n) ${SOFTLY}(?:vorige |laatste |eerdere |eerste |net verstuurde )?(?:antwoord|mail|mailtje|bericht|besluit|beslissing|ja|nee|goedkeuring|afwijzing|akkoord|reactie|stem|klik)`;
const DE = `mein\\w* ${SOFTLY}(?:letzte\\w* |vorige\\w* |fruhere\\w* |erste\\w* |vorhin\\w* )?(?:antwort|mail|e-?mail|nachricht|entscheidung|zusage|absage|ja|nein|stimme|klick|zustimmung|ablehnung)`;
const FR = `(?:ce que j'ai (?:\\w+ )?(?:ecrit|dit|envoye|fait|repondu)|(?:ma|mon) (?:derniere |dernier |precedente? |premiere? )?(?:reponse|decision|message|mail|courriel|oui|non|approbation|accord|refus|vote|clic))`;
const IT = `(?:quello che ho (?:\\w+ )?(?:scritto|detto|inviato|mandato|fatto|risposto)|(?:la |il )?mi[ao] (?:ultim[ao] |precedente |prim[ao] )?(?:risposta|decisione|messaggio|mail|e-?mail|si|no|voto|approvazione|rifiuto|clic))`;
const ES = `(?:mi|el|la) (?:ultim[ao] |anterior |primera? )?(?:respuesta|decision|mensaje|correo|si|no|voto|aprobacion|rechazo|clic)`;

const OF_WHEN = "(?: (?:of|from|van|von|de|d'|du|di|delle|dell'|da) ?[^,;:.!?]{2,30}?)?";
const WAS_WRONG =
  "(?:was|were|war|etait|est|era|is|ist|e) (?:an? |ein |een |une? |un' ?)?(?:mistake|error|accident|wrong|slip|versehen|irrtum|fehler|vergissing|fout|erreur|errore|sbaglio|(?:meant )?for (?:an)?other (?:person|one)|(?:destinat[oa] a|destinee? a|intended for|bedoeld voor|gedacht fur|bestimmt fur) (?:an ?other|een? ander\\w*|jemand|pour|une? autre|un'altr[ao])(?: \\p{L}+)?|fur jemand anderen|voor iemand anders|pour quelqu'un d'autre|pour une autre|per un'altr[ao](?: \\p{L}+)?)";

const WISHES: readonly string[] = [
  `(?:${NL}|${DE}|${FR}|${IT}|my ${OWN}${NOUN})${OF_WHEN} ${WAS_WRONG}`,
  `(?:${NL})${OF_WHEN} (?:moet|mag|kan)(?: \\p{L}+)? (?:teruggedraaid|ingetrokken|ongedaan gemaakt)|(?:${DE})${OF_WHEN} (?:muss|soll|kann)(?: \\p{L}+)? (?:zuruckgenommen|ruckgangig gemacht|gestrichen|widerrufen)|(?:${FR})${OF_WHEN} (?:doit|est a|peut) (?:etre )?annule[re]*|(?:${IT})${OF_WHEN} (?:va|vanno|deve essere) (?:annullat|ritirat)[oaie]|my ${OWN}${NOUN}${OF_WHEN} (?:should|must|needs to|has to) be (?:undone|reversed|taken back|withdrawn|cancelled)`,
  `(?:haal|neem|zet|gooi|laat) (?:die|dat|haar|hem|ze|hen|her) (?:er |maar |graag |aub )*weer (?:af|uit|vanaf)|(?:goedkeuring|afwijzing|akkoord|toestemming|besluit) ${SOFTLY}(?:intrekken|terugdraaien|ongedaan maken)`,
  `(?:nehmt|nimm|nehmen sie|tut|werft) (?:den|die|das|sie|ihn|her)(?: bitte)? wieder (?:raus|runter|heraus|von der liste)|(?:den|die|das|sie|ihn|her)(?: \\p{L}+)? ${SOFTLY}wieder (?:rausnehmen|herausnehmen|streichen|runternehmen)|(?:widerrufe|ziehe|nehme|annulliere|storniere) ich ${SOFTLY}mein\\w* (?:gestrige\\w* |letzte\\w* |vorige\\w* )?(?:antwort|entscheidung|zusage|absage|ablehnung|zustimmung|ja|nein)`,
  `${DE}${OF_WHEN} ${SOFTLY}(?:zurucknehmen|zuruckziehen|streichen|stornieren|loschen|vergessen|ignorieren)|${DE}${OF_WHEN} gilt (?:so )?nicht(?: mehr)?`,
  `(?:${FR})${OF_WHEN} est nul(?:le)?(?: et non avenue?)?|(?:peut-on|on peut|pouvez-vous|peux-tu|pourriez-vous|merci de)(?: encore)? (?:faire marche arriere|revenir en arriere|revenir dessus)|(?:sortez|enlevez|retirez)-(?:le|la) (?:de la|de la liste|de nouveau)`,
  `(?:annull|revoc|ritir|cancell|toglie?)\\w* ${SOFTLY}(?:quel (?:si|no)|l'approvazione|il rifiuto|la (?:mia )?(?:decisione|risposta|approvazione)|quello che ho (?:deciso|risposto|scritto))|(?:tornate|torna|potete tornare|puoi tornare) indietro|(?:potete|puoi) (?:ripristinare|rimediare|annullare)`,
  `undo(?: ${SOFTLY}(?:it|that|this|everything|${MINE}))?`,
  `(?:un-?do|revert|reverse|revoke|rescind|retract|withdraw|cancel|annul|recall) ${SOFTLY}(?:that|this|it(?! (?:up|all))|${MINE})`,
  `(?:scrap|ignore|disregard|forget|scratch|delete|strike|discard|overlook) ${SOFTLY}(?:my ${OWN}${NOUN}|the ${OWN.replace(')*', ')+')}${NOUN}|the ${NOUN} i (?:just )?(?:sent|wrote|gave)|what i (?:just )?(?:sent|said|wrote|did|clicked|answered|decided|typed))`,
  `(?:set aside|disregard|reverse|remove) ${SOFTLY}(?:my ${OWN}${NOUN}|the (?:approval|refusal|rejection))(?: (?:of|from) [^,;:.!?]{2,30})?`,
  `(?:treat|consider|regard) ${SOFTLY}(?:my ${OWN}${NOUN})(?: (?:of|from) [^,;:.!?]{2,30})? as (?:not (?:sent|written|said|given)|never (?:sent|written|said|given)|unsent|unwritten|void|withdrawn)`,
  `(?:take|roll|pull) ${SOFTLY}(?:that|it|this|${MINE}) back|(?:take|roll) back ${SOFTLY}(?:that|it|this|${MINE})`,
  `(?:negeer|vergeet|annuleer|schrap|trek|draai|neem|maak|zet) ${SOFTLY}(?:${NL}|(?:dat|dit|het)(?= ${SOFTLY}(?:terug|in|ongedaan)))`,
  `(?:${NL} ${SOFTLY})(?:\\w+ ){0,3}?(?:intrekken|terugdraaien|terugnemen|negeren|annuleren|ongedaan|vergeten|schrappen)|terugdraaien|ongedaan maken`,
  `(?:ignorier\\w*|vergiss|vergesst|vergessen sie|streich\\w*|stornier\\w*|annullier\\w*|nehm\\w*|nimm|zieh\\w*|mach\\w*|widerruf\\w*) ${SOFTLY}${DE}`,
  `${DE} ${SOFTLY}(?:\\w+ ){0,3}?(?:zurucknehmen|zuruckziehen|ignorieren|vergessen|stornieren|ruckgangig|widerrufen|streichen|loschen)|ruckgangig machen`,
  `(?:d')?(?:annul|ignor|oubli|retir|effac)\\w* ${SOFTLY}${FR}|ne (?:tiens|tenez|pas tenir) (?:pas )?compte de ${FR}`,
  `(?:annull|ignor|ritir|cancell|revoc|dimentic)\\w* ${SOFTLY}${IT}|non ten\\w+ conto (?:di |del |della )?${IT}|(?:lascia|lasciate) perdere ${IT}`,
  `(?:deshaz|deshac|anul|ignor|cancel|retir|olvid)\\w* ${SOFTLY}${ES}`,
  `(?:desfaz|desfac|anul|ignor|cancel|esquec)\\w* (?:a |o )?(?:minha|meu) (?:ultim[ao] )?(?:resposta|decisao|mensagem|voto)`,
];
const WISH = new RegExp(`(?<![\\p{L}\\d'])(?:${WISHES.join('|')})(?![\\p{L}\\d])`, 'u');

/** It is asked how, forbidden, or made to hang on something. */
const NOT_WISHED =
  /\b(?:don't|do not|no need to|never|not|cannot|can't|niet|nicht|ne pas|non|how|hoe|wie|comment|come|if|unless|als|wenn|falls|si|se|or|whether|can i|could i|may i|should i|shall i|kan ik|kann ich|puis-je|posso|will|may|might|would have|wanted to|going to)\b/u;
/** "Forget my last mail, decline": a new answer, not only the old one taken back. */
const DECIDES_ANEW =
  /[,;:.!-]\s*(?:(?:and|so|then|but|it's|make (?:it|that)|it should be|en|und|et|e)\s+)*(?:please |a )*(?:approve|accept|decline|reject|yes|no|add (?:her|him|them)|ja|nee|nein|oui|non|si|afwijzen|toelaten|ablehnen|aufnehmen)\W*$/u;
const HANGS =
  /\b(?:if|unless|falls|wenn|tenzij|indien|sauf si|s'il)\b(?! (?:possible|you can|it(?:'s| is) (?:still |not )|vous plait|te plait|moglich))/u;
const MAX_SENTENCE = 300;

/** "Meine Mail wegen des Beamers" */
const ABOUT_A_THING =
  /\b(?:wegen|about|over|concernant|au sujet|a propos|riguardo|zum|zur) (?!(?:her|him|haar|hem|elle|lui|lei)\b)/u;

/** Whether a sentence wishes to take back an answer, whatever its reason. */
export function wishesBack(folded: string): boolean {
  const found = folded.length > MAX_SENTENCE ? null : WISH.exec(folded);
  if (found === null || DECIDES_ANEW.test(folded) || ABOUT_A_THING.test(found[0])) return false;
  // The clause of the wish; a "not" in the reason beside it ("I had not read it") forbids nothing.
  const from =
    Math.max(...[',', ';', ':', '.', '-'].map((mark) => folded.lastIndexOf(`${mark} `, found.index))) + 1;
  const before = folded.slice(from, found.index);
  const after = /^[^,;:.!?-]{0,60}/u.exec(folded.slice(found.index + found[0].length))?.[0] ?? '';
  return (
    !/^ (?:about|over|uber|sur|su|sul|sulla) (?:the|my|our|an?|de|het|mijn|die|der|das|den|mein\w*|le|la|les|mon|ma|il|lo)(?!\p{L})(?! (?:request|applicant|person|lady|man|woman))/u.test(
      after,
    ) &&
    !HANGS.test(folded.slice(0, found.index)) &&
    !NOT_WISHED.test(before) &&
    !/\b(?:if|unless|and (?:approve|accept|decline|reject|say|make)|als|wenn|falls|but|maar (?:niet|eerst|dan)|aber|mais|until|before)\b/u.test(
      after,
    )
  );
}
