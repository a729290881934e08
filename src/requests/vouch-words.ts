/** The token of a subscriber's link in a mail: in the address it came to, or anywhere in its subject or text. Pure. */
import { readSubAddress } from '../intake/classify-context.ts';
import type { Message } from '../mail/message.ts';
import { readToken } from '../signed-token.ts';

/** `v-TOKEN` as the link's page writes it, or the address of that page. */
const inWords = /(?:\bv-|\/vouch\/)([a-z2-7]{26})(?![a-z2-7])/gi;
const mostTokens = 20;

/** The number of the link; null where no word of the mail is one that was signed here. */
export function vouchIn(
  message: Message,
  mail: { readonly address: string; readonly recipient: string; readonly secret: string },
): number | null {
  const { address, recipient, secret } = mail;
  const context = { address, recipient, authserv: null, listId: null, isHost: () => false };
  const sub = readSubAddress(message, context);
  const written = [...`${message.subject}\n${message.text}`.slice(0, 200_000).matchAll(inWords)];
  const tokens = [
    ...(sub?.purpose === 'vouch' ? [sub.token] : []),
    ...written.slice(0, mostTokens).map((found) => found[1] ?? ''),
  ];
  for (const token of tokens) {
    const id = readToken(secret, 'vouch', token);
    if (id !== null) return id;
  }
  return null;
}
