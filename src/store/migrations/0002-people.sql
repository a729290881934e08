-- Hosts, subscribers, requests, and the log of who changed what.

create table host (
  id         bigint generated always as identity primary key,
  colloquium text not null,
  name       text not null,
  email      text not null,
  email_key  text not null,
  added_at   timestamptz not null,
  removed_at timestamptz,
  away_until timestamptz,
  unique (colloquium, email_key)
);

create table subscriber (
  id                bigint generated always as identity primary key,
  colloquium        text not null,
  email             text not null,
  email_key         text not null,         -- addressKey(email): one row per person and colloquium
  name              text not null default '',
  affiliation       text,
  language          text,
  joined_at         timestamptz not null,
  joined_by         text not null,         -- request:ID, import, host:NAME
  paused_until      timestamptz,
  unsubscribed_at   timestamptz,
  unsubscribed_by   text,
  suppressed_at     timestamptz,
  suppressed_why    text,
  erased_at         timestamptz,
  -- Kinds of mail this person does not want.
  declined_kinds    text[] not null default '{}',
  bounce_score      real not null default 0,
  bounced_at        timestamptz,
  unique (colloquium, email_key)
);
create index subscriber_reachable on subscriber (colloquium, id)
  where unsubscribed_at is null and suppressed_at is null and erased_at is null;

-- A keyed hash is all that stays of an erased address, so that it is not written to again.
create table erased_address (
  key_hash  bytea primary key,
  erased_at timestamptz not null
);

create table request (
  id            bigint generated always as identity primary key,
  colloquium    text not null,
  email         text not null,
  email_key     text not null,
  name          text,
  affiliation   text,
  motivation    text,
  -- field -> { source, start, end, text, rule }: where each value stands in the mail
  evidence      jsonb not null default '{}',
  language      text,
  sender        jsonb not null,            -- the sender verdict of the mail that brought it
  inbound_id    bigint references inbound (id),
  thread_id     text,                      -- Message-ID that answers refer to
  subject       text not null default '',
  asked_at      timestamptz not null,      -- when the person asked to join
  confirmed_at  timestamptz,               -- the address proved itself, or did not need to
  details_wanted_at timestamptz,           -- the missing pieces were asked for (once)
  hosts_told_at timestamptz,
  question_at   timestamptz,               -- a host asked the applicant
  question      text,
  decision      text check (decision in ('approve', 'decline')),
  decided_at    timestamptz,
  decided_by    text,
  decided_via   text,                      -- page, reply, console, command
  reason        text,
  effective_at  timestamptz,               -- end of the undo window
  closed_at     timestamptz,               -- expired, withdrawn
  closed_why    text,
  check ((decision is null) = (decided_at is null))
);
-- Promise 2: one open request per person and colloquium.
create unique index request_open on request (colloquium, email_key) where decided_at is null and closed_at is null;
create index request_waiting on request (colloquium, asked_at) where decided_at is null and closed_at is null;

-- What a host may do with one request; tokens are signed over this id and stored nowhere.
create table decision_link (
  id         bigint generated always as identity primary key,
  request_id bigint not null references request (id),
  host_id    bigint not null references host (id),
  made_at    timestamptz not null,
  expires_at timestamptz not null,
  used_at    timestamptz,
  revoked_at timestamptz,
  unique (request_id, host_id)
);

-- Append-only: who changed what, when, by what way.
create table audit (
  id         bigint generated always as identity primary key,
  at         timestamptz not null,
  colloquium text,
  who        text not null,                -- host:ID, subscriber:ID, command, service
  way        text not null,                -- page, reply, console, command, one-click, mail, import, rule
  what       text not null,                -- request.approved, subscriber.unsubscribed, mailing.held
  subject    text not null,                -- request:12, subscriber:7, mailing:3
  detail     jsonb not null default '{}'
);
create index audit_subject on audit (subject, id);

create table sign_in (
  id         bigint generated always as identity primary key,
  host_id    bigint not null references host (id),
  made_at    timestamptz not null,
  expires_at timestamptz not null,
  used_at    timestamptz
);

create table host_session (
  id         bigint generated always as identity primary key,
  host_id    bigint not null references host (id),
  made_at    timestamptz not null,
  seen_at    timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  device     text not null default ''
);
