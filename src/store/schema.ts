/**
 * The tables as TypeScript sees them; `migrations/` has the meaning of each column. Instants are Temporal.Instant
 * on both sides (`open-store.ts` converts), bigint identifiers are numbers below 2^53.
 */
import type { ColumnType, Generated, Selectable } from 'kysely';
import type { HostWords } from '../calendar/host-word.ts';
import type { Problem, TalkStatus } from '../calendar/reading.ts';
import type { ToldFacts } from '../calendar/talk.ts';
import type { MailingKind } from '../mailings/mailing-kinds.ts';
import type { MailingFacts } from '../mailings/notice.ts';
import type { AddressChangeTable } from './address-changes.ts';
import type { TalkPhotoTable } from './photos.ts';
import type { VouchTable } from './vouches.ts';

type Instant = Temporal.Instant;
type Id = Generated<number>;
/** Written as text, read as the value: pg leaves JSON to us. */
type Json<T> = ColumnType<T, string, string>;
type DefaultJson<T> = ColumnType<T, string | undefined, string>;

export interface Database {
  inbound: InboundTable;
  imap_cursor: { mailbox: string; uid_validity: number; last_uid: number };
  host: HostTable;
  subscriber: SubscriberTable;
  address_change: AddressChangeTable;
  vouch: VouchTable;
  erased_address: { key_hash: Buffer; erased_at: Instant };
  request: RequestTable;
  decision_link: DecisionLinkTable;
  audit: AuditTable;
  sign_in: { id: Id; host_id: number; made_at: Instant; expires_at: Instant; used_at: Instant | null };
  host_session: HostSessionTable;
  calendar_version: CalendarVersionTable;
  calendar_source: CalendarSourceTable;
  talk: TalkTable;
  talk_photo: TalkPhotoTable;
  mailing: MailingTable;
  service_mail: ServiceMailTable;
  delivery: DeliveryTable;
  bounce: BounceTable;
  rsvp: RsvpTable;
  tick: { colloquium: string; at: Instant };
  fact: { name: string; value: Json<unknown>; at: Instant };
}

export interface InboundTable {
  id: Id;
  colloquium: string;
  identity: Buffer;
  raw: Buffer | null;
  size: number;
  source: string;
  envelope_from: string | null;
  recipient: string;
  client_ip: string | null;
  received_at: Instant;
  attempts: Generated<number>;
  processed_at: Instant | null;
  class: string | null;
  reason: string | null;
  held_at: Instant | null;
  settled_at: Instant | null;
  settled_by: string | null;
}

export interface HostTable {
  id: Id;
  colloquium: string;
  name: string;
  email: string;
  email_key: string;
  added_at: Instant;
  removed_at: Instant | null;
  away_until: Instant | null;
  role: Generated<'host' | 'observer'>;
}

export interface SubscriberTable {
  id: Id;
  colloquium: string;
  email: string;
  email_key: string;
  name: Generated<string>;
  affiliation: string | null;
  language: string | null;
  joined_at: Instant;
  joined_by: string;
  paused_until: Instant | null;
  unsubscribed_at: Instant | null;
  unsubscribed_by: string | null;
  suppressed_at: Instant | null;
  suppressed_why: string | null;
  erased_at: Instant | null;
  declined_kinds: Generated<string[]>;
  bounce_score: Generated<number>;
  bounced_at: Instant | null;
}

export interface RequestTable {
  id: Id;
  colloquium: string;
  email: string;
  email_key: string;
  name: string | null;
  affiliation: string | null;
  motivation: string | null;
  evidence: DefaultJson<Record<string, unknown>>;
  language: string | null;
  sender: Json<Record<string, unknown>>;
  inbound_id: number | null;
  thread_id: string | null;
  subject: Generated<string>;
  asked_at: Instant;
  confirmed_at: Instant | null;
  details_wanted_at: Instant | null;
  hosts_told_at: Instant | null;
  question_at: Instant | null;
  question: string | null;
  decision: 'approve' | 'decline' | null;
  decided_at: Instant | null;
  decided_by: string | null;
  decided_via: string | null;
  reason: string | null;
  effective_at: Instant | null;
  closed_at: Instant | null;
  closed_why: string | null;
  vouch_id: number | null;
}

export interface DecisionLinkTable {
  id: Id;
  request_id: number;
  host_id: number;
  made_at: Instant;
  expires_at: Instant;
  used_at: Instant | null;
  revoked_at: Instant | null;
}

