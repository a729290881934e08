/**
 * Two hosts decide opposite at the same instant, a hundred times, by every pair of ways: exactly one decision each time, the
 * other host is told by whom, the applicant gets one mail and never both. Promise 3; fault 26.
 */
import assert from 'node:assert/strict';
import test from 'node:test';
import type { SentMail } from '../../src/cli/demo-mails.ts';
import { openWeb } from '../../src/http/open-web.ts';
import { receiveMail } from '../../src/intake/receive.ts';
import { actOnRequest } from '../../src/moderation/handle-decision.ts';
import type { HostRow } from '../../src/store/schema.ts';
import { openTestService, type TestService } from '../support/service.ts';
import * as story from '../support/stories.ts';
import { elias, noor } from '../support/stories.ts';

const rounds = 100;
/** Ten an hour and host stay below the hosts' cap. */
const perHour = 20;
const ways = ['page', 'reply', 'console'] as const;

interface Side {
  readonly host: HostRow;
  readonly sent: SentMail;
  readonly deed: 'approve' | 'decline';
  readonly way: (typeof ways)[number];
}

test('a hundred rounds of two hosts who decide opposite at the same instant', async () => {
  const service = await openTestService({ at: story.storyBegins });
  const web = await openWeb({ ...service.context, health: async () => [] });
  try {
    const hosts = await service.context.store.db.selectFrom('host').selectAll().orderBy('id').execute();
    for (let first = 0; first < rounds; first += perHour) {
      const emails = Array.from({ length: perHour }, (_, index) => `round-${first + index}@uni.example`);
      await story.pour(
        service,
        emails.map((email, index) => ({ raw: story.wish(email, `Ada Runde${first + index}`), from: email })),
      );
      const mails = await decisionMails(service);
      await Promise.all(
        emails.flatMap((email, index) => {
          const round = first + index;
          const isSwapped = round % 2 === 1;
          const sides = hosts.map((host, each): Side => {
            const sent = mails.get(`${host.email} ${email}`);
            assert.ok(sent, `${host.email} has a mail about ${email}`);
            const deed = (each === 0) === isSwapped ? 'decline' : 'approve';
            return {
              host,
              sent,
              deed,
              way: ways[(round + each * (1 + Math.floor(round / 3))) % 3] ?? 'page',
            };
          });
          return sides.map((side) => decides(service, web.url, email, side));
        }),
      );
      await service.settle();
      await service.advanceTo(service.clock.now().add({ minutes: 61 }), 61);
    }
    for (let round = 0; round < rounds; round += 1)
      await onlyOne(service, `round-${round}@uni.example`, hosts);
    await story.allIsWell(service, ['@uni.example']);
  } finally {
    await web.close();
    await service.close();
  }
});

async function decides(service: TestService, base: string, email: string, side: Side): Promise<void> {
  switch (side.way) {
    case 'page':
      await story.decidesByPage(base, side.sent, { do: side.deed });
      return;
    case 'reply': {
      const raw = story.answer(side.sent, { text: side.deed === 'approve' ? 'yes' : 'no' });
      const { colloquium } = service;
      const recipient = side.sent.message.replyTo[0]?.address ?? '';
      const from = side.host.email;
      const mail = {
        colloquium: colloquium.id,
        recipient,
        raw,
        size: raw.length,
        source: 'stdin',
        clientIp: null,
      } as const;
      await receiveMail(service.context, { ...mail, envelopeFrom: from });
      return;
    }
    case 'console': {
      const { id } = await story.requestOf(service, email);
      const action =
        side.deed === 'approve'
          ? ({ kind: 'approve' } as const)
          : ({ kind: 'decline', reason: null } as const);
      const act = { requestId: id, action, host: side.host, way: 'console', how: 'On the desk' } as const;
      await actOnRequest(service.context, { ...act, now: service.clock.now() });
    }
  }
}

/** `host address` → its decision mail. */
async function decisionMails(service: TestService): Promise<Map<string, SentMail>> {
  const found = new Map<string, SentMail>();
  for (const host of [noor, elias]) {
    for (const mail of await service.mailsTo(host)) {
      const email = /round-\d+@uni\.example/.exec(mail.message.text)?.[0];
      if (email !== undefined && mail.message.subject.startsWith('Join request'))
        found.set(`${host} ${email}`, mail);
    }
  }
  return found;
}

async function onlyOne(service: TestService, email: string, hosts: readonly HostRow[]): Promise<void> {
  const request = await story.requestOf(service, email);
  const deeds = await story.deedsOn(service, `request:${request.id}`);
  assert.equal(deeds.length, 1, `one decision about ${email}`);
  const winner = hosts.find((host) => host.name === request.decided_by);
  const loser = hosts.find((host) => host.name !== request.decided_by);
  assert.ok(winner && loser);
  assert.equal(deeds[0]?.who, `host:${winner.id}`);

  const subjects = await story.subjectsTo(service, email);
  assert.equal(subjects.length, 2, `the acknowledgement and one answer: ${subjects.join(' | ')}`);
  assert.equal(/^Welcome/.test(subjects[1] ?? ''), request.decision === 'approve');
  const subscriber = await story.subscriberOf(service, email);
  assert.equal(subscriber !== null && subscriber.unsubscribed_at === null, request.decision === 'approve');

  const told = await service.context.store.db
    .selectFrom('service_mail')
    .select('facts')
    .where('request_id', '=', request.id)
    .where('host_id', '=', loser.id)
    .where('kind', '=', 'decided')
    .execute();
  assert.equal(told.length, 1, 'the other host is told once');
  assert.equal(told[0]?.facts['by'], winner.name.split(' ')[0]);
}
