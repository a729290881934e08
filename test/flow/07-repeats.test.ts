/**
 * The same mail three times, by whatever way and with whatever Message-ID: one request, at most one answer, and no host is
 * asked twice. Promises 1 and 2; fault 21.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openTestService, type TestService } from '../support/service.ts';
import * as story from '../support/stories.ts';
import { elias, noor } from '../support/stories.ts';

let service: TestService;

before(async () => {
  service = await openTestService({ at: story.storyBegins });
});
after(() => service?.close());

let people = 0;

describe('three copies of one request', () => {
  for (const ids of [
    'the same Message-ID',
    'three Message-IDs',
    'no Message-ID',
    'other trace headers',
  ] as const) {
    for (const way of ['SMTP', 'a pipe', 'both at once'] as const) {
      test(`by ${way}, with ${ids}`, async () => {
        people += 1;
        const email = `copy-${people}@uni.example`;
        const name = `Kopie ${'ABCDEFGHIJKLMN'[people]}elander`;
        const copies = [1, 2, 3].map((copy) => {
          const raw = story.wish(email, name, {
            id: ids === 'three Message-IDs' ? `m-${people}-${copy}` : `m-${people}`,
          });
          const text = raw.toString('utf8');
          if (ids === 'no Message-ID') return Buffer.from(text.replace(/^Message-ID:.*\r\n/m, ''));
          if (ids !== 'other trace headers') return raw;
          return Buffer.from(`Received: from mx${copy}.example by mx.ai4science.example; ${copy}\r\n${text}`);
        });
        await send(copies, email, way);
        const requests = await story.requestsOf(service, email);
        assert.equal(requests.length, 1);
        assert.equal((await service.mailsTo(email)).length, 1, 'one acknowledgement');
        for (const host of [noor, elias]) {
          const asked = (await story.subjectsTo(service, host)).filter((subject) => subject.includes(name));
          assert.equal(asked.length, 1, `${host} is asked once`);
        }
        const rows = await service.context.store.db
          .selectFrom('inbound')
          .select('id')
          .where('envelope_from', '=', email)
          .execute();
        assert.equal(rows.length, ids === 'three Message-IDs' ? 3 : 1, 'one mail is one row');
      });
    }
  }

  for (const [one, other, key] of [
    ['Grete.Case@Uni.Example', 'grete.case@uni.example', 'grete.case@uni.example'],
    ['greta@xn--bcher-kva.example', 'greta@bücher.example', 'greta@xn--bcher-kva.example'],
  ] as const) {
    test(`${one} and ${other} are one person (threat 14)`, async () => {
      const mails = [one, other].map((email) => ({ raw: story.wish(email, 'Greta Gleich'), from: key }));
      await story.pour(service, mails);
      const [request, ...others] = await story.requestsOf(service, key);
      assert.deepEqual(others, []);
      assert.match(
        request?.email ?? '',
        /^[\x21-\x7e]+$/,
        'hosts read the form that no look-alike letter can hide in',
      );
      const shown = (await service.mailsTo(noor)).filter(({ message }) =>
        message.text.includes(request?.email ?? '?'),
      );
      assert.equal(shown.length, 1);
    });
  }

  test('an address in look-alike letters is another person’s (threat 14)', async () => {
    const real = 'admin@homograph.example';
    const alike = '\u0430dmin@homograph.example';
    await story.pour(service, [
      { raw: story.wish(real, 'Adele Min'), from: real },
      { raw: story.wish(alike, 'Adele Min'), from: alike },
    ]);
    assert.equal((await story.requestsOf(service, real)).length, 1);
    assert.equal((await story.requestsOf(service, alike)).length, 1);
  });

  test('a repeat in other words fills what was missing and asks nobody twice', async () => {
    const email = 'later@uni.example';
    const half = story.letter({
      from: email,
      name: 'Nadja Later',
      subject: 'List',
      text: `Please add me to the list. ${story.motivation}\r\n\r\nNadja Later`,
    });
    await service.mailIn(half, { from: email });
    story.pass(service, { minutes: 3 });
    await service.mailIn(story.wish(email, 'Nadja Later', { subject: 'Once more, complete' }), {
      from: email,
    });
    story.pass(service, { minutes: 3 });
    await service.mailIn(story.wish(email, 'Nadja Later', { subject: 'And again' }), { from: email });
    assert.equal((await story.requestsOf(service, email)).length, 1);
    assert.match((await story.requestOf(service, email)).affiliation ?? '', /Delta Research/);
    assert.ok(
      (await service.mailsTo(email)).length <= 1,
      'at most one mail a day to somebody who did not answer',
    );
    const asked = (await story.subjectsTo(service, noor)).filter((subject) =>
      subject.includes('Nadja Later'),
    );
    assert.equal(asked.length, 1);
    await story.allIsWell(service, ['@uni.example']);
  });
});

async function send(copies: readonly Buffer[], email: string, way: string): Promise<void> {
  if (way === 'SMTP') {
    for (const raw of copies) await service.mailIn(raw, { from: email });
    return;
  }
  const pipe = (raws: readonly Buffer[]) =>
    story.pour(
      service,
      raws.map((raw) => ({ raw, from: email })),
    );
  if (way === 'a pipe') await pipe(copies);
  else await Promise.all([service.mailIn(copies[0]!, { from: email }), pipe(copies.slice(1))]);
  await service.settle();
}

describe('what somebody told us before completes a short request', () => {
  const short = (from: string, more: Partial<story.Letter> = {}) =>
    story.letter({
      from,
      subject: 'Joining',
      text: 'Hello, please add me to the list, because I model how sediment moves in estuaries.',
      ...more,
    });
  const asked = async (email: string) =>
    (await story.subjectsTo(service, email)).filter((subject) => !/received|confirm/i.test(subject));

  test('an earlier request that nobody decided', async () => {
    const email = 'again@uni.example';
    await story.asks(service, email, 'Agnes Again');
    await service.context.store.db
      .updateTable('request')
      .set({ closed_at: service.clock.now(), closed_why: 'nobody decided in time' })
      .where('email_key', '=', email)
      .execute();
    await service.mailIn(short(email), { from: email });
    const request = await story.requestOf(service, email);
    assert.equal(request.closed_at, null, 'a new one');
    assert.equal(request.name, 'Agnes Again');
    assert.equal(request.affiliation, 'Institute for Delta Research, Middelburg');
    assert.ok(request.hosts_told_at, 'nothing is missing, and nothing is asked');
    assert.match(
      JSON.stringify(request.evidence['affiliation']),
      /their request of 16\sNovember.*"source":"earlier"/,
    );
  });

  const question = (from: string, more: Partial<story.Letter> = {}) =>
    story.letter({
      from,
      name: 'Quirijn Vraag',
      subject: 'A question',
      text: 'Hello, is the talk of next Tuesday recorded?\r\n\r\nKind regards,\r\n\r\n-- \r\nQuirijn Vraag\r\nInstitute for Delta Research\r\nMiddelburg',
      ...more,
    });

  test('the signature of a question they asked', async () => {
    const email = 'asked@uni.example';
    await service.mailIn(question(email), { from: email });
    assert.equal((await story.lastInbound(service)).class, 'question');
    await service.mailIn(short(email), { from: email });
    const request = await story.requestOf(service, email);
    assert.equal(request.name, 'Quirijn Vraag');
    assert.match(request.affiliation ?? '', /Delta Research/);
    assert.match(JSON.stringify(request.evidence['affiliation']), /their mail of 16\sNovember/);
    assert.ok(request.hosts_told_at);
  });

  test('a mail that somebody forged in their name is not believed', async () => {
    const email = 'forged@uni.example';
    await service.mailIn(question(email, { sender: 'forged' }), { from: email });
    await service.mailIn(short(email), { from: email });
    const request = await story.requestOf(service, email);
    assert.equal(request.affiliation, null);
    assert.equal(request.hosts_told_at, null);
    assert.ok(request.details_wanted_at, 'they are asked');
  });

  test('another person’s mails say nothing about them', async () => {
    const email = 'neighbour@uni.example';
    await service.mailIn(question('neighbours@uni.example'), { from: email });
    await service.mailIn(short(email), { from: email });
    assert.equal((await story.requestOf(service, email)).affiliation, null);
    assert.equal((await asked(email)).length, 1);
  });
});
