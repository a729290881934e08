/**
 * Postfix brings five hundred mails by LMTP to a listener that is killed with -9 fifty times: what was answered with 250 is
 * in the database, everything else stays with Postfix and comes again. None is lost and none is there twice. Fault 20, promise 1.
 */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { openTestDatabase } from '../support/database.ts';
import { freePorts } from '../support/free-port.ts';
import { letter } from '../support/intake.ts';
import { openPostfix, type Postfix, postfixMissing } from '../support/postfix.ts';
import { openSmtpTalk } from '../support/smtp-talk.ts';

const kills = 50;
const mails = 500;
const program = join(import.meta.dirname, '../support/lmtp-listener.ts');

test('five hundred mails, fifty kills, none lost and none doubled', {
  skip: postfixMissing(),
  timeout: 10 * 60_000,
}, async (t) => {
  const database = await openTestDatabase();
  const [port = 0] = await freePorts(1);
  const postfix = await openPostfix({
    deliver: { 'colloquium@lab.example': { lmtpPort: port }, 'bio-talks@lab.example': { lmtpPort: port } },
    // What the dead listener did not take is tried again at once, not after minutes.
    settings: {
      queue_run_delay: '1s',
      minimal_backoff_time: '1s',
      maximal_backoff_time: '1s',
      lmtp_connect_timeout: '2s',
    },
  });
  const counted = database.store.db
    .selectFrom('inbound')
    .select((each) => each.fn.countAll<number>().as('n'));
  const count = async () => (await counted.executeTakeFirstOrThrow()).n;
  let listener: ChildProcess | null = null;
  try {
    const sending = sendAll(postfix);
    let killed = 0;
    for (; killed < kills; killed += 1) {
      listener = await listen(database.url, port);
      const before = await count();
      // Each listener takes its share and is then killed with whatever it has in hand.
      const share = before + Math.max(1, Math.floor((mails - before) / (kills - killed + 5)));
      const patience = performance.now() + 10_000;
      postfix.flush();
      while ((await count()) < share && performance.now() < patience) await pause(2);
      listener.kill('SIGKILL');
      await once(listener, 'exit');
    }
    await sending;
    assert.ok((await count()) < mails, 'it was killed with mail still to come');
    listener = await listen(database.url, port);
    const deadline = performance.now() + 120_000;
    while ((await count()) < mails && performance.now() < deadline) {
      postfix.flush();
      await pause(200);
    }
    const rows = await database.store.db.selectFrom('inbound').select('raw').execute();
    const subjects = new Set(
      rows.map((row) => /^Subject: (Joining \d+)/m.exec(row.raw?.toString('latin1') ?? '')?.[1]),
    );
    assert.equal(subjects.size, mails, 'none is lost');
    assert.equal(rows.length, mails, 'none is there twice');
    while (postfix.queue().length > 0) await pause(200);
    assert.equal((await count()) as number, mails, 'also when the last answers are in');
    const refusals = postfix.log().match(/status=deferred/g)?.length ?? 0;
    assert.ok(refusals > 0, 'some were on their way when it was killed');
    t.diagnostic(`${killed} kills, ${rows.length} mails, ${refusals} times a mail had to come again`);
  } finally {
    listener?.kill('SIGKILL');
    await postfix.close();
    await database.close();
  }
});

async function listen(url: string, port: number): Promise<ChildProcess> {
  const child = spawn(process.execPath, [program, url, String(port)], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  await once(child.stdout as NodeJS.ReadableStream, 'data');
  return child;
}

async function sendAll(postfix: Postfix): Promise<void> {
  const talk = await openSmtpTalk({ host: '127.0.0.1', port: postfix.smtpPort });
  await talk.say('EHLO laptop.example');
  const body = `${'x'.repeat(70)}\r\n`.repeat(80);
  for (let number = 0; number < mails; number += 1) {
    await talk.say('MAIL FROM:<ada.nowak@physics.example>');
    const to = number % 10 === 0 ? 'bio-talks+late@lab.example' : 'colloquium@lab.example';
    assert.match(await talk.say(`RCPT TO:<${to}>`), /^250/);
    await talk.say('DATA');
    talk.write(`${letter(number, body)}.\r\n`);
    assert.match(await talk.hear(), /^250/);
  }
  talk.end();
}
