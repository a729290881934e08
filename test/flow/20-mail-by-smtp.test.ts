/** Promise 1 at the SMTP and LMTP door: what was answered with 250 is in the database, and what is not there was not. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { IncomingMail, Receive } from '../../src/intake/receive.ts';
import { openSmtpSource, type SmtpSource, type SmtpSourceDeps } from '../../src/intake/source-smtp.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { letter, mailboxes, openTestIntake, quiet, type TestIntake } from '../support/intake.ts';
import { openSmtpTalk, type SmtpTalk } from '../support/smtp-talk.ts';

let database: TestDatabase;
let intake: TestIntake;
before(async () => {
  database = await openTestDatabase();
});
after(() => database.close());
beforeEach(async () => {
  await database.store.db.deleteFrom('inbound').execute();
  intake = openTestIntake(database.store);
});

const rows = () => database.store.db.selectFrom('inbound').selectAll().orderBy('id').execute();

async function withDoor(
  options: {
    protocol?: 'smtp' | 'lmtp';
    receive?: Receive;
    maxSize?: number;
    limits?: NonNullable<SmtpSourceDeps['limits']>;
  },
  story: (door: SmtpSource) => Promise<void>,
): Promise<void> {
  const door = await openSmtpSource({
    settings: {
      port: 0,
      host: '127.0.0.1',
      protocol: options.protocol ?? 'smtp',
      max_size: options.maxSize ?? 1024 * 1024,
    },
    mailboxes,
    receive: options.receive ?? intake.receive,
    log: quiet,
    limits: options.limits ?? {},
  });
  try {
    await story(door);
  } finally {
    await door.close();
  }
}

async function begin(
  door: SmtpSource,
  hello: string,
  recipients: string[],
  from = 'ada.nowak@physics.example',
) {
  const talk = await openSmtpTalk(door);
  await talk.say(hello);
  await talk.say(`MAIL FROM:<${from}>`);
  for (const recipient of recipients)
    assert.match(await talk.say(`RCPT TO:<${recipient}>`), /^250/, recipient);
  assert.match(await talk.say('DATA'), /^354/);
  return talk;
}

async function finish(talk: SmtpTalk, message: string): Promise<string> {
  talk.write(`${message}.\r\n`);
  const reply = await talk.hear();
  talk.end();
  return reply;
}

test('a mail is answered with 250 once its row is committed, and rung for once', () =>
  withDoor({}, async (door) => {
    const talk = await begin(door, 'EHLO relay.example', ['colloquium+r-Ab12@lab.example'], '');
    assert.match(await finish(talk, letter(1)), /^250 2\.0\.0 stored as \d+/);
    const [row, ...others] = await rows();
    assert.deepEqual(others, []);
    assert.equal(row?.raw?.toString(), letter(1));
    assert.equal(row?.recipient, 'colloquium+r-Ab12@lab.example');
    assert.equal(row?.colloquium, 'ai');
    assert.equal(row?.envelope_from, '');
    assert.equal(row?.source, 'smtp');
    assert.deepEqual(intake.rung, [row?.id]);
  }));

test('the same mail sent three times, over both doors, is one row and one ring', async () => {
  for (const protocol of ['smtp', 'lmtp', 'smtp'] as const)
    await withDoor({ protocol }, async (door) => {
      const hello = protocol === 'smtp' ? 'EHLO a.example' : 'LHLO a.example';
      const talk = await begin(door, hello, ['colloquium@lab.example']);
      assert.match(await finish(talk, `Received: from ${protocol}\r\n${letter(2)}`), /^250/);
    });
  assert.equal((await rows()).length, 1);
  assert.equal(intake.rung.length, 1);
});

test('a relay on this machine may say whose client a mail came from', () =>
  withDoor({}, async (door) => {
    const talk = await openSmtpTalk(door);
    assert.match(await talk.say('EHLO relay.example'), /XFORWARD/);
    assert.match(await talk.say('XFORWARD NAME=mail.uni.example ADDR=203.0.113.7'), /^250/);
    await talk.say('MAIL FROM:<ada@uni.example>');
    await talk.say('RCPT TO:<colloquium@lab.example>');
    await talk.say('DATA');
    assert.match(await finish(talk, letter(12)), /^250/);
    assert.equal((await rows())[0]?.client_ip, '203.0.113.7');
  }));

test('an address in letters beyond ASCII is taken as it is (RFC 6531)', () =>
  withDoor({}, async (door) => {
    const talk = await openSmtpTalk(door);
    assert.match(await talk.say('EHLO relay.example'), /SMTPUTF8/);
    talk.write(Buffer.from('MAIL FROM:<zoë@bücher.example> BODY=8BITMIME SMTPUTF8\r\n'));
    assert.match(await talk.hear(), /^250/);
    assert.match(await talk.say('RCPT TO:<colloquium@lab.example>'), /^250/);
    assert.match(await talk.say('DATA'), /^354/);
    talk.write(Buffer.from(`${letter(13).replace('Ada Nowak', 'Zoë Nowak')}.\r\n`));
    assert.match(await talk.hear(), /^250/);
    talk.end();
    const [row] = await rows();
    assert.equal(row?.envelope_from, 'zoë@bücher.example');
    assert.match(row?.raw?.toString('utf8') ?? '', /From: Zoë Nowak/);
  }));

test('only mailboxes of a colloquium are known here', () =>
  withDoor({}, async (door) => {
    const talk = await openSmtpTalk(door);
    await talk.say('EHLO relay.example');
    await talk.say('MAIL FROM:<x@y.example>');
    for (const stranger of [
      'postmaster@lab.example',
      'colloquiums@lab.example',
      'colloquium@lab.example.evil.example',
      'colloquium-leave@lab.example',
      'bio@lab.example',
    ])
      assert.match(await talk.say(`RCPT TO:<${stranger}>`), /^550 5\.1\.1/, stranger);
    assert.match(await talk.say('RCPT TO:<COLLOQUIUM+leave@Lab.Example>'), /^250/);
    assert.match(await talk.say('RCPT TO:<bio-talks@lab.example>'), /^250/);
    talk.end();
  }));

test('a mail to two colloquia is two rows, and a sub-address says more than the mailbox', () =>
  withDoor({}, async (door) => {
    const talk = await begin(door, 'EHLO relay.example', [
      'colloquium@lab.example',
      'bio-talks@lab.example',
      'colloquium+leave@lab.example',
    ]);
    assert.match(await finish(talk, letter(3)), /^250/);
    const recipients = (await rows()).map((row) => `${row.colloquium} ${row.recipient}`).sort();
    assert.deepEqual(recipients, ['ai colloquium+leave@lab.example', 'bio bio-talks@lab.example']);
  }));

test('LMTP answers for every recipient, also for one that was given twice', async () => {
  const receive = async (mail: IncomingMail) => {
    if (mail.colloquium === 'bio') throw new Error('deadlock detected');
    return intake.receive(mail);
  };
  await withDoor({ protocol: 'lmtp', receive }, async (door) => {
    const talk = await begin(door, 'LHLO relay.example', [
      'colloquium@lab.example',
      'bio-talks@lab.example',
      'colloquium@lab.example',
    ]);
    talk.write(`${letter(4)}.\r\n`);
    const replies = [await talk.hear(), await talk.hear(), await talk.hear()];
    assert.deepEqual(
      replies.map((reply) => reply.slice(0, 9)),
      ['250 2.0.0', '451 4.3.0', '250 2.0.0'],
    );
    assert.match(await talk.say('NOOP'), /^250/, 'and no reply is left over');
    talk.end();
  });
  assert.equal((await rows()).length, 1);
});

test('while the database is away the answer is 451, and the mail comes again', async () => {
  let isAway = true;
  const receive: Receive = (mail) =>
    isAway ? Promise.reject(new Error('connection refused')) : intake.receive(mail);
  await withDoor({ receive }, async (door) => {
    const first = await begin(door, 'EHLO relay.example', ['colloquium@lab.example']);
    assert.match(await finish(first, letter(5)), /^451 4\.3\.0/);
    assert.equal((await rows()).length, 0);
    isAway = false;
    const second = await begin(door, 'EHLO relay.example', ['colloquium@lab.example']);
    assert.match(await finish(second, letter(5)), /^250/);
  });
  assert.equal((await rows()).length, 1);
});

test('a database that hangs is 451 too, and what it wrote late is found when the mail comes again', async () => {
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  let late: Promise<unknown> = Promise.resolve();
  let isSlow = true;
  const receive: Receive = async (mail) => {
    if (!isSlow) return intake.receive(mail);
    const work = held.then(() => intake.receive(mail));
    late = work;
    return work;
  };
  await withDoor({ receive, limits: { storeMs: 50 } }, async (door) => {
    const first = await begin(door, 'EHLO relay.example', ['colloquium@lab.example']);
    assert.match(await finish(first, letter(6)), /^451/);
    isSlow = false;
    release();
    await late;
    const second = await begin(door, 'EHLO relay.example', ['colloquium@lab.example']);
    assert.match(await finish(second, letter(6)), /^250/);
  });
  assert.equal((await rows()).length, 1);
});

test('a mail that is cut off before its final dot was never received', () =>
  withDoor({}, async (door) => {
    const talk = await begin(door, 'EHLO relay.example', ['colloquium@lab.example']);
    talk.write(letter(7).slice(0, 150));
    talk.end();
    await talk.closed;
    await door.close();
    assert.equal((await rows()).length, 0);
  }));

test('a mail over the size is refused, said or unsaid', () =>
  withDoor({ maxSize: 10_000 }, async (door) => {
    const said = await openSmtpTalk(door);
    assert.match(await said.say('EHLO relay.example'), /SIZE 10000/);
    assert.match(await said.say('MAIL FROM:<a@b.example> SIZE=10001'), /^552/);
    said.end();
    const unsaid = await begin(door, 'EHLO relay.example', ['colloquium@lab.example']);
    assert.match(await finish(unsaid, letter(8, 'x'.repeat(70).concat('\r\n').repeat(200))), /^552 5\.3\.4/);
    assert.equal((await rows()).length, 0);
  }));

test('a mail that has passed fifty servers is a loop', () =>
  withDoor({}, async (door) => {
    for (const [hops, answer] of [
      [50, /^250/],
      [51, /^554 5\.4\.6/],
    ] as const) {
      const talk = await begin(door, 'EHLO relay.example', ['colloquium@lab.example']);
      const trace = Array.from({ length: hops }, (_, hop) => `Received: from hop-${hop}\r\n\tby next\r\n`);
      assert.match(await finish(talk, `${trace.join('')}${letter(9)}`), answer);
    }
  }));

// CVE-2023-51764 and its kin: two servers that disagree about where a mail ends let one mail hold another.
const falseEnds = {
  'LF.LF': '\n.\n',
  'LF.CRLF': '\n.\r\n',
  'CR.CR': '\r.\r',
  'CRLF.LF': '\r\n.\n',
  'CRCRLF.CRCRLF': '\r\r\n.\r\r\n',
  'CR.CRLF': '\r.\r\n',
  'CRLF.CR': '\r\n.\r',
  'LF.CR': '\n.\r',
  NUL: '\r\n.\0\r\n',
};
for (const [name, bytes] of Object.entries(falseEnds))
  test(`a second mail smuggled behind ${name} stays inside the first, however the bytes are cut`, () =>
    withDoor({}, async (door) => {
      const smuggled = `${bytes}MAIL FROM:<dean@lab.example>\r\nRCPT TO:<colloquium@lab.example>\r\nDATA\r\nFrom: dean@lab.example\r\n\r\nyes\r\n`;
      const message = `${letter(10)}${smuggled}.\r\n`;
      for (const cut of [message.length, 1]) {
        const talk = await begin(door, 'EHLO relay.example', ['colloquium@lab.example']);
        talk.socket.setNoDelay(true);
        for (let at = 0; at < message.length; at += cut) {
          talk.write(message.slice(at, at + cut));
          if (cut === 1) await new Promise(setImmediate);
        }
        assert.match(await talk.hear(), /^250/);
        assert.match(await talk.say('NOOP'), /^250/, 'and nothing was understood as a command');
        talk.end();
      }
      const stored = await rows();
      assert.equal(stored.length, 1);
      assert.match(stored[0]?.raw?.toString() ?? '', /MAIL FROM:<dean@lab\.example>/);
    }));

test('a client that lasts too long, and one too many, are sent away', () =>
  withDoor({ limits: { connectionMs: 60, connections: 1 } }, async (door) => {
    const talk = await openSmtpTalk(door);
    await talk.say('EHLO relay.example');
    const crowd = await openSmtpTalk(door).then((second) => second.hear());
    assert.equal(crowd, 'closed');
    assert.match(await talk.hear(), /^421/);
    await talk.closed;
  }));

test('closing lets the mail in hand get its answer and sends the idle away', async () => {
  let release = (): void => undefined;
  let begun = (): void => undefined;
  const isBegun = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await withDoor(
    {
      receive: async (mail) => {
        begun();
        await held;
        return intake.receive(mail);
      },
    },
    async (door) => {
      const idle = await openSmtpTalk(door);
      await idle.say('EHLO idle.example');
      const talk = await begin(door, 'EHLO relay.example', ['colloquium@lab.example']);
      talk.write(`${letter(11)}.\r\n`);
      await isBegun;
      const closing = door.close();
      assert.match(await idle.hear(), /^421/);
      release();
      assert.match(await talk.hear(), /^250/);
      talk.end();
      idle.end();
      await closing;
    },
  );
  assert.equal((await rows()).length, 1);
});

test('a port that is taken is said in one sentence', () =>
  withDoor({}, async (door) => {
    const settings = { port: door.port, host: '127.0.0.1', protocol: 'smtp' as const, max_size: 1000 };
    await assert.rejects(
      openSmtpSource({ settings, mailboxes, receive: intake.receive, log: quiet }),
      /Port \d+ for incoming mail is taken by another program\. Stop it, or set INTAKE_PORT\./,
    );
  }));
