/**
 * The machine-readable part of a delivery report: message/delivery-status (RFC 3464 §2), as servers really write it: fields in
 * any order and case, groups without the blank line between them, addresses without a type, made-up actions.
 */

export type DsnAction = 'failed' | 'delayed' | 'delivered' | 'relayed' | 'expanded';

/** One per-recipient group (RFC 3464 §2.3). Absent fields are null. */
export interface DsnRecipient {
  /** The address the sender of the reported message used (§2.3.1). */
  readonly originalRecipient: string | null;
  /** The address at which delivery was tried, after aliases and forwarding (§2.3.2). */
  readonly finalRecipient: string | null;
  readonly action: DsnAction | null;
  /** `5.1.1`, without the comment. */
  readonly status: string | null;
  readonly diagnostic: string | null;
}

export interface DeliveryStatus {
  readonly recipients: readonly DsnRecipient[];
  /** The reported message's Message-ID, which Exchange and Gmail put here, and we as its envelope's name (RFC 3461 §4.4); without brackets. */
  readonly originalMessageId: string | null;
}

const MAX_TEXT = 200_000;
const MAX_RECIPIENTS = 100;
type Fields = Map<string, string>;

/** Reads the text of a message/delivery-status part, or any text in which its fields stand (Amazon WorkMail prints them). */
export function parseDeliveryStatus(text: string): DeliveryStatus {
  const groups = fieldGroups(text.slice(0, MAX_TEXT));
  const recipients = groups
    .filter((group) => group.has('final-recipient') || group.has('original-recipient'))
    .slice(0, MAX_RECIPIENTS)
    .map(toRecipient);
  const ids = ['x-original-message-id', 'original-envelope-id'];
  const id = ids.flatMap((name) => groups.map((group) => group.get(name))).find(Boolean);
  return { recipients, originalMessageId: id?.replace(/[<>\s]/g, '') || null };
}

/** Blank lines part the groups; so does a recipient field that the group already has. */
function fieldGroups(text: string): Fields[] {
  const groups: Fields[] = [];
  let group: Fields = new Map();
  let last: string | null = null;
  const close = () => {
    if (group.size > 0) groups.push(group);
    group = new Map();
    last = null;
  };
  for (const line of text.split(/\r\n|\r|\n/)) {
    if (line.trim() === '') close();
    else if (/^[ \t]/.test(line) && last !== null)
      group.set(last, `${group.get(last)} ${line.trim()}`.slice(0, 4000));
    else {
      const colon = line.indexOf(':');
      const name = colon < 1 ? '' : line.slice(0, colon).trim().toLowerCase();
      if (!/^[!-9;-~]{1,60}$/.test(name)) continue;
      if (name.endsWith('-recipient') && group.has(name)) close();
      group.set(
        name,
        line
          .slice(colon + 1)
          .trim()
          .slice(0, 4000),
      );
      last = name;
    }
  }
  close();
  return groups;
}

function toRecipient(group: Fields): DsnRecipient {
  const statusText = group.get('status') ?? '';
  const status = /^\s*([245]\.\d{1,3}\.\d{1,3})/.exec(statusText)?.[1] ?? null;
  const diagnostic = (group.get('diagnostic-code') ?? '')
    .replace(/^\s*(?:smtp|x-[\w-]+|dns|x400)\s*;\s*/i, '')
    .trim();
  // A status that is none ("553 Exceeded maximum inbound message size") is a diagnosis in the wrong field.
  const words = diagnostic || (status === null && !/^[\d.\s]*$/.test(statusText) ? statusText : '');
  return {
    originalRecipient: recipientAddress(group.get('original-recipient')),
    finalRecipient: recipientAddress(group.get('final-recipient')),
    action: readAction(group.get('action'), status),
    status,
    diagnostic: words === '' ? null : words.slice(0, 2000),
  };
}

/** RFC 3464 §2.3.3; `error`, `failure` and `expired` are what some write for `failed`. */
function readAction(text: string | undefined, status: string | null): DsnAction | null {
  const word = /[a-z]+/.exec((text ?? '').toLowerCase())?.[0] ?? '';
  switch (word) {
    case 'failed':
    case 'failure':
    case 'fail':
    case 'error':
    case 'expired':
    case 'deferred-failed':
      return 'failed';
    case 'delayed':
    case 'deferred':
      return 'delayed';
    case 'delivered':
    case 'delivery':
      return 'delivered';
    case 'relayed':
    case 'relay':
      return 'relayed';
    case 'expanded':
      return 'expanded';
    default:
      return status === null ? null : status.startsWith('2') ? 'delivered' : 'failed';
  }
}

/** `rfc822; <x@y>`, `<x@y>`, `x@y (comment)`; null when the value holds no mail address (an X.400 one, a bare login). */
function recipientAddress(value: string | undefined): string | null {
  if (value === undefined) return null;
  const bare = value.replace(/^\s*[\w-]{1,20}\s*;/, '');
  const found = /[^\s<>(),;:"\\]{1,200}@[^\s<>(),;:"\\]{1,253}/.exec(bare.slice(0, 1000))?.[0];
  if (found === undefined) return null;
  // RFC 3461 §4.2: original recipients travel as xtext, and some servers forget to decode it.
  return found
    .replace(/\+2B/g, '+')
    .replace(/\+3D/g, '=')
    .replace(/[.>'"]+$/, '')
    .replace(/^['"]+/, '');
}
