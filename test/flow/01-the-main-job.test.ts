/**
 * The whole job, on real input: three people write in their own words, a host approves by reply, another by the page,
 * one is declined with a reason; the page is read; the announcement and the reminder go out once each; the talk moves;
 * a late joiner gets the invitation in the welcome; a bounce and a one-click unsubscribe are honoured; the books balance.
 * Promises 1, 3, 4, 5, 6, 7, 10, 11, 12.
 */
import assert from 'node:assert/strict';
import test from 'node:test';
import { answerTo, bounceOf, type SentMail, storyMail } from '../../src/cli/demo-mails.ts';
import { storyPage } from '../../src/cli/demo-page.ts';
import { openWeb } from '../../src/http/open-web.ts';
import { books } from '../../src/store/deliveries-control.ts';
import { noRedis, openTestRedis } from '../support/redis.ts';
import { openTestService, type TestService } from '../support/service.ts';

const noor = 'noor@ai4science.example';
const elias = 'elias@ai4science.example';
const samir = 's.haddad@delta-research.example';
const mira = 'm.okafor@kelp.example';
const lin = 'lin.zhao@westerpark.example';
const glacier = 'What a glacier remembers: learning ice flow from satellite images';
const at = Temporal.Instant.from;

test('the main job, with the queue in the database', () => theMainJob(null));

test('the main job, with the queue in Redis', { skip: noRedis }, async () => {
  const redis = await openTestRedis();
  try {
    await theMainJob(redis.url);
  } finally {
    await redis.close();
  }
});

async function theMainJob(redisUrl: string | null): Promise<void> {
  const page = storyPage({ date: '24 November 2026', title: glacier, speaker: 'Ingrid Solbakken' });
  const service = await openTestService({ at: '2026-11-16T20:15:00Z', page, redisUrl });
  const web = await openWeb({ ...service.context, health: async () => [] });
  try {
    await threePeopleAsk(service);
    await hostsDecide(service, web.url);
    await theTalkIsAnnounced(service);
    await theTalkMoves(service);
    await someoneJoinsLate(service);
    await mailComesBackAndSomebodyLeaves(service, web.url);
    await theReminderGoesOut(service);
    await theBooksBalance(service);
  } finally {
    await web.close();
    await service.close();
  }
}

async function threePeopleAsk(service: TestService): Promise<void> {
  await service.mailIn(storyMail('join-labelled'), { from: samir });
  await service.mailIn(storyMail('join-prose'), { from: mira });
  await service.mailIn(storyMail('join-incomplete'), { from: lin });
  // The same mail again, as mail servers do: nothing happens twice.
  await service.mailIn(storyMail('join-labelled'), { from: samir });

  assert.match((await last(service, samir)).message.subject, /^Re: Joining the colloquium list$/);
  assert.equal((await service.mailsTo(samir)).length, 1);
  const question = await last(service, lin);
  assert.match(question.message.text, /work or study/);
  assert.equal(headerOf(question, 'auto-submitted'), 'auto-replied');
  assert.equal(question.from, '', 'an automatic answer has the null return path (RFC 3834 §4)');

  const reply = answerTo(question, {
    from: lin,
    text: 'I am a master student at the Westerpark Institute of Materials.',
    date: 'Mon, 16 Nov 2026 21:40:00 +0100',
  });
  await service.mailIn(reply, { from: lin, to: question.message.replyTo[0]?.address ?? '' });
  for (const host of [noor, elias]) {
    const subjects = (await service.mailsTo(host)).map((mail) => mail.message.subject);
    assert.equal(subjects.length, 3, 'one decision mail for each person');
    assert.ok(subjects.some((subject) => subject.includes('Lin Zhao')));
  }
}

