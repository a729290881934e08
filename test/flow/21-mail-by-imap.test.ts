/** Promise 1 at the mailbox: mail is stored before it is marked, and no cut, kill or dead line loses or doubles any. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import { ImapFlow } from 'imapflow';
import { type Receive, receiveMail } from '../../src/intake/receive.ts';
import { type ImapSource, type ImapSourceDeps, openImapSource } from '../../src/intake/source-imap.ts';
import { openSmtpSource } from '../../src/intake/source-smtp.ts';
import { lastMailboxLook } from '../../src/store/facts.ts';
import { listHeld } from '../../src/store/inbound.ts';
import { type CutProxy, openCutProxy } from '../support/cut-proxy.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { type Dovecot, dovecotMissing, openDovecot } from '../support/dovecot.ts';
import { openGmailProxy } from '../support/gmail-proxy.ts';
import { letter, mailboxes, openTestIntake, quiet, type TestIntake } from '../support/intake.ts';
import { openTestService } from '../support/service.ts';
import { openSmtpTalk } from '../support/smtp-talk.ts';

const skip = dovecotMissing();
let database: TestDatabase;
let dovecot: Dovecot;
let intake: TestIntake;
let users = 0;

before(async () => {
  if (skip) return;
  [database, dovecot] = await Promise.all([openTestDatabase(), openDovecot()]);
});
after(async () => {
  if (skip) return;
  await Promise.all([database.close(), dovecot.close()]);
});
beforeEach(async () => {
  if (skip) return;
  await database.store.db.deleteFrom('inbound').execute();
  await database.store.db.deleteFrom('imap_cursor').execute();
  intake = openTestIntake(database.store);
});

/** A mailbox that no other test has. */
const newUser = () => `box${++users}@lab.example`;
const rows = () => database.store.db.selectFrom('inbound').selectAll().orderBy('id').execute();

/** A receiver that lets a story wait for its mails. */
function counting(receive: Receive): { receive: Receive; until(count: number): Promise<void> } {
  let stored = 0;
  const waiting = new Map<number, () => void>();
  return {
    async receive(mail) {
      const result = await receive(mail);
      if (result.isNew) stored += 1;
      waiting.get(stored)?.();
      return result;
    },
    until: (count) =>
      stored >= count ? Promise.resolve() : new Promise((resolve) => waiting.set(count, resolve)),
  };
}

function read(url: string, receive: Receive, timing: ImapSourceDeps['timing'] = {}): ImapSource {
  return openImapSource({
    url,
    poll: Temporal.Duration.from('PT60S'),
    maxSize: 1024 * 1024,
    mailboxes,
    receive,
    store: database.store,
    log: quiet,
    timing: { firstDelayMs: 5, longestDelayMs: 50, ...timing },
  });
}

async function look<T>(user: string, folder: string, story: (client: ImapFlow) => Promise<T>): Promise<T> {
  const client = new ImapFlow({
    host: '127.0.0.1',
    port: dovecot.imapPort,
    secure: false,
    doSTARTTLS: false,
    auth: { user, pass: dovecot.password },
    logger: false,
  });
  await client.connect();
  await client.mailboxOpen(folder);
  try {
    return await story(client);
  } finally {
    await client.logout();
  }
}

const countIn = async (client: ImapFlow) => (client.mailbox === false ? 0 : client.mailbox.exists);

const seenIn = (user: string, folder = 'INBOX') =>
  look(user, folder, async (client) => (await client.search({ seen: true }, { uid: true })) || []);

const letters = (from: number, count: number, body?: string) =>
  Array.from({ length: count }, (_, index) => letter(from + index, body));

test('mail in the mailbox is stored, then marked as read, and new mail is noticed at once', {
  skip,
}, async () => {
  const user = newUser();
  dovecot.putMails(user, letters(1, 3));
  const { receive, until } = counting(intake.receive);
  const source = read(dovecot.imapUrl(user), receive);
  await until(3);
  const talk = await openSmtpTalk({ host: '127.0.0.1', port: dovecot.lmtpPort });
  await talk.say('LHLO relay.example');
  await talk.say('MAIL FROM:<ada.nowak@physics.example>');
  await talk.say(`RCPT TO:<${user}>`);
  await talk.say('DATA');
  talk.write(`${letter(4)}.\r\n`);
  assert.match(await talk.hear(), /^250/);
  talk.end();
  await until(4); // IDLE: the next poll would be in a minute
  await source.close();
  const stored = await rows();
  assert.equal(stored.length, 4);
  assert.equal(stored[3]?.envelope_from, 'ada.nowak@physics.example');
  assert.equal(stored[3]?.recipient, 'colloquium@lab.example');
  assert.equal(stored[3]?.source, 'imap');
  assert.equal((await seenIn(user)).length, 4);
  assert.deepEqual(
    intake.rung,
    stored.map((row) => row.id),
  );
});

