-- Claims go mailing by mailing: a paused mailing of a million costs the others nothing.
drop index delivery_due;
create index delivery_due on delivery (mailing_id, next_at, id) where next_at is not null;

-- What was handed over lately, for quotas that all workers share: one row per stretch of time.
create table quota_use (
  span       text not null,                -- second, hour, day
  started_at timestamptz not null,
  used       integer not null,
  primary key (span, started_at)
);
