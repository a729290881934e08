-- A subscriber vouches for one person, who then needs no host. Off unless the colloquium's file says for how many.
create table vouch (
  id            bigint generated always as identity primary key,
  subscriber_id bigint not null references subscriber (id),
  made_at       timestamptz not null,
  expires_at    timestamptz not null,
  revoked_at    timestamptz,             -- the subscriber took it back
  used_at       timestamptz              -- somebody came onto the list by it: it serves nobody else
);
create index vouch_of on vouch (subscriber_id, made_at);

-- The link that a request carried, whether it decided anything or not.
alter table request add column vouch_id bigint references vouch (id) on delete set null;