test('mail that people had read before the first start is theirs, and so is old mail; what they read later is not missed', {
  skip,
}, async () => {
  const user = newUser();
  dovecot.putMails(user, letters(10, 3));
  await look(user, 'INBOX', async (client) => {
    await client.messageFlagsAdd('1:2', ['\\Seen']);
    await client.append('INBOX', letter(9), [], new Date(Date.now() - 30 * 24 * 3600 * 1000));
  });
  const first = counting(intake.receive);
  const source = read(dovecot.imapUrl(user), first.receive);
  await first.until(1);
  await source.close();
  assert.match((await rows())[0]?.raw?.toString() ?? '', /Joining 12/);

  dovecot.putMails(user, letters(13, 2));
  await look(user, 'INBOX', (client) => client.messageFlagsAdd('5', ['\\Seen']));
  const second = counting(intake.receive);
  const again = read(dovecot.imapUrl(user), second.receive);
  await second.until(2);
  await again.close();
  assert.equal((await rows()).length, 3);
});

test('stored mail is moved to another folder when the URL says so', { skip }, async () => {
  const user = newUser();
  dovecot.putMails(user, letters(20, 5));
  const { receive, until } = counting(intake.receive);
  const source = read(`${dovecot.imapUrl(user)}?done=Processed`, receive);
  await until(5);
  await source.close();
  assert.equal(await look(user, 'INBOX', countIn), 0);
  assert.equal(await look(user, 'Processed', countIn), 5);
  assert.equal((await seenIn(user, 'Processed')).length, 0);
});

test('stored mail gets a keyword, or on Gmail a label', { skip, timeout: 60_000 }, async () => {
  const user = newUser();
  dovecot.putMails(user, letters(25, 2));
  const { receive, until } = counting(intake.receive);
  const source = read(`${dovecot.imapUrl(user)}?label=Convoke`, receive);
  await until(2);
  await source.close();
  const found = await look(user, 'INBOX', (client) => client.search({ keyword: 'Convoke' }, { uid: true }));
  assert.deepEqual(found, [1, 2]);

  const gmail = await openGmailProxy(dovecot.imapPort);
  const other = newUser();
  dovecot.putMails(other, letters(27, 2));
  const again = read(`${dovecot.imapUrl(other).replace(/:\d+\//, `:${gmail.port}/`)}?label=Convoke`, receive);
  await until(4);
  await again.close();
  await gmail.close();
  assert.deepEqual(gmail.labelCommands, ['UID STORE 1,2 +X-GM-LABELS (Convoke)']);
  assert.equal((await seenIn(other)).length, 2);
});

test('one mail by LMTP and by IMAP, three times, is one row and one ring', { skip }, async () => {
  const user = newUser();
  const copy = (hop: string) =>
    `Return-Path: <ada@physics.example>\nDelivered-To: ${hop}\nReceived: by ${hop}\n${letter(30).replaceAll('\r\n', '\n')}`;
  dovecot.putMails(user, [copy('a'), copy('b'), letter(31)]);
  const { receive, until } = counting(intake.receive);
  const door = await openSmtpSource({
    settings: { port: 0, host: '127.0.0.1', protocol: 'lmtp', max_size: 100_000 },
    mailboxes,
    receive,
    log: quiet,
  });
  const talk = await openSmtpTalk(door);
  await talk.say('LHLO relay.example');
  await talk.say('MAIL FROM:<ada@physics.example>');
  await talk.say('RCPT TO:<colloquium@lab.example>');
  await talk.say('DATA');
  talk.write(`${letter(30)}.\r\n`);
  assert.match(await talk.hear(), /^250/);
  talk.end();
  const source = read(dovecot.imapUrl(user), receive);
  await until(2);
  await source.close();
  await door.close();
  assert.equal((await rows()).length, 2);
  assert.equal(intake.rung.length, 2);
  assert.equal((await seenIn(user)).length, 3);
});

