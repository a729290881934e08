/**
 * More mail than anybody sends in good faith, and mail that was made to do harm: nothing is lost, the real person gets
 * through, the hosts and strangers are left in peace, and the desk goes on. Faults 22 and 23; threats 3, 12 and 13.
 */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { bombs } from '../support/bombs.ts';
import { watchLoop } from '../support/busy-loop.ts';
import { type FloodMail, flood, memoryFor, take } from '../support/flood.ts';
import { openTestService, type TestService } from '../support/service.ts';
import { openSmtpTalk } from '../support/smtp-talk.ts';
import * as story from '../support/stories.ts';
import { elias, noor } from '../support/stories.ts';

/** Of growth: this process holds the desk, a mail server that remembers, and the story. A desk begins with some 130 MB. */
const mostMemoryMb = 380;
const sharedData = join(import.meta.dirname, '../../../shared/data');

async function during(work: (service: TestService) => Promise<void>): Promise<void> {
  const service = await openTestService({ at: story.storyBegins });
  try {
    await work(service);
  } finally {
    await service.close();
  }
}

const count = async (service: TestService, table: 'inbound' | 'request') =>
  (
    await service.context.store.db
      .selectFrom(table)
      .select((each) => each.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow()
  ).n;

test('ten thousand requests in a minute, 9,900 of them from fifty senders: the hundred real ones are on the desk', (t) =>
  during(async (service) => {
    function* mails(): Generator<FloodMail> {
      for (let index = 0; index < 10_000; index += 1) {
        const isReal = index % 100 === 50;
        const from = isReal ? `real-${index}@uni-${index}.example` : `bot-${index % 50}@evil.example`;
        const sender = isReal || index % 2 === 0 ? 'genuine' : 'forged';
        const name = isReal ? 'Renate Echt' : `Bot ${'abcdefghij'[index % 10]}`;
        yield { raw: story.wish(from, name, { sender, id: `flood-${index}` }), from };
      }
    }
    const began = performance.now();
    const memory = await memoryFor(() => flood(service, mails()));
    const seconds = (performance.now() - began) / 1_000;
    t.diagnostic(`${(10_000 / seconds).toFixed(0)} mails/s, ${memory.toFixed(0)} MB more`);
    assert.ok(seconds < 300, `all of them are read after ${seconds.toFixed(0)} s`);
    assert.ok(memory < mostMemoryMb, `${memory.toFixed(0)} MB`);
    assert.equal(await count(service, 'inbound'), 10_000, 'none is lost');
    assert.equal(await count(service, 'request'), 150, 'one for each person');
    for (let index = 50; index < 10_000; index += 100) {
      const request = await story.requestOf(service, `real-${index}@uni-${index}.example`);
      assert.ok(request.confirmed_at, 'it waits for nobody but a host');
    }
    for (const host of [noor, elias])
      assert.ok(
        (await story.subjectsTo(service, host)).length <= 20,
        'the hosts get twenty mails an hour at most',
      );
    const cap = service.colloquium.requests.max_per_hour;
    const strangers = service.sink.messages.filter(({ to }) => !to.endsWith('@ai4science.example'));
    assert.ok(strangers.length <= 2 * cap, `${strangers.length} mails to people who wrote`);
    assert.equal(new Set(strangers.map(({ to }) => to)).size, strangers.length, 'one each');
    await story.allIsWell(service);
  }));

test('ten thousand mails in one person’s name are one request and one mail', (t) =>
  during(async (service) => {
    const victim = 'victim@elsewhere.example';
    function* mails(): Generator<FloodMail> {
      for (let index = 0; index < 10_000; index += 1) {
        const sender = index % 3 === 0 ? 'silent' : 'forged';
        const raw = story.wish(victim, `Vera ${'abcdefghij'[index % 10]}`, { sender, id: `bomb-${index}` });
        yield { raw, from: `bot-${index}@evil.example` };
      }
    }
    const began = performance.now();
    await flood(service, mails());
    t.diagnostic(`${((performance.now() - began) / 1_000).toFixed(0)} s`);
    assert.equal(await count(service, 'inbound'), 10_000);
    assert.equal(await count(service, 'request'), 1);
    assert.equal((await service.mailsTo(victim)).length, 1);
    assert.equal((await story.subjectsTo(service, noor)).length, 0);
  }));

test('a thousand spam mails with forged senders cause no mail at all', () =>
  during(async (service) => {
    function* mails(): Generator<FloodMail> {
      for (let index = 0; index < 1_000; index += 1) {
        const from = `person-${index}@bystander-${index % 40}.example`;
        const text =
          index % 2 === 0
            ? `You have won 1,000,000 dollars! Click http://win.example/${index} now to claim your prize. Viagra, casino, crypto bonus.`
            : `Dear Sir, we offer SEO services and guest posts at the best price, with backlinks for your website. http://seo.example/${index}`;
        const subject = index % 2 === 0 ? 'CONGRATULATIONS WINNER' : 'SEO services for your website';
        yield { raw: story.letter({ from, subject, text, sender: 'forged', id: `spam-${index}` }), from };
      }
    }
    await flood(service, mails());
    assert.equal(await count(service, 'inbound'), 1_000);
    const toBystanders = service.sink.messages.filter(({ to }) => to.includes('@bystander-'));
    assert.deepEqual(toBystanders, []);
  }));

test('the bombs and a mail of 50 MB, by the door and from the mailbox, while ordinary mail flows', (t) =>
  during(async (service) => {
    const limit = service.context.config.service.intake.max_size;
    const ids: number[] = [];
    const waits: number[] = [];
    // Made before anything is measured. As the mailbox brings them: cut at the limit.
    const made = bombs.map(([, make]) => {
      const whole = make();
      return {
        raw: Buffer.from(whole.slice(0, limit + 1), 'latin1'),
        from: 'bomb@evil.example',
        size: whole.length,
      };
    });
    made.push({
      raw: Buffer.from(`${'X-A: b\r\n'.repeat(1_200_000)}\r\nx`),
      from: 'bomb@evil.example',
      size: 9_600_003,
    });
    const watch = watchLoop();
    const memory = await memoryFor(async () => {
      const hostile = async () => {
        for (const bomb of made) ids.push(await take(service, bomb));
      };
      const ordinary = async () => {
        for (let index = 0; index < 100; index += 1) {
          const from = `calm-${index}@uni.example`;
          const began = performance.now();
          const id = await take(service, {
            raw: story.wish(from, 'Carla Calm', { id: `calm-${index}` }),
            from,
          });
          await untilProcessed(service, id);
          waits.push(performance.now() - began);
        }
      };
      await Promise.all([hostile(), ordinary()]);
      await flood(service, []);
    });
    watch.end();
    const slowest = waits.toSorted((one, other) => one - other).at(-2) ?? 0;
    t.diagnostic(
      `loop ${watch.longestMs().toFixed(0)} ms, ${memory.toFixed(0)} MB, ordinary mail ${slowest.toFixed(0)} ms at most`,
    );
    assert.ok(watch.longestMs() < 200, `the event loop was held for ${watch.longestMs()} ms`);
    assert.ok(memory < mostMemoryMb, `${memory.toFixed(0)} MB`);
    assert.ok(slowest < 5_000, `an ordinary mail waited for ${slowest.toFixed(0)} ms`);
    const held = await service.context.store.db
      .selectFrom('inbound')
      .select(['class', 'reason', 'held_at', 'raw'])
      .where('id', 'in', ids)
      .execute();
    assert.equal(held.length, made.length);
    for (const row of held) {
      assert.equal(row.class, 'malformed');
      assert.ok(row.held_at !== null && row.raw !== null, 'its bytes wait for a host');
      assert.match(row.reason ?? '', /\w+ \w+/);
    }
    assert.ok(
      service.sink.messages.every(({ to }) => to !== 'ada@engine.example'),
      'and nothing is answered',
    );
  }));

test('a mail of 50 MB at the door is refused, and costs no memory', (t) =>
  during(async (service) => {
    const talk = await openSmtpTalk(service.door);
    await talk.say('EHLO relay.example');
    await talk.say('MAIL FROM:<big@evil.example>');
    await talk.say(`RCPT TO:<${service.colloquium.address}>`);
    await talk.say('DATA');
    const watch = watchLoop();
    const memory = await memoryFor(async () => {
      const piece = Buffer.from(`${'x'.repeat(76)}\r\n`.repeat(1024));
      for (let sent = 0; sent < 50 * 1024 * 1024; sent += piece.length)
        if (!talk.socket.write(piece)) await new Promise((resolve) => talk.socket.once('drain', resolve));
      talk.write('\r\n.\r\n');
      assert.match(await talk.hear(), /^552 5\.3\.4/);
    });
    watch.end();
    talk.end();
    t.diagnostic(`loop ${watch.longestMs().toFixed(0)} ms, ${memory.toFixed(0)} MB more`);
    assert.ok(watch.longestMs() < 200, `${watch.longestMs()} ms`);
    assert.ok(memory < 120, `${memory.toFixed(0)} MB more`);
    assert.equal(await count(service, 'inbound'), 0);
  }));

test(
  'the collections of broken mail, bounces and calendar mail: each file has a verdict',
  {
    skip: existsSync(sharedData) ? false : 'the shared collections are not here',
  },
  (t) =>
    during(async (service) => {
      const files = ['mime', 'bounces', 'calendar'].flatMap((folder) =>
        readdirSync(join(sharedData, folder), { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => join(entry.parentPath, entry.name)),
      );
      assert.ok(files.length > 500);
      const watch = watchLoop();
      function* mails(): Generator<FloodMail> {
        for (const file of files) {
          const raw = readFileSync(file);
          if (raw.length > 0) yield { raw, from: '' };
        }
      }
      await flood(service, mails());
      watch.end();
      const rows = await service.context.store.db
        .selectFrom('inbound')
        .select(['class', 'reason', 'processed_at'])
        .execute();
      t.diagnostic(`${files.length} files, ${rows.length} mails, loop ${watch.longestMs().toFixed(0)} ms`);
      for (const row of rows)
        assert.ok(row.processed_at !== null && row.class !== null && row.reason !== null);
      assert.ok(watch.longestMs() < 200, `${watch.longestMs()} ms`);
      assert.deepEqual(
        rows
          .filter(({ reason }) => /could not be processed|reading failed/.test(reason ?? ''))
          .map(({ reason }) => reason),
        [],
      );
    }),
);

async function untilProcessed(service: TestService, id: number): Promise<void> {
  const query = service.context.store.db.selectFrom('inbound').select('processed_at').where('id', '=', id);
  while ((await query.executeTakeFirstOrThrow()).processed_at === null)
    await new Promise((resolve) => setTimeout(resolve, 5));
}
