/** A host looks at a mail in their own mail program before anybody else gets it. */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { parseMessage } from '../../src/mail/parse-message.ts';
import { auditOf } from '../../src/store/audit.ts';
import { formTokenIn, openTestWeb, type TestWeb } from '../support/web.ts';
import { tellStory, type WebStory } from '../support/web-story.ts';

let web: TestWeb;
let story: WebStory;
let cookie: string;
beforeEach(async () => {
  web = await openTestWeb();
  story = await tellStory(web, 8);
  cookie = await web.cookieOf(story.hostId);
});
afterEach(() => web.close());

async function ask(fields: Record<string, string>) {
  const shown = await (await fetch(`${web.url}/host/templates`, { headers: { cookie } })).text();
  const body = new URLSearchParams({ token: formTokenIn(shown), ...fields });
  return fetch(`${web.url}/host/templates/test`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie, origin: web.url },
    body,
  });
}

test('the host gets the mail as it would leave now, and nobody else does', async () => {
  const talk = story.talks[2]!;
  const answer = await ask({ kind: 'announcement', talk: String(talk) });
  assert.equal(answer.status, 200);
  assert.match(await answer.text(), /Handed over\.[\s\S]*noor@ai4science\.example[\s\S]*250/);
  assert.deepEqual(
    web.sink.messages.map((message) => message.to),
    ['noor@ai4science.example'],
  );
  const outcome = await parseMessage(web.sink.messages[0]!.data);
  assert.ok(outcome.ok);
  assert.match(outcome.message.subject, /Reading the sky twice/);
  const [deed] = await auditOf(web.store.db, `talk:${talk}`);
  assert.equal(deed?.what, 'mailing.tested');
  assert.equal(deed?.who, `host:${story.hostId}`);
  const mailings = await web.store.db
    .selectFrom('mailing')
    .select('id')
    .where('kind', '=', 'announcement')
    .execute();
  assert.equal(mailings.length, 4, 'no mailing came of it');
});

test('a server that refuses is quoted on the page', async () => {
  web.sink.rules.refusals = [{ match: /noor/, reply: '550 5.7.1 we do not take your mail' }];
  const answer = await ask({ kind: 'reminder', talk: String(story.talks[2]) });
  assert.match(await answer.text(), /was not accepted: [\s\S]*5\.7\.1 we do not take your mail/);
});

test('a mail to one person, a talk of nobody, and a form of somebody else send nothing', async () => {
  assert.equal((await ask({ kind: 'welcome', talk: String(story.talks[2]) })).status, 404);
  assert.equal((await ask({ kind: 'announcement', talk: '999999' })).status, 404);
  assert.equal((await ask({ kind: 'announcement', talk: String(story.talks[2]), token: 'x' })).status, 403);
  assert.equal(web.sink.messages.length, 0);
});
