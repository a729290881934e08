/** What one mail does to its neighbours when many are written together: nothing. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { systemClock } from '../../src/clock.ts';
import { openEvents } from '../../src/events.ts';
import { openReceive } from '../../src/intake/receive.ts';
import { openTestDatabase } from '../support/database.ts';
import { letter, quiet } from '../support/intake.ts';

test('a mail that the database refuses is refused alone, and the others are safe', async () => {
  const database = await openTestDatabase();
  try {
    const rung: number[] = [];
    const bell = {
      async ring(_queue: unknown, payload: unknown) {
        rung.push(...(payload as { inboundIds: number[] }).inboundIds);
      },
    };
    const receive = openReceive({
      store: database.store,
      bell,
      events: openEvents(quiet),
      clock: systemClock,
    });
    const outcomes = await Promise.allSettled(
      Array.from({ length: 40 }, (_, number) =>
        receive({
          colloquium: 'ai',
          // PostgreSQL takes no NUL in a text.
          recipient: number === 17 ? 'colloquium\0@lab.example' : 'colloquium@lab.example',
          raw: Buffer.from(letter(number)),
          size: 10,
          source: 'smtp',
          envelopeFrom: '',
          clientIp: null,
        }),
      ),
    );
    assert.deepEqual(
      outcomes.flatMap(({ status }, number) => (status === 'rejected' ? [number] : [])),
      [17],
    );
    const rows = await database.store.db.selectFrom('inbound').select('id').orderBy('id').execute();
    assert.equal(rows.length, 39);
    assert.deepEqual(
      rung.toSorted((one, other) => one - other),
      rows.map(({ id }) => id),
    );
  } finally {
    await database.close();
  }
});
