-- Mailings, service mails, and the one ledger of everything that leaves.

create table mailing (
  id           bigint generated always as identity primary key,
  colloquium   text not null,
  talk_id      bigint not null references talk (id),
  kind         text not null,
  rule         text not null,
  revision     integer not null,
  slot_at      timestamptz not null,
  goes_at      timestamptz not null,
  planned_at   timestamptz not null,
  -- What the recipients are told, taken when the proof was made and again when frozen.
  facts        jsonb not null,
  held_at      timestamptz,
  held_by      text,
  frozen_at    timestamptz,
  paused_at    timestamptz,
  paused_why   text,
  cancelled_at timestamptz,
  cancelled_by text,
  missed_at    timestamptz,
  missed_why   text,
  done_at      timestamptz,
  audience     integer,
  excluded     jsonb not null default '{}',  -- reason -> how many
  reported_at  timestamptz,
  -- Promise 5: a mailing exists once.
  unique (talk_id, rule, revision)
);
create index mailing_open on mailing (colloquium, goes_at)
  where done_at is null and cancelled_at is null and missed_at is null;

-- A mail to one person: an answer, a welcome, a question to a host.
create table service_mail (
  id           bigint generated always as identity primary key,
  colloquium   text not null,
  kind         text not null,
  -- What this mail is, in one string: request:12/acknowledged. It exists once.
  identity     text not null unique,
  to_email     text not null,
  to_name      text not null default '',
  language     text,
  request_id   bigint references request (id),
  host_id      bigint references host (id),
  subscriber_id bigint references subscriber (id),
  talk_id      bigint references talk (id),
  mailing_id   bigint references mailing (id),
  -- Everything the template needs that is not a link; links are made when the mail is composed.
  facts        jsonb not null,
  thread_id    text,                       -- Message-ID it answers
  made_at      timestamptz not null
);
create index service_mail_to on service_mail (to_email, made_at);

-- Promise 6: a delivery exists once per mailing and subscriber.
create table delivery (
  id              bigint generated always as identity primary key,
  mailing_id      bigint references mailing (id),
  subscriber_id   bigint references subscriber (id),
  service_mail_id bigint unique references service_mail (id),
  state           text not null default 'queued' check (state in
    ('queued', 'sending', 'submitted', 'deferred', 'failed', 'suppressed', 'skipped', 'uncertain')),
  attempts        smallint not null default 0,
  uncertain_count smallint not null default 0,
  -- Due at; null when nothing more is to be done.
  next_at         timestamptz,
  -- The lease of a claim, in the database server's own time.
  lease_until     timestamptz,
  lease_owner     text,
  reply           text,                    -- the last answer of the next hop, or why it was left out
  settled_at      timestamptz,
  check ((mailing_id is null) = (subscriber_id is null)),
  check ((mailing_id is null) <> (service_mail_id is null)),
  unique (mailing_id, subscriber_id)
) with (fillfactor = 60);
create index delivery_due on delivery (next_at, id) where next_at is not null;
create index delivery_leased on delivery (lease_until) where state = 'sending';

create table bounce (
  id            bigint generated always as identity primary key,
  delivery_id   bigint references delivery (id),
  subscriber_id bigint references subscriber (id),
  inbound_id    bigint references inbound (id),
  at            timestamptz not null,
  counts_as     text not null check (counts_as in ('hard', 'soft', 'complaint')),
  status        text,
  diagnostic    text
);
create index bounce_by_subscriber on bounce (subscriber_id, at);

create table rsvp (
  talk_id       bigint not null references talk (id),
  subscriber_id bigint not null references subscriber (id),
  answer        text not null,             -- accepted, declined, tentative
  comment       text,
  sequence      integer not null,
  stamped_at    timestamptz not null,      -- DTSTAMP of the reply
  inbound_id    bigint references inbound (id),
  primary key (talk_id, subscriber_id)
);
