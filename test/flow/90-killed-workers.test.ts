/** Faults 1 and 18 of the list in docs: workers are killed at random moments, and several share one mailing. */
import assert from 'node:assert/strict';
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { addresses, assertBooks, freezeSample, tally } from '../support/faults.ts';
import { openSmtpSink, type SmtpSink } from '../support/smtp-sink.ts';

const people = 2000;
const kills = 20;
/** As the workers have it. */
const connections = 10;

suite('a worker is killed while it sends (promise 6)', () => {
  let database: TestDatabase;
  let sink: SmtpSink;
  const journals = mkdtempSync(join(tmpdir(), 'convoke-journal-'));
  before(async () => {
    database = await openTestDatabase();
  });
  after(() => database.close());

  test(`kill -9 ${kills} times in one mailing: nobody is lost, and what came twice is the same mail`, async (t) => {
    sink = await openSmtpSink({ delayMs: 4, finalDelayMs: 0 });
    t.after(() => sink.close());
    const { mailingId } = await freezeSample(database.store, people);
    for (let kill = 0; kill < kills; kill++) {
      const worker = startWorker();
      const before = sink.messages.length;
      while (sink.messages.length < before + 5 && worker.exitCode === null) await sleep(2);
      await sleep(Math.random() * 80);
      worker.kill('SIGKILL');
      if (worker.exitCode === null && worker.signalCode === null) await once(worker, 'exit');
    }
    const began = performance.now();
    await finish(startWorker());
    const seconds = (performance.now() - began) / 1000;
    const book = await assertBooks(database.store, mailingId);
    const { lost, doubled } = tally(sink.messages, await addresses(database.store));
    t.diagnostic(
      `lost ${lost.length}, doubled ${doubled}, perhaps twice ${book.perhapsTwice}, resumed in ${seconds.toFixed(1)} s`,
    );
    assert.deepEqual(lost, []);
    assert.equal(book.states.submitted, people);
    assert.ok(doubled <= kills * connections, `${doubled} doubled`);
    assert.ok(doubled <= book.perhapsTwice, 'every double was announced as possible');
    assert.ok(seconds <= 120);
  });

  test('five workers share one mailing: everybody once', async (t) => {
    sink = await openSmtpSink({ delayMs: 2 });
    t.after(() => sink.close());
    const { mailingId } = await freezeSample(database.store, people);
    await Promise.all(Array.from({ length: 5 }, () => finish(startWorker())));
    const book = await assertBooks(database.store, mailingId);
    assert.deepEqual(tally(sink.messages, await addresses(database.store)), { lost: [], doubled: 0 });
    assert.equal(book.perhapsTwice, 0);
  });

  function startWorker(): ChildProcess {
    return fork(join(import.meta.dirname, '../support/delivery-child.ts'), [
      database.url,
      sink.url,
      journals,
    ]);
  }

  /** Ends when a worker says that the mailing is done, or when it finds it done by another. */
  async function finish(worker: ChildProcess): Promise<void> {
    const done = once(worker, 'exit');
    const { store } = database;
    for (;;) {
      const mailing = await store.db.selectFrom('mailing').select('done_at').executeTakeFirstOrThrow();
      if (mailing.done_at !== null) break;
      await Promise.race([done, sleep(100)]);
      if (worker.exitCode !== null) break;
    }
    worker.kill('SIGTERM');
    await done;
  }
});
