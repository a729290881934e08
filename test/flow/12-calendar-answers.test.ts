/**
 * Subscribers answer from their calendars: accepted, declined, changed their mind; the newest answer counts, by its own stamp
 * and not by when it came. The hosts see who is expected. Promise 11 beside it: a moved talk asks anew. DESIGN §6, replies; threat 17.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { SentMail } from '../../src/cli/demo-mails.ts';
import { storyPage } from '../../src/cli/demo-page.ts';
import { runConvoke } from '../support/cli.ts';
import { defaultRules } from '../support/default-rules.ts';
import { openTestService, type TestService } from '../support/service.ts';
import * as story from '../support/stories.ts';
import { elias, noor } from '../support/stories.ts';

const people = ['ada', 'bo', 'cy', 'di', 'eve'].map((name) => `${name}@lab.example`);
const glacier = { title: 'What a glacier remembers', speaker: 'Ingrid Solbakken' };
/** Hosts who want to see every mail first, the reminder too. */
const notices = defaultRules
  .filter(({ name }) => name === 'announcement' || name === 'reminder')
  .map((rule) => ({ ...rule, proof: Temporal.Duration.from('PT30M') }));
let service: TestService;
let announced: Map<string, SentMail>;
let uid: string;
let talkId: string;
let folder: string;

