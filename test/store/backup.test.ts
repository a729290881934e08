/** A backup holds everything we keep, and comes back as it was. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { sql } from 'kysely';
import { dumpDatabase } from '../../src/store/backup-dump.ts';
import { readHead, restoreLines } from '../../src/store/backup-restore.ts';
import { backedUpTables, versionTables } from '../../src/store/backup-tables.ts';
import type { Store } from '../../src/store/open-store.ts';
import { insertAudience } from '../support/audience.ts';
import { openTestDatabase } from '../support/database.ts';

const now = Temporal.Instant.from('2026-11-24T12:00:00Z');
const secret = 'a secret for tests only, long enough';

async function dump(store: Store): Promise<string[]> {
  const pieces: string[] = [];
  await dumpDatabase(store, { secretMark: 'mark', madeAt: now }, async (piece) => void pieces.push(piece));
  return pieces.join('').split('\n');
}

async function load(store: Store, lines: readonly string[], replace = false) {
  const reading = (async function* () {
    yield* lines;
  })();
  const head = await readHead(reading);
  return restoreLines(store, head, reading, { secret, replace, now });
}

/** Rows only: the head and the hold are of the copy. */
const rowsOf = (lines: readonly string[]) =>
  lines.filter((line) => line.startsWith('[') && !line.startsWith('["restored"'));

test('no table of ours is forgotten', async () => {
  const database = await openTestDatabase();
  try {
    const { rows } = await sql<{ name: string }>`
      select tablename as name from pg_tables where schemaname = current_schema()`.execute(database.store.db);
    const ours = [...backedUpTables, ...versionTables].toSorted();
    assert.deepEqual(rows.map(({ name }) => name).toSorted(), ours);
  } finally {
    await database.close();
  }
});

test('values of every kind come back as they were: bytes, lists, JSON, nothing, times to the microsecond', async () => {
  const from = await openTestDatabase();
  const to = await openTestDatabase({ migrated: false });
  try {
    const { mailingId } = await insertAudience(from.store, 50);
    await from.store.db
      .insertInto('inbound')
      .values({
        colloquium: 'ai',
        identity: Buffer.from([0, 255, 10]),
        raw: Buffer.from('a\0b\r\n“ü”'),
        size: 9,
        source: 'smtp',
        recipient: 'x@y.example',
        received_at: Temporal.Instant.from('2026-11-24T12:00:00.123456Z'),
      })
      .execute();
    await sql`update subscriber set declined_kinds = '{reminder,"a b"}', name = E'two\nlines "quoted" \\ ü' where id = 1`.execute(
      from.store.db,
    );
    await sql`update mailing set facts = '{"title": null, "n": 1.50, "x": "\\u00e9"}' where id = ${mailingId}`.execute(
      from.store.db,
    );
    const before = await dump(from.store);
    const { rows } = await load(to.store, before);
    assert.equal(rows, rowsOf(before).length);
    assert.deepEqual(rowsOf(await dump(to.store)), rowsOf(before));
  } finally {
    await from.close();
    await to.close();
  }
});

test('numbers that stand signed in mails are never given out again', async () => {
  const from = await openTestDatabase();
  const to = await openTestDatabase({ migrated: false });
  try {
    await insertAudience(from.store, 3);
    await load(to.store, await dump(from.store));
    const { rows } = await sql<{ id: number }>`
      insert into subscriber (colloquium, email, email_key, joined_at, joined_by)
      values ('ai', 'n@x.example', 'n@x.example', now(), 'import') returning id`.execute(to.store.db);
    assert.ok((rows[0]?.id ?? 0) > 1_000_000);
  } finally {
    await from.close();
    await to.close();
  }
});

test('a backup that is cut off or of a newer version changes nothing', async () => {
  const from = await openTestDatabase();
  try {
    await insertAudience(from.store, 5);
    const lines = await dump(from.store);
    const before = rowsOf(lines);
    await assert.rejects(load(from.store, lines.slice(0, -3), true), /not whole/);
    const head = JSON.parse(lines[0] ?? '') as { schema: string[] };
    const newer = JSON.stringify({ ...head, schema: [...head.schema, '9999-what-is-this'] });
    await assert.rejects(load(from.store, [newer, ...lines.slice(1)], true), /newer Convoke/);
    await assert.rejects(load(from.store, lines), /in use/);
    assert.deepEqual(rowsOf(await dump(from.store)), before);
  } finally {
    await from.close();
  }
});

test('a backup of an earlier version is brought to this one', async () => {
  const from = await openTestDatabase();
  const to = await openTestDatabase({ migrated: false });
  try {
    await insertAudience(from.store, 2);
    // Columns that came later.
    await sql`alter table mailing drop column frozen_upto`.execute(from.store.db);
    await sql`alter table host drop column role`.execute(from.store.db);
    await sql`alter table request drop column vouch_id`.execute(from.store.db);
    await sql`alter table talk drop column host_words, drop column added_by, drop column reason`.execute(
      from.store.db,
    );
    const lines = await dump(from.store);
    const head = JSON.parse(lines[0] ?? '') as { schema: string[] };
    const earlier = head.schema.slice(0, head.schema.indexOf('0006-sending'));
    const upTo = lines.findIndex((line) => line.startsWith('{"table":"quota_use"'));
    const isLater = (line: string) => /^\{"table":"(?:talk_photo|address_change|vouch)"/.test(line);
    const rows = lines.filter(
      (line, index) => index > 0 && !isLater(line) && (index < upTo || line.startsWith('{"end"')),
    );
    const old = [JSON.stringify({ ...head, schema: earlier }), ...rows];
    await load(to.store, old);
    assert.equal((await to.store.db.selectFrom('subscriber').select('id').execute()).length, 2);
    assert.equal((await sql`select * from quota_use`.execute(to.store.db)).rows.length, 0);
  } finally {
    await from.close();
    await to.close();
  }
});
