import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { restAfter } from '../../src/delivery/backoff.ts';
import { decidePause } from '../../src/delivery/decide-pause.ts';
import { decideClaimSize, Throughput } from '../../src/delivery/deliver-claim.ts';
import { judgeReply } from '../../src/delivery/judge-reply.ts';
import { Lineup, type Place } from '../../src/delivery/lineup.ts';
import { decideGrant } from '../../src/delivery/quota.ts';
import { ReplyReader } from '../../src/delivery/reply-reader.ts';
import { decideNext } from '../../src/delivery/retry-policy.ts';
import type { Outcome } from '../../src/delivery/transport.ts';
import type { ClaimedDelivery } from '../../src/store/deliveries.ts';

const now = Temporal.Instant.from('2026-11-19T09:00:00Z');
const giveUpAt = now.add({ hours: 96 });

suite('what becomes of a delivery after an attempt', () => {
  const refused: Outcome = { kind: 'temporary', reply: '450 4.2.0 later' };

  test('it waits 1, 5, 15, 60 minutes, then four hours each time, and is given up after four days', () => {
    let at = now;
    const waits: number[] = [];
    for (let attempts = 1; ; attempts++) {
      const next = decideNext({ id: 1, attempts, uncertainCount: 0, giveUpAt }, refused, at);
      if (next.nextAt === null) {
        assert.equal(next.state, 'failed');
        assert.equal(next.reply, 'given up: 450 4.2.0 later');
        break;
      }
      waits.push(at.until(next.nextAt).total('minutes'));
      at = next.nextAt;
    }
    assert.deepEqual(waits.slice(0, 6), [1, 5, 15, 60, 240, 240]);
    assert.ok(at.until(giveUpAt).total('hours') < 4);
  });

  test('an uncertain one goes twice more, then it is shown', () => {
    const lost: Outcome = { kind: 'uncertain', reply: 'the connection broke' };
    const steps = [0, 1, 2].map((uncertainCount) =>
      decideNext({ id: 1, attempts: uncertainCount + 1, uncertainCount, giveUpAt }, lost, now),
    );
    assert.deepEqual(
      steps.map((step) => [step.state, step.nextAt !== null, step.uncertain]),
      [
        ['uncertain', true, true],
        ['uncertain', true, true],
        ['uncertain', false, true],
      ],
    );
  });

  test('a relay that is away and a policy against us use up nobody’s attempts', () => {
    const away: Outcome = { kind: 'connection-failed', reply: '421', retryInMs: 2000 };
    const policy: Outcome = { kind: 'policy', reply: '550 5.7.26', permanent: true };
    for (const outcome of [away, policy]) {
      const next = decideNext({ id: 1, attempts: 1, uncertainCount: 0, giveUpAt }, outcome, now);
      assert.equal(next.attempted, false);
      assert.notEqual(next.nextAt, null);
      assert.notEqual(next.state, 'failed');
    }
  });
});

suite('when a mailing stops itself', () => {
  test('five refusals of us and nothing else', () => {
    assert.equal(decidePause({ submitted: 0, policy: 4, hard: 0 }, 'x'), null);
    assert.match(decidePause({ submitted: 0, policy: 5, hard: 0 }, '550 5.7.1 no')!, /550 5\.7\.1 no/);
  });
  test('one receiver that refuses us while the others take it', () => {
    assert.equal(decidePause({ submitted: 100, policy: 10, hard: 0 }, 'x'), null);
    assert.notEqual(decidePause({ submitted: 100, policy: 20, hard: 0 }, 'x'), null);
  });
  test('more than one in twenty of the first two hundred is gone; a few dead addresses on a small list are not', () => {
    assert.equal(decidePause({ submitted: 30, policy: 0, hard: 3 }, 'x'), null);
    assert.notEqual(decidePause({ submitted: 100, policy: 0, hard: 11 }, 'x'), null);
    assert.equal(decidePause({ submitted: 4000, policy: 0, hard: 11 }, 'x'), null);
  });
});

