-- A large audience becomes rows part by part, in the order of the list, so that the first people need not wait for the
-- last: the subscriber up to whom it has been frozen. Null: all of it has, or nothing yet.
alter table mailing add column frozen_upto bigint;
-- The list in its order, from any place on.
create index subscriber_in_order on subscriber (colloquium, id);
