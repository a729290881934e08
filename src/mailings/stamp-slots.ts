/**
 * The places of a mailing that differ per recipient, and how they are found again after the message was built:
 * each is written into the parts as a token of the same length and alphabet as the one that will stand there.
 */
import { signToken } from '../signed-token.ts';

/** Slots of fixed length: a token of 26 letters and digits. */
export const tokenSlots = ['message-id', 'in-reply-to', 'unsubscribe', 'preferences', 'attendee'] as const;
export type TokenSlot = (typeof tokenSlots)[number];
/** Slots that take a text of any length, each at its own lines. */
export type LineSlot = 'to' | 'attendee-lines';
export type SlotName = TokenSlot | LineSlot;

/** What stands in the parts until a copy is stamped. */
export type SlotTokens = Readonly<Record<TokenSlot, string>>;

/** One stretch of the built message that is replaced. */
export interface Slot {
  readonly name: SlotName;
  readonly start: number;
  readonly end: number;
  /** Which characters of the token stand here: a soft line break or a fold may cut a token in two. */
  readonly from: number;
  readonly to: number;
}

// Above every real row, so that no placeholder is anybody's token.
const placeholderIds: Readonly<Record<TokenSlot, number>> = {
  'message-id': 2 ** 48 - 1,
  'in-reply-to': 2 ** 48 - 2,
  unsubscribe: 2 ** 48 - 3,
  preferences: 2 ** 48 - 4,
  attendee: 2 ** 48 - 5,
};

/** Placeholders that nobody can guess, so that no title or abstract holds one; the same for the same secret. */
export function slotTokens(secret: string): SlotTokens {
  return {
    'message-id': signToken(secret, 'message-id', placeholderIds['message-id']),
    'in-reply-to': signToken(secret, 'message-id', placeholderIds['in-reply-to']),
    unsubscribe: signToken(secret, 'unsubscribe', placeholderIds.unsubscribe),
    preferences: signToken(secret, 'preferences', placeholderIds.preferences),
    attendee: signToken(secret, 'attendee', placeholderIds.attendee),
  };
}

/** How often a placeholder stands in a text, folds of iCalendar (CRLF, space) aside. */
export function countToken(text: string, token: string): number {
  return text.replace(/\r?\n[ \t]/g, '').split(token).length - 1;
}

/** Every appearance of `token` in the built message, also across soft line breaks and folds. Each is one list of pieces. */
export function findToken(message: Buffer, name: TokenSlot, token: string): Slot[][] {
  const found: Slot[][] = [];
  const first = token.charCodeAt(0);
  for (let at = message.indexOf(first); at >= 0; at = message.indexOf(first, at + 1)) {
    const pieces = matchAt(message, at, name, token);
    if (pieces !== null) found.push(pieces);
  }
  return found;
}

function matchAt(message: Buffer, at: number, name: TokenSlot, token: string): Slot[] | null {
  const pieces: Slot[] = [];
  let position = at;
  let from = 0;
  for (let index = 0; index < token.length; index++) {
    if (message[position] !== token.charCodeAt(index)) {
      const gap = gapAt(message, position);
      if (gap === 0 || message[position + gap] !== token.charCodeAt(index)) return null;
      pieces.push({ name, start: position - (index - from), end: position, from, to: index });
      position += gap;
      from = index;
    }
    position++;
  }
  pieces.push({ name, start: position - (token.length - from), end: position, from, to: token.length });
  return pieces;
}

/** `=` CRLF of quoted-printable, CRLF space of a folded line, or both, in one of which a token may be cut. */
function gapAt(message: Buffer, position: number): number {
  const text = message.toString('latin1', position, position + 6);
  return /^(?:=\r\n|\r\n[ \t]|=\r\n\r\n[ \t]|\r\n[ \t]=\r\n)/.exec(text)?.[0].length ?? 0;
}
