/** A database two versions old: its data is brought along, nothing in it is lost, and it is then like a new one. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { sql } from 'kysely';
import { freezeAudience } from '../../src/store/deliveries-freeze.ts';
import { migrate } from '../../src/store/migrate.ts';
import type { Store } from '../../src/store/open-store.ts';
import { openTestDatabase } from '../support/database.ts';

const folder = join(import.meta.dirname, '../../src/store/migrations');
const all = readdirSync(folder)
  .filter((name) => name.endsWith('.sql'))
  .sort();

test('a database as it was before the last two migrations comes along with everybody in it', async () => {
  assert.ok(all.length >= 6);
  const database = await openTestDatabase({ migrated: false });
  try {
    await asItWas(database.store, all.slice(0, -2));
    await aSubscriberAndATalk(database.store);
    const applied = await migrate(database.store.db);
    assert.deepEqual(
      applied,
      all.slice(-2).map((name) => name.replace('.sql', '')),
    );

    const { db } = database.store;
    const person = await db.selectFrom('subscriber').selectAll().executeTakeFirstOrThrow();
    assert.equal(person.email, 'm.dewit@lighthouse.example');
    const mailing = await db.selectFrom('mailing').select('id').executeTakeFirstOrThrow();
    const frozen = await freezeAudience(db, mailing.id, Temporal.Instant.from('2026-11-19T09:00:00Z'));
    assert.deepEqual(frozen.kind === 'frozen' && frozen.audience, 1, 'and it works as a new one does');
  } finally {
    await database.close();
  }
});

async function asItWas({ db }: Store, names: readonly string[]): Promise<void> {
  await sql`create table migration (name varchar(255) primary key, timestamp varchar(255) not null)`.execute(
    db,
  );
  for (const name of names) {
    await sql.raw(readFileSync(join(folder, name), 'utf8')).execute(db);
    await sql`insert into migration values (${name.replace('.sql', '')}, '2026-01-01T00:00:00Z')`.execute(db);
  }
}

async function aSubscriberAndATalk({ db }: Store): Promise<void> {
  await sql`
    insert into subscriber (colloquium, email, email_key, name, joined_at, joined_by)
    values ('ai4science', 'm.dewit@lighthouse.example', 'm.dewit@lighthouse.example', 'Maaike de Wit', '2026-01-01T00:00:00Z', 'import')`.execute(
    db,
  );
  await sql`
    insert into talk (colloquium, uid, date, start_time, end_time, starts_at, ends_at, title, speaker, status, first_seen_at, changed_at)
    values ('ai4science', 'talk-1', '2026-11-24', '14:00', '15:00', '2026-11-24T13:00:00Z', '2026-11-24T14:00:00Z', 'A talk', 'Somebody', 'scheduled', '2026-11-01T00:00:00Z', '2026-11-01T00:00:00Z')`.execute(
    db,
  );
  await sql`
    insert into mailing (colloquium, talk_id, kind, rule, revision, slot_at, goes_at, planned_at, facts)
    select 'ai4science', id, 'announcement', 'announcement', 0, '2026-11-19T09:00:00Z', '2026-11-19T09:00:00Z', '2026-11-19T08:00:00Z', '{}' from talk`.execute(
    db,
  );
}
