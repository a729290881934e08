-- Somebody at the desk who looks on: sees everything of the colloquium, decides and changes nothing.
alter table host add column role text not null default 'host' check (role in ('host', 'observer'));
