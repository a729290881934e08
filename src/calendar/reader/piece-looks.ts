/**
 * How much words look like a person's name or like a title, as numbers that can be weighed against each other: one clear
 * sign is 1. Neither is certain; `block-pieces.ts` and `page-marks.ts` decide with what the neighbours and siblings say.
 */
import { isAcronym, isFullName, looksLikeAffiliation, looksLikeTitle } from './person-words.ts';
import { divide } from './speaker-line.ts';

const HONORIFIC = /^(?:(?:prof|dr|ir|drs|mr|mrs|ms|mw|dhr)\.?\s+)+/iu;
/** Endings and words that names hardly have and titles often. */
const TOPIC =
  /\b(?:\p{L}{3,}(?:ics|tions?|sions?|ity|ments?|isms?|ical|graphy|ology|metry|ness|ences?|ational|ularity|izing|ising|ating|olding|earning|odell?ing|aging)|quantum|neural|bayesian|gaussian|hamiltonian|lagrangian|proteins?|glass|soil|data|deep|graphs?|models?|networks?|machines?|physics|chemistry|learning|science|theory|systems?|methods?|operators?|transformers?|diffusion|kernels?|bridges|materials?|molecul\w*|climate|weather|water|energy|towards?|beyond|without|inside|against|between|how|why|what|when|the|of|and|for|with|from|in|on|to)\b/iu;

/** `Ana Bell`, `Dr. Ana Bell (MIT)`, `Ana Bell, KNMI` */
export function nameLook(text: string): number {
  const bare = text.replace(/^by\s+/iu, '').replace(HONORIFIC, '');
  const { name, rest } = divide(bare);
  if (!isFullName(name) || /[:?!]/.test(name)) return -1.5;
  const behind = rest.replace(/^[\s,(–—|·/-]+|[\s)]+$/gu, '');
  const told = looksLikeAffiliation(behind) || isAcronym(behind) ? 1 : isProper(behind) ? 0.5 : 0;
  // `PTB Braunschweig`; a name in capitals has no small letters at all.
  const isShort = /(?<!\p{L})\p{Lu}{2,}(?!\p{L})/u.test(name) && /\p{Ll}/u.test(name);
  return 1 + (bare === text ? 0 : 0.7) + told - (TOPIC.test(name) ? 1.2 : 0) - (isShort ? 0.6 : 0);
}

/** `Glass that flows`, `What do networks see?`, `Quantum Chemistry by Gossip` */
export function titleLook(text: string): number {
  const asked = /\?["”»]?$/u.test(text) || /^\S.*:\s/u.test(text) ? 0.5 : 0;
  const worded = looksLikeTitle(text, 2) ? 1 : TOPIC.test(text) ? 0.7 : 0.2;
  const other = looksLikeAffiliation(text) ? 1.2 : nameLook(text) >= 1 ? 0.8 : 0;
  return worded + asked - other;
}

/** `KNMI`, `University of Oslo`, `Ghent` */
export function affiliationLook(text: string): number {
  if (looksLikeAffiliation(text)) return 1.1;
  if (isAcronym(text)) return 0.8;
  // `KU Leuven / imec`, `DLR, Oberpfaffenhofen`
  const isShort = /(?<![\p{L}\d])\p{Lu}{2,}(?![\p{L}\d])/u.test(text) && text.split(' ').length <= 5;
  if (isShort && !looksLikeTitle(text, 2) && !/[?!:]/.test(text)) return 0.6;
  if (isProper(text)) return isFullName(text) ? -0.1 : 0.4;
  return looksLikeTitle(text, 2) ? -0.8 : -0.4;
}

/** A few words with capitals, as institutions and towns are written: `Shell Research`, `VIB, Ghent`, `Oslo`. */
export function isProper(text: string): boolean {
  const words = text.split(/[\s,]+/).filter((word) => word !== '');
  const isCapital = (word: string): boolean =>
    /^\p{Lu}/u.test(word) || /^(?:of|de|van|der|den|the|for|and|für|voor|&|at|la|le|du|des)$/u.test(word);
  return words.length > 0 && words.length <= 7 && words.every(isCapital) && !/[\d?!:]/.test(text);
}