export interface AuditTable {
  id: Id;
  at: Instant;
  colloquium: string | null;
  who: string;
  way: string;
  what: string;
  subject: string;
  detail: DefaultJson<Record<string, unknown>>;
}

export interface HostSessionTable {
  id: Id;
  host_id: number;
  made_at: Instant;
  seen_at: Instant;
  expires_at: Instant;
  revoked_at: Instant | null;
  device: Generated<string>;
}

export interface CalendarVersionTable {
  id: Id;
  colloquium: string;
  read_at: Instant;
  hash: Buffer;
  content: string;
  problems: DefaultJson<unknown[]>;
}

export interface CalendarSourceTable {
  colloquium: string;
  read_at: Instant | null;
  failed_at: Instant | null;
  failed_why: string | null;
  etag: string | null;
}

export interface TalkTable {
  id: Id;
  colloquium: string;
  uid: string;
  sequence: Generated<number>;
  date: string;
  start_time: string;
  end_time: string;
  starts_at: Instant;
  ends_at: Instant;
  title: string | null;
  speaker: string | null;
  affiliation: string | null;
  abstract: string | null;
  bio: string | null;
  photo: string | null;
  place: string | null;
  online: string | null;
  watch: string | null;
  status: TalkStatus;
  problems: DefaultJson<Problem[]>;
  first_seen_at: Instant;
  changed_at: Instant;
  withdrawn_at: Instant | null;
  told: ColumnType<ToldFacts | null, string | null | undefined, string | null>;
  told_at: Instant | null;
  called_off_at: Instant | null;
  host_words: DefaultJson<HostWords>;
  added_by: string | null;
  reason: string | null;
}

export interface MailingTable {
  id: Id;
  colloquium: string;
  talk_id: number;
  kind: MailingKind;
  rule: string;
  revision: number;
  slot_at: Instant;
  goes_at: Instant;
  planned_at: Instant;
  facts: Json<MailingFacts>;
  held_at: Instant | null;
  held_by: string | null;
  frozen_at: Instant | null;
  frozen_upto: Generated<number | null>;
  paused_at: Instant | null;
  paused_why: string | null;
  cancelled_at: Instant | null;
  cancelled_by: string | null;
  missed_at: Instant | null;
  missed_why: string | null;
  done_at: Instant | null;
  audience: number | null;
  excluded: DefaultJson<Record<string, number>>;
  reported_at: Instant | null;
}

export interface ServiceMailTable {
  id: Id;
  colloquium: string;
  kind: string;
  identity: string;
  to_email: string;
  to_name: Generated<string>;
  language: string | null;
  request_id: number | null;
  host_id: number | null;
  subscriber_id: number | null;
  talk_id: number | null;
  mailing_id: number | null;
  facts: Json<Record<string, unknown>>;
  thread_id: string | null;
  made_at: Instant;
}

export type DeliveryState =
  | 'queued'
  | 'sending'
  | 'submitted'
  | 'deferred'
  | 'failed'
  | 'suppressed'
  | 'skipped'
  | 'uncertain';

export interface DeliveryTable {
  id: Id;
  mailing_id: number | null;
  subscriber_id: number | null;
  service_mail_id: number | null;
  state: Generated<DeliveryState>;
  attempts: Generated<number>;
  uncertain_count: Generated<number>;
  next_at: Instant | null;
  lease_until: Instant | null;
  lease_owner: string | null;
  reply: string | null;
  settled_at: Instant | null;
}

export interface BounceTable {
  id: Id;
  delivery_id: number | null;
  subscriber_id: number | null;
  inbound_id: number | null;
  at: Instant;
  counts_as: 'hard' | 'soft' | 'complaint';
  status: string | null;
  diagnostic: string | null;
}

export interface RsvpTable {
  talk_id: number;
  subscriber_id: number;
  answer: string;
  comment: string | null;
  sequence: number;
  stamped_at: Instant;
  inbound_id: number | null;
}

export type InboundRow = Selectable<InboundTable>;
export type HostRow = Selectable<HostTable>;
export type SubscriberRow = Selectable<SubscriberTable>;
export type RequestRow = Selectable<RequestTable>;
export type TalkRow = Selectable<TalkTable>;
export type MailingRow = Selectable<MailingTable>;
export type ServiceMailRow = Selectable<ServiceMailTable>;
