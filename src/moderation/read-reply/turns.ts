/**
 * What a sentence beside a plain yes or no must hold to turn or suspend it: the verdict was only a first thought, a joke or
 * somebody else's, another person decides, it holds later, for another list or for somebody else. Folded text throughout.
 */

/** Not meant, not the host's, or not the last word. */
const NOT_MEANT =
  /\b(?:would (?:have )?(?:say|said|do|done|think|thought|want)\b|(?:dat )?zou ik (?:\w+ )?zeggen|wurde ich sagen|j'aurais dit|avrei detto|(?:was|were) (?:going|about) to (?:say|write)|likes? to hear|why on earth|over my dead body|toss a coin|it's a tie|casting vote|just (?:a )?test(?:ing)?\b|(?:is|was) (?:only |just |nur |maar )?(?:a|ein|een|un) test\b|typed (?:that|this|it)\b|i (?:might|may) be (?:\w+ )?(?:unfair|wrong|harsh|mistaken|strict|generous|soft)|convince me|(?:grain|pinch) of salt|(?:one|half|single) (?:of the )?votes?\b|half of the vote|sarcas\w*|iron(?:y|ic|ical|isch|ique|ico|ica|ia|ie)\b|not (?:being )?serious|said (?:nobody|no one)|parallel (?:world|universe)|(?:my|your|her|his) dreams|(?:first|initial) (?:reaction|thought|idea|impulse|instinct|impression)|eerste (?:gedachte|reactie|idee|indruk|ingeving)|erste[rn]? (?:gedanke|reaktion|idee|eindruck|impuls)|premiere? (?:idee|pensee|reaction|impression)|prim[ao] (?:idea|reazione|pensiero|impressione)|primera (?:idea|reaccion|impresion))/u;

