/** The table of mail that came in. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { loadImapCursor, saveImapCursor } from '../../src/store/imap-cursor.ts';
import {
  beginAgain,
  beginFirst,
  expireRawMail,
  listHeld,
  listStillUnprocessed,
  listUnprocessed,
  loadInbound,
  markProcessed,
  type NewInbound,
  type StoredInbound,
  settleHeld,
  storeInbound,
} from '../../src/store/inbound.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
before(async () => {
  database = await openTestDatabase();
});
after(() => database.close());
beforeEach(() => database.store.db.deleteFrom('inbound').execute());

const at = Temporal.Instant.from('2026-11-24T10:00:00Z');
const later = at.add({ hours: 1 });

function mail(number: number, change: Partial<NewInbound> = {}): NewInbound {
  return {
    colloquium: 'ai',
    identity: Buffer.alloc(32, number),
    raw: Buffer.from([0, 1, 255, number]),
    size: 4,
    source: 'lmtp',
    envelopeFrom: '',
    recipient: 'colloquium+b-x@lab.example',
    clientIp: '192.0.2.1',
    receivedAt: at,
    ...change,
  };
}

async function store(number: number, change: Partial<NewInbound> = {}): Promise<StoredInbound> {
  const [stored] = await storeInbound(database.store.db, [mail(number, change)]);
  return stored ?? assert.fail('one answer per mail');
}

test('fifty deliveries of one mail at the same instant are one row, and one of them is told that it is new', async () => {
  const results = await Promise.all(Array.from({ length: 50 }, () => store(1)));
  assert.equal(results.filter(({ isNew }) => isNew).length, 1);
  assert.equal(new Set(results.map(({ id }) => id)).size, 1);
  const row = await loadInbound(database.store.db, results[0]?.id ?? 0);
  assert.deepEqual(row?.raw, Buffer.from([0, 1, 255, 1]));
  assert.equal(row?.envelope_from, '');
  assert.equal(row?.received_at.toString(), at.toString());
});

test('mails that come together are written together: new, known, and twice in one breath', async () => {
  const { id } = await store(20);
  const [known, fresh, again] = await storeInbound(database.store.db, [mail(20), mail(21), mail(21)]);
  assert.deepEqual(known, { id, isNew: false });
  assert.equal(fresh?.isNew, true);
  assert.deepEqual(again, { id: fresh?.id, isNew: false });
});

test('a mail is processed once; whoever comes second is told', async () => {
  const { db } = database.store;
  const { id } = await store(2);
  const outcome = { class: 'join', reason: null, held: false, at: later };
  const first = await Promise.all([markProcessed(db, id, outcome), markProcessed(db, id, outcome)]);
  assert.deepEqual(first.sort(), [false, true]);
  assert.equal(await beginAgain(db, id), undefined);
});

test('two workers that were rung for the same mails begin each of them once', async () => {
  const { db } = database.store;
  const ids = await Promise.all([30, 31, 32, 33].map(async (number) => (await store(number)).id));
  const [one = [], other = []] = await Promise.all([beginFirst(db, ids), beginFirst(db, ids.toReversed())]);
  assert.deepEqual(
    [...one, ...other].map(({ id }) => id).sort((a, b) => a - b),
    ids.toSorted((a, b) => a - b),
  );
  assert.deepEqual(await beginFirst(db, ids), [], 'what was begun is not begun as new');
  assert.deepEqual(
    await listStillUnprocessed(db, ids),
    ids.toSorted((a, b) => a - b),
  );
  assert.equal((await beginAgain(db, ids[0] ?? 0))?.attempts, 2);
});

test('the sweeper finds what waits, not what was just stored nor what was tried too often', async () => {
  const { db } = database.store;
  const old = await store(4);
  const tired = await store(5);
  const done = await store(6);
  await store(7, { receivedAt: later });
  await markProcessed(db, done.id, { class: 'list', reason: null, held: false, at });
  await beginFirst(db, [tired.id]);
  assert.equal((await beginAgain(db, tired.id))?.attempts, 2);
  const found = await listUnprocessed(db, { storedBefore: later, maxAttempts: 2, limit: 10 });
  assert.deepEqual(found, [old.id]);
});

test('held mail waits for a host with its bytes, until it is settled; other mail forgets them', async () => {
  const { db } = database.store;
  const held = await store(8);
  const plain = await store(9);
  await markProcessed(db, held.id, { class: 'malformed', reason: 'no header', held: true, at });
  await markProcessed(db, plain.id, { class: 'list', reason: null, held: false, at });
  const [shown, ...others] = await listHeld(db, 'ai', { limit: 10 });
  assert.deepEqual(others, []);
  assert.equal(shown?.reason, 'no header');
  assert.deepEqual(await listHeld(db, 'bio', { limit: 10 }), []);

  const when = { before: later, heldBefore: at, now: later };
  assert.equal(await expireRawMail(db, when), 1);
  assert.ok((await loadInbound(db, held.id))?.raw);
  assert.equal((await loadInbound(db, plain.id))?.raw, null);

  assert.equal(await settleHeld(db, held.id, { by: 'noor@lab.example', at: later }), true);
  assert.equal(await settleHeld(db, held.id, { by: 'elias@lab.example', at: later }), false);
  assert.deepEqual(await listHeld(db, 'ai', { limit: 10 }), []);
  assert.equal(await expireRawMail(db, when), 1);
  assert.equal((await store(8)).isNew, false, 'a mail whose bytes are forgotten is still known');
});

test('held mail that nobody looks at is forgotten in its own time, and waits no more', async () => {
  const { db } = database.store;
  const { id } = await store(40);
  await markProcessed(db, id, { class: 'spam', reason: 'sells pills', held: true, at });
  assert.equal((await listHeld(db, 'ai', { limit: 10 })).length, 1);
  await expireRawMail(db, { before: later, heldBefore: later, now: later });
  const row = await loadInbound(db, id);
  assert.equal(row?.raw, null);
  assert.equal(row?.envelope_from, null);
  assert.equal(row?.settled_by, 'retention');
  assert.deepEqual(await listHeld(db, 'ai', { limit: 10 }), []);
});

test('a mailbox cursor goes forward within one UIDVALIDITY and begins anew with the next', async () => {
  const { db } = database.store;
  const box = 'u@mail.example:993/INBOX';
  assert.equal(await loadImapCursor(db, box), null);
  await saveImapCursor(db, box, { uidValidity: 4_000_000_000, lastUid: 10 });
  await saveImapCursor(db, box, { uidValidity: 4_000_000_000, lastUid: 7 });
  assert.deepEqual(await loadImapCursor(db, box), { uidValidity: 4_000_000_000, lastUid: 10 });
  await saveImapCursor(db, box, { uidValidity: 4_000_000_001, lastUid: 2 });
  assert.deepEqual(await loadImapCursor(db, box), { uidValidity: 4_000_000_001, lastUid: 2 });
});
