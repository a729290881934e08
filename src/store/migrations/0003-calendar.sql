-- What the calendar said, and when.

create table calendar_version (
  id         bigint generated always as identity primary key,
  colloquium text not null,
  read_at    timestamptz not null,
  hash       bytea not null,
  content    text not null,
  problems   jsonb not null default '[]'
);
create index calendar_version_latest on calendar_version (colloquium, id desc);

-- The state of reading: when last, and what went wrong.
create table calendar_source (
  colloquium   text primary key,
  read_at      timestamptz,
  failed_at    timestamptz,
  failed_why   text,
  etag         text
);

create table talk (
  id            bigint generated always as identity primary key,
  colloquium    text not null,
  uid           text not null unique,
  sequence      integer not null default 0,
  date          text not null,
  start_time    text not null,
  end_time      text not null,
  starts_at     timestamptz not null,
  ends_at       timestamptz not null,
  title         text,
  speaker       text,
  affiliation   text,
  abstract      text,
  bio           text,
  photo         text,
  place         text,
  online        text,
  watch         text,
  status        text not null,
  problems      jsonb not null default '[]',
  first_seen_at timestamptz not null,
  changed_at    timestamptz not null,
  withdrawn_at  timestamptz,
  told          jsonb,
  told_at       timestamptz,
  called_off_at timestamptz
);
create index talk_by_start on talk (colloquium, starts_at);
