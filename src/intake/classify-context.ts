/** What classification may know of us: the mailbox, whom to trust about senders, and who is a host. */
import { parseAddress, subAddress } from '../mail/address.ts';
import type { MethodResult } from '../mail/authentication-results.ts';
import { headerValues, type Message } from '../mail/message.ts';

/** `recipient` is the envelope's, where the source knows it. */
export interface IntakeContext {
  readonly address: string;
  readonly authserv: string | null;
  readonly listId: string | null;
  readonly recipient?: string | null;
  /** What we found out about the sender ourselves. */
  readonly checked?: readonly MethodResult[] | null;
  /** Who writes and from where is read also where nobody asks to join. */
  readonly extractsAnyway?: boolean;
  readonly isHost: (address: string) => boolean;
}

/** What a sub-address of ours is for: `colloquium+leave-TOKEN@…` is {purpose:'leave', token:'TOKEN'}. */
export interface SubAddressUse {
  readonly purpose: 'leave' | 'confirm' | 'bounce' | 'request' | 'vouch' | 'other';
  readonly token: string;
}

const PURPOSES: readonly (readonly [RegExp, SubAddressUse['purpose']])[] = [
  [/^(?:leave|unsub|unsubscribe|u)[-_=.](.+)$/i, 'leave'],
  [/^(?:leave|unsub|unsubscribe)()$/i, 'leave'],
  [/^(?:confirm|conf|c)[-_=.](.+)$/i, 'confirm'],
  [/^(?:bounces?|b|verp)[-_=.](.+)$/i, 'bounce'],
  [/^v-(.+)$/i, 'vouch'],
  [/^(?:r|req|request|decide|decision|host|mod|d)[-_=.](.+)$/i, 'request'],
];

/** The sub-address of ours this message was sent to, or null. The envelope's word comes before the header's. */
export function readSubAddress(message: Message, context: IntakeContext): SubAddressUse | null {
  const named = ['x-original-to', 'delivered-to', 'envelope-to', 'x-envelope-to'];
  const candidates = [
    context.recipient ?? '',
    ...named.flatMap((name) => headerValues(message, name)),
    ...[...message.to, ...message.cc].map((box) => box.address),
  ];
  for (const candidate of candidates) {
    const sub = subAddress(candidate.replace(/^.*<|>.*$/g, ''), context.address);
    if (sub === null || sub === '') continue;
    for (const [pattern, purpose] of PURPOSES) {
      const token = pattern.exec(sub)?.[1];
      if (token !== undefined) return { purpose, token };
    }
    return { purpose: 'other', token: sub };
  }
  return null;
}

/** Whether an address is our mailbox or one of its sub-addresses. */
export function isOurs(address: string, context: IntakeContext): boolean {
  return subAddress(address, context.address) !== null;
}

/** Whether a message-id was made by us: its right side is the mailbox's domain. */
export function isOurMessageId(id: string, context: IntakeContext): boolean {
  const domain = parseAddress(context.address)?.domain;
  return domain !== undefined && id.toLowerCase().endsWith(`@${domain}`);
}
