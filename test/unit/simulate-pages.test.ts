/** The history of one real page, replayed: measured against what happened to each talk (`timeline.json`). */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { isSameName, isSameText } from '../../src/calendar/match-names.ts';
import { readVersions, simulateCommand } from '../../src/cli/simulate.ts';
import { type Replay, replay, type SimulatedEvent } from '../../src/cli/simulate-replay.ts';
import { slotsBetween } from '../../src/mailings/cron-slots.ts';
import { defaultRules, defaultSettings } from '../support/default-rules.ts';

const folder = join(import.meta.dirname, '../../../shared/data/pages');
const skip = existsSync(join(folder, 'timeline.json')) ? false : '../shared/data/pages is not here';
const colloquium = {
  zone: 'Europe/Amsterdam',
  defaultTime: '14:00',
  rules: defaultRules,
  settings: defaultSettings,
};

interface GoldTalk {
  readonly talk_id: string;
  readonly section: string;
  readonly date: string | null;
  readonly start: string | null;
  readonly title: string | null;
  readonly speaker: string | null;
  readonly title_suspect?: boolean;
}
interface GoldVersion {
  readonly file: string;
  readonly commit_time_utc: string;
  readonly talks: readonly GoldTalk[];
}
interface TimelineTalk {
  readonly talk_id: string;
  readonly speaker: string | null;
  readonly outcome: string;
  readonly final: {
    readonly date: string;
    readonly start: string | null;
    readonly title: string | null;
    readonly start_utc: string;
  };
}

function load<T>(name: string): T {
  return JSON.parse(readFileSync(join(folder, name), 'utf8')) as T;
}

let played: Replay | null = null;

function playedOnce(): Replay {
  played ??= replay(readVersions(folder, colloquium), colloquium);
  return played;
}

const mailKinds = new Set(['announcement', 'reminder', 'update', 'cancellation', 'recording']);

function storyOf(event: SimulatedEvent, timeline: readonly TimelineTalk[]): TimelineTalk | undefined {
  return timeline.find((talk) => isSameName(talk.speaker, event.talk.speaker));
}

/**
 * What the page of that moment said of the talk, with the talk's own title. A recording is told when the talk has left
 * Next: for its title any page up to then counts.
 */
function isClaimed(event: SimulatedEvent, talk: TimelineTalk, versions: readonly GoldVersion[]): boolean {
  const past = versions.filter((version) => Temporal.Instant.compare(version.commit_time_utc, event.at) <= 0);
  const live = event.kind === 'recording' ? past : past.slice(-1);
  const claims = live.flatMap((version) => version.talks).filter((claim) => claim.talk_id === talk.talk_id);
  return claims.some(
    (claim) =>
      claim.title_suspect !== true &&
      claim.date === event.talk.date &&
      (claim.start ?? '14:00') === event.talk.start &&
      (event.talk.title === null || isSameText(claim.title, event.talk.title)),
  );
}

test('no mail about a real talk was false when it left', { skip }, (t) => {
  const { events } = playedOnce();
  const { talks: timeline } = load<{ talks: readonly TimelineTalk[] }>('timeline.json');
  const gold = load<readonly GoldVersion[]>('gold.json');
  const mails = events.filter((event) => mailKinds.has(event.kind));
  const wrong = mails.filter((event) => {
    const talk = storyOf(event, timeline);
    if (talk === undefined) return true;
    const isFinal =
      event.talk.date === talk.final.date &&
      event.talk.start === talk.final.start &&
      (event.talk.title === null || isSameText(event.talk.title, talk.final.title));
    return !isFinal && !isClaimed(event, talk, gold);
  });
  const untitled = mails.filter((event) => event.talk.title === null).length;
  t.diagnostic(`${mails.length} mails, ${wrong.length} false, ${untitled} with the title to be announced`);
  assert.deepEqual(wrong, []);
  const announced = mails.filter((event) => event.kind === 'announcement').map((event) => event.talkId);
  assert.equal(new Set(announced).size, announced.length, 'announced twice');
});

/** From the labelled pages alone: the first slot at which a talk stood complete, right and settled on the page. */
function firstPossible(talk: TimelineTalk, versions: readonly GoldVersion[]): Temporal.Instant | null {
  const rule = defaultRules[0]!;
  const start = Temporal.Instant.from(talk.final.start_utc).toZonedDateTimeISO(colloquium.zone);
  const opens = start.subtract({ days: 14 }).toInstant();
  const closes = start.subtract({ hours: 1, minutes: 32 }).toInstant();
  for (const [at, version] of versions.entries()) {
    const said = version.talks.some(
      (claim) =>
        claim.talk_id === talk.talk_id &&
        claim.section === 'next' &&
        claim.title !== null &&
        claim.title_suspect !== true &&
        claim.speaker !== null &&
        claim.date === talk.final.date,
    );
    if (!said) continue;
    const settled = Temporal.Instant.from(version.commit_time_utc).add({ minutes: 20 });
    const next = versions[at + 1]?.commit_time_utc ?? closes;
    const until = Temporal.Instant.compare(next, closes) < 0 ? Temporal.Instant.from(next) : closes;
    const from = Temporal.Instant.compare(settled, opens) < 0 ? opens.subtract({ seconds: 1 }) : settled;
    const [slot] = slotsBetween(rule.cron, colloquium.zone, from, until);
    if (slot !== undefined) return slot;
  }
  return null;
}

