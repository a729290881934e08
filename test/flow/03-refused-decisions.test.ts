/**
 * What must not decide does not, and each refusal is visible to the hosts with its reason. Threats 2, 5 and 24.
 * One request stays open through all of it, and in the end a plain yes still works.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { SentMail } from '../../src/cli/demo-mails.ts';
import { openWeb, type Web } from '../../src/http/open-web.ts';
import { removeHost } from '../../src/store/hosts.ts';
import { openTestService, type TestService } from '../support/service.ts';
import * as story from '../support/stories.ts';
import { elias, mailbox, noor } from '../support/stories.ts';

const samir = 's.haddad@delta-research.example';
let service: TestService;
let web: Web;
let noorsMail: SentMail;
let eliasMail: SentMail;

before(async () => {
  service = await openTestService({ at: story.storyBegins });
  web = await openWeb({ ...service.context, health: async () => [] });
  await story.asks(service, samir, 'Samir Haddad');
  noorsMail = await story.last(service, noor);
  eliasMail = await story.last(service, elias);
});
after(async () => {
  await web?.close();
  await service?.close();
});

interface Refusal {
  readonly name: string;
  readonly send: () => Promise<void>;
  /** What the hosts read about it; null where a machine wrote and nobody need look. */
  readonly reason: RegExp | null;
}

const to = (mail: SentMail) => mail.message.replyTo[0]?.address ?? '';
const vacation = 'I am out of the office until Monday and will answer then.\r\n\r\nyes approve';

const refusals: readonly Refusal[] = [
  {
    name: 'Noor answers with the token of Elias',
    send: () => story.replies(service, noorsMail, { host: noor, text: 'yes', to: to(eliasMail) }),
    reason: /does not come from the host’s own address/,
  },
  {
    name: 'somebody writes in the name of Noor, and DMARC fails',
    send: async () => {
      const raw = story.letter({
        from: noor,
        subject: 'Re: Join request',
        text: 'yes',
        to: to(noorsMail),
        sender: 'forged',
      });
      await service.mailIn(raw, { from: 'x@evil.example', to: to(noorsMail) });
    },
    reason: /nothing proves who sent it/,
  },
  {
    name: 'nothing is said about the sender at all',
    send: () => story.replies(service, noorsMail, { text: 'yes', proven: false }),
    reason: /nothing proves who sent it/,
  },
  {
    name: 'a foreign server claims that it checked the sender',
    send: () =>
      story.replies(service, noorsMail, {
        text: 'yes',
        proven: false,
        headers: ['Authentication-Results: mx.evil.example; dmarc=pass header.from=ai4science.example'],
      }),
    reason: /nothing proves who sent it/,
  },
  {
    name: 'the applicant answers with the token of Noor',
    send: () => story.replies(service, noorsMail, { from: samir, text: 'yes, approve' }),
    reason: /.*/,
  },
  {
    name: 'a colleague who was forwarded the mail answers',
    send: () =>
      story.replies(service, noorsMail, { from: 'colleague@ai4science.example', text: 'Yes, approve.' }),
    reason: /.*/,
  },
  {
    name: 'a vacation reply with its header quotes the token',
    send: () =>
      story.replies(service, noorsMail, { text: vacation, headers: ['Auto-Submitted: auto-replied'] }),
    reason: null,
  },
  {
    name: 'a vacation reply without any header quotes the token',
    send: () => story.replies(service, noorsMail, { text: vacation }),
    reason: null,
  },
  {
    name: 'a yes with a token that nobody signed',
    send: async () => {
      const made = to(noorsMail).replace(/\+d-[^@]+/, `+d-${'a'.repeat(26)}`);
      const raw = story.letter({ from: noor, subject: 'yes', text: 'yes', to: made });
      await service.mailIn(raw, { from: noor, to: made });
    },
    reason: /not in answer to a request/,
  },
  {
    name: 'a yes without token and thread',
    send: async () => {
      const raw = story.letter({
        from: noor,
        subject: 'Re: Join request: Samir Haddad wants to join',
        text: 'yes',
      });
      await service.mailIn(raw, { from: noor, to: mailbox });
    },
    reason: /forwarded to 2 hosts/,
  },
];

describe('an answer that must not decide', () => {
  for (const { name, send, reason } of refusals) {
    test(name, async () => {
      const mails = service.sink.messages.length;
      await send();
      await nothingDecided();
      const mail = await story.lastInbound(service);
      if (reason === null) {
        assert.equal(service.sink.messages.length, mails, 'a machine gets no answer (RFC 3834)');
        assert.equal(mail.held_at, null);
        return;
      }
      assert.match(mail.reason ?? '', reason);
      const toApplicant = (await service.mailsTo(samir)).length;
      assert.equal(toApplicant, 1, 'the applicant has the acknowledgement and no more');
    });
  }

  test('an answer that is not clear is asked back, once', async () => {
    const echoes = async () =>
      (await story.subjectsTo(service, noor)).filter((each) => each.startsWith('Not understood'));
    await story.replies(service, noorsMail, { text: 'Hm, I met him once. What do you think, Elias?' });
    await story.replies(service, noorsMail, { text: 'Maybe. Or maybe not.' });
    await nothingDecided();
    assert.equal((await echoes()).length, 1);
    assert.ok((await story.lastInbound(service)).held_at !== null, 'the second one waits on the desk');
  });

  test('the link does nothing for a scanner that posts the form as it came', async () => {
    const { status } = await story.decidesByPage(web.url, noorsMail, {});
    assert.ok(status >= 400, `the page answered ${status}`);
    await nothingDecided();
  });

  test('a mail that is older than fourteen days decides nothing, by reply or by link', async () => {
    const { db } = service.context.store;
    const past = service.clock.now().subtract({ minutes: 1 });
    await db.updateTable('decision_link').set({ expires_at: past }).execute();
    await story.replies(service, noorsMail, { text: 'yes' });
    assert.match((await story.lastInbound(service)).reason ?? '', /older than 14 days/);
    await story.decidesByPage(web.url, noorsMail, { do: 'approve' });
    await nothingDecided();
    await db
      .updateTable('decision_link')
      .set({ expires_at: past.add({ hours: 24 }) })
      .execute();
  });

  test('a host who was removed decides nothing, by reply or by link (threat 24)', async () => {
    const { db } = service.context.store;
    const host = await db.selectFrom('host').selectAll().where('email', '=', elias).executeTakeFirstOrThrow();
    await removeHost(db, host.id, service.clock.now());
    await story.replies(service, eliasMail, { text: 'yes' });
    assert.ok((await story.lastInbound(service)).reason !== null);
    const { status } = await story.decidesByPage(web.url, eliasMail, { do: 'approve' });
    assert.ok(status >= 400, `the page answered ${status}`);
    await nothingDecided();
  });

  test('and a plain yes of Noor still decides, once; a no behind it is told the way back', async () => {
    await story.replies(service, noorsMail, { text: 'yes' });
    assert.equal((await story.requestOf(service, samir)).decision, 'approve');
    await story.replies(service, noorsMail, { text: 'no' });
    assert.equal((await story.requestOf(service, samir)).decision, 'approve');
    const echo = await story.last(service, noor);
    assert.match(echo.message.subject, /^You decided otherwise before/);
    assert.match(echo.message.text, /undo/);
    await story.allIsWell(service, [samir]);
  });
});

async function nothingDecided(): Promise<void> {
  const request = await story.requestOf(service, samir);
  assert.equal(request.decision, null);
  assert.deepEqual(await story.deedsOn(service, `request:${request.id}`), []);
  assert.equal(await story.subscriberOf(service, samir), null);
}
