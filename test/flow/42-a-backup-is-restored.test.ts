/** Fault 19: the database is restored from a backup that is an hour old, while mails went out. Nobody is mailed twice. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { storyPage } from '../../src/cli/demo-page.ts';
import { openVirtualClock } from '../../src/clock.ts';
import { openContext } from '../../src/context.ts';
import { sendWhatIsDue } from '../../src/delivery/handle-delivery.ts';
import { openLog } from '../../src/log.ts';
import { parseAddress } from '../../src/mail/address.ts';
import { planColloquium } from '../../src/mailings/handle-plan.ts';
import { addSubscriber } from '../../src/subscribers/handle-add.ts';
import { openCli, runConvoke } from '../support/cli.ts';
import { openTestService, type TestService } from '../support/service.ts';

const page = storyPage({
  date: '24 November 2026',
  title: 'What a glacier remembers',
  speaker: 'Ingrid Solbakken',
});
const host = 'noor@ai4science.example';

/** On the story's clock: a command would put people on the list today. */
async function joinList({ context, colloquium, clock }: TestService, name: string): Promise<void> {
  const address = parseAddress(`${name}@lab.example`);
  assert.ok(address !== null);
  const person = { address, name, affiliation: null, language: null, welcome: false, resubscribe: false };
  const by = { who: 'command', way: 'command' } as const;
  await addSubscriber(context, colloquium, { ...person, ...by, now: clock.now() });
}

test('what went out after the backup does not go out again before a host says so', async () => {
  const service = await openTestService({ at: '2026-11-17T07:00:00Z', page });
  const cli = await openCli({ migrated: false });
  const backup = join(cli.folder, 'hour-old.gz');
  try {
    const { context, clock, colloquium } = service;
    const live = (args: string[]) => runConvoke(args, context.store.url, cli.folder);
    await joinList(service, 'ana');
    await joinList(service, 'bo');
    await service.advanceTo(clock.now().add({ minutes: 35 }));
    const saved = await live(['backup', backup]);
    assert.equal(saved.code, 0, saved.err);

    // The hour after the backup: the announcement goes out, and Bo leaves.
    await service.advanceTo(Temporal.Instant.from('2026-11-17T10:00:00Z'));
    assert.equal((await service.mailsTo('ana@lab.example')).length, 1);
    assert.equal((await live(['subscribers', 'remove', 'bo@lab.example'])).code, 0);
    assert.equal((await live(['restore', backup, '--replace'])).code, 1, 'a service is running there');

    // The machine is lost: the copy runs elsewhere, with the same mail server.
    const restored = await cli.run(['restore', backup]);
    assert.equal(restored.code, 0, restored.err);
    assert.match(restored.out, /Nothing is sent until a host releases it/);
    const before = service.sink.messages.length;
    const config = { ...context.config, databaseUrl: cli.database.url };
    const copy = await openContext({
      config,
      log: openLog('silent'),
      clock: openVirtualClock(clock.now()),
      sends: true,
    });
    try {
      const run = async () => {
        await planColloquium(copy, colloquium);
        await sendWhatIsDue(copy);
      };
      await run();
      await run();
      const sent = service.sink.messages.slice(before);
      assert.deepEqual(
        sent.map(({ to }) => to).toSorted(),
        ['elias@ai4science.example', host],
        'each host hears of it, once, and nobody else hears anything',
      );
      const note = (await service.mailsTo(host)).at(-1)?.message;
      assert.match(note?.subject ?? '', /restored from a backup/);
      assert.match(note?.text ?? '', /mailings release --all/);

      // The host has had the announcement: it is cancelled before everything is let go.
      const mailings = await cli.json<{ id: number; kind: string; frozenAt: unknown }[]>([
        'mailings',
        'list',
      ]);
      for (const { id } of mailings)
        assert.equal((await cli.run(['mailings', 'cancel', String(id)])).code, 0);
      const released = await cli.run(['mailings', 'release', '--all', '--skip-waiting']);
      assert.match(released.out, /mail goes out again/);
      await run();
      assert.equal((await service.mailsTo('ana@lab.example')).length, 1, 'nobody got the announcement twice');
    } finally {
      await copy.close();
    }
  } finally {
    await service.close();
    await cli.close();
  }
});

test('who left or was erased after the backup stays so', async () => {
  const cli = await openCli();
  const backup = join(cli.folder, 'yesterday.gz');
  try {
    for (const name of ['ana', 'bo', 'cy']) await cli.run(['subscribers', 'add', `${name}@lab.example`]);
    await cli.run(['backup', backup]);
    await cli.run(['subscribers', 'remove', 'ana@lab.example']);
    await cli.run(['subscribers', 'erase', 'bo@lab.example', '--yes']);
    const refused = await cli.run(['restore', backup]);
    assert.equal(refused.code, 1);
    assert.match(refused.err, /in use.*--replace/);
    const outcome = await cli.json<{ left: number; erased: number }>(['restore', backup, '--replace']);
    assert.deepEqual({ left: outcome.left, erased: outcome.erased }, { left: 1, erased: 1 });
    const list = await cli.json<{ email: string; state: string }[]>(['subscribers', 'list']);
    assert.deepEqual(
      list.map(({ email, state }) => `${email} ${state}`),
      ['ana@lab.example unsubscribed', 'cy@lab.example active'],
    );
    const doctor = await cli.json<{ checks: { name: string; state: string }[] }>(['doctor']);
    assert.equal(doctor.checks.find(({ name }) => name === 'Restored')?.state, 'broken');
  } finally {
    await cli.close();
  }
});

test('what is no backup is refused with one sentence, and nothing changes', async () => {
  const cli = await openCli();
  const file = join(cli.folder, 'holiday.jpg');
  writeFileSync(file, 'no backup');
  try {
    const wrong = await cli.run(['restore', file]);
    assert.equal(wrong.code, 1);
    assert.match(wrong.err, /no whole backup/);
    assert.equal(wrong.err.trim().split('\n').length, 1);
  } finally {
    await cli.close();
  }
});
