/** A host looks at mailings, holds them, sees the exact mail, tests it and lets it go, all at the command line. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { storyPage } from '../../src/cli/demo-page.ts';
import { parseAddress } from '../../src/mail/address.ts';
import { mailKinds } from '../../src/mailings/view.ts';
import { auditOf } from '../../src/store/audit.ts';
import { addSubscriber } from '../../src/subscribers/handle-add.ts';
import { runConvoke } from '../support/cli.ts';
import { openTestService, type TestService } from '../support/service.ts';

const page = storyPage({
  date: '24 November 2026',
  title: 'What a glacier remembers',
  speaker: 'Ingrid Solbakken',
});
const ana = 'ana@lab.example';

let service: TestService;
let folder: string;
const convoke = (args: string[]) =>
  runConvoke(args, service.context.store.url, folder, {
    env: {
      SMTP_URL: service.context.config.smtpUrl ?? '',
      PUBLIC_URL: service.context.config.service.public_url,
    },
  });
const json = async <T>(args: string[]) => JSON.parse((await convoke([...args, '--json'])).out) as T;

test.before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'convoke-mailings-'));
  service = await openTestService({ at: '2026-11-17T07:00:00Z', page });
  // On the story's clock: a command would put her on the list today.
  const address = parseAddress(ana);
  assert.ok(address !== null);
  const person = {
    address,
    name: 'Ana Ruiz',
    affiliation: null,
    language: null,
    welcome: false,
    resubscribe: false,
    who: 'command',
    way: 'command',
  } as const;
  await addSubscriber(service.context, service.colloquium, { ...person, now: service.clock.now() });
  await service.advanceTo(Temporal.Instant.from('2026-11-17T07:35:00Z'));
});
test.after(async () => {
  await service.close();
  rmSync(folder, { recursive: true, force: true });
});

test('a planned mailing is listed, held, and does not leave until it is released', async () => {
  const [mailing] = await json<{ id: number; kind: string; state: string }[]>(['mailings', 'list']);
  assert.equal(mailing?.kind, 'announcement');
  const id = String(mailing?.id);
  assert.equal((await convoke(['mailings', 'hold', id])).code, 0);
  assert.match((await convoke(['mailings', 'hold', id])).err, /held already/);
  assert.match((await convoke(['mailings', 'pause', id])).err, /hold it instead/);
  await service.advanceTo(Temporal.Instant.from('2026-11-17T08:40:00Z'));
  assert.equal((await service.mailsTo(ana)).length, 0);

  assert.match((await convoke(['mailings', 'release', id])).out, /is released/);
  await service.advanceTo(Temporal.Instant.from('2026-11-17T08:45:00Z'));
  assert.equal((await service.mailsTo(ana)).length, 1);

  const shown = await json<{ state: string; books: { audience: number; states: { submitted: number } } }>([
    'mailings',
    'show',
    id,
  ]);
  assert.deepEqual([shown.state, shown.books.audience, shown.books.states.submitted], ['done', 1, 1]);
  assert.match((await convoke(['mailings', 'cancel', id])).err, /it has gone out/);
  const deeds = (await auditOf(service.context.store.db, `mailing:${id}`)).map(
    ({ what, way }) => `${what} ${way}`,
  );
  assert.deepEqual(deeds, ['mailing.held command', 'mailing.released command']);
});

test('a preview is byte for byte the mail that the subscriber got', async () => {
  const [mailing] = await json<{ id: number }[]>(['mailings', 'list']);
  const file = join(folder, 'preview.eml');
  await convoke(['mailings', 'preview', String(mailing?.id), '--to', ana, '--eml', file]);
  const [sent] = await service.mailsTo(ana);
  // On the wire a dot that begins a line is doubled (RFC 5321 §4.5.2).
  assert.equal(readFileSync(file, 'latin1'), sent?.raw.toString('latin1').replace(/^\.\./gm, '.'));
});

test('a test really arrives, at one address and nobody else, and its links act on nobody', async () => {
  const [mailing] = await json<{ id: number }[]>(['mailings', 'list']);
  const before = service.sink.messages.length;
  const ran = await convoke(['mailings', 'test', String(mailing?.id), '--to', 'me@elsewhere.example']);
  assert.equal(ran.code, 0, ran.err);
  assert.match(ran.out, /me@elsewhere\.example: submitted/);
  assert.deepEqual(
    service.sink.messages.slice(before).map(({ to }) => to),
    ['me@elsewhere.example'],
  );
});

test('every kind of mail can be looked at before there ever was one, and nothing of it stays', async () => {
  const { db } = service.context.store;
  const count = async () =>
    (
      await Promise.all(
        (['service_mail', 'request', 'mailing', 'subscriber', 'delivery'] as const).map(
          async (table) => (await db.selectFrom(table).select('id').execute()).length,
        ),
      )
    ).join(' ');
  const before = await count();
  const look = async (kind: string) => {
    const ran = await convoke(['preview', kind]);
    assert.equal(ran.code, 0, `${kind}: ${ran.err}`);
    assert.match(ran.out, /^Subject: ./m, kind);
    assert.doesNotMatch(ran.out, /undefined|\[object|\{\{/, kind);
  };
  for (let at = 0; at < mailKinds.length; at += 3) await Promise.all(mailKinds.slice(at, at + 3).map(look));
  assert.equal(await count(), before);
  assert.equal((await convoke(['preview', 'postcard'])).code, 2);
});

test('what is not there is one sentence', async () => {
  for (const verb of ['show', 'hold', 'preview', 'test', 'retry']) {
    const ran = await convoke(['mailings', verb, '4711']);
    assert.equal(ran.code, 1, verb);
    assert.match(ran.err, /^There is no mailing 4711; .*\n$/, verb);
  }
  assert.equal((await convoke(['mailings', 'hold', 'soon'])).code, 2);
});
