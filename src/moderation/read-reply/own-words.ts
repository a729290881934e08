/** The lines of a mail that the host wrote now, fit for reading a decision: rather too many than one that changes it too few. */
import type { Message } from '../../mail/message.ts';
import { type BodyLine, readLines } from '../../mail/quotes.ts';
import { type Block, blocksBetween } from './between.ts';
import { hasAny } from './consume.ts';
import { fold } from './sentences.ts';

/** Where our own decision mail begins when a client quoted it without any mark. */
const OUR_MAIL =
  /^\s*\*{0,2}(?:request #?\d+\s*$|reply with\b|.{0,80}\b(?:wants|asks) to join\b|(?:name|affiliation|motivation|address)\s*:|(?:from|why|address|sender|before) {3,}\S|or simply answer this mail|each button opens a page|you can answer this mail for several|.{0,40}\brequests? waits?\b)/iu;

export interface OwnWords {
  readonly text: string;
  /** The same words, by the item of a digest that is quoted above them. */
  readonly between: readonly Block[];
}

/**
 * The lines the host wrote now. A short last paragraph is taken for a name only when it is one: "No wait, decline" under a
 * "Yes" looks like a signature and is the opposite.
 */
export function readOwnWords(message: Message): OwnWords {
  const lines = readLines(message.text);
  const own = ownLines(message, lines);
  const written = lines.filter((_, index) => own.has(index)).map((line) => line.text);
  return { text: written.join('\n').trim(), between: blocksBetween(lines, (index) => own.has(index)) };
}

export function ownWords(message: Message): string {
  return readOwnWords(message).text;
}

function ownLines(message: Message, lines: readonly BodyLine[]): Set<number> {
  const separator = lines.findIndex((line) => /^--\s*$/.test(line.text));
  const name = fold(`${message.from[0]?.name ?? ''} ${message.from[0]?.address.split('@')[0] ?? ''}`)
    .split(/[^\p{L}]+/u)
    .filter((part) => part.length > 1);
  const own = new Set<number>();
  let [isClosed, isInCard, isNamed] = [false, false, false];
  for (const [index, line] of lines.entries()) {
    if (line.kind === 'closing') isClosed = true;
    if (line.kind === 'own' && OUR_MAIL.test(line.text)) break;
    if (line.kind === 'own' && isAttribution(line.text, lines, index)) continue;
    // "Dawit Haileselassie, PhD", and the lines right below it: a card, whatever its motto says. Below the full name on a
    // line of its own nothing more is said, or it is a change of mind.
    const folded = fold(line.text).trim();
    isNamed = line.kind !== 'quoted' && own.size > 0 && (isNamed || isFullName(folded, name));
    isInCard = isNamed || (folded !== '' && own.size > 0 && (isInCard || isCard(folded, name)));
    if (isInCard && CHANGES_MIND.test(folded)) isNamed = false;
    else if (isInCard) continue;
    const where = { isClosed, isBelowRule: separator !== -1 && index >= separator, name };
    if (isOwn(line.kind, line.text, where) || (own.size === 0 && isLetter(line))) own.add(index);
  }
  return own;
}

/** "y" from Yuki, before anything else: the answer the mail asks for, and no initial. */
function isLetter({ kind, text }: BodyLine): boolean {
  return kind === 'own' && /^[yn]\s*$/.test(text);
}

const CHANGES_MIND =
  /^(?:p\.? ?s|wait|actually|sorry|correction|oops|edit|hold on|on second|no,? wait|n\.?b|scratch|wacht|moment|toch|halt|warte|doch|attends|attendez|aspetta\w*|espera)\b/u;

/** Above quoted text: the line that says whose it is, in whatever form a client gives it (mutt: `* Name <address> [date]:`). */
function isAttribution(text: string, lines: readonly BodyLine[], index: number): boolean {
  const filled = lines.slice(index + 1).filter((line) => line.text.trim() !== '');
  const [next, after] = filled;
  if (next?.kind === 'quoted' && text.length < 300 && /:\s*$/.test(text)) return /[<@\d]/.test(text);
  // Wrapped: the address on this line, the date on the next.
  const isWrapped =
    next?.kind === 'own' && after?.kind === 'quoted' && /^\W*[[(]?[^\n]{0,60}\d.{0,30}:\s*$/.test(next.text);
  return isWrapped && /<[^<>\s]+@[^<>\s]+>\s*$/.test(text);
}

function isOwn(
  kind: string,
  text: string,
  where: { isClosed: boolean; isBelowRule: boolean; name: readonly string[] },
): boolean {
  const folded = fold(text).trim();
  switch (kind) {
    case 'own':
      return !isSignedName(folded, where.name);
    case 'closing': // "Thanks, approve", "Ok, cheers"
      return decides(folded);
    case 'signature':
      if (where.isBelowRule || isCard(folded, where.name)) return false;
      // Below a closing stand names and posts; only a change of mind there is read.
      return where.isClosed
        ? /^(?:p\.?s|no\b|wait|actually|sorry|correction|oops|edit|hold on|on second)/u.test(folded)
        : decides(folded) && !isSignedName(folded, where.name);
    case 'greeting': // "Hi, yes please"
      return decides(folded);
    default:
      return false;
  }
}

/** "Femke Hoogendoorn | Lab of Things | room 4.12": full name first, or a row of particulars. */
function isCard(folded: string, name: readonly string[]): boolean {
  const words = folded.split(/[^\p{L}]+/u).filter((word) => word !== '');
  return (
    words.length > 2 &&
    words.slice(0, 2).every((word) => name.includes(word)) &&
    /[|•·,/@]|\d{3}/.test(folded)
  );
}

/** "Dr Shreya Venkatesan": the writer's name in two parts at least, and nothing else. */
function isFullName(folded: string, name: readonly string[]): boolean {
  const words = folded
    .replace(/\((?:she|he|they|her|him|zij|hij|hen|sie|er|elle|il|lei|lui)\b[^)]{0,20}\)/gu, ' ')
    .replace(/\b(?:dr|prof|ir|drs|mr|mrs|ms|dott\.?ssa|dott|prof\.?ssa|pr|phd|msc|ing)\b\.?/gu, ' ')
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== '');
  return words.length > 1 && new Set(words).size > 1 && words.every((word) => name.includes(word));
}

function isSignedName(folded: string, name: readonly string[]): boolean {
  const words = folded
    .replace(/^[-~—]+/, '')
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== '');
  return (
    words.length > 0 &&
    words.length <= 4 &&
    words.every(
      (word) => name.includes(word) || (word.length === 1 && name.some((part) => part.startsWith(word))),
    )
  );
}

function decides(folded: string): boolean {
  return (
    hasAny(folded, 'approve') ||
    hasAny(folded, 'decline') ||
    hasAny(folded, 'doubt') ||
    /\b(?:undo|ask|vraag|frag\w*|demande\w*|chied\w*|annul\w*)\b/u.test(folded)
  );
}
