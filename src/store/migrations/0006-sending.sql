-- Claims go mailing by mailing: a paused mailing of a million costs the others nothing.
drop index delivery_due;
create index delivery_due on delivery (mailing_id, next_at, id) where next_at is not null;

-- Rows of an audience are inserted by one statement that selects from mailing and subscriber, and neither is ever
-- deleted (erasure empties the row). Checking each reference again would triple the time of freezing and lock every
-- subscriber against an unsubscribe meanwhile.
alter table delivery drop constraint delivery_mailing_id_fkey;
alter table delivery drop constraint delivery_subscriber_id_fkey;

-- One delivery per service mail, without an entry for each row that has none.
alter table delivery drop constraint delivery_service_mail_id_key;
create unique index delivery_service_mail on delivery (service_mail_id) where service_mail_id is not null;

-- What was handed over lately, for quotas that all workers share: one row per stretch of time.
create table quota_use (
  span       text not null,                -- second, hour, day
  started_at timestamptz not null,
  used       integer not null,
  primary key (span, started_at)
);

-- The default (4) is for turning disks; with it the planner reads a whole table of 100,000 deliveries to find 300 by
-- their keys, six times as long. Whoever does not own the database keeps the server's setting.
do $$
begin
  execute format('alter database %I set random_page_cost = 1.1', current_database());
exception when insufficient_privilege then
  null;
end $$;
