import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { sql } from 'kysely';
import { OperatorError } from '../../src/errors.ts';
import { migrate } from '../../src/store/migrate.ts';
import { openTestDatabase } from '../support/database.ts';

test('a new database is brought to this version once, and then left alone', async () => {
  const database = await openTestDatabase({ migrated: false });
  try {
    const [first, second] = await Promise.all([migrate(database.store.db), migrate(database.store.db)]);
    assert.ok(first.length + second.length >= 5);
    assert.ok(first.length === 0 || second.length === 0, 'only one of two starts applies them');
    assert.deepEqual(await migrate(database.store.db), []);
  } finally {
    await database.close();
  }
});

test('each migration has a number of its own, without a gap', () => {
  const numbers = readdirSync(join(import.meta.dirname, '../../src/store/migrations'))
    .map((name) => Number(name.slice(0, 4)))
    .sort((one, other) => one - other);
  assert.deepEqual(
    numbers,
    numbers.map((_, index) => index + 1),
  );
});

test('a database of a newer version is refused with one sentence', async () => {
  const database = await openTestDatabase();
  try {
    await sql`insert into migration (name, timestamp) values ('0999-from-the-future', 'now')`.execute(
      database.store.db,
    );
    await assert.rejects(migrate(database.store.db), (error: unknown) => {
      assert.ok(error instanceof OperatorError);
      assert.match(error.message, /newer Convoke \(it has 0999-from-the-future\)/);
      return true;
    });
  } finally {
    await database.close();
  }
});

test('an instant goes into the database and comes back as itself, to the microsecond', async () => {
  const database = await openTestDatabase();
  try {
    const at = Temporal.Instant.from('2026-03-29T01:30:00.123456Z');
    await database.store.db.insertInto('tick').values({ colloquium: 'c', at }).execute();
    const row = await database.store.db.selectFrom('tick').select('at').executeTakeFirstOrThrow();
    assert.equal(row.at.toString(), at.toString());
  } finally {
    await database.close();
  }
});
