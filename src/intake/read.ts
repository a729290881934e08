/** Everything read from one message at once: what the command prints and what intake stores. Pure. */
import type { Message } from '../mail/message.ts';
import { readLines, textOf } from '../mail/quotes.ts';
import { type HostDecision, readDecisionMessage } from '../moderation/read-reply/read-reply.ts';
import { type ExtractedRequest, extractRequests } from '../requests/extract/extract.ts';
import { detectLanguage } from '../requests/language.ts';
import { type Classification, classify, type IntakeContext, type MailClass } from './classify.ts';
import { isOurs } from './classify-context.ts';

/** One mail, read. `classification` is null when it could not be parsed; `requests` only where somebody asks. */
export interface Reading {
  readonly class: MailClass;
  readonly reason: string;
  readonly language: string | null;
  readonly requests: readonly ExtractedRequest[];
  readonly decision: HostDecision | null;
  readonly classification: Classification | null;
  readonly message: Message | null;
}

const ASKING: readonly MailClass[] = ['join', 'details', 'malformed'];

/** The reading of a mail that was refused. */
export function refused(reason: string): Reading {
  return {
    class: 'malformed',
    reason,
    language: null,
    requests: [],
    decision: null,
    classification: null,
    message: null,
  };
}

/** Classifies and extracts a parsed message. `suspect` holds it as malformed whatever it says. */
export function readMessage(message: Message, context: IntakeContext, suspect: string | null): Reading {
  const classification = classify(message, context);
  const mailClass = suspect === null ? classification.class : 'malformed';
  const requests =
    ASKING.includes(mailClass) || context.extractsAnyway === true
      ? extractRequests(message, { isOurs: (address) => isOurs(address, context) })
      : [];
  return {
    class: mailClass,
    reason: suspect ?? classification.reason,
    language: readLanguage(message),
    requests,
    decision: mailClass === 'decision' ? readDecisionMessage(message) : null,
    classification,
    message,
  };
}

/** The language of the writer's own words; of the whole body or the subject when there are none. */
function readLanguage(message: Message): string {
  const lines = readLines(message.text.slice(0, 60_000));
  const own = textOf(lines, 'own', 'greeting', 'closing');
  if (/\p{L}{2}/u.test(own)) return detectLanguage(own);
  return detectLanguage(`${message.subject}\n${message.text}`);
}
