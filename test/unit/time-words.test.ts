import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { dayWords, hoursWords } from '../../src/calendar/format-date.ts';
import { zoneWords } from '../../src/calendar/zone-words.ts';
import { linkView, nextTalkView, onlineView, tieLastWord, whenView } from '../../src/mailings/view-talk.ts';

const plain = (text: string | null) => text?.replaceAll('\u00a0', ' ') ?? null;
const afternoon = { start: '14:00', end: '15:00' };

describe('a day in words', () => {
  it('in the four languages of the mails', () => {
    const day = Temporal.PlainDate.from('2026-12-01');
    assert.equal(plain(dayWords(day).full), 'Tuesday 1 December 2026');
    assert.equal(plain(dayWords(day, 'nl').full), 'dinsdag 1 december 2026');
    assert.equal(plain(dayWords(day, 'de').full), 'Dienstag, 1. Dezember 2026');
    assert.equal(plain(dayWords(day, 'fr').full), 'mardi 1er décembre 2026');
    assert.equal(dayWords(day).dayMonth, '1\u00a0December');
  });

  it('hours never break over a line', () => {
    const [start, end] = [Temporal.PlainTime.from('09:05'), Temporal.PlainTime.from('10:00')];
    assert.equal(hoursWords(start, end), '09:05\u00a0to\u00a010:00');
    assert.equal(hoursWords(start, null), '09:05');
  });
});

describe('the word for the zone comes from the zone and the date', () => {
  const words = (at: string, zone: string) => zoneWords(Temporal.Instant.from(at), zone).full;

  it('Amsterdam in winter and summer, up to the minute of the change', () => {
    assert.equal(words('2026-11-24T13:00Z', 'Europe/Amsterdam'), 'Central European Time (CET)');
    assert.equal(words('2026-06-23T12:00Z', 'Europe/Amsterdam'), 'Central European Summer Time (CEST)');
    assert.equal(words('2026-03-29T00:59Z', 'Europe/Amsterdam'), 'Central European Time (CET)');
    assert.equal(words('2026-03-29T01:00Z', 'Europe/Amsterdam'), 'Central European Summer Time (CEST)');
    assert.equal(words('2026-10-25T00:59Z', 'Europe/Amsterdam'), 'Central European Summer Time (CEST)');
    assert.equal(words('2026-10-25T01:00Z', 'Europe/Amsterdam'), 'Central European Time (CET)');
  });

  it('other zones by the names people use, or by their distance to UTC', () => {
    assert.equal(words('2026-07-01T12:00Z', 'Europe/London'), 'British Summer Time (BST)');
    assert.equal(words('2026-03-20T12:00Z', 'America/New_York'), 'Eastern Daylight Time (EDT)');
    assert.equal(words('2026-01-01T12:00Z', 'Asia/Kathmandu'), 'Nepal Time (UTC+5:45)');
    assert.equal(words('2026-01-01T12:00Z', 'UTC'), 'UTC');
    assert.equal(words('2026-01-01T12:00Z', 'Etc/UTC'), 'UTC');
    assert.equal(words('2026-01-01T12:00Z', 'Etc/GMT+3'), 'UTC-3');
  });

  it('in the language of the mail', () => {
    const at = Temporal.Instant.from('2026-11-24T13:00Z');
    assert.equal(zoneWords(at, 'Europe/Berlin', 'nl').full, 'Midden-Europese Tijd (CET)');
    assert.equal(zoneWords(at, 'Europe/Berlin', 'de').full, 'Mitteleuropäische Zeit (CET)');
    assert.equal(zoneWords(at, 'Europe/Berlin', 'fr').full, 'heure d’Europe centrale (CET)');
  });
});

describe('when a talk is', () => {
  it('local time with its word, and UTC', () => {
    const when = whenView({ date: '2026-11-24', ...afternoon }, 'Europe/Amsterdam');
    assert.equal(plain(when.date), 'Tuesday 24 November 2026');
    assert.equal(plain(when.hours), '14:00 to 15:00');
    assert.equal(when.zone, 'Central European Time (CET)');
    assert.equal(plain(when.utc), '13:00 to 14:00 UTC');
    assert.equal(plain(when.line), 'Tuesday 24 November 2026, 14:00 to 15:00 CET');
  });

  it('in the weeks when America has changed and Europe has not', () => {
    const when = whenView({ date: '2026-03-17', ...afternoon }, 'Europe/Amsterdam');
    assert.equal(plain(when.utc), '13:00 to 14:00 UTC');
    assert.equal(
      plain(whenView({ date: '2026-03-17', ...afternoon }, 'America/New_York').utc),
      '18:00 to 19:00 UTC',
    );
  });

  it('says the day where UTC has another one', () => {
    const when = whenView({ date: '2026-11-24', start: '09:00', end: '10:00' }, 'Pacific/Auckland');
    assert.equal(plain(when.utc), 'Monday 20:00 to 21:00 UTC');
  });

  it('has no second line where the zone is UTC itself', () => {
    const when = whenView({ date: '2026-11-24', ...afternoon }, 'UTC');
    assert.equal(when.utc, null);
    assert.equal(when.zone, 'UTC');
  });

  it('the next talk in one line', () => {
    const next = nextTalkView(
      { date: '2026-12-08', ...afternoon, title: null, speaker: 'Tomás Arrieta', affiliation: 'Zaragoza' },
      'Europe/Amsterdam',
    );
    assert.equal(plain(next.when), 'Tuesday 8 December 2026, 14:00 CET (13:00 UTC)');
    assert.equal(next.who, 'Tomás Arrieta, Zaragoza');
  });
});

describe('what a mail may link to', () => {
  it('an https address, shown without its scheme', () => {
    assert.deepEqual(onlineView('https://meet.example/ai4science'), {
      link: { url: 'https://meet.example/ai4science', shown: 'meet.example/ai4science' },
      words: null,
    });
  });

  it('anything else stays words', () => {
    for (const text of [
      'http://meet.example',
      'Zoom, link by mail',
      'https://user:pw@meet.example',
      'javascript:x',
    ]) {
      assert.deepEqual(onlineView(text), { link: null, words: text });
      assert.equal(linkView(text), null);
    }
  });

  it('a short last word of a title does not stand alone', () => {
    assert.equal(tieLastWord('Learning ice flow from images'), 'Learning ice flow from\u00a0images');
    assert.equal(tieLastWord('Glaciers'), 'Glaciers');
  });
});
