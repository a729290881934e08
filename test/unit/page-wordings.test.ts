/** One talk under Next, and one of its facts written in many ways: whatever the wording, the talk is the same. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readPage } from '../../src/calendar/reader/read-page.ts';
import type { PageTalk } from '../../src/calendar/reading.ts';

const ABSTRACT =
  'Stirring is the oldest of the arts and nobody has learned it from data so far. We try to do so with three spoons.';

function next(body: string): Partial<PageTalk> {
  const { talks } = readPage(
    `## Next Colloquium\n\n${body}\n\n## Schedule\n\n- 21 October: **Li Wei**, Mila\n\n## Previous Colloquium\n\n#### Ice\n\nDate: 23 September 2025\n\nSpeaker: **Tom Hart**, Oslo\n`,
    {
      format: 'page',
      at: Temporal.Instant.from('2025-10-01T10:00:00Z'),
      zone: 'Europe/Amsterdam',
      defaultTime: '14:00',
    },
  );
  const found = talks.filter(({ section }) => section === 'next');
  assert.equal(found.length, 1, body);
  return found[0] ?? {};
}

interface Parts {
  readonly title: string;
  readonly when: string;
  readonly speaker: string;
  readonly more: string;
}

const USUAL: Parts = {
  title: '#### Learning to stir',
  when: 'Date: 7 October 2025, 14:00-15:00',
  speaker: 'Speaker: **Rosa Winter**, Ghent University',
  more: '',
};

function talk(parts: Partial<Parts>): Partial<PageTalk> {
  const { title, when, speaker, more } = { ...USUAL, ...parts };
  return next([title, when, more, speaker, `**Abstract:** ${ABSTRACT}`].join('\n\n'));
}

function facts({ date, start, end, title, speaker, affiliation }: Partial<PageTalk>): unknown[] {
  return [date, start, end, title, speaker, affiliation];
}

const WHOLE = ['2025-10-07', '14:00', '15:00', 'Learning to stir', 'Rosa Winter', 'Ghent University'];

for (const when of [
  "Date: Oct. 7, '25, 14:00–15:00",
  'Date: 2025/10/07 14:00-15:00',
  'Date: Tues 7th Oct, 2–3pm',
  'Date: Tuesday, the 7th of October, 14h-15h',
  'Date: 7-Oct-2025 14:00 to 15:00',
  'When: Tuesday (7 October), 14u00 - 15u00',
  'When: 7 Oct from 14 to 15',
  'When: 7 Oct, from 2 till 3 pm',
  'When: 7 Oct 1400–1500 hrs',
  'When: Tuesday 7 October 2025 @ 14:00 (until 15:00)',
  '14:00 - 15:00 CEST, Tuesday the 7th of October 2025',
  'Lab42 L3.36, Tuesday 7 October 2025, 14:00-15:00',
  '*Tuesday 7 October 2025, 14:00–15:00, Lab42 L3.36*',
  'Date: di 7 okt 2025 14.00-15.00u',
  'Date: mardi 7 octobre 2025, de 14 h à 15 h',
  'Date: 7 October 2025 instead of 30 September, 14:00-15:00',
  'Time: 14:00-15:00\n\nDate: 7 October 2025',
]) {
  test(`when: ${when}`, () => {
    assert.deepEqual(facts(talk({ when })), WHOLE);
  });
}

for (const when of [
  'When: 7 Oct, 2 o’clock',
  "When: 7 Oct, two o'clock",
  'Date: 20251007, 14:00',
  'When: 7 Oct, 14 h 00',
]) {
  test(`when, without an end: ${when}`, () => {
    const { date, start, end } = talk({ when });
    assert.deepEqual([date, start, end], ['2025-10-07', '14:00', null]);
  });
}

for (const speaker of [
  'Our speaker: Rosa Winter (Ghent University)',
  'With: Rosa Winter (Ghent University)',
  'Who? Rosa Winter, Ghent University',
  'Speaker: Rosa Winter [Ghent University]',
  'Speaker: Rosa Winter, affiliation: Ghent University',
  'Speaker: Rosa Winter<br/>Affiliation: Ghent University',
  'Guest: **Rosa Winter** from Ghent University',
  'A talk by **Rosa Winter** (Ghent University)',
  '— Rosa Winter, Ghent University',
  'Rosa Winter @ Ghent University',
  '<strong>Rosa Winter</strong><br>Ghent University',
  '* Speaker\n    * Rosa Winter, Ghent University',
]) {
  test(`who: ${speaker}`, () => {
    assert.deepEqual(facts(talk({ speaker })), WHOLE);
  });
}

for (const title of [
  'Talk: Learning to stir',
  'Lecture: Learning to stir',
  '#### 🎤 Learning to stir',
  '#### Talk 12: Learning to stir',
  '### [Learning to stir](https://paper.example/1)',
  '«Learning to stir»',
  'What? Learning to stir',
]) {
  test(`what: ${title}`, () => {
    assert.deepEqual(facts(talk({ title })), WHOLE);
    const { when, speaker } = USUAL;
    assert.deepEqual(facts(next([when, speaker, title, ABSTRACT].join('\n\n'))), WHOLE, 'behind the name');
  });
}

for (const place of [
  'in Lab42, L3.36',
  '(Lab42, L3.36)',
  '@ Lab42, L3.36',
  'We meet in Lab42, L3.36.',
  'This time in Lab42, L3.36!',
  '📍 Lab42, L3.36',
  'Place\n: Lab42, L3.36',
]) {
  test(`where: ${place}`, () => {
    assert.equal(talk({ more: place }).place, 'Lab42, L3.36');
  });
}

for (const remark of [
  'Status: cancelled',
  'The speaker is ill, so the colloquium will not take place.',
  'Sadly Rosa cannot come; the talk is cancelled',
  'UPDATE 30/9: cancelled, sorry!',
  'Fällt leider aus!',
  'Geannuleerd wegens ziekte',
]) {
  test(`called off: ${remark}`, () => {
    assert.equal(talk({ more: remark }).status, 'cancelled');
  });
}

for (const remark of [
  'Moderator: Kim Ansel',
  'Chaired by Kim Ansel.',
  'Sponsored by **Acme**',
  'Note: coffee from 13:45',
  '**Everybody welcome!**',
  'Join via [Zoom](https://zoom.example/j/1)',
  'Slides: [here](https://files.example/1.pdf)',
  'Recording: will follow',
]) {
  test(`no fact of the talk: ${remark}`, () => {
    const read = talk({ more: remark });
    assert.deepEqual(facts(read), WHOLE);
    assert.deepEqual([read.place, read.watch, read.status], [null, null, 'scheduled']);
  });
}
