/** A host says yes and later no: nothing is reversed by itself, and the way back is in the answer. Promise 3. */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import type { SentMail } from '../../src/cli/demo-mails.ts';
import { openTestService, type TestService } from '../support/service.ts';
import * as story from '../support/stories.ts';
import { elias, noor } from '../support/stories.ts';

const ada = 'ada@lab.example';
let service: TestService;
let asked: SentMail;
beforeEach(async () => {
  service = await openTestService({ at: story.storyBegins });
  await story.asks(service, ada, 'Ada Olsen');
  asked = await story.mailAbout(service, noor, 'Ada Olsen');
  await story.replies(service, asked, { text: 'yes' });
});
afterEach(() => service.close());

const minutes = (count: number) => service.advanceTo(service.clock.now().add({ minutes: count }), count);
const decision = async () => (await story.requestOf(service, ada)).decision;

test('within ten minutes: the yes stands, and undo makes the request wait again, unseen by anybody', async () => {
  await minutes(2);
  await story.replies(service, asked, { text: 'no, students only' });
  assert.equal(await decision(), 'approve');
  const echo = await story.last(service, noor);
  assert.equal(echo.message.subject, 'You decided otherwise before: your answer about Ada Olsen');
  assert.match(echo.message.text, /answer\s+with\s+undo[\s\S]*Until 21:25[\s\S]*\/requests\/\S+do=undo/);
  await story.replies(service, echo, { text: 'undo' });
  assert.equal(await decision(), null);
  await minutes(15);
  assert.equal(await story.subscriberOf(service, ada), null);
  assert.doesNotMatch((await story.subjectsTo(service, ada)).join(), /Welcome/);
  await story.replies(service, asked, { text: 'no, students only' });
  assert.equal(await decision(), 'decline', 'and the no then counts');
});

test('later: the answer says that the mail has gone, and undo sends the opposite one', async () => {
  await minutes(30);
  await story.replies(service, asked, { text: 'no' });
  assert.equal(await decision(), 'approve');
  const echo = await story.last(service, noor);
  assert.match(
    echo.message.text,
    /mail\s+about\s+the\s+decision\s+has\s+gone;\s+undo\s+sends\s+Ada\s+Olsen\s+the\s+opposite\s+one/,
  );
  assert.doesNotMatch(echo.message.text, /can be undone until/);
  await story.replies(service, echo, { text: 'undo' });
  assert.equal(await decision(), 'decline');
  assert.ok((await story.subscriberOf(service, ada))?.unsubscribed_at);
});

test('who says the same twice, and the other host, hear that it was decided already', async () => {
  await story.replies(service, asked, { text: 'yes' });
  assert.match((await story.last(service, noor)).message.subject, /^Already decided/);
  await story.replies(service, await story.mailAbout(service, elias, 'Ada Olsen'), { text: 'no' });
  assert.match((await story.last(service, elias)).message.subject, /^Already decided/);
  assert.equal(await decision(), 'approve');
});
