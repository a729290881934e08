-- What somebody wrote before completes a short request; and what has outlived its time is found without reading every row.
create index inbound_writer on inbound (colloquium, lower(envelope_from)) where raw is not null;
create index inbound_raw on inbound (processed_at) where raw is not null;
