/**
 * A request that somebody passes on: a host who got it in their own mailbox, or the writer whose first mail went astray. The words above
 * it ask for nothing; the mail below it, with its own From, is the request.
 */
import type { Mailbox, Message } from '../../mail/message.ts';
import { readMailboxes } from '../../mail/parse-message-headers.ts';
import { type BodyLine, type LineKind, readLines, textOf } from '../../mail/quotes.ts';
import { QUOTED_FROM, QUOTED_OTHER } from '../../mail/quotes-patterns.ts';
import { isLikely, readWishes } from '../roles/wishes.ts';
import { readParagraphs, readSentences } from './prose.ts';

/** The mail below, with its sender as From; `lines` keep their offsets in the whole text. */
export interface PassedOn {
  readonly message: Message;
  readonly lines: readonly BodyLine[];
}

/** More words than somebody writes who only passes a mail on. */
const MAX_WORDS = 60;

/** Reads the request passed on in a mail, or null where the writer asks, leaves, or passes on something of ours. */
export function readPassedOn(
  message: Message,
  lines: readonly BodyLine[],
  isOurs: (address: string) => boolean,
): PassedOn | null {
  const at = lines.findIndex(
    (line) => (line.kind === 'forwarded' || line.kind === 'quoted') && QUOTED_FROM.test(bare(line.text)),
  );
  if (at === -1 || textOf(lines, 'own').split(/\s+/u).length > MAX_WORDS) return null;
  const own = readWishes(sentencesOf(lines, 'own'));
  if (isLikely(own.join) || isLikely(own.leave)) return null;
  const sender = readFrom(bare(lines[at]?.text ?? ''));
  if (sender === null || isOurs(sender.address)) return null;
  const inner = innerLines(lines, at);
  const passed = readWishes(sentencesOf(inner, 'own', 'closing'));
  return isLikely(passed.join) && !isLikely(passed.leave)
    ? { message: { ...message, from: [sender], replyTo: [], subject: '' }, lines: inner }
    : null;
}

function sentencesOf(lines: readonly BodyLine[], ...kinds: LineKind[]): string[] {
  return readParagraphs(lines, ...kinds)
    .flatMap(readSentences)
    .map((each) => each.text);
}

function bare(text: string): string {
  return text.replace(/^\s{0,3}>\s?/, '');
}

function readFrom(line: string): Mailbox | null {
  const value = /^[^:：]*[:：]\*?\s*(.*)$/u.exec(line)?.[1] ?? '';
  return readMailboxes(value).find((box) => box.address.includes('@')) ?? null;
}

/** The body below the header lines at `at`, up to a further mail inside it, its lines judged as a mail of its own. */
function innerLines(lines: readonly BodyLine[], at: number): BodyLine[] {
  let from = at + 1;
  while (from < lines.length && isHeaderLine(lines[from]?.text ?? '')) from += 1;
  const next = lines.findIndex((line, index) => index >= from && QUOTED_FROM.test(bare(line.text)));
  const body = lines.slice(from, next === -1 ? lines.length : next);
  const judged = readLines(body.map((line) => bare(line.text)).join('\n'));
  return judged.map((line, index) => {
    const outer = body[index];
    const shift = (outer?.text.length ?? 0) - line.text.length;
    return { ...line, start: (outer?.start ?? 0) + shift };
  });
}

function isHeaderLine(text: string): boolean {
  return bare(text).trim() === '' || QUOTED_OTHER.test(bare(text));
}