test('every real talk that could be announced was announced, at the first slot', { skip }, (t) => {
  const { events } = playedOnce();
  const { talks: timeline } = load<{ talks: readonly TimelineTalk[] }>('timeline.json');
  const gold = load<readonly GoldVersion[]>('gold.json');
  let possible = 0;
  for (const talk of timeline) {
    const slot = firstPossible(talk, gold);
    if (slot === null) continue;
    possible += 1;
    const mail = events.find(
      (event) => event.kind === 'announcement' && isSameName(event.talk.speaker, talk.speaker),
    );
    assert.ok(mail !== undefined, `${talk.talk_id} was possible at ${slot}`);
    const minutes = slot.until(mail.at).total('minutes');
    // The proof takes 30 minutes, a correction during it 40 more at most.
    assert.ok(minutes <= 70, `${talk.talk_id} left ${minutes} minutes after its slot`);
  }
  t.diagnostic(`${possible} of ${timeline.length} talks could be announced with title and speaker, all were`);
});

test('slots that were never filled ask the hosts and send nothing; a talk that moves twice unannounced is announced once', {
  skip,
}, () => {
  const { events } = playedOnce();
  const nobody = events.filter((event) => event.talk.speaker === null);
  assert.ok(nobody.length > 0 && nobody.every((event) => event.kind === 'asked-hosts'));
  const { talks: timeline } = load<{ talks: readonly TimelineTalk[] }>('timeline.json');
  const vanished = timeline.filter((talk) => talk.outcome === 'vanished').map((talk) => talk.final.date);
  assert.ok(events.every((event) => !mailKinds.has(event.kind) || !vanished.includes(event.talk.date)));
});

test('the same mails leave when the clock ticks every five minutes instead of jumping', { skip }, () => {
  const spring = Temporal.Instant.from('2021-03-29T00:00Z');
  const versions = readVersions(folder, colloquium).filter(
    ({ at }) => Temporal.Instant.compare(at, spring) >= 0,
  );
  const gist = (events: readonly SimulatedEvent[]) =>
    events.map(({ kind, talkId, talk }) => `${kind} ${talkId} ${talk.title}`);
  const jumped = gist(replay(versions, colloquium).events);
  const ticked = gist(replay(versions, colloquium, Temporal.Duration.from({ minutes: 5 })).events);
  assert.deepEqual(ticked.toSorted(), jumped.toSorted());
});

test('simulate prints the events as JSON, or the table of talks and mails in 80 columns', {
  skip,
}, async () => {
  const said: string[] = [];
  const io = { out: (text: string) => said.push(text), err: (text: string) => said.push(text) };
  assert.equal(await simulateCommand([folder, '--json'], colloquium, io), 0);
  const { events } = JSON.parse(said.join('')) as {
    events: { at: string; kind: string; talk: object; reason: unknown }[];
  };
  assert.deepEqual(Object.keys(events[0]!), ['at', 'kind', 'talk', 'reason']);
  assert.deepEqual(Object.keys(events[0]!.talk), ['date', 'start', 'title', 'speaker']);
  said.length = 0;
  assert.equal(await simulateCommand([folder], colloquium, io), 0);
  assert.ok(
    said
      .join('')
      .split('\n')
      .every((row) => row.length <= 80),
  );
});

test('a season of invented pages: moved on the eve, copied and mended, cancelled, vanished, never titled', () => {
  const corpus = join(import.meta.dirname, '../corpus/history');
  const { events } = replay(readVersions(corpus, colloquium), colloquium);
  const lines = events.map(({ at, kind, talk, reason }) =>
    [
      at.toString().slice(0, 16),
      kind,
      talk.date,
      talk.start,
      talk.speaker,
      talk.title ?? '-',
      reason ?? '-',
    ].join(' | '),
  );
  assert.equal(lines.join('\n'), readFileSync(join(corpus, 'events.txt'), 'utf8').trimEnd());
});

test('simulate says in one sentence what it cannot do', async () => {
  const said: string[] = [];
  const io = { out: (text: string) => said.push(text), err: (text: string) => said.push(text) };
  assert.equal(await simulateCommand([], colloquium, io), 2);
  assert.equal(await simulateCommand(['--nonsense'], colloquium, io), 2);
  assert.equal(await simulateCommand([join(folder, 'nowhere')], colloquium, io), 1);
  assert.equal(await simulateCommand([import.meta.dirname], colloquium, io), 1);
  assert.match(said.at(-1) ?? '', /holds no page version/);
});