before(async () => {
  service = await openTestService({
    at: '2026-11-17T07:00:00Z',
    page: storyPage({ date: '24 November 2026', ...glacier }),
    change: { notices },
  });
  announced = await story.announced(service, people);
  uid = story.inCalendar(announced.get('ada@lab.example')!, 'UID');
  const { id } = await service.context.store.db
    .selectFrom('talk')
    .select('id')
    .where('uid', '=', uid)
    .executeTakeFirstOrThrow();
  talkId = String(id);
  folder = mkdtempSync(join(tmpdir(), 'convoke-attendance-'));
});
after(async () => {
  await service?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function answers(
  email: string,
  partstat: 'ACCEPTED' | 'DECLINED' | 'TENTATIVE',
  stamp: string,
  more: Partial<story.CalendarAnswer> = {},
): Promise<string | null> {
  const to = story.inCalendar(announced.get(email)!, 'ORGANIZER');
  const raw = story.rsvp({
    from: email,
    attendee: email,
    uid,
    partstat,
    stamp,
    to,
    sender: 'silent',
    ...more,
  });
  await service.mailIn(raw, { from: more.from ?? email, to });
  const person = await story.subscriberOf(service, email);
  const row = await service.context.store.db
    .selectFrom('rsvp')
    .select('answer')
    .where('subscriber_id', '=', person?.id ?? 0)
    .executeTakeFirst();
  return row?.answer ?? null;
}

test('accepted, declined, and again: the newest counts', async () => {
  assert.equal(
    await answers('ada@lab.example', 'ACCEPTED', '20261117T100000Z'),
    'accepted',
    'by the token of the invitation',
  );
  assert.equal(await answers('ada@lab.example', 'DECLINED', '20261117T120000Z'), 'declined');
  assert.equal(
    await answers('ada@lab.example', 'ACCEPTED', '20261117T110000Z'),
    'declined',
    'an older one that came late',
  );
  assert.equal(await answers('ada@lab.example', 'TENTATIVE', '20261117T130000Z'), 'tentative');
});

test('an assistant answers from another address, by the token; without it only the own, proven address counts', async () => {
  const other = { from: 'office@lab.example' };
  assert.equal(await answers('bo@lab.example', 'ACCEPTED', '20261117T100000Z', other), 'accepted');
  const raw = story.rsvp({
    from: 'bo@lab.example',
    attendee: 'bo@lab.example',
    uid,
    partstat: 'DECLINED',
    stamp: '20261117T110000Z',
  });
  await service.mailIn(raw, { from: 'bo@lab.example' });
  const person = await story.subscriberOf(service, 'bo@lab.example');
  const row = await service.context.store.db
    .selectFrom('rsvp')
    .selectAll()
    .where('subscriber_id', '=', person!.id)
    .executeTakeFirst();
  assert.equal(row?.answer, 'declined');
});

test('an answer is no decision, no question and no request: nobody gets mail for it', async () => {
  const mails = service.sink.messages.length;
  await answers('ada@lab.example', 'ACCEPTED', '20261117T140000Z');
  assert.equal(service.sink.messages.length, mails);
  assert.equal((await story.lastInbound(service)).class, 'rsvp');
  await story.allIsWell(service, people);
});

const attendance = async () =>
  JSON.parse(
    (await runConvoke(['calendar', 'attendance', talkId, '--json'], service.context.store.url, folder)).out,
  ) as {
    expected: number;
    accepted: number;
    tentative: number;
    declined: number;
    unanswered: number;
    answers: { name: string; answer: string; comment: string | null }[];
  };
const notes = async (words: RegExp) =>
  (await service.mailsTo(noor)).filter((mail) => words.test(mail.message.subject));

test('the hosts see who is expected: by command, and in the proof of the reminder', async () => {
  await answers('cy@lab.example', 'TENTATIVE', '20261117T150000Z');
  await answers('di@lab.example', 'TENTATIVE', '20261117T151000Z');
  const { answers: lines, ...counts } = await attendance();
  assert.deepEqual(
    [counts.expected, counts.accepted, counts.tentative, counts.declined, counts.unanswered],
    [2, 1, 2, 1, 1],
    'ada comes, half of two perhaps; bo does not; eve has not answered',
  );
  assert.equal(lines.length, 4);
  const said = await runConvoke(['calendar', 'attendance', talkId], service.context.store.url, folder);
  assert.match(said.out, /2 expected: 1 comes, 2 perhaps, 1 does not; 1 has not answered\./);
  await service.advanceTo(story.at('2026-11-23T07:30:00Z'), 240);
  await service.advanceTo(story.at('2026-11-23T08:15:00Z'), 15);
  const proof = (await service.mailsTo(noor)).find((mail) => /The reminder for/.test(mail.message.text));
  assert.match(
    proof?.message.text ?? '',
    /Answers +2 expected: 1 comes, 2 perhaps, 1 does not; 1 has\s+not\s+answered/,
  );
});

test('a refusal long before is counted and told to nobody; a late one with its reason is told once to each host', async () => {
  assert.equal((await notes(/will not come/)).length, 0, 'bo declined a week before');
  await answers('ada@lab.example', 'DECLINED', '20261123T080000Z', { comment: 'I am ill\\, sorry.' });
  for (const host of [noor, elias]) {
    const [note, ...more] = (await service.mailsTo(host)).filter((mail) =>
      /^Member ada will not come on 24.November$/.test(mail.message.subject),
    );
    assert.match(note?.message.text ?? '', /I am ill, sorry\./);
    assert.match(note?.message.text ?? '', /1 expected: 0 come, 2 perhaps, 2 do not/);
    assert.deepEqual(more, []);
  }
  const { answers: lines } = await attendance();
  assert.deepEqual(
    lines.filter((each) => each.comment !== null).map((each) => [each.name, each.answer, each.comment]),
    [['Member ada', 'declined', 'I am ill, sorry.']],
  );
  await answers('ada@lab.example', 'ACCEPTED', '20261123T081000Z');
  await answers('ada@lab.example', 'DECLINED', '20261123T082000Z', { comment: 'Still ill.' });
  assert.equal((await notes(/will not come/)).length, 1);
});

test('a proposal of another time goes to the hosts, and is no answer', async () => {
  const proposes = 'DTSTART;TZID=America/New_York:20261124T100000';
  const before = await attendance();
  await answers('eve@lab.example', 'TENTATIVE', '20261123T090000Z', {
    proposes,
    comment: 'Could it be later? I teach until three.',
  });
  const [note] = await notes(/^Member eve proposes another time/);
  assert.match(note?.message.text ?? '', /Proposed: Tuesday 24 November, 16:00\./, 'on our clock');
  assert.match(note?.message.text ?? '', /I teach until three/);
  assert.deepEqual({ ...(await attendance()), answers: [] }, { ...before, answers: [] });
  assert.equal((await story.lastInbound(service)).held_at, null);
});

test('party crashers and forgers do not reach the hosts by it either', async () => {
  const mails = service.sink.messages.length;
  const to = story.inCalendar(announced.get('eve@lab.example')!, 'ORGANIZER');
  for (const given of [
    { from: 'crasher@uni.example', attendee: 'crasher@uni.example', to },
    { from: 'mallory@evil.example', attendee: 'bo@lab.example', sender: 'forged' as const },
  ]) {
    const stamp = '20261123T093000Z';
    const proposal = { uid, partstat: 'DECLINED' as const, stamp, comment: 'Buy my watches', ...given };
    await service.mailIn(story.rsvp(proposal), { from: given.from, to });
    await service.mailIn(story.rsvp({ ...proposal, proposes: 'DTSTART:20261124T150000Z' }), {
      from: given.from,
      to,
    });
  }
  assert.equal(service.sink.messages.length, mails);
});

test('the talk moves: everybody is asked anew, and old answers count no more', async () => {
  service.writePage(storyPage({ date: '24 November 2026', time: '16:00-17:00', ...glacier }));
  await service.advanceTo(story.at('2026-11-23T11:00:00Z'), 10);
  const { expected, accepted, tentative, declined } = await attendance();
  assert.deepEqual([expected, accepted, tentative, declined], [0, 0, 0, 0]);
  await answers('bo@lab.example', 'ACCEPTED', '20261123T120000Z', { sequence: 1 });
  assert.equal((await attendance()).expected, 1);
  await story.allIsWell(service, people);
});
