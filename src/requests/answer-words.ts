/** Whether an answer says something that a host should read, or is a word of thanks. Pure. */
import { readLines } from '../mail/quotes.ts';

/** Characters of a polite word that tells the hosts nothing. */
const longestThanks = 60;

export function saysMuch(text: string): boolean {
  const lines = readLines(text).filter((line) => line.text.trim() !== '');
  // The line above a quotation says whose it is, in whatever words a mail program has for that.
  const isAttribution = (index: number) =>
    lines[index + 1]?.kind === 'quoted' && /:\s*$/.test(lines[index]?.text ?? '');
  const own = lines
    .filter((line, index) => line.kind === 'own' && !isAttribution(index))
    .map((line) => line.text.trim())
    .join(' ');
  return own.includes('?') || own.length > longestThanks;
}
