/**
 * Readers press “spam”: exactly they leave, the hosts hear how many and never who, and a mailing about which many complain
 * stops itself. RFC 5965; threat 23.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { SentMail } from '../../src/cli/demo-mails.ts';
import { storyPage } from '../../src/cli/demo-page.ts';
import { openTestService, type TestService } from '../support/service.ts';
import * as story from '../support/stories.ts';
import { elias, noor } from '../support/stories.ts';

const readers = Array.from({ length: 12 }, (_, index) => `reader-${index + 1}@lab.example`);
const late = 'late@slow.example';
let service: TestService;
let sent: Map<string, SentMail>;
let count = 0;

before(async () => {
  const page = storyPage({
    date: '24 November 2026',
    title: 'What a glacier remembers',
    speaker: 'Ingrid Solbakken',
  });
  service = await openTestService({ at: '2026-11-17T07:00:00Z', page });
  // One server takes nothing for now, so that the mailing is still under way.
  service.sink.rules.refusals = [{ match: /@slow\.example/, reply: '451 4.3.0 try later' }];
  await story.listed(service, [late]);
  sent = await story.announced(service, readers);
});
after(() => service?.close());

async function complains(email: string, named = email): Promise<void> {
  count += 1;
  const messageId = sent.get(email)?.message.messageId ?? '';
  const raw = story.complaint({ email: named, messageId, id: `complaint-${count}` });
  await service.mailIn(raw, { from: 'feedback@provider.example' });
}

const notes = async (host: string) =>
  (await service.mailsTo(host)).filter((mail) => /marked the announcement/.test(mail.message.subject));
const mailing = () =>
  service.context.store.db.selectFrom('mailing').selectAll().orderBy('id').executeTakeFirstOrThrow();
const left = async () => {
  const rows = await service.context.store.db
    .selectFrom('subscriber')
    .select('email')
    .where('unsubscribed_at', 'is not', null)
    .orderBy('id')
    .execute();
  return rows.map((row) => row.email);
};

test('one reader: the address leaves, every host hears the number', async () => {
  await complains(readers[0]!);
  assert.deepEqual(await left(), [readers[0]]);
  for (const host of [noor, elias]) {
    const [note] = await notes(host);
    assert.match(note?.message.subject ?? '', /^One reader marked the announcement for 24.November as spam$/);
    assert.match(note?.message.text ?? '', /1 of 13 who got it/);
  }
  assert.equal((await mailing()).paused_at, null, 'one may be a slip');
});

test('the same complaint again, and one that names somebody else: nothing more', async () => {
  await complains(readers[0]!);
  await complains(readers[0]!, readers[5]);
  assert.deepEqual(await left(), [readers[0]], 'the returned mail tells whose it is, not the report');
  assert.equal((await notes(noor)).length, 1);
});

test('a second reader is too many of thirteen: the mailing stops itself, and the hosts are told', async () => {
  await complains(readers[1]!);
  const { paused_at, paused_why } = await mailing();
  assert.ok(paused_at);
  assert.equal(paused_why, '2 of 13 readers marked it as spam');
  const all = await notes(noor);
  assert.equal(all.length, 2);
  assert.match(all[1]?.message.text ?? '', /The rest of the mailing waits/);
});

test('a third: counted, and told to nobody a third time', async () => {
  await complains(readers[2]!);
  assert.equal((await notes(noor)).length, 2);
  assert.deepEqual(await left(), readers.slice(0, 3));
});

test('no host is told who it was: not by mail, not by a reason, not by the reason of the pause', async () => {
  const inbound = await service.context.store.db
    .selectFrom('inbound')
    .select(['class', 'reason', 'held_at'])
    .where('class', '=', 'complaint')
    .execute();
  assert.equal(inbound.length, count);
  for (const { reason, held_at } of inbound) {
    assert.doesNotMatch(reason ?? '', /subscriber|\d|reader-/);
    assert.equal(held_at, null);
  }
  const told = [...(await service.mailsTo(noor)), ...(await service.mailsTo(elias))];
  for (const mail of told)
    for (const reader of readers.slice(0, 3))
      assert.ok(!mail.raw.includes(reader), `${mail.message.subject} names ${reader}`);
  await story.allIsWell(service, readers);
});