async function hostsDecide(service: TestService, base: string): Promise<void> {
  const decisionMails = await service.mailsTo(noor);
  const about = (name: string) =>
    decisionMails.find((mail) => mail.message.subject.includes(name)) as SentMail;

  const yes = answerTo(about('Samir Haddad'), {
    from: noor,
    text: 'Yes, welcome!',
    date: 'Mon, 16 Nov 2026 22:00:00 +0100',
  });
  await service.mailIn(yes, { from: noor, to: about('Samir Haddad').message.replyTo[0]?.address ?? '' });
  assert.equal(await decisionAbout(service, samir), 'approve');

  const link = /http:\/\/\S+\/requests\/[a-z2-7]{26}/.exec(about('Mira Okafor').message.text)?.[0] ?? '';
  const path = link.replace(/^http:\/\/[^/]+/, base);
  const shown = await fetch(`${path}?do=approve`);
  assert.equal(shown.status, 200);
  const form = await shown.text();
  assert.equal(await decisionAbout(service, mira), null, 'GET never changes anything (promise 4)');
  const posted = await fetch(path, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin: base },
    body: formBody(form, { do: 'approve' }),
  });
  assert.ok([200, 303].includes(posted.status), `the page answered ${posted.status}`);
  assert.equal(await decisionAbout(service, mira), 'approve');

  const no = answerTo(about('Lin Zhao'), {
    from: noor,
    text: 'No, because we only take people with a PhD or beyond this year.',
    date: 'Mon, 16 Nov 2026 22:05:00 +0100',
  });
  await service.mailIn(no, { from: noor, to: about('Lin Zhao').message.replyTo[0]?.address ?? '' });
  assert.equal(await decisionAbout(service, lin), 'decline');
  assert.equal((await service.mailsTo(lin)).length, 1, 'nothing leaves before the undo window has passed');

  await service.advanceTo(at('2026-11-16T20:30:00Z'));
  assert.match((await last(service, samir)).message.subject, /^Welcome/);
  assert.match((await last(service, mira)).message.subject, /^Welcome/);
  const refusal = await last(service, lin);
  assert.match(refusal.message.text, /PhD or beyond/);
  assert.ok(!refusal.message.text.includes('Noor said'));
}

async function theTalkIsAnnounced(service: TestService): Promise<void> {
  await service.advanceTo(at('2026-11-17T08:00:00Z'), 5);
  const proof = (await service.mailsTo(noor)).find((mail) => mail.message.subject.startsWith('Proof'));
  assert.ok(proof, 'the hosts see it before it goes');
  for (const person of [samir, mira]) {
    const announced = (await service.mailsTo(person)).filter((mail) =>
      mail.message.subject.includes('What a glacier'),
    );
    assert.equal(announced.length, 1, 'announced once');
    const [mail] = announced as [SentMail];
    assert.match(mail.message.subject, /^Tuesday 24 November, 14:00: /);
    const calendar = calendarOf(mail);
    assert.match(calendar, /METHOD:REQUEST/);
    assert.match(calendar, /SEQUENCE:0/);
    assert.match(calendar, /DTSTART;TZID=Europe\/Amsterdam:20261124T140000/);
    assert.equal(calendar.match(/^ATTENDEE/gm)?.length, 1, 'nobody else stands in it');
    assert.ok(calendar.includes(`mailto:${person}`));
    assert.equal(headerOf(mail, 'list-unsubscribe-post'), 'List-Unsubscribe=One-Click');
  }
  assert.equal((await service.mailsTo(lin)).length, 2, 'who was declined gets no announcement');
  assert.ok((await service.mailsTo(noor)).some((mail) => mail.message.subject.startsWith('Report')));
}

async function theTalkMoves(service: TestService): Promise<void> {
  service.writePage(
    storyPage({ date: '25 November 2026', time: '15:00-16:00', title: glacier, speaker: 'Ingrid Solbakken' }),
  );
  await service.advanceTo(at('2026-11-17T09:30:00Z'));
  const moved = await last(service, samir);
  assert.match(moved.message.subject, /^Moved to Wednesday 25 November, 15:00/);
  const calendar = calendarOf(moved);
  assert.match(calendar, /SEQUENCE:1/);
  assert.match(calendar, /DTSTART;TZID=Europe\/Amsterdam:20261125T150000/);
  const announced = (await service.mailsTo(samir)).find((mail) =>
    mail.message.subject.startsWith('Tuesday'),
  ) as SentMail;
  assert.equal(uidOf(calendar), uidOf(calendarOf(announced)), 'the same entry of the calendar');
  assert.ok(
    moved.message.inReplyTo.some((id) => announced.message.messageId?.includes(id.replace(/[<>]/g, ''))),
  );
}