suite('replies of servers', () => {
  test('come in any pieces', () => {
    const text = '250-sink.example\r\n250-PIPELINING\r\n250 8BITMIME\r\n550 5.1.1 Ünknown\r\n';
    fc.assert(
      fc.property(fc.array(fc.nat({ max: text.length + 1 }), { maxLength: 8 }), (cuts) => {
        const bytes = Buffer.from(text);
        const reader = new ReplyReader();
        const at = [0, ...cuts.sort((one, other) => one - other), bytes.length];
        const replies = at.slice(1).flatMap((end, index) => reader.read(bytes.subarray(at[index], end)));
        assert.deepEqual(replies, [
          { code: 250, text: '250-sink.example 250-PIPELINING 250 8BITMIME' },
          { code: 550, text: '550 5.1.1 Ünknown' },
        ]);
      }),
    );
  });
  test('that are none, or never end, are told apart', () => {
    assert.ok('broken' in new ReplyReader().read(Buffer.from('HTTP/1.1 400 Bad Request\r\n'))[0]!);
    assert.ok('broken' in new ReplyReader().read(Buffer.alloc(70_000, 'x'))[0]!);
  });
  test('a sender that is refused for good is our matter, whatever the words', () => {
    assert.equal(judgeReply({ code: 550, text: '550 5.1.1 unknown user' }, 'mail').kind, 'policy');
    assert.equal(judgeReply({ code: 421, text: '421 4.3.2 closing' }, 'rcpt').kind, 'connection-failed');
    assert.equal(judgeReply({ code: 421, text: '421 4.3.2 closing' }, 'body').kind, 'temporary');
  });
});

suite('who goes next', () => {
  test('a slow domain holds up only its own people, and nobody is forgotten', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat({ max: 3 }), { maxLength: 60 }),
        fc.array(fc.boolean(), { maxLength: 60 }),
        (domains, slows) => {
          const lineup = new Lineup({ perDomain: 3, perNewDomain: 1, perSlowDomain: 1 });
          lineup.push(domains.map((domain, id) => claimed(id, domain)));
          const seen: number[] = [];
          const active: Place[] = [];
          for (let step = 0; seen.length < domains.length || active.length > 0; step++) {
            const next = lineup.take();
            if (next !== null) {
              seen.push(next.delivery.id);
              active.push(next);
              const same = active.filter(({ delivery }) => delivery.email === next.delivery.email);
              assert.ok(same.length <= 3);
              if (slows[step]) lineup.markSlow(next);
              Reflect.set(next, 'slow', slows[step] ?? false);
              continue;
            }
            const ended = active.shift()!;
            lineup.done(ended, Reflect.get(ended, 'slow') as boolean);
          }
          assert.equal(new Set(seen).size, domains.length);
          assert.equal(lineup.held, 0);
        },
      ),
    );
  });
  test('work claimed ahead is fifty milliseconds of it, and never less than the connections need', () => {
    assert.equal(decideClaimSize(60, 0), 60);
    assert.equal(decideClaimSize(20, 6_000), 300);
    assert.equal(decideClaimSize(20, 1_000_000), 500);
  });

  test('a relay is not taken for slow because it was given nothing to do', () => {
    const throughput = new Throughput();
    assert.equal(throughput.perSecond(0), 0);
    for (const second of [0, 1, 2]) {
      for (let each = 0; each < 50; each++) throughput.begin(second * 1000);
      for (let each = 0; each < 50; each++) throughput.end(second * 1000 + 10);
    }
    assert.equal(throughput.perSecond(5000), 5000);
    throughput.begin(5000);
    assert.equal(throughput.perSecond(5030), 2500);
  });
});

suite('quotas and rests', () => {
  test('the widest quota that is used up says how long to wait', () => {
    const limits = { perSecond: 10, perHour: 100, perDay: 500 };
    assert.deepEqual(decideGrant(limits, { second: 0, hour: 95, day: 95 }, 50), {
      kind: 'granted',
      messages: 5,
    });
    const day = decideGrant(limits, { second: 10, hour: 100, day: 500 }, 50);
    assert.deepEqual([day.kind, 'span' in day && day.span], ['exhausted', 'day']);
    assert.deepEqual(
      decideGrant({ perSecond: 0, perHour: 0, perDay: 0 }, { second: 9, hour: 9, day: 9 }, 50),
      {
        kind: 'granted',
        messages: 50,
      },
    );
  });
  test('a relay that is down is called at most a dozen times in five minutes', () => {
    let calls = 0;
    for (let at = 0; at < 300_000; at += restAfter(++calls));
    assert.ok(calls <= 12, `${calls}`);
  });
});

function claimed(id: number, domain: number): ClaimedDelivery {
  return {
    id,
    mailing_id: 1,
    subscriber_id: id,
    service_mail_id: null,
    attempts: 1,
    uncertain_count: 0,
    email: `person@lab-${domain}.example`,
    name: '',
    give_up_at: giveUpAt,
    earlier_id: null,
  };
}