const SOMEBODY_DECIDES =
  /\b(?:decides?|deciding|decision|(?:last|final) (?:word|say|call)|veto|disagrees?|disagreed|objected|objects(?=\W*$)|(?:is|are|was|were) against|has (?:to|yet to) (?:agree|approve|confirm|sign|decide|see|look)|(?:must|should|needs? to|have to|ought to) (?:\w+ )?(?:agree|approve|confirm|sign|look|see|check|read|say|think)|and (?:she|he|they) should(?=\W*$)|(?<!\bshe |\bhe |\bthey )wants? to (?:see|know|read|look|think|talk|hear|meet|check)|two (?:of us|hosts|votes)|what you (?:think|say)|wil (?:\w+ ){0,4}(?:zien|lezen|weten|spreken)|will (?:\w+ ){0,4}(?:sehen|lesen|wissen|sprechen)|veut (?:\w+ ){0,2}(?:voir|lire|savoir|parler)|vuole (?:\w+ ){0,2}(?:vedere|leggere|sapere|parlare)|beslist|beslissen|beslissing|laatste woord|nog iets van vinden|moet (?:\w+ )?(?:akkoord|toestemmen|instemmen)|entscheidet|entscheiden|entscheidung|letzte wort|muss (?:\w+ )?(?:zustimmen|einverstanden)|qui tranche\w*|tranchera|dernier mot|doit (?:\w+ )?(?:decider|accepter|valider)|ultima parola|deve (?:\w+ )?(?:decidere|approvare)|ultima palabra|debe (?:\w+ )?(?:decidir|aprobar))\b|^\p{L}+ (?:knows|weet|weiss|sait|sa|has|does|did|doesn't|hasn't|didn't|hat|heeft)\W*$/u;

/** "Lotte may think otherwise", "give her a day": somebody else is still to be heard. */
const NOT_HEARD_YET =
  /\b(?:has|have|had) (?:the|a|her|his) say\b|\bshould (?:\w+ )?(?:answer|judge)\b|\b(?:thinks?|see|sees) (?:\w+ )?(?:otherwise|differently)\b|\b(?:another|other|different) (?:opinion|view|mind)\b|\b(?:ziet|sieht) (?:dat|das|het|es|dit) anders\b|\bvoit (?:ca|cela|les choses) autrement\b|\bla pensa (?:diversamente|in modo)\b|\b(?:i'd|i would|let's|let us|we should) (?:like to )?hear\b|\bgive (?:it|\p{L}+) (?:a|one|another|two|some|until|till) ?(?:days?|weeks?|time|moment|\w+day)\b|\bge(?:ef|eft|ven|b|bt|ben) (?:\p{L}+ )(?:nog |noch )?(?:een|twee|einen|eine|zwei) (?:dag|dagen|week|tag|tage|woche)\b|\b(?:laiss\w+|donn\w+|lasci\w+|date|dai) (?:\w+ )?un(?:e|a)? (?:jour|semaine|giorno|settimana)\b|(?:\b(?:please|somebody|someone|anyone|bitte|graag|kindly) (?:please |to )?|^)(?:verify|double-?check|look|review)\b|\blook again\b|\b(?:subject to|modulo|barring|pending \p{L}+)\b|\bover to you\b|\bplease confirm\b|\b(?:objections?|bezwa\w+|einwande|obiezioni|objeciones)\b[^.!?]{0,30}\?/u;

/** What was said before it has moved. */
const MOVED =
  /\b(?:withdr(?:ew|awn?)|no longer want\w*|changed (?:my|our|her|his|their) minds?|i was wrong|(?:take|took) (?:that|it|this|everything) back|trek ik (?:\w+ )?in|nehme ich (?:\w+ )?zuruck|je (?:le |la )?retire|(?:lo |la )?ritiro|(?:strike|cancel) (?:that|it|this)|wrong (?:window|thread|chat)|(?:only|just|barely) skimmed|the other way|^unlike|^same as|waiting list|wachtlijst|warteliste|liste d'attente|lista d'attesa|(?:pile|queue|stack) for|keyboard|(?:think|sleep) (?:\w+ )?(?:over|on it)|have to think|(?:first|second|other|last) (?:one|mail|answer|message) (?:stands|counts|holds)|except|excluding|behalve|tenzij|es sei denn|sauf|tranne|a meno che|salvo)\b/u;

const MONTH =
  '(?:next|jan|feb|mar(?!k)|apr|may|mai|jun|jul|aug|sep|oct|okt|nov|dec|dez|janv|fevr|avr|juin|juil|aout|gen|mag|giu|lug|ago|set|ott|dic|mon|tues|wednes|thurs|fri|satur|sun|maan|dins|woens|donder|vrij|dien|frei|lun|mar[dt]|mer|gio|ven)\\p{L}*';

/** A yes for later, for a part, or for another list: the desk would do what it does not say. */
const LIMITED = new RegExp(
  `\\b(?:as soon as|(?:under|on|with) (?:one|a|the|two|some) (?:condition|reservation|proviso)s?|(?:only|just|alleen|enkel|nur|seulement|uniquement|solo|soltanto|solamente) (?:for|voor|fur|pour|per|para|as|als|comme|come|on|op|am|mardi|martedi)|as an? guest|next (?:year|season|term|semester)|(?:from|as of|starting|not before|vanaf|ab|a partir de?|des|a partire da|da|dal|desde) ${MONTH}|for (?:one|a single|this|that) (?:talk|session|time|week|meeting)|(?:open|hold|pending|waiting) (?:till|until)|leave (?:it|this|that) open|(?:other|another|public|second|different|andere\\w*|autre|altra|otra) (?:mailing ?)?list\\w*|(?:is|are) (?:full|out)|volgend jaar|volgend seizoen|nachste[sn]? (?:jahr|semester)|l'annee prochaine|l'anno prossimo|el ano que viene)\\b`,
  'u',
);
/** "For now." */
const PROVISIONAL =
  /^\W*(?:(?:but )?only )?(?:for (?:now|the moment|the time being)|provisional\w*|temporar\w*|theoretical\w*|officially|on paper|tomorrow|later|tonight|morgen|spater|demain|plus tard|domani|piu tardi|manana|voorlopig|vorlaufig|provisoire\w*|pour l'instant|provvisoria\w*|per ora|de momento|por ahora)\W*$/u;
/** "You asked about the projector.": the verdict answers another question. */
const ANOTHER_QUESTION =
  /\bwas (?:answering|talking to|writing to|replying to)\b|\b(?:that|this|it) was (?:meant )?for \p{L}+\b|\byou (?:had |have )?asked (?:me |us )?(?:about|whether|if|for)\b|\b(?:your|the|that) question\b|\b(?:answer|reply) (?:about|on|to|regarding|concerning)\b|\b(?:other|previous|last|earlier) (?:request|mail|person|applicant)\b|\bje vroeg (?:\w+ )?(?:naar|of)\b|\b(?:je|jouw|deine|ihre|ta|votre|la tua) (?:vraag|frage|question|domanda)\b|\b(?:du|sie) (?:hattest|hatten|hast|haben) (?:\w+ )?(?:gefragt|nach)\b/u;
/** "To Linda.", "In theory.", "For one talk.": it narrows what stands before it. */
const NARROWS =
  /^\W*(?!on (?:a|manque|peut|est|se|va|doit|en|les?|la|y|n'|s'|l')(?!\p{L}))(?:to|for|from|after|before|nach|na|apres|dopo|despues|as|in|on|of|at|next|auf|ab|fur|als|im|zum|aan|voor|vanaf|op|naar|a|pour|comme|dans|des|per|da|come|nel|nella|para|desde|como|en) [^.,;:!?]{1,28}[.!…]*$/u;
/** "Tuesday at eight, the usual place." */
const SETS_A_TIME =
  /^\W*(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:maan|dins|woens|donder|vrij)dag|(?:mon|diens|donners|frei)tag|mittwoch|(?:lun|mar|mercre|jeu|vendre)di|(?:lune|marte|mercole|giove|vener)di)(?:[ -](?:morning|afternoon|evening|ochtend|avond|abend|matin|soir|mattina|sera))?(?:,? (?:at|um|om|alle|works|suits|passt|geht|gaat|then|is (?:fine|ok|good))\b|\W*$)|^\W*(?:at \d|um \d|om \d)\b/u;
/** "This is about Linda", "Linda, that is" */
const NAMES_ANOTHER =
  /^(?:this|that|it)(?:'s| is| was)? (?:about|for|meant for|concern\w*|regard\w*)\b|, (?:that is|i mean|namelijk|ich meine|je veux dire|intendo|quiero decir)\W*$|^(?:dit|dat|das|cela|ca|questo) (?:gaat over|betreft|betrifft|concerne|riguarda)\b/u;

/** "1 yes, 2 no. Sorry, other way round!": what was said first is not what is meant, and a digest has no single answer to turn. */
const REVERSES =
  /\b(?:other way (?:a?round)|vice ?versa|(?:wrong|opposite) way (?:a?round|about)|back to front|(?:got|had|put|wrote|typed|read|have|it's|is|are|was|were)(?: \p{L}+){0,3} (?:backwards?|in reverse)|(?:swap|switch|exchange|interchange|verwissel|tausche?|inverti\p{L}*|scambia\p{L}*|wissel) (?:#?\d|numbers? \d|nummer \d|yes|no|ja|the (?:first|yes|no|answers))|the (?:opposite|reverse)|(?:mix(?:ed)?|swap(?:ped)?|switch(?:ed)?|confused|reverse) (?:them|these|those|that|the (?:two|numbers|names)|numbers|names|up)|andersom|omgekeerd|(?:verwissel|verwechsel|vertausch)\p{L}*|umgekehrt|(?:verkehrt|falsch|anders) ?(?:he)?rum|(?:l'|all')invers[eo]|a la inversa|al inverso|(?:j'ai )?inverse[rz]?(?= (?:les|tout|\d))|inversez|a l'envers|le contraire|(?:il|al|o) contrario|al reves|intervert\p{L}*|scambiat\p{L}*|trocad\p{L}*)(?!\p{L})/u;

/** Whether something in the answer turns around what else stands in it. Folded text. */
export function reverses(text: string): boolean {
  return REVERSES.test(text);
}

const TURNS_EITHER = [NOT_MEANT, SOMEBODY_DECIDES, NOT_HEARD_YET, MOVED, PROVISIONAL, ANOTHER_QUESTION];

/** Whether a remark takes the certainty from a verdict that stands beside it as a sentence of its own. */
export function turns(remark: string, verdict: 'approve' | 'decline'): boolean {
  const either = TURNS_EITHER.some((pattern) => pattern.test(remark));
  if (either || verdict === 'decline') return either;
  return LIMITED.test(remark) || NAMES_ANOTHER.test(remark);
}

/** Whether a whole sentence only says for whom, when or where the yes before it holds. */
export function narrows(sentence: string): boolean {
  return NARROWS.test(sentence) || SETS_A_TIME.test(sentence);
}
