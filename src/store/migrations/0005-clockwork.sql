-- What the service knows about itself.

-- How far the planner has looked, per colloquium: it asks what became due since then.
create table tick (
  colloquium text primary key,
  at         timestamptz not null
);

-- Small facts with one writer: the last backup, a restored copy that waits for a host's release.
create table fact (
  name  text primary key,
  value jsonb not null,
  at    timestamptz not null
);
