/** The writer's own words, prepared once for all rules of classification. */
import type { Message } from '../mail/message.ts';
import { readLines, textOf } from '../mail/quotes.ts';
import { findAddresses } from '../requests/extract/address.ts';
import { readPassedOn } from '../requests/extract/passed-on.ts';
import { readParagraphs, readSentences } from '../requests/extract/prose.ts';
import { isLikely, readWishes, type Wishes } from '../requests/roles/wishes.ts';
import { type IntakeContext, isOurMessageId, isOurs } from './classify-context.ts';

/** `own` without greeting and sign-off, `all` everything not quoted. */
export interface OwnWords {
  readonly own: string;
  readonly all: string;
  readonly sentences: readonly string[];
  readonly quoted: string;
  readonly subject: string;
  readonly wishes: Wishes;
  /** Whether it more likely than not asks to leave, or to join. */
  readonly leaves: boolean;
  readonly joins: boolean;
  /** What a subject of the writer's own says; of a reply's, nothing. */
  readonly subjectWishes: Wishes;
  /** Whether what is quoted tells the writer to write to us. */
  readonly isSentToUs: boolean;
  /** Whether it asks nothing itself and passes on somebody's request to join. */
  readonly passesOn: boolean;
  /** Whether it answers a mail of ours: by In-Reply-To or References, or by a reply prefix over quoted text. */
  readonly isReply: boolean;
}

/** More text than a person writes to a mailing desk; beyond it nothing is searched. */
const MAX_TEXT = 60_000;

/** Reads the own words of a message. */
export function readOwnWords(message: Message, context: IntakeContext): OwnWords {
  const lines = readLines(message.text.slice(0, MAX_TEXT));
  const sentences = readParagraphs(lines, 'own', 'closing')
    .flatMap(readSentences)
    .map((sentence) => sentence.text);
  const subject = message.subject
    .replace(/^(?:\s*(?:re|aw|antw|sv|fw|fwd|wg|tr|rv|rif|enc|ynt|doorst|回复|答复|转发)\s*[:：]\s*)+/iu, '')
    .trim();
  const hasPrefix = subject !== message.subject.trim();
  const quoted = textOf(lines, 'quoted', 'forwarded');
  const isThreaded = [...message.inReplyTo, ...message.references].some((id) => isOurMessageId(id, context));
  const isReply = isThreaded || (hasPrefix && quoted !== '');
  const wishes = readWishes(sentences);
  return {
    own: textOf(lines, 'own'),
    all: textOf(lines, 'own', 'greeting', 'closing', 'signature', 'notice'),
    sentences,
    quoted,
    subject,
    wishes,
    leaves: isLikely(wishes.leave),
    joins: isLikely(wishes.join),
    subjectWishes: readWishes(isReply || subject === '' ? [] : [subject]),
    isSentToUs: isSentToUs(quoted, (address) => isOurs(address, context)),
    passesOn: readPassedOn(message, lines, (address) => isOurs(address, context)) !== null,
    isReply,
  };
}

/** "Mail colloquium@… with your affiliation": our address in a quoted sentence, not in the header lines of a mail. */
function isSentToUs(quoted: string, isOurAddress: (address: string) => boolean): boolean {
  return quoted
    .split('\n')
    .some(
      (line) =>
        !/^[\s>]*\*?[\p{L} -]{2,14}\*?\s*[:：]|<[^<>]*@|[:：]\s*$/u.test(line) &&
        findAddresses(line).some((hit) => isOurAddress(hit.address)),
    );
}
