/** Questions to the hosts: they stay questions even with the words of a request in them. */

/** Offering or proposing a talk. */
const OFFERS_TALK =
  /\b(?:give|giving|present(?:ing)?|deliver|hold|offer|propose|volunteer|host|show(?:ing)?) (?:a|my|our|the|you a|another|some of (?:my|our)) (?:(?:\p{L}+ ){0,2})(?:talk|lecture|seminar|presentation|work|paper|results)|\bspeak(?:ing)? at\b|\bas a speaker\b|\b(?:invite|suggest|nominate|propose|recommend)\b[^.?!]{0,40}\b(?:speaker|to speak|talk)|\b(?:slots?|dates?) (?:still |be )?(?:free|available|open)|(?:een|mijn) (?:praatje|lezing|presentatie) (?:te )?(?:geven|houden)|als spreker|(?:einen|meinen) vortrag (?:zu )?halten|vortrag halten|als (?:redner|referent|vortragende)|(?:faire|donner|présenter) un (?:exposé|séminaire|talk)|dar una (?:charla|conferencia|ponencia)|tenere un (?:seminario|talk)|dar (?:uma palestra|um seminário)|(?:konuşma|sunum) (?:yap|ver)/iu;

/** A subject about a speaker, which hosts alone decide. */
const SPEAKER_SUBJECT =
  /(?<![\p{L}])(?:(?:guest|invited|possible|potential|future|suggestion for an?) )?(?:speakers?|spreker|sprekers|redner(?:in)?|referent(?:in)?|orat(?:eur|rice)|intervenant[e]?|ponente|relat(?:ore|rice)|palestrante|orador[a]?|talk (?:proposal|offer|suggestion)|(?:proposal|offer|suggestion) (?:for|of) a talk|vortragsangebot|lezing geven|spreekbeurt)(?![\p{L}])/iu;

/** Asking before deciding to join. */
const BEFORE_JOINING =
  /\b(?:before|voordat|bevor|avant (?:de|que)|antes de|prima di)\b[^.?!]{0,40}\b(?:join|sign|subscrib|register|aanmeld|inschrij|anmeld|eintrag|inscri|suscrib|iscriv|apunt)|\b(?:eventueel|eventuell|éventuellement|possibly|perhaps|maybe|might)\b[^.?!]{0,20}\b(?:join|sign up|subscribe|aanmeld|anmeld|m['’]inscri)|\b(?:thinking of|considering|undecided)\b[^.?!]{0,20}\b(?:joining|subscribing|signing)/iu;

/** Asking whether one has to register, which is not registering. */
const REQUIRED =
  /\b(?:do (?:I|we|you) (?:need|have) to|must (?:I|one|we)|is it (?:necessary|required)|muss (?:man|ich)|müssen wir|moet (?:ik|je|men)|moeten we|dois-je|faut-il|hay que|tengo que|devo|bisogna|preciso de|é preciso)(?![\p{L}])/iu;

/** Wanting something else of the hosts than a place among the listeners. */
const OTHER_REQUEST =
  /\b(?:interview|quote|comment) (?:\p{L}+ ){0,3}(?:you|someone|somebody|one of|from)|\b(?:speak|talk) (?:to|with) (?:me|us) (?:this|next|before|on|about)|\bmy deadline\b|\b(?:press|media) (?:enquiry|inquiry|request)\b|\b(?:PhD|postdoc\p{L}*|internship|job|open|vacant|research) (?:position|vacanc\p{L}+|opening)s?\b[^.?!]{0,40}\b(?:available|open|in your|with you|at your|\?)|\b(?:supervise|supervision of) (?:me|my)\b|\bcollaborat\p{L}+ (?:with you|on a)|\b(?:attestation|attendance certificate|certificat\p{L}* de présence|teilnahmebescheinigung|bewijs van deelname|certificado de asistencia|attestato)(?![\p{L}])/iu;

/** What hosts get asked. */
const TOPIC =
  /\b(?:record\w*|slides?|video|youtube|stream(?:ed|ing)?|zoom|teams link|online|remote(?:ly)?|hybrid|in person|livestream|where|when|what time|how (?:long|often|much|many)|which|who|why (?:was|is|did)|schedule|programme?|room|address|venue|parking|cost|fees?|free of charge|eligib\w*|only (?:for|open)|open to|allowed|welcome|certificate|credits?|ects|speaker|hotel|travel|language|english|opname|opgenomen|waar|wanneer|hoe laat|welke|wie|zaal|kosten|gratis|toegankelijk|alleen (?:voor|bedoeld)|welkom|taal|engels|aufzeichnung|aufgezeichnet|folien|wo\b|wann|wer|welche|raum|kostet|kostenlos|offen für|nur für|enregistr\w*|diapositives|où|quand|quelle?|salle|gratuit|réservé|ouvert|grabaci[oó]n|grabad\w*|diapositivas|d[oó]nde|cu[aá]ndo|qu[eé] hora|gratuit|abiert|registrazione|registrat\w*|dove|quando|aula|aperto|grava\w*|onde|quando|nerede|ne zaman|kayıt altına|录像|哪里|什么时候)/iu;

/** Joining one event rather than the list. */
const JOIN_EVENT =
  /\b(?:join|attend|participate|follow|watch|dial in|come|sit in|listen)\b[^.?!]{0,40}\b(?:remotely|online|via|by|on zoom|zoom|teams|virtual\w*|stream|in person|from (?:home|abroad|here|afar|my (?:desk|office|home))|(?:the|this|that|tomorrow['’]?s|today['’]?s|next week['’]?s) (?:talk|session|meeting|lecture|seminar|event)|(?:talk|session|lecture) (?:of|on|from) \d|today|tomorrow|tonight|(?:on )?(?:mon|tues|wednes|thurs|fri)day|late|without)\b|\b(?:room|place|space|seats?)\b[^.?!]{0,30}\b(?:(?:on|this|next) (?:mon|tues|wednes|thurs|fri)day|for the (?:talk|lecture|dinner|lunch|drinks))\b/iu;

/** What somebody could not take part in is no request. */
const MISSED =
  /\b(?:could(?: not|n['’]t)|was(?: not|n['’]t) able|unable to|missed|had to miss|non sono riuscit[oa]|konnte\b[^.?!]{0,40}\bnicht|kon\b[^.?!]{0,40}\bniet|n['’]ai pas pu|no (?:pude|he podido)|não (?:consegui|pude)|katılamadım)\b/iu;

/** Score of a mail as a question, from its own sentences that do not plainly ask to be added. */
export function questionScore(
  sentences: readonly string[],
  subject: string,
  asksPlainly: (sentence: string) => boolean,
): number {
  let score = SPEAKER_SUBJECT.test(subject) ? 3 : 0;
  for (const sentence of sentences) {
    if (OFFERS_TALK.test(sentence)) score += 4;
    if (BEFORE_JOINING.test(sentence)) score += 4;
    if (OTHER_REQUEST.test(sentence)) score += 3;
    const isQuestion = /[?？]["”')\]]*$/u.test(sentence);
    if (isQuestion && JOIN_EVENT.test(sentence)) score += 3;
    else if (isQuestion && !asksPlainly(sentence)) score += TOPIC.test(sentence) ? 2 : 1;
  }
  return score;
}

/** Whether a sentence is about attending one event, or conditional on an answer, and so asks for no membership. */
export function isAboutEvent(sentence: string): boolean {
  return (
    MISSED.test(sentence) ||
    REQUIRED.test(sentence) ||
    JOIN_EVENT.test(sentence) ||
    BEFORE_JOINING.test(sentence) ||
    OFFERS_TALK.test(sentence)
  );
}
