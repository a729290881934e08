/** Which of the hosts' languages a short answer is in. */

export type HostLanguage = 'en' | 'nl' | 'de' | 'fr' | 'it';

const MARKS: Readonly<Record<HostLanguage, RegExp>> = {
  en: /\b(?:the|yes|yeah|yep|she|he|her|him|please|ok|okay|approve[d]?|decline[d]?|reject|welcome|ask|and|is|for|no|not|sorry|this|that|with|let|fine|sure|thanks|only|students|where|what|which|i|i'm|from|we|undo|to|of|add|it|all|first|second)\b/g,
  nl: /\b(?:ja|nee|het|een|ik|zij|ze|hij|haar|hem|is goed|goed|akkoord|welkom|graag|niet|geen|bezwaar|prima|vraag|naar|alleen|voor|van|helaas|studenten|afwijzen|toelaten|doe|maar|en|de|wel|ook|dank|bedankt|mij|betreft|deze|aan|wij|jammer|ongedaan|liever)\b/g,
  de: /\b(?:ja|nein|das|die|der|ein|eine|ich|sie|er|ihn|gern|gerne|nicht|kein|keine|einwande|bitte|frag|frage|nach|nur|fur|von|leider|studierende|ablehnen|aufnehmen|und|ist|willkommen|einverstanden|passt|mir|danke|auch|wir|zulassen|ruckgangig|klar|naturlich|doch|wo|welcher|ihrer|abgelehnt)\b/g,
  fr: /\b(?:oui|non|le|la|les|un|une|je|elle|il|lui|d'accord|pas|aucune|objection|merci|demande[rz]?|son|sa|pour|de|des|desole|bienvenue|accepter|refuser|refuse|et|est|c'est|bon|bien|sur|moi|seulement|reserve|etudiants|ou|avec|plaisir|vous|nous|on|annuler|volontiers)\b/g,
  it: /\b(?:si|no|il|lo|la|un|una|io|lei|lui|va|bene|d'accordo|non|nessuna|obiezione|grazie|chiedi|chiedere|chiedile|chiedigli|per|di|solo|studenti|benvenuta|benvenuto|accetta|rifiuta|e|certo|purtroppo|sono|che|della|del|mi|dispiace|approvo|annulla|volentieri|sua|suo|piacere|con|anche)\b/g,
};

/** Distinctive words weigh more than those that several languages share. */
const SURE: Readonly<Record<HostLanguage, RegExp>> = {
  en: /\b(?:the|yes|she|her|him|please|approve|decline|welcome|ask|sorry|students|only|fine|thanks|with|let)\b/g,
  nl: /\b(?:nee|het|zij|haar|hem|akkoord|welkom|graag|niet|geen|bezwaar|vraag|naar|helaas|alleen|afwijzen|toelaten|prima|bedankt|betreft)\b/g,
  de: /\b(?:nein|das|ich|sie|gerne?|nicht|keine?|bitte|frage?|nach|nur|leider|ablehnen|aufnehmen|willkommen|einverstanden|danke|und)\b/g,
  fr: /\b(?:oui|elle|d'accord|pas|aucune|merci|demande[rz]?|desole|bienvenue|est|refuser|accepter|seulement|reserve)\b/g,
  it: /\b(?:va bene|d'accordo|nessuna|obiezione|grazie|chied\w+|purtroppo|benvenut[ao]|accetta|rifiuta|solo|dispiace|sono|certo|sua|suo)\b/g,
};

/** @param folded folded text; an answer in no known word is taken as English */
export function languageOf(folded: string): HostLanguage {
  const text = folded.slice(0, 4000);
  let best: HostLanguage = 'en';
  let bestScore = 0;
  for (const language of ['en', 'nl', 'de', 'fr', 'it'] as const) {
    const score = (text.match(MARKS[language])?.length ?? 0) + 2 * (text.match(SURE[language])?.length ?? 0);
    if (score > bestScore) [best, bestScore] = [language, score];
  }
  return best;
}
