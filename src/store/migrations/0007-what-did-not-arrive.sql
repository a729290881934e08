-- What a mailing's page and its report name one by one. Few rows, so that handing over stays as cheap as it was.
create index delivery_troubled on delivery (mailing_id) where state in ('deferred', 'failed', 'uncertain');
