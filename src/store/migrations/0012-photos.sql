-- The photo of a speaker as it was fetched, once per talk and address: a mailing's copies carry the same bytes for good.
create table talk_photo (
  id           bigint generated always as identity primary key,
  talk_id      bigint not null references talk (id),
  source       text not null,
  fetched_at   timestamptz not null,
  content_type text,
  content      bytea,
  failed_why   text,
  unique (talk_id, source)
);
