-- Every mail that came in, raw, before anybody was told that it was accepted (promise 1).

create table inbound (
  id            bigint generated always as identity primary key,
  colloquium    text not null,
  -- Hash of the message without its trace headers: the same mail by two ways is one row.
  identity      bytea not null unique,
  raw           bytea,                     -- null once the retention time has passed
  size          integer not null,
  source        text not null,             -- smtp, lmtp, imap, stdin
  envelope_from text,
  recipient     text not null,             -- the address of ours it came to, sub-address included
  client_ip     text,
  received_at   timestamptz not null,
  attempts      integer not null default 0,
  processed_at  timestamptz,
  class         text,
  -- Why it was held or refused, for a host's eyes.
  reason        text,
  held_at       timestamptz,
  settled_at    timestamptz,
  settled_by    text
);
create index inbound_unprocessed on inbound (id) where processed_at is null;
create index inbound_held on inbound (colloquium, held_at) where held_at is not null and settled_at is null;

-- How far each mailbox has been read (RFC 9051 §2.3.1: a new UIDVALIDITY makes all UIDs new).
create table imap_cursor (
  mailbox      text primary key,
  uid_validity bigint not null,
  last_uid     bigint not null
);
