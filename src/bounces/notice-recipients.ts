/**
 * Who failed, from the words of a server that sends no machine-readable report: qmail, Exim, Notes, GroupWise, old Exchange,
 * carriers and gateways. They differ in everything except where an address stands on its line, and that is what is read.
 */
import { addressesIn } from './returned-message.ts';

/** An address the notice says failed, with the words that belong to it. */
export interface NoticeRecipient {
  readonly finalRecipient: string;
  /** "(generated from …)", "(Originally addressed to …)": the address that was mailed, or null. */
  readonly originalRecipient: string | null;
  readonly words: string;
}

const MAX_RECIPIENTS = 100;
const ADDRESS = `[^\\s<>(),;:"'\\\\\\[\\]]{1,200}@[^\\s<>(),;:"'\\\\\\[\\]@]{1,253}`;

/** `  <x@y>:`, `"x@y"`, `> x@y`, `* x@y`, `x@y on Thu…`, `x@y - no such user`, `[SMTP:x@y]`, `c=US;…SMTP=x@y;`. */
const ENTRY = new RegExp(
  `^[\\s>*•·+|-]{0,12}(?:\\d{1,3}[.)] )?["'«“]?[<\\[(]?(?:smtp:|smtp <|mailto:|c=\\S{1,10};.{0,80}smtp=)?(${ADDRESS})[>\\])"'»”]{0,3}\\s*(?:$|\\.{0,3}\\s*$|\\.{3}|[:;,(<\\[]|-|\\s[^\\s@]|様|さん|のア|は)`,
  'iu',
);

/** `554 <x@y>... Host unknown`: Sendmail's transcript, when it gives no list. */
const TRANSCRIPT = new RegExp(`^\\s{0,4}[45]\\d\\d[ -](?:[45]\\.\\d\\.\\d )?<(${ADDRESS})>\\.{3}`, 'iu');

/** The same after a label: `Recipient: x@y`, `RCPT TO:<x@y>`, `could not be delivered to: x@y`. */
const LABELLED = new RegExp(
  `(?:recipients?|address(?:es)?|addressed to|rcpt to|mail to|message to|messages? for|delivered to|deliver(?:ing)?(?: \\w+){0,4} to|delivery to|deliver to|sent to|send to|mailbox|user|account|reach|destinataires?|adresse|empf[aä]nger|destinatari[oi]s?|indirizzo|ontvanger|adres|an|aan|à|宛先|受信者|收件人|получател\\w+|\\bto)\\b(?:[^@\\n]{0,40}?[\\s:<"'([])??["'<[(]{0,2}(?:smtp:)?(${ADDRESS})`,
  'iu',
);

const ORIGINAL = new RegExp(
  `(?:generated from|originally addressed to|original (?:recipient|address)\\W{0,3}|expanded from|alias(?:ed)? (?:from|of)|forwarded (?:from|by)|in naam van|weitergeleitet von|doorgestuurd (?:van|door|vanaf)|transféré (?:de|par|depuis)|inoltrat\\w+ da|reenviado (?:de|por)|gegenereerd (?:uit|door|vanuit)|généré\\w* (?:à partir de|par)|erzeugt (?:aus|von)|originariamente|afkomstig van)\\W{0,3}(${ADDRESS})`,
  'iu',
);

/** Addresses of people to ask, not of people who failed. */
const HELPER =
  /^(?:postmaster|abuse|mailer-daemon|support|help|helpdesk|noc|admin|administrator|webmaster|hostmaster|no-?reply|info-?desk|security|unblock|delist)@/i;

/**
 * @param notice the server's own words
 * @param ours addresses that are the sender's own, lower case: they are named in transcripts and did not fail
 */
export function findNoticeRecipients(notice: string, ours: ReadonlySet<string>): NoticeRecipient[] {
  const lines = notice.split('\n');
  const foreign = (address: string) => !ours.has(address.toLowerCase());
  const plain = (address: string) => foreign(address) && !HELPER.test(address);
  const clear = firstFound(lines, [
    [ENTRY, plain],
    [TRANSCRIPT, plain],
    [LABELLED, plain],
  ]);
  if (clear.length > 0) return clear;
  const loose = addressesIn(notice).filter(plain);
  if (loose.length === 1 && loose[0] !== undefined)
    return [{ finalRecipient: loose[0], originalRecipient: originalIn(notice, loose[0]), words: notice }];
  return firstFound(lines, [
    [ENTRY, foreign],
    [LABELLED, foreign],
    [ENTRY, (address) => !HELPER.test(address)],
  ]);
}

type Way = readonly [RegExp, (address: string) => boolean];

function firstFound(lines: readonly string[], ways: readonly Way[]): NoticeRecipient[] {
  for (const [pattern, accept] of ways) {
    const found = entriesBy(lines, pattern, accept);
    if (found.length > 0) return found;
  }
  return [];
}

/** Each first line with a new address opens an entry; its words run to the next one, with the line before as their heading. */
function entriesBy(
  lines: readonly string[],
  pattern: RegExp,
  accept: (address: string) => boolean,
): NoticeRecipient[] {
  const starts: { line: number; address: string }[] = [];
  const isFirst = (start: { line: number; address: string }) =>
    starts.find((other) => other.address.toLowerCase() === start.address.toLowerCase()) === start;
  for (const [index, line] of lines.entries()) {
    const address = pattern.exec(line.slice(0, 600))?.[1]?.replace(/[.!?]+$/, '');
    if (
      address === undefined ||
      !accept(address) ||
      /^\s*\(?(?:ultimately )?(?:generated from|originally addressed)/i.test(line)
    )
      continue;
    starts.push({ line: index, address });
    if (starts.length >= 2 * MAX_RECIPIENTS) break;
  }
  return starts.flatMap((start, position) => {
    if (!isFirst(start)) return [];
    const next = starts.slice(position + 1).find((other) => other.address !== start.address);
    const words = lines
      .slice(start.line, next?.line ?? lines.length)
      .join('\n')
      .slice(0, 4000);
    return [{ finalRecipient: start.address, originalRecipient: originalIn(words, start.address), words }];
  });
}

function originalIn(words: string, address: string): string | null {
  const original = ORIGINAL.exec(words)?.[1]?.replace(/[.!?]+$/, '');
  return original !== undefined && original.toLowerCase() !== address.toLowerCase() ? original : null;
}
