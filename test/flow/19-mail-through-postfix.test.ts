/** Mail as it really travels: a sender's program, Postfix, then our LMTP door or a Dovecot mailbox. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openImapSource } from '../../src/intake/source-imap.ts';
import { openSmtpSource, type SmtpSource } from '../../src/intake/source-smtp.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { type Dovecot, dovecotMissing, openDovecot } from '../support/dovecot.ts';
import { letter, mailboxes, openTestIntake, quiet } from '../support/intake.ts';
import { openPostfix, type Postfix, postfixMissing } from '../support/postfix.ts';
import { openSmtpTalk } from '../support/smtp-talk.ts';

const skip = postfixMissing() || dovecotMissing();
let database: TestDatabase;
let dovecot: Dovecot;
let postfix: Postfix;
let door: SmtpSource;
let arrived: () => void = () => undefined;
let isAway = false;

before(async () => {
  if (skip) return;
  [database, dovecot] = await Promise.all([openTestDatabase(), openDovecot()]);
  const intake = openTestIntake(database.store);
  door = await openSmtpSource({
    settings: { port: 0, host: '127.0.0.1', protocol: 'lmtp', max_size: 1024 * 1024 },
    mailboxes,
    async receive(mail) {
      if (isAway) throw new Error('the database is restarting');
      const result = await intake.receive(mail);
      arrived();
      return result;
    },
    log: quiet,
  });
  postfix = await openPostfix({
    deliver: {
      'colloquium@lab.example': { lmtpPort: door.port },
      'lab.example': { lmtpPort: dovecot.lmtpPort },
    },
    unknown: ['gone@lab.example'],
  });
});
after(async () => {
  if (skip) return;
  await postfix.close();
  await Promise.all([door.close(), dovecot.close()]);
  await database.close();
});

async function send(to: string, message: string): Promise<string> {
  const talk = await openSmtpTalk({ host: '127.0.0.1', port: postfix.smtpPort });
  await talk.say('EHLO laptop.example');
  await talk.say('MAIL FROM:<ada.nowak@physics.example>');
  const reply = await talk.say(`RCPT TO:<${to}>`);
  if (!reply.startsWith('250')) {
    talk.end();
    return reply;
  }
  await talk.say('DATA');
  talk.write(`${message}.\r\n`);
  const answer = await talk.hear();
  talk.end();
  return answer;
}

const nextArrival = () =>
  new Promise<void>((resolve) => {
    arrived = resolve;
  });
const rows = () => database.store.db.selectFrom('inbound').selectAll().orderBy('id').execute();

test('a mail to a sub-address comes through Postfix to our door, and its copy in the mailbox is the same mail', {
  skip,
}, async () => {
  const arrival = nextArrival();
  assert.match(await send('colloquium+leave-abc@lab.example', letter(1)), /^250/);
  await arrival;
  const [row] = await rows();
  assert.equal(row?.recipient, 'colloquium+leave-abc@lab.example');
  assert.equal(row?.envelope_from, 'ada.nowak@physics.example');
  assert.match(row?.raw?.toString() ?? '', /^Received: /);

  assert.match(await send('archive@lab.example', letter(1)), /^250/);
  assert.match(await send('archive@lab.example', letter(2)), /^250/);
  const both = nextArrival();
  const intake = openTestIntake(database.store);
  const source = openImapSource({
    url: dovecot.imapUrl('archive@lab.example'),
    poll: Temporal.Duration.from('PT1S'),
    maxSize: 1024 * 1024,
    mailboxes,
    async receive(mail) {
      const result = await intake.receive(mail);
      if (result.isNew) arrived();
      return result;
    },
    store: database.store,
    log: quiet,
  });
  await both;
  await source.close();
  assert.equal((await rows()).length, 2, 'the copy of the first mail was known, the second is new');
});

test('while our database is away Postfix keeps the mail and brings it later', { skip }, async () => {
  isAway = true;
  const before = (await rows()).length;
  assert.match(await send('colloquium@lab.example', letter(3)), /^250/);
  while (!/451 4\.3\.0/.test(postfix.log())) await new Promise(setImmediate);
  assert.equal((await rows()).length, before);
  isAway = false;
  const arrival = nextArrival();
  postfix.flush();
  await arrival;
  assert.equal((await rows()).length, before + 1);
});

test('the private Postfix knows nobody else', { skip }, async () => {
  assert.match(await send('gone@lab.example', letter(4)), /^550 5\.1\.1/);
  assert.match(await send('somebody@elsewhere.example', letter(5)), /^554 5\.7\.1/);
});
