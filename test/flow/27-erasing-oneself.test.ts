/**
 * Somebody erases themselves by the page of their own link, while a mailing runs. Afterwards a search of all tables, both
 * queues, the files and the log finds the address nowhere, in no encoding. Promise 13; fault 29; threat 26.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { sql } from 'kysely';
import { bounceOf } from '../../src/cli/demo-mails.ts';
import { storyPage } from '../../src/cli/demo-page.ts';
import { openWeb } from '../../src/http/open-web.ts';
import { books } from '../../src/store/deliveries-control.ts';
import { noRedis, openTestRedis, type TestRedis } from '../support/redis.ts';
import { openTestService, type TestService } from '../support/service.ts';
import * as story from '../support/stories.ts';
import { elias, noor } from '../support/stories.ts';

const greta = 'greta.lindholm@moss.example';
const others = Array.from({ length: 120 }, (_, index) => `reader-${index}@lab.example`);

test('with the queue in the database', () => erasesHerself(null));

test('with the queue in Redis', { skip: noRedis }, async () => {
  const redis = await openTestRedis();
  try {
    await erasesHerself(redis);
  } finally {
    await redis.close();
  }
});

async function erasesHerself(redis: TestRedis | null): Promise<void> {
  const page = storyPage({
    date: '24 November 2026',
    title: 'What a glacier remembers',
    speaker: 'Ingrid S.',
  });
  const service = await openTestService({ at: story.storyBegins, page, redisUrl: redis?.url ?? null });
  const web = await openWeb({ ...service.context, health: async () => [] });
  try {
    await sheJoinsAndIsTalkedAbout(service);
    const before = await everything(service, redis);
    assert.match(before, /greta\.lindholm@moss\.example/i);
    await sheErasesHerselfDuringAMailing(service, web.url);
    const left = await everything(service, redis);
    for (const trace of [/greta/i, /lindholm/i, /count moss/i, /Z3JldGEubGluZGhvbG/])
      assert.doesNotMatch(left, trace, excerpt(left, trace));
    assert.match(left, /Bo Berg/, 'what others wrote about other things is still there');
    assert.match(left, /subscriber\.erased/, 'that somebody was erased stays on record');
    await story.allIsWell(service, [greta]);
  } finally {
    await web.close();
    await service.close();
  }
}

async function sheJoinsAndIsTalkedAbout(service: TestService): Promise<void> {
  await story.listed(service, others);
  const text = 'Name: Greta Lindholm\r\nAffiliation: Moss Institute\r\nMotivation: I count moss from drones.';
  await service.mailIn(story.letter({ from: greta, name: 'Greta Lindholm', subject: 'Joining', text }), {
    from: greta,
  });
  const [asked, other] = [
    await story.mailAbout(service, noor, 'Greta'),
    await story.mailAbout(service, elias, 'Greta'),
  ];
  await story.replies(service, asked, { text: 'yes' });
  await story.replies(service, other, { text: 'yes' });
  await service.advanceTo(service.clock.now().add({ minutes: 12 }), 3);
  await mentions(service, `Could you also write to ${greta}?`, '8bit');
  await mentions(service, 'Could you also write to greta.lindholm@=\r\nmoss.example?', 'quoted-printable');
  await mentions(service, Buffer.from(`Or here: ${greta}`).toString('base64'), 'base64');
  await service.mailIn(bounceOf(await story.last(service, greta), '4.2.2'), {
    from: '',
    to: (await story.last(service, greta)).from,
  });
}

async function mentions(service: TestService, text: string, encoding: string): Promise<void> {
  const from = 'bo@moss.example';
  const headers = [`Content-Transfer-Encoding: ${encoding}`];
  const mail = { from, name: 'Bo Berg', subject: 'A question about the talk', text, headers };
  await service.mailIn(story.letter(mail), { from });
}

async function sheErasesHerselfDuringAMailing(service: TestService, base: string): Promise<void> {
  const welcome = (await service.mailsTo(greta)).findLast(({ message }) => /preferences/.test(message.text));
  const link = /http:\/\/\S+\/preferences\/[a-z2-7]{26}/.exec(welcome?.message.text ?? '')?.[0] ?? '';
  const path = link.replace(/^http:\/\/[^/]+/, base);
  const shown = await (await fetch(path)).text();
  service.sink.rules.delayMs = 25;
  const sent = service.sink.messages.length;
  const sending = service.advanceTo(story.at('2026-11-17T07:40:00Z'), 20);
  while (service.sink.messages.length < sent + 30) await new Promise((resolve) => setTimeout(resolve, 5));
  const { status } = await story.postForm(base, path, shown, { act: 'erase', sure: 'yes' });
  const answered = performance.now();
  assert.equal(status, 200);
  await sending;
  const late = service.sink.messages.filter((mail) => mail.to === greta && mail.at - answered > 5000);
  assert.deepEqual(late, [], 'nothing goes to her five seconds later (promise 9)');
  const book = await books(service.context.store.db, 1);
  assert.equal(book?.balance, 0);
  assert.equal(book?.audience, others.length + 1);
}

async function everything(service: TestService, redis: TestRedis | null): Promise<string> {
  const { context, logged } = service;
  const { rows: tables } = await sql<{ schema: string; name: string }>`
    select table_schema as schema, table_name as name from information_schema.tables
    where table_schema not in ('pg_catalog', 'information_schema') and table_type = 'BASE TABLE'`.execute(
    context.store.db,
  );
  const pieces = [logged.join(''), (await redis?.everything()) ?? ''];
  for (const { schema, name } of tables) {
    const { rows } = await sql<{ row: string }>`
      select row_to_json(t)::text as row from ${sql.table(`${schema}.${name}`)} as t`.execute(
      context.store.db,
    );
    pieces.push(...rows.map(({ row }) => readable(row)));
  }
  const { dataDir } = context.config;
  for (const name of readdirSync(dataDir, { recursive: true, encoding: 'utf8' }))
    pieces.push(`${name}\n${readText(join(dataDir, name))}`);
  return pieces.join('\n');
}

/** Bytes are searched as bytes, and mails also with their soft line breaks undone. */
function readable(row: string): string {
  const text = row.replace(/\\\\x([0-9a-f]+)/g, (_, hex: string) =>
    Buffer.from(hex, 'hex').toString('latin1'),
  );
  return `${text}\n${text.replace(/=\r?\n/g, '')}`;
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    return ''; // a folder
  }
}

function excerpt(text: string, trace: RegExp): string {
  const at = text.search(trace);
  return at < 0 ? '' : text.slice(Math.max(0, at - 300), at + 200);
}
