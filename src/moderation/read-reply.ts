/**
 * A host's answer to a decision mail or digest: which words are the host's own, what the mail itself tells (an automatic answer,
 * a digest), and what was decided. The words are read in `read-reply-decision.ts`.
 */
import { headerValue, type Message } from '../mail/message.ts';
import { readLines } from '../mail/quotes.ts';
import { type HostDecision, readDecision } from './read-reply-decision.ts';
import { ownWords } from './read-reply-own-words.ts';
import { fold } from './read-reply-sentences.ts';

const AUTOMATIC_SUBJECT =
  /^\W{0,4}(?:auto(?:matic|matische|matisch|mated)?[ -]?(?:reply|response|antwoord|antwort)|automatic reply|automatische|réponse automatique|risposta automatica|out of (?:the )?office|afwezig|abwesen|absence|fuori (?:sede|ufficio)|undeliver|delivery status)/iu;
const AUTOMATIC_TEXT =
  /(?:i am|i'm|i will be) (?:currently )?(?:out of (?:the )?office|on (?:annual |parental )?leave|away|on holiday|travell?ing)|out of (?:the )?office (?:until|from|reply)|automatic(?:ally generated)? (?:reply|response)|ik ben (?:afwezig|niet (?:aanwezig|op kantoor)|met (?:verlof|vakantie))|ich bin (?:derzeit |zurzeit |bis )?.{0,30}(?:nicht im (?:buro|haus)|abwesend|im urlaub|nicht erreichbar)|je suis (?:actuellement )?(?:absente?|en (?:conge|vacances|deplacement))|sono (?:attualmente )?(?:fuori (?:sede|ufficio)|in (?:ferie|vacanza)|assente)|limited access to (?:my )?e-?mail/u;

export { type HostDecision, readDecision } from './read-reply-decision.ts';

/** What the mail that is answered was about, from our own rows. */
export interface KnownQuestion {
  readonly applicant: string | null;
  /** The numbers of a digest's items; empty for a mail about one request. */
  readonly items: readonly number[];
}

/**
 * Strips quoted text and signature, then reads the decision. Without `known` (a file that is read and not acted on) the
 * subject and the quoted text say what was asked; whoever acts knows, and believes no quotation.
 */
export function readDecisionMessage(message: Message, known: KnownQuestion | null = null): HostDecision {
  const text = ownWords(message);
  if (isAutomatic(message, text)) return { ...readDecision(''), language: readDecision(text).language };
  return readDecision(text, known ?? { applicant: applicantOf(message), items: itemsOf(message) });
}

/** Nobody wrote it: it decides nothing and is not answered (RFC 3834 §2). */
export function isAutomaticAnswer(message: Message): boolean {
  return isAutomatic(message, ownWords(message));
}

/** RFC 3834 §5; also vacation answers that say so only in words. */
function isAutomatic(message: Message, text: string): boolean {
  const submitted = (headerValue(message, 'auto-submitted') ?? 'no').trim().toLowerCase();
  if (!submitted.startsWith('no')) return true;
  const marks = ['x-autoreply', 'x-autorespond', 'x-auto-response'].some(
    (name) => headerValue(message, name) !== null,
  );
  const precedence = (headerValue(message, 'precedence') ?? '').toLowerCase();
  return (
    marks ||
    /^(?:auto_reply|bulk|junk)/.test(precedence) ||
    AUTOMATIC_SUBJECT.test(message.subject) ||
    AUTOMATIC_TEXT.test(fold(text))
  );
}

/** The subject names the applicant ("Join request: …", "… wants to join"), and so does what our mail said. */
function applicantOf(message: Message): string | null {
  const subject =
    /(?:join request|still waiting) ?: ?([^,@:]{2,80})(?:,|$)/i.exec(message.subject)?.[1] ??
    /(?:\]|:)\s*([^\]:]{2,80}?)\s+(?:wants|asks) to join/i.exec(message.subject)?.[1];
  const text = message.text.slice(0, 20_000);
  const quoted =
    /^[\s>|]{0,12}\*{0,2}Name:?\*{0,2} ?:? {1,20}(\S[^\n]{1,80})$/m.exec(text)?.[1] ??
    /^[\s>|]{0,12}([^\n@]{2,80}?) asks to join$/m.exec(text)?.[1];
  return (subject ?? quoted)?.trim() ?? null;
}

const MAX_ITEMS = 50;

/** The numbers of a digest: from its subject ("3 requests wait"), else from what it listed. One number alone is no digest. */
function itemsOf(message: Message): number[] {
  const count = Number(/\b(\d{1,2}) requests (?:are )?wait/i.exec(message.subject)?.[1] ?? '0');
  if (count > 1 && count <= MAX_ITEMS) return Array.from({ length: count }, (_, index) => index + 1);
  const quoted = readLines(message.text).filter(
    (line) => line.kind === 'quoted' || line.kind === 'forwarded',
  );
  const isDigest = quoted.slice(0, 12).some((line) => /\brequests (?:are )?wait/i.test(line.text));
  const numbers = quoted.flatMap((line) => {
    const number = /^[\s>|*]{0,12}#?(\d{1,2})[.):] +\S/u.exec(line.text)?.[1];
    return number === undefined ? [] : [Number(number)];
  });
  const counted = [...new Set(numbers)];
  return isDigest && counted.length > 1 && counted[0] === 1 ? counted : [];
}