test('while the database is away nothing is marked, and then everything is stored', { skip }, async () => {
  const user = newUser();
  dovecot.putMails(user, letters(40, 4));
  let refusals = 0;
  const { receive, until } = counting(async (mail) => {
    if (refusals >= 3) return intake.receive(mail);
    refusals += 1;
    assert.equal((await seenIn(user)).length, 0);
    throw new Error('connection refused');
  });
  const source = read(dovecot.imapUrl(user), receive);
  await until(4);
  assert.equal(refusals, 3);
  await source.close();
  assert.equal((await rows()).length, 4);
});

test('the line is cut fifty times in the middle of fetching 500 mails: none is lost, none is doubled', {
  skip,
  timeout: 40_000,
}, async () => {
  const user = newUser();
  const groups = 50;
  const perGroup = 10;
  const bytesPerMail = 6_000;
  const body = `${'x'.repeat(70)}\r\n`.repeat(Math.ceil(bytesPerMail / 72));
  const proxy = await openCutProxy(dovecot.imapPort);
  const { receive, until } = counting(intake.receive);
  dovecot.putMails(user, []);
  const source = read(through(proxy, user), receive, { pollMs: 50 });
  let random = 20;
  for (let group = 0; group < groups; group += 1) {
    random = (random * 1103515245 + 12345) % 2 ** 31; // the same places at every run
    proxy.cutAfter(1 + Math.floor((random / 2 ** 31) * perGroup * bytesPerMail));
    dovecot.putMails(user, letters(1_000 + group * perGroup, perGroup, body));
    await until((group + 1) * perGroup);
  }
  await source.close();
  await proxy.close();
  assert.equal(proxy.cuts, groups);
  const stored = await rows();
  assert.equal(stored.length, 500);
  const subjects = new Set(stored.map((row) => /Joining \d+/.exec(row.raw?.toString() ?? '')?.[0]));
  assert.equal(subjects.size, 500);
  for (const row of stored) assert.ok((row.raw?.length ?? 0) > bytesPerMail, 'no half mail is stored');
  assert.deepEqual(
    intake.rung,
    stored.map((row) => row.id),
  );
  assert.equal((await seenIn(user)).length, 500);
});

test('the line is cut at every step of coming in: greeting, sign-in, opening, searching, fetching, marking', {
  skip,
}, async () => {
  const user = newUser();
  dovecot.putMails(user, letters(1_600, 5));
  const steps = Array.from({ length: 60 }, (_, step) => 1 + step * 60);
  const proxy = await openCutProxy(dovecot.imapPort, () =>
    proxy.cutAfter(steps.shift() ?? Number.POSITIVE_INFINITY),
  );
  proxy.cutAfter(1);
  const { receive, until } = counting(intake.receive);
  const source = read(through(proxy, user), receive, { longestDelayMs: 5, pollMs: 20 });
  await until(5);
  while (steps.length > 0) await new Promise(setImmediate); // polling and searching are cut as well
  dovecot.putMails(user, letters(1_605, 1));
  await until(6);
  await source.close();
  await proxy.close();
  assert.ok(proxy.cuts >= 60);
  assert.equal((await rows()).length, 6);
  assert.equal(intake.rung.length, 6);
});

test('closing does not wait for a server that says nothing', { skip }, async () => {
  const user = newUser();
  dovecot.putMails(user, letters(1_700, 1));
  const proxy = await openCutProxy(dovecot.imapPort);
  const { receive, until } = counting(intake.receive);
  const source = read(through(proxy, user), receive, { pollMs: 60_000, answerMs: 300 });
  await until(1);
  proxy.goDead();
  await source.close();
  await proxy.close();
});

