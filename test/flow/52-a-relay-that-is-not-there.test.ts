/** Bad input: SMTP_URL names a server that does not answer. The service runs, says so, and keeps every mail. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openChildStage, statusOf, until } from '../support/child-service.ts';
import { freezeAnnouncement, isDone, toMembers } from '../support/child-service-mailing.ts';
import { openTestDatabase } from '../support/database.ts';
import { addresses, assertBooks, tally } from '../support/faults.ts';
import { freePorts } from '../support/free-port.ts';
import { openSmtpSink } from '../support/smtp-sink.ts';

test('nothing answers at SMTP_URL: mail waits unharmed, and leaves when there is a relay', async (t) => {
  const database = await openTestDatabase();
  t.after(() => database.close());
  const stage = await openChildStage({ DATABASE_URL: database.url, LOG_LEVEL: 'warn' });
  t.after(() => stage.close());
  const people = 30;
  const mailingId = await freezeAnnouncement(stage, database.store, people);
  const [closed = 0] = await freePorts(1);

  const service = stage.start({ env: { SMTP_URL: `smtp://127.0.0.1:${closed}` } });
  await service.ready();
  const isSaid = () => /the relay does not take mail: it waits in the ledger/.test(service.said());
  // At the first try; on a machine with too much to do, at the next beat.
  await until(isSaid, { patienceMs: 100_000, what: 'a word about it' });
  assert.equal(await statusOf(`${service.url}/readyz`), 200, 'pages and intake work all the same');
  service.kill('SIGTERM');
  const { code } = await service.ended;
  assert.equal(code, 0);
  const { states } = await assertBooks(database.store, mailingId);
  assert.equal(states.queued + states.deferred, people, 'everybody waits');
  const tried = await database.store.db
    .selectFrom('delivery')
    .select('id')
    .where('attempts', '>', 0)
    .where('mailing_id', '=', mailingId)
    .execute();
  assert.equal(tried.length, 0, 'no attempt of theirs was used up');

  const sink = await openSmtpSink();
  t.after(() => sink.close());
  await database.store.db.updateTable('delivery').set({ next_at: Temporal.Now.instant() }).execute();
  const second = stage.start({ env: { SMTP_URL: sink.url } });
  await until(() => isDone(database.store, mailingId), {
    patienceMs: 100_000,
    what: 'the end of the mailing',
  });
  second.kill('SIGTERM');
  await second.ended;
  assert.deepEqual(tally(toMembers(sink.messages), await addresses(database.store)), {
    lost: [],
    doubled: 0,
  });
});
