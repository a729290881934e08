/**
 * A host's answer to the proof of a mailing: hold, send, release or skip, in the hosts' languages. The first word is enough;
 * what pulls two ways is unclear and asked back. Pure.
 */
import { fold } from './read-reply/sentences.ts';

/** `fine`: it may go as it stands, and it does so without an answer too. */
export type ProofVerdict = 'hold' | 'send' | 'release' | 'skip' | 'fine' | 'unclear' | 'none';

type Word = Exclude<ProofVerdict, 'unclear' | 'none'>;

const longest = 600;

/** Folded words (`read-reply/sentences.ts`), en nl de fr it. “Cancel” is none: it may mean the talk. */
const words: Readonly<Record<Word, string>> = {
  hold: 'hold|wait|stop|pause|not yet|not now|wacht(?:en)?|houd|aanhouden|vasthouden|ophouden|nog niet|halt(?:en)?|warte[nt]?|anhalten|zuruckhalten|stopp(?:en)?|noch nicht|attend[sr]?|attendez|attendre|reten[iesz]+|retenir|arrete[zr]?|pas encore|suspen[sd]\\w*|aspetta(?:te|re)?|attendi|ferma(?:te|re)?|trattieni|trattenere|sospend\\w*|non ancora',
  send: 'send|go|verstuur|versturen|verzend(?:en)?|stuur|sende[nt]?|versende[nt]?|verschicke?n?|abschicken|losschicken|schicken?|schick|envoie[sz]?|envoyez|envoyer|envoi|invia(?:re|te|lo|la)?|inviate|manda(?:re|te|lo|la)?|spedisci',
  release: 'release|unhold|vrijgeven|geef vrij|freigeben|gib frei|liber(?:e|er|ez)|rilascia(?:te|re)?',
  skip: 'skip|leave it out|overslaan|sla (?:deze |dit |hem |het )?over|uberspringen|auslassen|weglassen|saute[zr]?|salta(?:te|re|la|lo)?',
  fine: "ok|okay|okee|yes|yep|fine|good|great|perfect|looks good|lgtm|ja|prima|goed|akkoord|gut|passt|in ordnung|oui|d'accord|parfait|si|va bene|perfetto",
};

const negation =
  /(?:^|[^\p{L}])(?:do(?:es)? not|don't|dont|not|never|niet|nooit|nicht|nie|ne|n'|pas|non)(?=[^\p{L}]|$|(?<=')\p{L})/u;
const notYet = /(?:not yet|not now|nog niet|noch nicht|pas encore|non ancora)(?![\p{L}])/gu;
const polite =
  /^(?:[\s,.:;!*_-]+|(?:hi|hello|hey|dear|hoi|hallo|beste|bonjour|salut|ciao|please|pls|bitte|alsjeblieft|aub|svp|s'il (?:vous|te) plait|per favore|no|nee|nein|oh|thanks|thank you|bedankt|danke|merci|grazie|convoke)(?=[\s,.:;!-]|$))+/u;

export function readProofReply(written: string): ProofVerdict {
  const text = fold(written.normalize('NFC')).slice(0, longest).trim();
  if (text === '') return 'none';
  if (text.includes('?')) return 'unclear';
  const found = (Object.keys(words) as Word[]).filter((word) => has(text, word));
  const acts = found.filter((word) => word !== 'fine');
  const [only] = acts;
  const isNegated = negation.test(text.replace(notYet, ' '));
  if (only === undefined) return found.length === 1 && !isNegated && isShort(text) ? 'fine' : 'unclear';
  if (acts.length > 1) return !isNegated && bothHold(acts, text) ? 'hold' : 'unclear';
  // "Do not send it": the mail stays; every other no leaves open what is wanted.
  if (isNegated) return only === 'send' ? 'hold' : 'unclear';
  const first = text.replace(polite, '').replace(new RegExp(`^(?:${words.fine})[\\s,.:;!-]+`, 'u'), '');
  if (new RegExp(`^(?:${words[only]})(?![\\p{L}])`, 'u').test(first.replace(polite, ''))) return only;
  // To hold is undone by one word, so it need not come first: "I think we should hold this".
  return only === 'hold' ? 'hold' : 'unclear';
}

/** "Not yet", "Hold, we send it tomorrow": what comes first stops; the rest is for later. Anything else pulls two ways. */
function bothHold(acts: readonly Word[], text: string): boolean {
  if (text.search(notYet) === 0) return acts.length === 2 && acts.includes('send');
  const later = /\b(?:later|tomorrow|tonight|next|morgen|straks|spater|demain|domani|piu tardi|plus tard)\b/u;
  const isFirst = new RegExp(`^(?:${words.hold})(?![\\p{L}])`, 'u').test(text.replace(polite, ''));
  return acts.length === 2 && acts.includes('hold') && acts.includes('send') && isFirst && later.test(text);
}

function has(text: string, word: Word): boolean {
  return new RegExp(`(?<![\\p{L}])(?:${words[word]})(?![\\p{L}])`, 'u').test(text);
}

/** A yes with a sentence behind it may be a yes to anything. */
function isShort(text: string): boolean {
  return text.split(/\s+/).length <= 6;
}