test('the reader is killed with -9 again and again and loses nothing', {
  skip,
  timeout: 60_000,
}, async () => {
  const user = newUser();
  const total = 240;
  dovecot.putMails(user, letters(2_000, total, 'y'.repeat(70).concat('\r\n').repeat(400)));
  const program = join(import.meta.dirname, '../support/imap-reader.ts');
  const { db } = database.store;
  const counted = db.selectFrom('inbound').select((select) => select.fn.countAll<number>().as('mails'));
  const count = async () => (await counted.executeTakeFirstOrThrow()).mails;
  let kills = 0;
  while ((await count()) < total) {
    const before = await count();
    const reader = spawn(process.execPath, [program, database.url, dovecot.imapUrl(user)], {
      stdio: 'ignore',
    });
    while ((await count()) < Math.min(total, before + 30)) await new Promise(setImmediate);
    reader.kill('SIGKILL');
    await once(reader, 'exit');
    kills += 1;
  }
  assert.ok(kills >= 3, `${kills} kills`);
  const stored = await rows();
  assert.equal(stored.length, total);
  assert.equal(new Set(stored.map((row) => /Joining \d+/.exec(row.raw?.toString() ?? '')?.[0])).size, total);
});

test('when the server forgets its UIDs nothing is stored twice and nothing is missed', { skip }, async () => {
  const user = newUser();
  dovecot.putMails(user, letters(3_000, 20));
  const first = counting(intake.receive);
  const source = read(dovecot.imapUrl(user), first.receive);
  await first.until(20);
  await source.close();
  const before = await database.store.db.selectFrom('imap_cursor').selectAll().executeTakeFirstOrThrow();

  dovecot.renewUidValidity(user);
  dovecot.putMails(user, letters(3_020, 5));
  const second = counting(intake.receive);
  const again = read(dovecot.imapUrl(user), second.receive);
  await second.until(5);
  await again.close();
  assert.equal((await rows()).length, 25);
  const cursor = await database.store.db.selectFrom('imap_cursor').selectAll().executeTakeFirstOrThrow();
  assert.notEqual(cursor.uid_validity, before.uid_validity);
  assert.equal(cursor.last_uid, 25);
});

test('a line that goes dead without a word is noticed and replaced', { skip }, async () => {
  const user = newUser();
  dovecot.putMails(user, letters(4_000, 1));
  const proxy = await openCutProxy(dovecot.imapPort);
  const { receive, until } = counting(intake.receive);
  const source = read(through(proxy, user), receive, { pollMs: 100, answerMs: 200 });
  await until(1);
  proxy.goDead();
  dovecot.putMails(user, letters(4_001, 1));
  await until(2);
  await source.close();
  assert.ok(proxy.connections >= 2);
  await proxy.close();
});

test('a mail over the size is held for its size with its beginning, and the next one is read', {
  skip,
}, async () => {
  const user = newUser();
  dovecot.putMails(user, [letter(5_000, 'z'.repeat(70).concat('\r\n').repeat(20_000)), letter(5_001)]);
  const { receive, until } = counting(intake.receive);
  const source = read(dovecot.imapUrl(user), receive);
  await until(2);
  await source.close();
  const [large] = await rows();
  assert.equal(large?.raw?.length, 1024 * 1024 + 1);
  assert.ok((large?.size ?? 0) > 1_400_000);
  // What was cut cannot be read, and a host learns why.
  const service = await openTestService({ at: '2026-11-24T12:00:00Z' });
  try {
    const raw = large?.raw ?? Buffer.alloc(0);
    await receiveMail(service.context, {
      colloquium: service.colloquium.id,
      recipient: service.colloquium.address,
      raw,
      size: large?.size ?? 0,
      source: 'imap',
      envelopeFrom: null,
      clientIp: null,
    });
    await service.settle();
    const [held] = await listHeld(service.context.store.db, service.colloquium.id, { limit: 10 });
    assert.equal(held?.reason, 'it has 1.4 MB; only the first 1.0 MB were taken');
    assert.equal(service.sink.messages.length, 0);
  } finally {
    await service.close();
  }
});

test('a server that is not there is said, and tried again', { skip }, async () => {
  const proxy = await openCutProxy(1);
  const source = read(through(proxy, 'nobody@lab.example'), intake.receive, { answerMs: 500 });
  while (source.health().failures < 3) await new Promise(setImmediate);
  assert.equal(source.health().isWell, false);
  assert.ok(source.health().why);
  let look = await lastMailboxLook(database.store.db);
  while (look === null || look.why === null) look = await lastMailboxLook(database.store.db);
  assert.equal(look.why, source.health().why, 'and the health page, in another process, can say it too');
  await source.close();
  await proxy.close();
});

function through(proxy: CutProxy, user: string): string {
  return dovecot.imapUrl(user).replace(/:\d+\//, `:${proxy.port}/`);
}
