/** Fault 15: the disk of the database is full. Nothing is accepted and lost, and with room again all goes on by itself. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite, type TestContext, test } from 'node:test';
import { sql } from 'kysely';
import { openStore } from '../../src/store/open-store.ts';
import { type ChildStage, openChildStage, statusOf, until } from '../support/child-service.ts';
import { openSmtpTalk } from '../support/smtp-talk.ts';

const programs = ['/usr/bin/', '/bin/'];
const mountProgram = programs.map((folder) => `${folder}mount`).find((path) => existsSync(path));
const noMount = mayMount() ? false : 'this user may not mount a small disk';

suite('a full disk', { skip: noMount, concurrency: 1 }, () => {
  test('intake says come again, what it took is there, and it takes mail again when there is room', async (t) => {
    const stage = await openStageOn(t, 400);
    const service = stage.start();
    await service.ready();
    const filler = join(stage.dataDir, 'filler');
    const { bavail, bsize } = statfsSync(stage.dataDir);
    writeFileSync(filler, Buffer.alloc(bavail * bsize - 4 * 1024 * 1024));

    const taken = new Set<number>();
    let refusal = '';
    for (let number = 0; number < 60 && refusal === ''; number++) {
      const answer = await mailIn(stage.ports.intake, number);
      if (answer.startsWith('250 ')) taken.add(number);
      else refusal = answer;
    }
    assert.match(refusal, /^4\d\d /, 'the sender keeps it');
    assert.equal(service.process.exitCode, null, 'the service runs on');
    rmSync(filler);

    const seconds = await until(async () => (await mailIn(stage.ports.intake, 1000)).startsWith('250 '), {
      patienceMs: 60_000,
      what: 'a mail that is taken',
    });
    taken.add(1000);
    await until(async () => (await statusOf(`${service.url}/readyz`)) === 200);
    const store = await openStore(stage.databaseUrl);
    const rows = await store.db.selectFrom('inbound').select('raw').execute();
    await store.close();
    const numbers = rows.flatMap(({ raw }) => {
      const found = /^Message-ID: <full-(\d+)@/m.exec(Buffer.from(raw ?? '').toString('latin1', 0, 2000));
      return found === null ? [] : [Number(found[1])];
    });
    for (const number of taken)
      assert.ok(numbers.includes(number), `mail ${number}, answered with 250, is there`);
    t.diagnostic(
      `${taken.size} taken, lost 0, then “${refusal}”; took mail again after ${(seconds / 1000).toFixed(1)} s`,
    );
    service.kill('SIGTERM');
    assert.equal((await service.ended).code, 0);
  });

  test('the database falls over for lack of room: the service runs on, and both come back by themselves', async (t) => {
    const stage = await openStageOn(t, 400);
    const service = stage.start();
    await service.ready();
    assert.match(await mailIn(stage.ports.intake, 1), /^250 /);
    const filler = join(stage.dataDir, 'filler');
    fillUp(filler, statfsSync(stage.dataDir));
    const store = await openStore(stage.databaseUrl);
    // Its log of changes finds no room for the next file: PostgreSQL ends itself rather than promise what it cannot keep.
    const change = sql`select pg_logical_emit_message(true, 'noise', repeat('abc', 1000000))`;
    await assert.rejects(async () => {
      for (let megabytes = 0; megabytes < 100; megabytes += 3) await change.execute(store.db);
    });
    await store.close();
    await until(async () => (await statusOf(`${service.url}/readyz`)) === 503, {
      what: 'a readiness that says so',
    });
    assert.match(await mailIn(stage.ports.intake, 2), /^451 /);
    rmSync(filler);
    const ready = await until(async () => (await statusOf(`${service.url}/readyz`)) === 200);
    assert.match(await mailIn(stage.ports.intake, 2), /^250 /);
    const after = await openStore(stage.databaseUrl);
    const rows = await after.db.selectFrom('inbound').select('id').execute();
    await after.close();
    assert.equal(rows.length, 2);
    t.diagnostic(`ready again ${(ready / 1000).toFixed(1)} s after there was room`);
    service.kill('SIGTERM');
    assert.equal((await service.ended).code, 0);
  });

  test('too little room for a first start: exit 1, one sentence', async (t) => {
    const stage = await openStageOn(t, 100);
    const { code, err } = await stage.run(['start']);
    assert.match(
      err,
      /^The disk of \S+ has only \d+ MB free; the database needs 256 MB\. Make room, or set CONVOKE_DATA/,
    );
    assert.equal(err.trim().split('\n').length, 1);
    assert.equal(code, 1);
  });
});

/** A stage whose data folder is a disk of so many megabytes. */
async function openStageOn(t: TestContext, megabytes: number): Promise<ChildStage> {
  const stage = await openChildStage({ LOG_LEVEL: 'error' });
  mkdirSync(stage.dataDir);
  mount(stage.dataDir, megabytes);
  t.after(async () => {
    // The disk goes with the stage: first what runs on it, then the mount, then the folder.
    await stage.quit();
    unmount(stage.dataDir);
    await stage.close();
  });
  chmodSync(stage.dataDir, 0o755);
  return stage;
}

function fillUp(file: string, { bavail, bsize }: { bavail: number; bsize: number }): void {
  try {
    writeFileSync(file, Buffer.alloc(bavail * bsize));
  } catch {
    // The last bytes went to somebody else: full is full.
  }
}

/** A mail of 300 KB that does not compress. */
async function mailIn(port: number, number: number): Promise<string> {
  const talk = await openSmtpTalk({ host: '127.0.0.1', port });
  await talk.say('EHLO relay.example');
  await talk.say('MAIL FROM:<ada.nowak@physics.example>');
  await talk.say('RCPT TO:<colloquium@ai4science.example>');
  await talk.say('DATA');
  const noise = crypto.getRandomValues(new Uint8Array(48_000));
  const lines =
    Buffer.from(noise)
      .toString('base64')
      .match(/.{1,76}/g) ?? [];
  const text = [
    'From: ada.nowak@physics.example',
    `Message-ID: <full-${number}@physics.example>`,
    '',
    ...lines,
  ];
  const body = Array.from({ length: 5 }, () => text.slice(3)).flat();
  const answer = await talk.say([...text, ...body, '.'].join('\r\n'));
  talk.end();
  return answer;
}

function mount(folder: string, megabytes: number): boolean {
  if (mountProgram === undefined) return false;
  return spawnSync(mountProgram, ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder]).status === 0;
}

function unmount(folder: string): void {
  if (mountProgram !== undefined) spawnSync(mountProgram.replace(/mount$/, 'umount'), ['--lazy', folder]);
}

function mayMount(): boolean {
  const folder = join('/tmp', `convoke-mount-${process.pid}`);
  mkdirSync(folder);
  const may = process.getuid?.() === 0 && mount(folder, 1);
  if (may) unmount(folder);
  rmSync(folder, { recursive: true });
  return may;
}
