/** The lines of a mail that the host wrote now, fit for reading a decision: rather too many than one that changes it too few. */
import type { Message } from '../mail/message.ts';
import { type BodyLine, readLines } from '../mail/quotes.ts';
import { hasAny } from './read-reply-consume.ts';
import { fold } from './read-reply-sentences.ts';

/** Where our own decision mail begins when a client quoted it without any mark. */
const OUR_MAIL =
  /^\s*\*{0,2}(?:request #?\d+\s*$|reply with\b|.{0,80}\b(?:wants|asks) to join\b|(?:name|affiliation|motivation|address)\s*:|(?:from|why|address|sender|before) {3,}\S|or simply answer this mail|each button opens a page|you can answer this mail for several|.{0,40}\brequests? waits?\b)/iu;

/**
 * The lines the host wrote now. A short last paragraph is taken for a name only when it is one: "No wait, decline" under a
 * "Yes" looks like a signature and is the opposite.
 */
export function ownWords(message: Message): string {
  const lines = readLines(message.text);
  const separator = lines.findIndex((line) => /^--\s*$/.test(line.text));
  const name = fold(`${message.from[0]?.name ?? ''} ${message.from[0]?.address.split('@')[0] ?? ''}`)
    .split(/[^\p{L}]+/u)
    .filter((part) => part.length > 1);
  const own: string[] = [];
  let isClosed = false;
  for (const [index, line] of lines.entries()) {
    if (line.kind === 'closing') isClosed = true;
    if (line.kind === 'own' && OUR_MAIL.test(line.text)) break;
    if (line.kind === 'own' && isAttribution(line.text, lines, index)) continue;
    if (isOwn(line.kind, line.text, { isClosed, isBelowRule: separator !== -1 && index >= separator, name }))
      own.push(line.text);
  }
  return own.join('\n').trim();
}

/** Above quoted text: the line that says whose it is, in whatever form a client gives it (mutt: `* Name <address> [date]:`). */
function isAttribution(text: string, lines: readonly BodyLine[], index: number): boolean {
  const next = lines.slice(index + 1).find((line) => line.text.trim() !== '');
  return next?.kind === 'quoted' && text.length < 300 && /:\s*$/.test(text) && /[<@\d]/.test(text);
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
