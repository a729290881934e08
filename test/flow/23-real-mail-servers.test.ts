/**
 * The main job through real mail servers: a mail sent with swaks goes through Postfix into a Dovecot mailbox, is read by
 * IMAP, and every answer comes back through Postfix into the mailbox of the person it is for.
 */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import test from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { ImapFlow } from 'imapflow';
import { storyPage } from '../../src/cli/demo-page.ts';
import { receiveMail } from '../../src/intake/receive.ts';
import { openImapSource } from '../../src/intake/source-imap.ts';
import type { Message } from '../../src/mail/message.ts';
import { parseMessage } from '../../src/mail/parse-message.ts';
import { actOnRequest } from '../../src/moderation/handle-decision.ts';
import { books } from '../../src/store/deliveries-control.ts';
import { type Dovecot, dovecotMissing, openDovecot } from '../support/dovecot.ts';
import { openPostfix, postfixMissing } from '../support/postfix.ts';
import { noRedis, openTestRedis } from '../support/redis.ts';
import { openTestService } from '../support/service.ts';

const swaks = '/usr/bin/swaks';
const skip =
  postfixMissing() ||
  dovecotMissing() ||
  (existsSync(swaks) ? false : 'swaks is not installed (apt-get install swaks)');
const samir = 's.haddad@delta-research.example';

test('through Postfix and a mailbox, with the queue in the database', { skip }, () =>
  throughRealServers(null),
);

test('through Postfix and a mailbox, with the queue in Redis', { skip: skip || noRedis }, async () => {
  const redis = await openTestRedis();
  try {
    await throughRealServers(redis.url);
  } finally {
    await redis.close();
  }
});

async function throughRealServers(redisUrl: string | null): Promise<void> {
  const dovecot = await openDovecot();
  const deliver = { lmtpPort: dovecot.lmtpPort };
  const postfix = await openPostfix({
    deliver: { 'ai4science.example': deliver, 'delta-research.example': deliver },
  });
  // The mail servers live in the present, so the story does too: a talk nine days from today.
  const today = Temporal.Now.zonedDateTimeISO('Europe/Amsterdam').with({ hour: 7, minute: 0, second: 0 });
  const talkDay = today.add({ days: 9 }).toPlainDate().toString();
  const service = await openTestService({
    at: Temporal.Now.instant().toString(),
    page: storyPage({
      date: talkDay,
      title: 'What a glacier remembers',
      speaker: 'Ingrid Solbakken',
      following: today.add({ days: 23 }).toPlainDate().toString(),
      held: today.subtract({ days: 5 }).toPlainDate().toString(),
    }),
    redisUrl,
    smtpUrl: `${postfix.smtpUrl}?tls=off`,
  });
  const { context, colloquium, clock } = service;
  const source = openImapSource({
    url: `${dovecot.imapUrl(colloquium.address)}?tls=off`,
    poll: Temporal.Duration.from({ seconds: 1 }),
    maxSize: context.config.service.intake.max_size,
    mailboxes: context.config.colloquia,
    receive: (mail) => receiveMail(context, mail),
    store: context.store,
    log: context.log,
  });
  try {
    await promisify(execFile)(swaks, [
      ...[
        '--server',
        `127.0.0.1:${postfix.smtpPort}`,
        '--from',
        samir,
        '--to',
        colloquium.address,
        '--silent',
        '2',
      ],
      ...['--h-From', `Samir Haddad <${samir}>`, '--h-Subject', 'Joining the colloquium list'],
      ...[
        '--body',
        'Name: Samir Haddad\nAffiliation: Institute for Delta Research\nMotivation: I model how sediment moves in estuaries.\n',
      ],
    ]);

    // Nothing in this little world signs mail, so the person proves the address first.
    const question = await mailIn(dovecot, samir, (mail) => /confirm your address/i.test(mail.subject));
    assert.ok(!question.text.includes('sediment'), 'it repeats nothing of a mail that may be forged');
    await promisify(execFile)(swaks, [
      ...[
        '--server',
        `127.0.0.1:${postfix.smtpPort}`,
        '--from',
        samir,
        '--to',
        question.replyTo[0]?.address ?? '',
        '--silent',
        '2',
      ],
      ...['--h-From', `Samir Haddad <${samir}>`, '--h-Subject', `Re: ${question.subject}`],
      ...[
        '--h-In-Reply-To',
        `<${question.messageId?.replace(/[<>]/g, '')}>`,
        '--body',
        'Yes, that was me.\n',
      ],
    ]);

    const asked = await mailIn(dovecot, 'noor@ai4science.example', (mail) =>
      mail.subject.startsWith('Join request: Samir Haddad'),
    );
    assert.match(asked.text, /sediment/);
    const request = await context.store.db.selectFrom('request').select('id').executeTakeFirstOrThrow();
    const act = {
      requestId: request.id,
      action: { kind: 'approve' },
      host: null,
      way: 'command',
      how: 'At the command line',
      now: clock.now(),
    } as const;
    assert.equal((await actOnRequest(context, act)).kind, 'decide');

    await service.advanceTo(clock.now().add({ hours: 26 }), 30);
    await mailIn(dovecot, samir, (mail) => mail.subject.startsWith('Welcome'));
    const announced = await mailIn(dovecot, samir, (mail) =>
      mail.subject.includes('What a glacier remembers'),
    );
    const calendar = announced.parts.find((part) => part.contentType === 'text/calendar')?.text ?? '';
    assert.match(calendar, /METHOD:REQUEST/);
    assert.ok(
      announced.returnPath?.startsWith('colloquium+b-'),
      'its bounce would come back to us, and to this delivery',
    );
    const mailing = await context.store.db.selectFrom('mailing').select('id').executeTakeFirstOrThrow();
    assert.equal((await books(context.store.db, mailing.id))?.balance, 0);
  } finally {
    await source.close();
    await service.close();
    await postfix.close();
    await dovecot.close();
  }
}

/** The first mail in a person's mailbox that fits, read over IMAP like a mail program does; waits until it is there. */
async function mailIn(dovecot: Dovecot, user: string, fits: (mail: Message) => boolean): Promise<Message> {
  const deadline = performance.now() + 20_000;
  const subjects = new Set<string>();
  while (performance.now() < deadline) {
    for (const raw of await mailbox(dovecot, user)) {
      const outcome = await parseMessage(raw);
      if (outcome.ok && fits(outcome.message)) return outcome.message;
      if (outcome.ok) subjects.add(outcome.message.subject);
    }
    await pause(50);
  }
  throw new Error(`the mail did not come to ${user}; there were: ${[...subjects].join(' | ') || 'none'}`);
}

async function mailbox(dovecot: Dovecot, user: string): Promise<Buffer[]> {
  const client = new ImapFlow({
    host: '127.0.0.1',
    port: dovecot.imapPort,
    secure: false,
    doSTARTTLS: false,
    auth: { user, pass: dovecot.password },
    logger: false,
  });
  await client.connect();
  try {
    const opened = await client.mailboxOpen('INBOX');
    if (opened.exists === 0) return [];
    const mails = await client.fetchAll('1:*', { source: true });
    return mails.flatMap((mail) => (mail.source === undefined ? [] : [mail.source]));
  } finally {
    await client.logout();
  }
}
