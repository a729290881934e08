/** The writer's own words, prepared once for all rules of classification. */
import type { Message } from '../mail/message.ts';
import { readLines, textOf } from '../mail/quotes.ts';
import { findAddresses } from '../requests/extract/address.ts';
import { findEmployer } from '../requests/extract/employers.ts';
import { findInstitutions } from '../requests/extract/institutions.ts';
import { readPassedOn } from '../requests/extract/passed-on.ts';
import { readParagraphs, readSentences } from '../requests/extract/prose.ts';
import { WISH } from '../requests/extract/reason-words.ts';
import { asksToJoin, asksToLeave, saysMember } from '../requests/extract/wishes.ts';
import { ROLE } from '../requests/extract/words.ts';
import { type IntakeContext, isOurMessageId, isOurs } from './classify-context.ts';

/** `own` without greeting and sign-off, `all` everything not quoted. `leaves` and `joins` are wishes in own sentences. */
export interface OwnWords {
  readonly own: string;
  readonly all: string;
  readonly sentences: readonly string[];
  readonly quoted: string;
  readonly subject: string;
  readonly leaves: boolean;
  readonly joins: boolean;
  /** Whether the writer says who they are and where from, as people do who want something. */
  readonly introduces: boolean;
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
  const threaded = [...message.inReplyTo, ...message.references].some((id) => isOurMessageId(id, context));
  return {
    own: textOf(lines, 'own'),
    all: textOf(lines, 'own', 'greeting', 'closing', 'signature', 'notice'),
    sentences,
    quoted,
    subject,
    leaves: sentences.some(asksToLeave),
    joins: sentences.some(asksToJoin),
    introduces: introducesThemself(sentences) && !sentences.some(saysMember),
    isSentToUs: isSentToUs(quoted, (address) => isOurs(address, context)),
    passesOn: readPassedOn(message, lines, (address) => isOurs(address, context)) !== null,
    isReply: threaded || (hasPrefix && quoted !== ''),
  };
}

/** Names an institution as their own; or a post or an employer beside something they wish for. */
function introducesThemself(sentences: readonly string[]): boolean {
  if (sentences.some((sentence) => findInstitutions(sentence).some((place) => place.score >= 4))) return true;
  return (
    sentences.some((sentence) => WISH.test(sentence)) &&
    sentences.some((sentence) => isOfPost(sentence) || (findEmployer(sentence)?.score ?? 0) >= 4)
  );
}

/** "I'm a medical physicist", "Ik geef les": the first person with a post or trade in the same clause. */
function isOfPost(sentence: string): boolean {
  const clause = I_AM.exec(sentence);
  return clause !== null && ROLE.test(` ${sentence.slice(clause.index, clause.index + 90)} `);
}

const I_AM =
  /(?<![\p{L}])(?:I(?:['’]m| am| work| teach| cover| run| study)|we are|(?:ik|wij) (?:ben|zijn|werk|geef|doe)|(?:ich|wir) (?:bin|sind|arbeite)|je suis|nous sommes|soy|somos|sono|siamo|sou|somos|jag är|jeg er|jestem|jsem|olen|as an?|als|en tant que|comme|como|come)(?![\p{L}])/iu;

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
