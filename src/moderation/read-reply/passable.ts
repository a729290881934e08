/**
 * What may be told to the applicant. A host writes to a system and often to another host: remarks about the person stay
 * inside. Passed on are only reasons that speak of the colloquium, and words the host labelled for the purpose.
 */
import { type HostLanguage, languageOf } from './language.ts';
import { fold } from './sentences.ts';

const MAX_PASSED_ON = 300;

/** Asides, secrets, judgements, first-person talk: never passed on, labelled or not. */
const PRIVATE =
  /\b(?:between (?:us|you and me)|entre nous|onder ons|unter uns|tra (?:noi|di noi)|private(?:ly)?|confidential\w*|off the record|don't tell|do not tell|dont tell|don't mention|not for (?:her|him|them)|internally|fyi|btw|by the way|nb|secret\w*|heard|rumou?r\w*|gossip|apparently|honest(?:ly)?|(?:second|third|fourth|fifth|umpteenth) (?:time|one)|hurts?|hearts?|well[- ]written|frankly|i (?:think|believe|know|met|guess|suspect|hate|dislike|had|don't|do not|can't|have|remember|recall)|i'm|i've|ik (?:denk|ken|vind|geloof|heb)|ich (?:denke|kenne|glaube|finde|habe)|je (?:pense|crois|connais|trouve)|j'ai|(?:io )?(?:penso|credo|conosco)|remember|last (?:year|time)|spam\w*|scam\w*|fake|fraud\w*|crank|crackpot|idiot|stupid|dumb|fool|creepy|creep|weird\w*|annoying|nuts|crazy|lunatic|liar|lying|harass\w*|plagiari\w*|invented|made up|forged|false|verzonnen|erfunden|gefalscht|inventee?s?|inventat[aoi]|fals[oaie]|troll|terrible|awful|horrible|boring|useless|incompetent|waste of|jerk|ass|damn|hell|troublemaker|nightmare|ex-?(?:wife|husband|girlfriend|boyfriend|student)|fired|divorc\w*|sued|police|drunk|ill|sick|pregnant|depress\w*|nep|oplichter|gek|vervelend|lastig|spinner|verruckt|betruger|nervig|fou|folle|menteur|penible|pazzo|truffatore|noios\w*|ugly|old|politics|lawsuit|visa|nationality|religion|gender|age)\b/;

/** Someone spoken about in the third person is not spoken to. */
const THIRD_PERSON =
  /\b(?:he|she|he's|she's|him|her|his|hers|they|them|their|they're|this (?:guy|person|woman|man|one|fellow|chap)|that (?:guy|person|woman|man|one|fellow)|hij|zij|ze|hem|haar|hun|hen|er|sie|ihn|ihm|ihr|il|elle|lui|ils|elles|leur|lei|lui|gli|costui|quel tipo|guy|dude|woman|bloke|die (?:wollen|sind|haben|machen|konnen|werben|willen|zijn|hebben|doen|lui|leute|typen?|mailen|schreiben|verkopen|verkaufen)|de(?:r|n|ze) (?:typ|mann|kerl|hat|ist|will|man|vent|gast)|ce(?:tte)? (?:type|mec|gars|dame|monsieur|personne)|quest[oaie] (?:tipo|tizio|qui|gente|persona)|the (?:man|woman|gentleman|lady|applicant)|de (?:man|vrouw|meneer|mevrouw|dame)|de(?:r|n) herrn?|die (?:dame|frau)|(?:ce |le )?monsieur|(?:la |cette )?dame|il signore|la signora|el senor|la senora|vuole|vogliono|vende|vendono|quiere|quieren|wants?|tries|trying|veut|cherche|zoekt|sucht|cerca|busca|these people|those people|people like|such people|ces gens|questa gente)\b/;

/** Words for "he" in one language that are none in another: Italian "il gruppo", Dutch "er is". */
const ARTICLES: Readonly<Partial<Record<HostLanguage, RegExp>>> = {
  it: /\b(?:il|gli)\b/gu,
  nl: /\ber\b/gu,
  de: /\b(?:le|il)\b/gu,
};

/** What reasons that concern the colloquium are made of. */
export const POLICY =
  /\b(?:only|students?|phds?|post-?docs?|academics?|academia|academic|researchers?|research|scientists?|faculty|staff|members?|membership|alumni|institute|institution|universit\w*|department|affiliat\w*|full|capacity|places?|seats?|field|topic|off-topic|scope|on topic|focus|industry|commercial|company|companies|vendors?|open to|closed|restricted|colloquium|seminar|series|list|group|audience|level|internal|invitation|invited|region|dutch|amsterdam|local|relevant|related|relation|background|expertise|science|incomplete|missing|motivation|information|duplicate|already (?:a member|subscribed|on the list)|alleen|uitsluitend|studenten|promovendi|onderzoekers|leden|medewerkers|instituut|vol|vakgebied|onderwerp|bedrijven|besloten|doelgroep|wetenschap\w*|universiteit\w*|nur|studierende\w*|studenten|doktorand\w*|forschende\w*|wissenschaftler\w*|mitglieder|angehorige\w*|institut|voll|thema|fachgebiet|firmen|geschlossen|fachfremd|universitat\w*|seulement|uniquement|reserve\w*|etudiants?|doctorants?|chercheurs?|membres|complet|sujet|domaine|entreprises?|hors sujet|solo|soltanto|esclusivamente|riservat\w*|studenti|dottorandi|ricercatori|membri|istituto|pieno|completo|argomento|settore|aziende|fuori tema|accademic\w*)\b/;

/** "we don't do matchmaking for investors": the hosts speak of the colloquium. */
export const OUR_RULE =
  /^[\s,;:.!(-]*(?:because |since |as |omdat |want |weil |denn |car |parce que |perche |porque )?(?:(?:here|hier|ici|qui|aqui) )?(?:we(?:'re| are)? (?:don't|do not|only|never|can't|cannot|not|keep|have no|limit|restrict|reserve|no longer)|(?:we|wij) (?:laten|nemen|doen|willen|hebben|zijn|richten|beperken) (?:\w+ )?(?:geen|niet|alleen|ons|uitsluitend)|wir (?:nehmen|machen|haben|wollen|sind|lassen|beschranken) (?:\w+ )?(?:kein\w*|nicht|nur|uns|ausschliesslich)|(?:nous|on) (?:ne |n')?(?:\w+ )(?:pas|que|plus|uniquement|seulement)|non (?:accettiamo|facciamo|prendiamo|ammettiamo|possiamo)|(?:accettiamo|ammettiamo) solo|no (?:aceptamos|hacemos|admitimos)|solo (?:aceptamos|admitimos))\b/u;

/** The host speaks of what they did or found: said to the other host. */
const OF_ONESELF = /\b(?:i|ik|ich|j'(?:ai|avais)|io|my|mijn|mein\w*|meines|mio|mia)\b/u;

/** "C'est un commercial": what the host takes the person for. */
const LABELS_THEM =
  /^\W*(?:c'est une?|das ist (?:nur |bloss )?eine?|(?:dit|dat|het) is (?:maar |gewoon )?een|e una?|es una?|(?:it's|that's|this is|that is|it is) (?:just |only )?an?)(?!\p{L})/u;

/**
 * The reason as it may be passed on, or null.
 *
 * @param isLabelled whether the host marked it as meant for the applicant ("decline: …", "tell her …")
 */
export function passableReason(text: string, isLabelled: boolean): string | null {
  const reason = tidy(text, LEADING);
  const folded = fold(reason);
  if (reason.length < 3 || reason.length > MAX_PASSED_ON) return null;
  if (PRIVATE.test(folded) || /[([{@]|https?:/.test(folded) || /\?/.test(folded)) return null;
  if (THIRD_PERSON.test(folded.replace(ARTICLES[languageOf(folded)] ?? /$^/u, ' '))) return null;
  if (!isLabelled && (LABELS_THEM.test(folded) || OF_ONESELF.test(folded))) return null;
  if (!isLabelled && !POLICY.test(folded) && !OUR_RULE.test(folded)) return null;
  return reason;
}

/** Why it is asked, and what follows from the answer, are not for the applicant: "…, then approve". */
const BECAUSE =
  /[,;]?\s+(?:because|since(?! when)|as|cause|coz|i think|i suspect|i guess|i don't|i do not|omdat|weil|denn|da ich|car|parce que|perche|poiche|(?:and |en |und |et |e )?(?:then|afterwards|after that|dan|daarna|dann|danach|puis|ensuite|poi)(?= (?:approve|accept|decide|add|yes|ok|it|she|he|we|i|toelaten|goedkeuren|ja|aufnehmen|accepter|oui|accetta|si)\b))\b.*$/is;
const DUTCH_BECAUSE = /[,;]?\s+want\b.*$/is;

/** What the applicant is asked, or null when it holds more than a question. */
export function passableQuestion(text: string): string | null {
  const question = tidy(
    text.replace(BECAUSE, '').replace(languageOf(fold(text)) === 'nl' ? DUTCH_BECAUSE : /$^/u, ''),
    LEADING_QUESTION,
  );
  const folded = fold(question);
  if (question.length < 2 || question.length > MAX_PASSED_ON) return null;
  if (PRIVATE.test(folded) || /[([{@]|https?:/.test(folded)) return null;
  return question;
}

const EDGE =
  "sorry(?: about that)?|so sorry|very sorry|unfortunately|sadly|regrettably|thanks|thank you|please|pls|i'm afraid|though|helaas|jammer|bedankt|dank|alsjeblieft|aub|leider|schade|danke|bitte|tut mir leid|desole|desolee|malheureusement|helas|merci|s'il (?:vous|te) plait|svp|purtroppo|mi dispiace|grazie|per favore|spiacente|het spijt me|spijtig";
const LEADING = new RegExp(
  `^(?:[\\s,;:.!"'-]+|(?:${EDGE})(?=[\\s,;:.!-]|$)|(?:because|since|cause|coz|as|reason:?|omdat|want|reden:?|weil|denn|grund:?|car|parce que|raison ?:?|perche|poiche|motivo:?)(?=[\\s:]))`,
  'i',
);
const LEADING_QUESTION = new RegExp(`^(?:[\\s,;:.!"'-]+|(?:${EDGE})(?=[\\s,;:.!-]|$))`, 'i');
const TRAILING = new RegExp(`(?:[\\s,;:.!"'-]+|[\\s,;:.!-](?:${EDGE}))$`, 'i');

/** Trims politeness and punctuation from both ends, of a reason also its "because"; the words between stay literal. */
function tidy(text: string, leading: RegExp): string {
  let rest = text.replace(/\s+/g, ' ').trim();
  for (let round = 0; round < 8; round += 1) {
    const folded = fold(rest);
    const head = leading.exec(folded)?.[0].length ?? 0;
    const tail = TRAILING.exec(folded.slice(head))?.[0].length ?? 0;
    const next = rest
      .slice(head, rest.length - tail)
      .replace(/(?:\s|\p{Extended_Pictographic}|\uFE0F)+$/u, '')
      .trim();
    if (next === rest) break;
    rest = next;
  }
  return rest;
}
