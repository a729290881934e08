/**
 * A subscriber vouches for somebody by a link on their own page: whoever writes with it, and proves the address, needs no
 * host. Off by default; one link for one person, so many in a season; always told, always logged. Threats 1 and 4.
 */
import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { colloquiumSchema } from '../../config/schema.ts';
import { openWeb, type Web } from '../../src/http/open-web.ts';
import { actOnRequest } from '../../src/moderation/handle-decision.ts';
import { signToken } from '../../src/signed-token.ts';
import { activeHosts } from '../../src/store/hosts.ts';
import { printDatabase } from '../support/database-print.ts';
import { openTestService, type TestService } from '../support/service.ts';
import * as story from '../support/stories.ts';
import { elias, noor } from '../support/stories.ts';

const ada = 'ada.olsen@fjord.example';
const bo = 'bo@moss.example';
let service: TestService;
let web: Web;
afterEach(async () => {
  await web.close();
  await service.close();
});

async function open(people = 2): Promise<void> {
  const requests = colloquiumSchema.shape.requests.parse({ approve: { vouches: { people } } });
  service = await openTestService({ at: story.storyBegins, change: { requests } });
  web = await openWeb({ ...service.context, health: async () => [] });
  await story.listed(service, [ada]);
  await service.context.store.db.updateTable('subscriber').set({ name: 'Ada Olsen' }).execute();
}

async function herPage(): Promise<string> {
  const person = await story.subscriberOf(service, ada);
  return `${web.url}/preferences/${signToken(service.context.config.secret, 'preferences', person?.id ?? 0)}`;
}
const see = async (url: string) => (await fetch(url)).text();
async function press(fields: Record<string, string>): Promise<string> {
  const answer = await fetch(await herPage(), {
    method: 'POST',
    body: new URLSearchParams(fields),
    redirect: 'manual',
  });
  return /done=([a-z-]+)$/.exec(answer.headers.get('location') ?? '')?.[1] ?? `${answer.status}`;
}
/** The newest link on her page. */
async function makeLink(): Promise<{ token: string; page: string }> {
  assert.equal(await press({ act: 'vouch' }), 'made');
  const token = /\/vouch\/([a-z2-7]{26})/.exec(await see(await herPage()))?.[1] ?? '';
  return { token, page: `${web.url}/vouch/${token}` };
}
const decisionOf = async (email: string) => (await story.requestOf(service, email)).decision;
const minutes = (count: number) => service.advanceTo(service.clock.now().add({ minutes: count }), count);