async function someoneJoinsLate(service: TestService): Promise<void> {
  await service.mailIn(storyMail('join-late'), { from: 'ama.darko@harbour.example' });
  const request = (await service.mailsTo(elias)).findLast((mail) =>
    mail.message.subject.includes('Ama Darko'),
  ) as SentMail;
  const ok = answerTo(request, { from: elias, text: 'ok', date: 'Tue, 17 Nov 2026 10:40:00 +0100' });
  await service.mailIn(ok, { from: elias, to: request.message.replyTo[0]?.address ?? '' });
  await service.advanceTo(at('2026-11-17T09:45:00Z'));
  const welcome = await last(service, 'ama.darko@harbour.example');
  assert.match(welcome.message.subject, /^Welcome/);
  assert.match(calendarOf(welcome), /SEQUENCE:1/, 'the invitation as it now stands');
  assert.equal(
    (await service.mailsTo('ama.darko@harbour.example')).length,
    2,
    'no backlog: the acknowledgement and the welcome',
  );
}

async function mailComesBackAndSomebodyLeaves(service: TestService, base: string): Promise<void> {
  const moved = await last(service, mira);
  await service.mailIn(bounceOf(moved), { from: '', to: moved.from });
  const person = await service.context.store.db
    .selectFrom('subscriber')
    .selectAll()
    .where('email', '=', mira)
    .executeTakeFirstOrThrow();
  assert.ok(person.suppressed_at !== null, 'a mailbox that does not exist is not written to again');

  const mail = await last(service, 'ama.darko@harbour.example');
  const url = (/http:\/\/\S+\/unsubscribe\/[a-z2-7]{26}/.exec(mail.message.text)?.[0] ?? '').replace(
    /^http:\/\/[^/]+/,
    base,
  );
  for (const _twice of [1, 2]) {
    const left = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'List-Unsubscribe=One-Click',
    });
    assert.equal(left.status, 200, 'RFC 8058 §3.1: no cookie, no redirect, and asking twice is no fault');
  }
}

async function theReminderGoesOut(service: TestService): Promise<void> {
  const before = (await service.mailsTo(samir)).length;
  await service.advanceTo(at('2026-11-24T08:30:00Z'), 30);
  const mails = (await service.mailsTo(samir)).slice(before);
  assert.deepEqual(
    mails.map((mail) => mail.message.subject.slice(0, 26)),
    ['Tomorrow, Wednesday 15:00:'],
  );
  for (const gone of [mira, 'ama.darko@harbour.example']) {
    const reminded = (await service.mailsTo(gone)).filter((mail) =>
      mail.message.subject.startsWith('Tomorrow'),
    );
    assert.equal(reminded.length, 0, 'who left or cannot be reached gets nothing');
  }
}

async function theBooksBalance(service: TestService): Promise<void> {
  const { db } = service.context.store;
  const mailings = await db
    .selectFrom('mailing')
    .select(['id', 'kind'])
    .where('frozen_at', 'is not', null)
    .orderBy('id')
    .execute();
  assert.deepEqual(
    mailings.map((mailing) => mailing.kind),
    ['announcement', 'moved', 'reminder'],
  );
  for (const { id } of mailings) assert.equal((await books(db, id))?.balance, 0);
  const text = service.logged.join('');
  for (const address of [samir, mira, lin, noor])
    assert.ok(!text.includes(address), 'no address stands in the log (promise 13)');
}

async function last(service: TestService, address: string): Promise<SentMail> {
  const mail = (await service.mailsTo(address)).at(-1);
  assert.ok(mail, `no mail came to ${address}`);
  return mail;
}

async function decisionAbout(service: TestService, email: string): Promise<string | null> {
  const row = await service.context.store.db
    .selectFrom('request')
    .select('decision')
    .where('email', '=', email)
    .executeTakeFirst();
  return row?.decision ?? null;
}

function headerOf(mail: SentMail, name: string): string | undefined {
  return mail.message.headers.find((header) => header.name === name)?.value;
}

/** The calendar part with its folds undone. */
function calendarOf(mail: SentMail): string {
  const part = mail.message.parts.find((each) => each.contentType === 'text/calendar');
  assert.ok(part?.text, 'there is a calendar part');
  return part.text.replace(/\r?\n[ \t]/g, '');
}

function uidOf(calendar: string): string | undefined {
  return /^UID:(.*)$/m.exec(calendar)?.[1]?.trim();
}

/** The hidden fields of a page's form, and what the person chooses. */
function formBody(html: string, chosen: Readonly<Record<string, string>>): URLSearchParams {
  const fields = new URLSearchParams(chosen);
  for (const [input] of html.matchAll(/<input[^>]*type="hidden"[^>]*>/g)) {
    const name = /name="([^"]*)"/.exec(input)?.[1];
    if (name) fields.set(name, /value="([^"]*)"/.exec(input)?.[1] ?? '');
  }
  return fields;
}
