/** How long the console takes for each of its pages, with a long list and a long history behind it. */
import { sql } from 'kysely';
import { openTestWeb, storyTime, type TestWeb } from '../test/support/web.ts';
import { hostPages } from '../test/support/web-pages.ts';
import { tellStory, type WebStory } from '../test/support/web-story.ts';
import type { Figure } from './bench.ts';
import { median } from './measure.ts';

const people = 100_000;
const mailings = 200;
/** People in each mailing of the past; the one that is being sent has everybody. */
const peopleEach = 2_000;
const rounds = 9;
const mostMs = 100;

export async function measurePages(): Promise<Figure[]> {
  const web = await openTestWeb();
  try {
    const story = await tellStory(web, people);
    await addHistory(web, story);
    const cookie = await web.cookieOf(story.hostId);
    const pages: Record<string, string> = {
      ...hostPages(story),
      'subscribers-search': '/host/subscribers?q=person+4711',
      'subscribers-last': '/host/subscribers?state=active&page=900',
      series: '/',
    };
    const figures: Figure[] = [];
    for (const [name, path] of Object.entries(pages)) {
      const ms = median(await repeat(() => timeOf(web.url + path, cookie)));
      figures.push({
        name: `page ${name}`,
        value: ms,
        unit: 'ms',
        against: 'the 100 ms to reach',
        ratio: ms / mostMs,
      });
    }
    return figures;
  } finally {
    await web.close();
  }
}

async function repeat(measure: () => Promise<number>): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) times.push(await measure());
  return times;
}

async function timeOf(url: string, cookie: string): Promise<number> {
  const began = performance.now();
  const answer = await fetch(url, { headers: { cookie } });
  await answer.text();
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
  return performance.now() - began;
}

/** Years of mailings, requests and deeds. */
async function addHistory({ store: { db }, colloquium }: TestWeb, story: WebStory): Promise<void> {
  const { rows } = await sql<{ id: number }>`
    insert into mailing (colloquium, talk_id, kind, rule, revision, slot_at, goes_at, planned_at, facts, frozen_at, done_at, audience, reported_at)
    select m.colloquium, m.talk_id, m.kind, m.rule, n, at, at, at, m.facts, at, at + interval '10 minutes', ${peopleEach}, at
    from mailing m, generate_series(1, ${mailings}) n, lateral (select ${storyTime}::timestamptz - n * interval '7 days' as at) times
    where m.id = ${story.doneId} returning id`.execute(db);
  await sql`
    insert into delivery (mailing_id, subscriber_id, state, reply, settled_at)
    select mailing, person.id, case when person.id % 50 = 0 then 'failed' else 'submitted' end, '250 2.0.0 queued', ${storyTime}
    from unnest(${rows.map((row) => row.id)}::bigint[]) mailing,
      (select id from subscriber where joined_by = 'import' order by id limit ${peopleEach}) person`.execute(
    db,
  );
  await sql`
    insert into delivery (mailing_id, subscriber_id, state, next_at)
    select ${story.sendingId}, id, 'queued', ${storyTime} from subscriber where joined_by = 'import'
    on conflict do nothing`.execute(db);
  await sql`update mailing set audience = (select count(*) from delivery where mailing_id = mailing.id)
    where id = ${story.sendingId}`.execute(db);
  await sql`
    insert into request (colloquium, email, email_key, name, language, subject, sender, asked_at, confirmed_at, hosts_told_at, decision, decided_at, decided_by, decided_via)
    select ${colloquium.id}, 'asker' || n || '@past.example', 'asker' || n || '@past.example', 'Asker ' || n, 'en', 'join', '{}', at, at, at, 'approve', at, 'Noor', 'console'
    from generate_series(1, 20000) n, lateral (select ${storyTime}::timestamptz - n * interval '1 hour' as at) times`.execute(
    db,
  );
  await sql`
    insert into audit (at, colloquium, who, way, what, subject)
    select ${storyTime}::timestamptz - n * interval '10 minutes', ${colloquium.id}, ${`host:${story.hostId}`}, 'console', 'request.approved', 'request:' || (1000 + n / 4)
    from generate_series(1, 100000) n`.execute(db);
  await sql`analyze`.execute(db);
}
