-- What a mail's writer asked before, and what was written to an address lately, is asked for with every mail that comes
-- in: it must cost the same with ten thousand requests as with ten.
create index request_of_person on request (colloquium, email_key);
drop index service_mail_to;
create index service_mail_to on service_mail (lower(to_email), made_at);
create index service_mail_kind on service_mail (colloquium, kind, made_at);