test('the mail that the link writes comes in: no host is asked, both are told who vouched, the welcome goes', async () => {
  await open();
  const { token, page } = await makeLink();
  const shown = await see(page);
  assert.match(shown, /Somebody on the list vouches for you/);
  assert.doesNotMatch(shown, /Ada|fjord/, 'the link may have been passed on');
  const to = /mailto:([^?"]+)/.exec(shown)?.[1] ?? '';
  assert.equal(to, `colloquium+v-${token}@ai4science.example`);
  await service.mailIn(story.wish(bo, 'Bo Berg', { to }), { from: bo, to });
  const request = await story.requestOf(service, bo);
  assert.deepEqual(
    [request.decision, request.decided_via, request.decided_by],
    ['approve', 'rule', 'the word of a subscriber'],
  );
  for (const host of [noor, elias]) {
    const [mail, ...others] = await service.mailsTo(host);
    assert.equal(mail?.message.subject, 'Decided: The word of a subscriber approved Bo Berg');
    assert.match(
      mail?.message.text ?? '',
      /Ada Olsen \(ada\.olsen@fjord\.example\), who is on the list,\s+vouched/,
    );
    assert.deepEqual(others, []);
  }
  const voucher = await story.subscriberOf(service, ada);
  const [deed] = await story.deedsOn(service, `request:${request.id}`);
  assert.deepEqual(
    [deed?.who, deed?.way, deed?.what],
    [`subscriber:${voucher?.id}`, 'rule', 'request.approved'],
  );
  const made = (await story.deedsOn(service, `subscriber:${voucher?.id}`)).map(({ what }) => what);
  assert.ok(made.includes('subscriber.vouched'));
  await minutes(12);
  assert.match((await story.subjectsTo(service, bo)).join(), /^Welcome/);
  assert.match(await see(page), /Somebody has come onto the list by it/);
  assert.match(await see(await herPage()), /1 person has come by a link of yours/);
  await story.allIsWell(service, [ada, bo]);
});

test('the token counts in the subject and in the text as well, and once', async () => {
  await open();
  const { token } = await makeLink();
  await service.mailIn(story.wish(bo, 'Bo Berg', { subject: `Joining the colloquium (v-${token})` }), {
    from: bo,
  });
  assert.equal(await decisionOf(bo), 'approve');
  await service.mailIn(story.wish('cy@moss.example', 'Cy Clay', { subject: `Joining (v-${token})` }), {
    from: 'cy@moss.example',
  });
  assert.equal(await decisionOf('cy@moss.example'), null, 'used: a host decides');
  const next = await makeLink();
  const text = `Hello,\r\n\r\nI am Di Dune, a postdoc at the Institute for Delta Research, Middelburg. ${story.motivation}\r\n\r\nDi Dune\r\n\r\n> Use ${service.context.config.service.public_url}/vouch/${next.token}\r\n`;
  const di = { from: 'di@dune.example', name: 'Di Dune', subject: 'Joining the colloquium list', text };
  await service.mailIn(story.letter(di), { from: 'di@dune.example' });
  assert.equal(await decisionOf('di@dune.example'), 'approve');
});

test('without proof nothing comes of it; with the proof it counts, also for somebody who was written for', async () => {
  await open();
  const { token } = await makeLink();
  const subject = `Joining the colloquium (v-${token})`;
  await service.mailIn(story.wish('eve@moss.example', 'Eve Falsk', { subject, sender: 'forged' }), {
    from: 'eve@moss.example',
  });
  assert.equal(await decisionOf('eve@moss.example'), null);
  assert.equal((await service.mailsTo(noor)).length, 0, 'no host sees what nobody proved');
  await service.mailIn(story.wish(bo, 'Bo Berg', { subject, sender: 'silent' }), { from: bo });
  assert.equal(await decisionOf(bo), null);
  await story.replies(service, await story.last(service, bo), { from: bo, text: 'yes' });
  assert.equal(await decisionOf(bo), 'approve');
});

test('what is missing is asked for first; the answer completes it', async () => {
  await open();
  const { token } = await makeLink();
  const to = `colloquium+v-${token}@ai4science.example`;
  await service.mailIn(
    story.letter({
      from: bo,
      name: 'Bo Berg',
      to,
      subject: 'Hello',
      text: 'Please put me on the list.\r\n\r\nBo Berg',
    }),
    { from: bo, to },
  );
  assert.equal(await decisionOf(bo), null);
  await story.replies(service, await story.last(service, bo), {
    from: bo,
    text: `Affiliation: Department of Moss, Utrecht\r\nMotivation: ${story.motivation}`,
  });
  assert.equal(await decisionOf(bo), 'approve');
});

test('so many in a season; one taken back or unused for a month opens nothing', async () => {
  await open(2);
  const [first, second] = [await makeLink(), await makeLink()];
  assert.equal(await press({ act: 'vouch' }), 'none-left');
  const id = /name="vouch" value="(\d+)"/.exec(await see(await herPage()))?.[1] ?? '';
  assert.equal(await press({ act: 'take-back', vouch: id }), 'taken-back');
  assert.equal(await press({ act: 'take-back', vouch: id }), 'nothing');
  assert.match(await see(second.page), /This link has ended/);
  await service.mailIn(story.wish(bo, 'Bo Berg', { subject: `Joining (v-${second.token})` }), { from: bo });
  assert.equal(await decisionOf(bo), null);
  await makeLink();
  await service.advanceTo(service.clock.now().add({ hours: 31 * 24 }), 24 * 60);
  assert.match(await see(first.page), /This link has ended/);
  const cy = 'cy@moss.example';
  await service.mailIn(story.wish(cy, 'Cy Clay', { subject: `Joining (v-${first.token})` }), { from: cy });
  assert.equal(await decisionOf(cy), null);
  for (let more = 0; more < 3; more += 1) {
    const known = /name="vouch" value="(\d+)"/.exec(await see(await herPage()))?.[1];
    if (known !== undefined) await press({ act: 'take-back', vouch: known });
    await press({ act: 'vouch' });
  }
  const made = await service.context.store.db.selectFrom('vouch').select('id').execute();
  assert.equal(made.length, 6, 'three times as many at most, however often they are taken back');
});

test('a subscriber who left, is somebody else’s, or vouches for themselves brings nobody', async () => {
  await open();
  const [own, left] = [await makeLink(), await makeLink()];
  const other = 'ada.private@fjord.example';
  await service.mailIn(story.wish(ada, 'Ada Olsen', { subject: `Joining (v-${own.token})` }), { from: ada });
  const { id } = (await story.subscriberOf(service, ada))!;
  assert.equal(await press({ act: 'take-back', vouch: '999' }), 'nothing');
  await fetch(`${web.url}/unsubscribe/${signToken(service.context.config.secret, 'unsubscribe', id)}`, {
    method: 'POST',
  });
  assert.equal(await press({ act: 'vouch' }), 'none-left');
  assert.match(await see(left.page), /This link has ended/);
  await service.mailIn(story.wish(other, 'Ada Olsen', { subject: `Joining (v-${left.token})` }), {
    from: other,
  });
  assert.equal(await decisionOf(other), null);
});

test('off by default: no link is made, and one from before opens nothing', async () => {
  await open(0);
  assert.doesNotMatch(await see(await herPage()), /[Vv]ouch/);
  assert.equal(await press({ act: 'vouch' }), 'none-left');
  const { db } = service.context.store;
  const person = await story.subscriberOf(service, ada);
  const now = service.clock.now();
  const row = { subscriber_id: person!.id, made_at: now, expires_at: now.add({ hours: 99 }) };
  const { id } = await db.insertInto('vouch').values(row).returning('id').executeTakeFirstOrThrow();
  const token = signToken(service.context.config.secret, 'vouch', id);
  assert.match(await see(`${web.url}/vouch/${token}`), /This link has ended/);
  await service.mailIn(story.wish(bo, 'Bo Berg', { subject: `Joining (v-${token})` }), { from: bo });
  assert.equal(await decisionOf(bo), null);
});

test('a host takes it back: the person waits as any other, and the link does not do it again', async () => {
  await open();
  const { token } = await makeLink();
  const again = () =>
    service.mailIn(story.wish(bo, 'Bo Berg', { subject: `Joining (v-${token})` }), { from: bo });
  await again();
  const [host] = await activeHosts(service.context.store.db, service.colloquium.id);
  const { id: requestId } = await story.requestOf(service, bo);
  const deed = {
    requestId,
    action: { kind: 'undo' },
    host: host!,
    way: 'console',
    how: 'In the console',
  } as const;
  await actOnRequest(service.context, { ...deed, now: service.clock.now() });
  await minutes(15);
  await again();
  assert.equal(await decisionOf(bo), null);
  assert.equal(await story.subscriberOf(service, bo), null);
  assert.ok((await story.mailAbout(service, elias, 'Bo Berg')).message.replyTo[0]?.address.includes('+d-'));
});

test('a page that is only looked at makes no link and changes nothing', async () => {
  await open();
  const { page } = await makeLink();
  const begun = await printDatabase(service.context.store);
  for (const method of ['GET', 'HEAD'])
    for (const url of [page, `${page}?act=vouch`, `${await herPage()}?act=vouch`])
      await fetch(url, { method });
  assert.equal(
    (await fetch(page, { method: 'POST', body: new URLSearchParams({ act: 'vouch' }) })).status,
    404,
  );
  assert.deepEqual(await printDatabase(service.context.store), begun);
});

test('who vouched and is erased is gone from what the hosts were told, and the guest stays', async () => {
  await open();
  const { token, page } = await makeLink();
  await makeLink();
  await service.mailIn(story.wish(bo, 'Bo Berg', { subject: `Joining (v-${token})` }), { from: bo });
  await minutes(12);
  assert.match(JSON.stringify(await printDatabase(service.context.store)), /Ada Olsen[^"]* vouched/);
  assert.equal(await press({ act: 'erase', sure: 'yes' }), 'erase');
  for (const [table, rows] of Object.entries(await printDatabase(service.context.store)))
    assert.doesNotMatch(rows, /olsen|\bada\b/i, table);
  assert.match(await see(page), /not known/);
  assert.equal((await story.subscriberOf(service, bo))?.name, 'Bo Berg');
  await story.allIsWell(service, [ada, bo]);
});
