/** A provider that takes no password: the mailbox is signed in to with tokens that end, and reading goes on (RFC 7628). */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { systemClock } from '../../src/clock.ts';
import { healthOf } from '../../src/health.ts';
import { openImapSource } from '../../src/intake/source-imap.ts';
import { openAccessTokens } from '../../src/oauth2.ts';
import { saveFact } from '../../src/store/facts.ts';
import { type CutProxy, openCutProxy } from '../support/cut-proxy.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { type Dovecot, dovecotMissing, openDovecot } from '../support/dovecot.ts';
import { letter, mailboxes, openTestIntake, quiet } from '../support/intake.ts';
import { openTestService } from '../support/service.ts';
import { openTokenServer, type TokenServer } from '../support/token-server.ts';

const skip = dovecotMissing();
const user = 'colloquium@lab.example';
let database: TestDatabase;
let dovecot: Dovecot;
let provider: TokenServer;
let proxy: CutProxy;

before(async () => {
  if (skip) return;
  provider = await openTokenServer(user, 'refresh-me');
  [database, dovecot] = await Promise.all([openTestDatabase(), openDovecot(provider.introspectionUrl)]);
  proxy = await openCutProxy(dovecot.imapPort);
});
after(async () => {
  if (skip) return;
  await proxy.close();
  await Promise.all([database.close(), dovecot.close(), provider.close()]);
});

async function untilStored(count: number): Promise<void> {
  const counted = database.store.db
    .selectFrom('inbound')
    .select((each) => each.fn.countAll<number>().as('n'));
  while ((await counted.executeTakeFirstOrThrow()).n < count) await new Promise(setImmediate);
}

test('the desk signs in by itself, and again with a new token when the old one was taken back', {
  skip,
  timeout: 30_000,
}, async () => {
  const settings = {
    tokenUrl: provider.tokenUrl,
    clientId: 'desk',
    clientSecret: null,
    refreshToken: 'refresh-me',
    scope: null,
  };
  dovecot.putMails(user, [letter(1)]);
  const source = openImapSource({
    url: `imap://${encodeURIComponent(user)}@127.0.0.1:${proxy.port}/INBOX`,
    tokens: openAccessTokens(settings, { fetch, clock: systemClock }),
    poll: Temporal.Duration.from('PT1S'),
    maxSize: 1024 * 1024,
    mailboxes,
    receive: openTestIntake(database.store).receive,
    store: database.store,
    log: quiet,
    timing: { firstDelayMs: 5, longestDelayMs: 50, pollMs: 50 },
  });
  try {
    await untilStored(1);
    assert.equal(provider.sales.length, 1);

    // A line that breaks costs no new token.
    proxy.cutAfter(1);
    dovecot.putMails(user, [letter(2)]);
    await untilStored(2);
    assert.ok(proxy.connections >= 2);
    assert.equal(provider.sales.length, 1);

    provider.endAll();
    proxy.cutAfter(1);
    dovecot.putMails(user, [letter(3)]);
    await untilStored(3);
    assert.equal(provider.sales.length, 2, 'refused once, bought once');
    while (!source.health().isWell) await new Promise(setImmediate);
  } finally {
    await source.close();
  }
});

test('the health page says whether the mailbox is read, whichever process reads it', { skip }, async () => {
  const service = await openTestService({ at: '2026-11-24T12:00:00Z' });
  try {
    const { context, clock } = service;
    const config = { ...context.config, imapUrl: 'imaps://colloquium:secret@mail.lab.example/INBOX' };
    const mailIn = async () =>
      (await healthOf({ ...context, config })).find(({ name }) => name === 'Mail in') ??
      assert.fail('no check');
    assert.match((await mailIn()).text, /Nobody has looked at the mailbox yet/);
    await saveFact(context.store.db, 'mailbox', { why: null, failures: 0 }, clock.now());
    assert.equal((await mailIn()).state, 'well');
    await saveFact(context.store.db, 'mailbox', { why: 'Invalid credentials', failures: 4 }, clock.now());
    const broken = await mailIn();
    assert.equal(broken.state, 'broken');
    assert.match(broken.text, /4 times in a row: Invalid credentials/);
    clock.moveTo(clock.now().add({ minutes: 10 }));
    assert.match((await mailIn()).text, /for 10 minutes/);
    const listener = (await healthOf(context)).find(({ name }) => name === 'Mail in');
    assert.equal(listener?.state, 'well');
  } finally {
    await service.close();
  }
});
