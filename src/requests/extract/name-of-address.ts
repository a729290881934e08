/** Whose address is it? A full name in the text whose words its local part is made of: a.vanleeuwerden@… is "Alida van Leeuwerden". */
import type { BodyLine } from '../../mail/quotes.ts';
import { type Found, found } from './evidence.ts';
import { nameAt, nameWeight } from './names.ts';
import { type Paragraph, readParagraphs, spanOf } from './prose.ts';
import { squash } from './squash.ts';
import { PARTICLE } from './words.ts';

/** Whether a full name and the local part of an address agree: one word of it whole, another whole or by its initial. */
export function agreesWithAddress(name: string, address: string): boolean {
  const local = squash(address.slice(0, address.lastIndexOf('@')));
  const parts = name.split(/[\s-]+/u).filter((part) => squash(part) !== '');
  const words = parts.filter((part) => !PARTICLE.test(part) || /^\p{Lu}/u.test(part));
  const forms = words.map((word) => [squash(word), squash(umlauts(word))]);
  const whole = forms.map((pair) => pair.find((form) => form.length >= 3 && local.includes(form)) ?? null);
  const known = whole.findIndex((form) => form !== null);
  if (words.length < 2 || known === -1) return false;
  if (whole.filter((form) => form !== null).length >= 2) return true;
  const particles = parts
    .filter((part) => !words.includes(part))
    .map(squash)
    .join('');
  const rest = local.replace(whole[known] ?? '', '').replace(particles, '');
  return forms.some((pair, index) => index !== known && isShort(rest, pair[0] ?? ''));
}

/** As Germans and Danes write them in addresses. */
function umlauts(word: string): string {
  return word.replace(/[äöüåÄÖÜÅ]/g, (letter) => UMLAUTS[letter.toLowerCase()] ?? letter);
}

const UMLAUTS: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', å: 'aa' };

/** "j", "jd" or "mart" for a given name; figures behind it are no letter. */
function isShort(rest: string, word: string): boolean {
  const letters = rest.replace(/[\d\s]+/g, '');
  return letters !== '' && (letters.length <= 3 ? letters[0] === word[0] : word.startsWith(letters));
}

/** Before a name; alone in front of two words it is no given name. */
const OFFICE =
  /^(?:Dean|Provost|Rector|President|Chancellor|Director|Captain|Sister|Brother|Father|Judge|Minister|Senator|Chair)\s+\S+\s+\S/u;

/** The longest full name in the writer's own lines that agrees with an address, or null. */
export function nameOfAddress(lines: readonly BodyLine[], address: string): Found | null {
  let best: Found | null = null;
  const offer = (paragraph: Paragraph) => {
    for (const match of paragraph.flat.slice(0, 4000).matchAll(/(?<![\p{L}\p{M}@.'’-])\p{Lu}/gu)) {
      const span = nameAt(paragraph.flat, match.index);
      if (span === null || span.from < match.index) continue;
      const value = paragraph.flat.slice(span.from, span.to);
      if (OFFICE.test(value)) continue;
      if (nameWeight(value) < 3 || !agreesWithAddress(value, address)) continue;
      if (best !== null && value.length <= best.value.length) continue;
      const { start, end } = spanOf(paragraph, span.from, span.to);
      best = found(value, 'text', start, end, 'name in the address');
    }
  };
  readParagraphs(lines, 'own').forEach(offer);
  for (const line of lines)
    if (line.kind === 'signature' || line.kind === 'closing')
      readParagraphs([line], 'signature', 'closing').forEach(offer);
  return best;
}

/** "Amsterdam UMC" below a name that could not be read: what is signed is nobody's when no word of the mail's header knows it. */
export function isStrange(signed: string, shown: string | null, sender: string): boolean {
  if (shown === null || nameWeight(shown) < 3 || agreesWithAddress(signed, sender)) return false;
  const words = shown.split(/[\s,-]+/u).map(squash);
  return !signed.split(/[\s,-]+/u).some((word) => word.length > 2 && words.includes(squash(word)));
}
