/**
 * A host's answer to a decision mail or digest: which words are the host's own, what the mail itself tells (an automatic answer,
 * a digest), and what was decided. The words are read in `decision.ts`.
 */
import { headerValue, type Message } from '../../mail/message.ts';
import { readLines } from '../../mail/quotes.ts';
import { type HostDecision, readDecision } from './decision.ts';
import { ownWords, readOwnWords } from './own-words.ts';
import type { DigestItem } from './refs.ts';
import { fold } from './sentences.ts';

const AUTOMATIC_SUBJECT =
  /^\W{0,4}(?:auto(?:matic|matische|matisch|mated)?[ -]?(?:reply|response|antwoord|antwort)|automatic reply|automatische|réponse automatique|risposta automatica|out of (?:the )?office|afwezig|abwesen|absence|fuori (?:sede|ufficio)|undeliver|delivery status)/iu;
const AUTOMATIC_TEXT =
  /(?:i am|i'm|i will be) (?:currently )?(?:out of (?:the )?office|on (?:annual |parental )?leave|away|on holiday|travell?ing)|out of (?:the )?office (?:until|from|reply)|automatic(?:ally generated)? (?:reply|response)|ik ben (?:afwezig|niet (?:aanwezig|op kantoor)|met (?:verlof|vakantie))|ich bin (?:derzeit |zurzeit |bis )?.{0,30}(?:nicht im (?:buro|haus)|abwesend|im urlaub|nicht erreichbar)|je suis (?:actuellement )?(?:absente?|en (?:conge|vacances|deplacement))|sono (?:attualmente )?(?:fuori (?:sede|ufficio)|in (?:ferie|vacanza)|assente)|limited access to (?:my )?e-?mail/u;

export { type HostDecision, readDecision } from './decision.ts';

/** What the mail that is answered was about, from our own rows. */
export interface KnownQuestion {
  readonly applicant: string | null;
  /** A digest's items; empty for a mail about one request. */
  readonly items: readonly DigestItem[];
}

/**
 * Strips quoted text and signature, then reads the decision. Without `known` (a file that is read and not acted on) the
 * subject and the quoted text say what was asked; whoever acts knows, and believes no quotation.
 */
export function readDecisionMessage(message: Message, known: KnownQuestion | null = null): HostDecision {
  const { text, between } = readOwnWords(message);
  const nothing = () => ({ ...readDecision(''), language: readDecision(text).language });
  if (isAutomatic(message, text)) return nothing();
  const question = known ?? { applicant: applicantOf(message), items: itemsOf(message) };
  // Somebody passed the mail on: it was written to another person than the one who answers.
  if (known === null && isForAnother(message)) return nothing();
  // Whoever asked to join got hold of the answer address: what they write decides nothing.
  if (isSamePerson(message.from[0]?.name ?? '', question.applicant)) return nothing();
  return readDecision(text, { ...question, between });
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

/** A header that a mail program quotes above our mail: From, the lines between, To with a name. */
const QUOTED_HEADER =
  /^[\s>|]{0,12}\*{0,2}(?:from|van|von|de|da|fr[åa]n|fra|od)\*{0,2} ?:[^\n<]{0,80}<(\S{3,254})>.{0,60}\n(?:[^\n]{0,200}\n){0,3}?[\s>|]{0,12}\*{0,2}(?:to|aan|an|à|a|para|til|till|do)\*{0,2} ?:\*{0,2} {0,4}([^\n<]{1,80}?) {0,2}<(\S{3,254})>/imu;

/** Our mail was written to somebody whose name and address are both not the writer's. Where no such header is quoted, nobody knows. */
function isForAnother(message: Message): boolean {
  const [, from = '', name = '', address = ''] = QUOTED_HEADER.exec(message.text.slice(0, 20_000)) ?? [];
  const isOurs = message.to.some((mailbox) => mailbox.address.toLowerCase() === from.toLowerCase());
  const [writer] = message.from;
  if (!isOurs || writer === undefined) return false;
  return !isSamePerson(writer.name ?? '', name) && writer.address.toLowerCase() !== address.toLowerCase();
}

function isSamePerson(sender: string, applicant: string | null): boolean {
  const [one, other] = [sender, applicant ?? ''].map((name) => fold(name.normalize('NFC')).trim());
  return one !== '' && one === other;
}

/** The subject names the applicant ("Request: …", "… wants to join"), and so does what our mail said. */
function applicantOf(message: Message): string | null {
  const subject =
    /(?:\brequest|still waiting) ?: ?([^,@:(]{2,80})(?:[,(]|$)/i.exec(message.subject)?.[1] ??
    /(?:\]|:)\s*([^\]:]{2,80}?)\s+(?:wants|asks|would like) to (?:join|be)/i.exec(message.subject)?.[1];
  const text = message.text.slice(0, 20_000);
  const quoted =
    /^[\s>|]{0,12}\*{0,2}Name:?\*{0,2} ?:? {1,20}(\S[^\n]{1,80})$/m.exec(text)?.[1] ??
    /^[\s>|]{0,12}([^\n@]{2,80}?) (?:asks|wants|would like) to (?:join|be)\b/m.exec(text)?.[1];
  return (subject ?? quoted)?.trim() ?? null;
}

const MAX_ITEMS = 50;
const LISTED = /^[\s>|*]{0,12}#?(\d{1,2})[.):] +([^\n,(<]{2,60})(?:\(([^\n()]{2,80})\))?/u;
const WAITING = /\b(\d{1,2}) (?:requests?|people) (?:are |is )?(?:wait\w*|would like|want|ask)/i;

/** A digest's items: numbers and names from what it listed, else the count of its subject. One number alone is no digest. */
function itemsOf(message: Message): DigestItem[] {
  const listed = readLines(message.text)
    .filter((line) => line.kind === 'quoted' || line.kind === 'forwarded')
    .flatMap((line) => {
      const [, number, name, about] = LISTED.exec(line.text) ?? [];
      return number === undefined || name === undefined
        ? []
        : [{ number: Number(number), name: name.trim(), about: about ?? null }];
    });
  const found = listed.filter((item, index) => item.number === index + 1);
  const count = Number(WAITING.exec(message.subject)?.[1] ?? WAITING.exec(message.text)?.[1] ?? '0');
  if (count > 1 && count <= MAX_ITEMS && found.length !== count)
    return Array.from({ length: count }, (_, index) => ({ number: index + 1, name: null }));
  return count > 1 && found.length > 1 ? found : [];
}
