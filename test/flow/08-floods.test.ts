/**
 * List bombing: somebody puts a stranger's address into hundreds of requests, or hundreds of addresses into one each. The
 * stranger gets one mail at most, the hosts a bounded number an hour and the rest by the day's digest, nothing is lost, and a real
 * person gets through. Threat 3; fault 22 in small; promise 2.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openTestService, type TestService } from '../support/service.ts';
import * as story from '../support/stories.ts';
import { elias, noor } from '../support/stories.ts';

async function during(
  work: (service: TestService) => Promise<void>,
  at: string = story.storyBegins,
): Promise<void> {
  const service = await openTestService({ at });
  try {
    await work(service);
  } finally {
    await service.close();
  }
}

const count = (size: number) => Array.from({ length: size }, (_, index) => index);

test('three hundred mails for one address are one request and one mail, whatever they say', () =>
  during(async (service) => {
    const victim = 'victim@elsewhere.example';
    await story.pour(
      service,
      count(300).map((index) => ({
        raw: story.wish(victim, `Vera Victim ${'abcdefghij'[index % 10]}`, {
          sender: index % 3 === 0 ? 'silent' : 'forged',
          // Somebody else's server may say what it likes.
          headers:
            index % 2 === 0
              ? []
              : ['Authentication-Results: mx.evil.example; dmarc=pass header.from=elsewhere.example'],
          id: `flood-${index}`,
          subject: `Join ${index} http://evil.example/${index}`,
        }),
        from: `bot-${index}@evil.example`,
      })),
    );
    assert.equal((await story.requestsOf(service, victim)).length, 1);
    await service.advanceTo(service.clock.now().add({ hours: 23 }), 120);
    const mails = await service.mailsTo(victim);
    assert.equal(mails.length, 1);
    assert.ok(!mails[0]?.message.text.includes('evil.example'), 'nothing that the mails said is carried on');
    assert.ok(!(await story.subjectsTo(service, noor)).some((subject) => subject.includes('Victim')));
    await story.allIsWell(service, [victim]);
  }));

test('three hundred genuine mails of one person are one request, one acknowledgement, one question to each host', () =>
  during(async (service) => {
    const eager = 'eager@uni.example';
    const mails = count(300).map((index) =>
      story.wish(eager, 'Ewa Gerlach', { id: `eager-${index}`, subject: `Join ${index}` }),
    );
    await story.pour(
      service,
      mails.map((raw) => ({ raw, from: eager })),
    );
    assert.equal((await story.requestsOf(service, eager)).length, 1);
    assert.equal((await service.mailsTo(eager)).length, 1);
    assert.equal((await story.subjectsTo(service, noor)).length, 1);
    await story.allIsWell(service, [eager]);
  }));

test('two hundred forged requests fill their own cap, and a real person is answered at once', () =>
  during(async (service) => {
    const cap = service.colloquium.requests.max_per_hour;
    await story.pour(
      service,
      count(200).map((index) =>
        story.wish(`stranger-${index}@place-${index}.example`, 'Ada Nowak', { sender: 'forged' }),
      ),
    );
    const toStrangers = () => service.sink.messages.filter((mail) => mail.to.startsWith('stranger-'));
    assert.equal(
      (await service.context.store.db.selectFrom('request').select('id').execute()).length,
      200,
      'none is lost',
    );
    assert.ok(toStrangers().length <= cap + 10, `${toStrangers().length} mails to strangers in an hour`);
    assert.equal(
      (await story.subjectsTo(service, noor)).length,
      0,
      'no host reads what no address has proved',
    );

    await story.asks(service, 'real@uni.example', 'Renate Echt');
    assert.equal((await service.mailsTo('real@uni.example')).length, 1);
    assert.equal((await story.subjectsTo(service, noor)).length, 1);

    await service.advanceTo(service.clock.now().add({ hours: 6 }), 61);
    assert.equal(toStrangers().length, 200, 'each is asked once, at the pace of the cap');
    assert.equal(new Set(toStrangers().map((mail) => mail.to)).size, 200);
    await story.allIsWell(service);
  }));

test('two hundred genuine requests: twenty an hour to each host, all in the end, and a digest in the morning', () =>
  during(async (service) => {
    await story.pour(
      service,
      count(200).map((index) =>
        story.wish(`person-${index}@place-${index}.example`, `Ada Nowak ${'abcdefghij'[index % 10]}`),
      ),
    );
    const asked = async (host: string) =>
      (await story.subjectsTo(service, host)).filter((subject) => subject.startsWith('Join request')).length;
    for (const host of [noor, elias]) assert.equal(await asked(host), 20);
    await service.advanceTo(service.clock.now().add({ minutes: 50 }), 10);
    for (const host of [noor, elias]) assert.equal(await asked(host), 20, 'and no more within the hour');
    // At eight on the colloquium's clock, three and a half hours later.
    await service.advanceTo(story.at('2026-11-17T07:10:00Z'), 61);
    assert.ok((await asked(noor)) <= 100);
    const digests = (await service.mailsTo(noor)).filter((mail) =>
      /requests wait/.test(mail.message.subject),
    );
    assert.equal(digests.length, 1);
    assert.ok(
      Number(/^\d+/.exec(digests[0]?.message.subject ?? '')?.[0]) >= 100,
      'it counts those that no mail told of',
    );
    assert.match(digests[0]?.message.text ?? '', /The others stand on the page/);
    await service.advanceTo(story.at('2026-11-17T15:00:00Z'), 61);
    assert.equal(await asked(noor), 200, 'by the afternoon the hosts have them all');
    const acknowledged = service.sink.messages.filter((mail) => mail.to.startsWith('person-'));
    assert.equal(
      new Set(acknowledged.map((mail) => mail.to)).size,
      acknowledged.length,
      'nobody has two mails',
    );
    await story.allIsWell(service);
  }, '2026-11-17T03:30:00Z'));
