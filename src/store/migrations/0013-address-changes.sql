-- A subscriber asks for mail at another address: it moves when the old and the new address have both said yes.
create table address_change (
  id               bigint generated always as identity primary key,
  subscriber_id    bigint not null references subscriber (id),
  former_key       text not null,          -- addressKey of the address that it moves from
  email            text not null,
  email_key        text not null,
  asked_at         timestamptz not null,
  expires_at       timestamptz not null,
  old_confirmed_at timestamptz,
  new_confirmed_at timestamptz,
  refused_at       timestamptz,
  done_at          timestamptz,
  check (refused_at is null or done_at is null)
);
-- One at a time; what is done stays, because the person's earlier mail stands under the earlier address.
create unique index address_change_pending on address_change (subscriber_id) where done_at is null;
