/** Mails and deliveries in a host's words, and the shape of a state. Pure. */
import { isMailingKind, kindsOfMailing } from '../../mailings/mailing-kinds.ts';
import type { DeliveryState } from '../../store/schema.ts';

const names: Readonly<Record<string, string>> = {
  acknowledged: 'Request received',
  'details-wanted': 'Details wanted',
  'confirm-address': 'Is this you?',
  welcome: 'Welcome',
  declined: 'Declined',
  expired: 'Expired',
  farewell: 'Farewell',
  'address-change': 'Change of address',
  probe: 'Does mail arrive?',
  'decision-request': 'Decision, to hosts',
  decided: 'Decided, to hosts',
  'decision-echo': 'Understood, to a host',
  digest: 'Digest, to hosts',
  'question-forwarded': 'A question, to hosts',
  proof: 'Proof, to hosts',
  held: 'Held, to hosts',
  report: 'Report, to hosts',
  stopped: 'Stopped, to hosts',
  'calendar-problem': 'Calendar problem, to hosts',
  note: 'A note, to hosts',
  'sign-in': 'Sign-in link',
};

export function mailName(kind: string): string {
  if (!isMailingKind(kind)) return names[kind] ?? kind;
  const { words } = kindsOfMailing[kind];
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

export function deliveryShape(state: DeliveryState) {
  const shapes = {
    queued: 'planned',
    sending: 'sending',
    submitted: 'sent',
    deferred: 'held',
    failed: 'missed',
    suppressed: 'missed',
    skipped: 'none',
    uncertain: 'held',
  } as const;
  return shapes[state];
}

/** An answer of a mail server in a sentence; the code itself stands beside it, small. */
export function replyWords(reply: string | null): string {
  const text = reply ?? '';
  const status = /\b([245]\.\d{1,3}\.\d{1,3})\b/.exec(text)?.[1] ?? '';
  const known: Record<string, string> = {
    '5.1.1': 'This address does not exist any more',
    '5.1.2': 'The domain does not take mail',
    '5.1.10': 'The address does not exist',
    '5.2.1': 'The mailbox is closed',
    '5.2.2': 'The mailbox is full',
    '4.2.2': 'The mailbox is full',
    '5.3.4': 'Too large for this mailbox',
    '5.7.1': 'The server refuses us as a sender',
  };
  if (known[status] !== undefined) return known[status];
  if (/^unsubscribed|left/i.test(text)) return 'Left meanwhile';
  if (/^paused/i.test(text)) return 'Takes a break';
  if (/^declined/i.test(text)) return 'Does not want this kind of mail';
  if (text.startsWith('4')) return 'Asked to come back later';
  return text.startsWith('5') ? 'Refused for good' : 'See the answer';
}
