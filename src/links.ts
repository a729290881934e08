/** Every address that stands in a mail or on a page, made in one place. `base` is the service's public_url. */
import type { Colloquium, Config } from '../config/schema.ts';
import { domainOf } from './mail/address.ts';
import { formatMessageId } from './mail/message-id.ts';
import { signToken } from './signed-token.ts';

export function talkUrl(base: string, talkId: number): string {
  return `${base}/talks/${talkId}`;
}

export function colloquiumUrl(config: Config, colloquium: Pick<Colloquium, 'id'>): string {
  const base = config.service.public_url;
  return config.colloquia.length === 1 ? base : `${base}/c/${colloquium.id}`;
}

export function unsubscribeUrl(config: Config, subscriberId: number): string {
  return `${config.service.public_url}/unsubscribe/${signToken(config.secret, 'unsubscribe', subscriberId)}`;
}

export function preferencesUrl(config: Config, subscriberId: number): string {
  return `${config.service.public_url}/preferences/${signToken(config.secret, 'preferences', subscriberId)}`;
}

export function confirmUrl(config: Config, requestId: number): string {
  return `${config.service.public_url}/confirm/${signToken(config.secret, 'confirm', requestId)}`;
}

/** The page of a change of address, for the old mailbox or the new one. */
export function moveUrl(config: Config, changeId: number, side: 'old' | 'new'): string {
  const token = signToken(config.secret, side === 'old' ? 'move-old' : 'move-new', changeId);
  return `${config.service.public_url}/address/${side}/${token}`;
}

/** The page of a subscriber's link for somebody else. */
export function vouchUrl(config: Config, vouchId: number): string {
  return `${config.service.public_url}/vouch/${signToken(config.secret, 'vouch', vouchId)}`;
}

export function decisionUrl(
  config: Config,
  linkId: number,
  act: 'approve' | 'decline' | 'ask' | 'undo',
): string {
  return `${config.service.public_url}/requests/${signToken(config.secret, 'decision-link', linkId)}?do=${act}`;
}

export function signInUrl(config: Config, signInId: number): string {
  return `${config.service.public_url}/host/sign-in/${signToken(config.secret, 'sign-in', signInId)}`;
}

/** A page of the hosts' console: `requests/12`. */
export function deskUrl(config: Config, page = ''): string {
  return `${config.service.public_url}/host${page === '' ? '' : `/${page}`}`;
}

/** What a sub-address of the mailbox is for; the letters are those that classification knows. */
export type SubAddress = 'b' | 'r' | 'd' | 'm' | 'a' | 'v' | 'leave' | 'confirm';

/** `colloquium+d-TOKEN@host`; the bare mailbox where the provider has no sub-addresses (answers are then known by thread). */
export function subAddressOf(colloquium: Colloquium, use: SubAddress, token: string): string {
  if (!colloquium.sub_addresses) return colloquium.address;
  const at = colloquium.address.lastIndexOf('@');
  return `${colloquium.address.slice(0, at)}+${use}-${token}${colloquium.address.slice(at)}`;
}

/** The Message-ID of one delivery: signed, so that an answer to it names the delivery for certain. */
export function messageIdOf(config: Config, colloquium: Colloquium, deliveryId: number): string {
  return formatMessageId(signToken(config.secret, 'message-id', deliveryId), domainOf(colloquium.address));
}
