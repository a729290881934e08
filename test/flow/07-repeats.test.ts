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
      assert.equal((await story.requestsOf(service, key)).length, 1);
    });
  }

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
