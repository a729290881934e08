-- What hosts say of a talk in the console or by command stands beside what the calendar says.
alter table talk
  add column host_words jsonb not null default '{}',
  add column added_by   text,
  add column reason     text;
