/**
 * Every way of deciding leads to the same: by the page behind the link, by a reply, in the console, at the command line.
 * One decision, one mail to the applicant after the undo window, one word to the other host, one line in the audit.
 * Promises 3, 4 and 13; DESIGN §6, moderation.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Io } from '../../src/cli/io.ts';
import { requestsApprove, requestsAsk, requestsDecline } from '../../src/cli/requests.ts';
import { openWeb, type Web } from '../../src/http/open-web.ts';
import type { Action } from '../../src/moderation/decide.ts';
import { actOnRequest } from '../../src/moderation/handle-decision.ts';
import { openTestService, type TestService } from '../support/service.ts';
import * as story from '../support/stories.ts';
import { elias, noor } from '../support/stories.ts';

type Deed = 'approve' | 'decline' | 'ask';
const reason = 'Only students this term.';
const question = 'Where do you work?';

let service: TestService;
let web: Web;
const environment = { ...process.env };

before(async () => {
  // A command has the machine's own clock; the story begins at the same time.
  service = await openTestService({ at: Temporal.Now.instant().toString() });
  web = await openWeb({ ...service.context, health: async () => [] });
  const { config } = service.context;
  Object.assign(process.env, {
    DATABASE_URL: config.databaseUrl,
    SMTP_URL: service.sink.url,
    CONVOKE_DATA: config.dataDir,
    CONVOKE_SECRET: 'a secret for tests only, long enough',
  });
});
after(async () => {
  process.env = environment;
  await web?.close();
  await service?.close();
});

/** Noor decides about the person of whom both hosts have a mail. */
const ways: Readonly<Record<string, (email: string, name: string, deed: Deed) => Promise<void>>> = {
  async page(email, name, deed) {
    const sent = await story.mailAbout(service, noor, name);
    const { status } = await story.decidesByPage(web.url, sent, { do: deed, reason, question });
    assert.equal(status, 200, `the page about ${email}`);
  },
  async reply(_email, name, deed) {
    const sent = await story.mailAbout(service, noor, name);
    const text = {
      approve: 'Yes, welcome!',
      decline: `No, because: ${reason}`,
      ask: 'Ask: where do you work?',
    };
    await story.replies(service, sent, { text: text[deed] });
  },
  async console(email, _name, deed) {
    const host = await hostCalled(noor);
    const request = await story.requestOf(service, email);
    const action: Action =
      deed === 'approve'
        ? { kind: 'approve' }
        : deed === 'decline'
          ? { kind: 'decline', reason }
          : { kind: 'ask', question };
    const act = { requestId: request.id, action, host, way: 'console', how: 'On the desk' } as const;
    await actOnRequest(service.context, { ...act, now: service.clock.now() });
  },
  async command(email, _name, deed) {
    const { id } = await story.requestOf(service, email);
    const said: string[] = [];
    const io: Io = { out: (text) => void said.push(text), err: (text) => void said.push(text) };
    const command = { approve: requestsApprove, decline: requestsDecline, ask: requestsAsk }[deed];
    const more = { approve: [], decline: ['--reason', reason], ask: ['--question', question] }[deed];
    assert.equal(await command([String(id), '--host', noor, ...more], io), 0, said.join('\n'));
    await service.advanceTo(Temporal.Now.instant().add({ seconds: 1 }));
  },
};

async function hostCalled(email: string) {
  const { db } = service.context.store;
  return db.selectFrom('host').selectAll().where('email', '=', email).executeTakeFirstOrThrow();
}

let people = 0;

describe('a host decides', () => {
  for (const way of Object.keys(ways)) {
    for (const deed of ['approve', 'decline', 'ask'] as const) {
      test(`${deed} by ${way}`, async () => {
        people += 1;
        const email = `person-${people}@delta-research.example`;
        const name = `Samira ${'ABCDEFGHIJKLM'[people]}onnaert`;
        await story.asks(service, email, name);
        const before = (await story.subjectsTo(service, elias)).length;
        await ways[way]?.(email, name, deed);
        await service.settle();
        await oneDecision(email, deed, way);
        assert.equal((await story.subjectsTo(service, elias)).length, before + 1, 'Elias is told once');
      });
    }
  }

  test('and ten minutes later each applicant has one mail more, with the words that were meant for them', async () => {
    await service.advanceTo(service.clock.now().add({ minutes: 11 }), 11);
    let each = 0;
    for (const _way of Object.keys(ways)) {
      for (const deed of ['approve', 'decline', 'ask'] as const) {
        each += 1;
        const mails = await service.mailsTo(`person-${each}@delta-research.example`);
        assert.equal(mails.length, 2, 'the acknowledgement, and the answer');
        const text = mails[1]?.message.text.replace(/\s+/g, ' ') ?? '';
        const expected = {
          approve: /Welcome|list/,
          decline: /students this term/i,
          ask: /where do you work/i,
        };
        assert.match(text, expected[deed]);
      }
    }
    await story.allIsWell(service, ['@delta-research.example']);
  });
});

async function oneDecision(email: string, deed: Deed, way: string): Promise<void> {
  const request = await story.requestOf(service, email);
  assert.equal(request.decision, deed === 'ask' ? null : deed);
  if (deed === 'ask') assert.match(request.question ?? '', /where do you work/i);
  else {
    assert.equal(request.decided_by, 'Noor Achterberg');
    assert.equal(request.decided_via, way);
  }
  const host = await hostCalled(noor);
  const deeds = await story.deedsOn(service, `request:${request.id}`);
  assert.deepEqual(
    deeds.map((each) => [each.what, each.who, each.way]),
    [
      [
        { approve: 'request.approved', decline: 'request.declined', ask: 'request.asked' }[deed],
        `host:${host.id}`,
        way,
      ],
    ],
  );
  const isListed = (await story.subscriberOf(service, email)) !== null;
  assert.equal(isListed, deed === 'approve');
}
