/** The speaker's photo: fetched once, the same in every mail, on the talk's page; and its absence holds up nothing. */
import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { storyPage } from '../../src/cli/demo-page.ts';
import { openWeb, type Web } from '../../src/http/open-web.ts';
import { openTestService, type TestService } from '../support/service.ts';
import * as story from '../support/stories.ts';

const ada = 'ada@lab.example';
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const glacier = { date: '24 November 2026', title: 'What a glacier remembers', speaker: 'Ingrid Solbakken' };
const withPhoto = (src: string) =>
  storyPage(glacier).replace('Speaker: **', `<img src="${src}" alt="" width="100">\n\nSpeaker: **`);

let service: TestService;
let web: Web;
let photo: string;
before(async () => {
  service = await openTestService({ at: '2026-11-17T07:00:00Z', page: withPhoto('ingrid.png') });
  photo = join(dirname(service.colloquium.calendar.source), 'ingrid.png');
  writeFileSync(photo, png);
  web = await openWeb({ ...service.context, health: async () => [] });
});
after(async () => {
  await web?.close();
  await service?.close();
});

test('it stands in the announcement, inside the mail, and on the page of the talk', async () => {
  const mail = (await story.announced(service, [ada])).get(ada);
  const raw = mail?.raw.toString('latin1') ?? '';
  const cid = /^Content-ID: <([^>]+)>/im.exec(raw)?.[1] ?? 'none';
  assert.match(raw, /Content-Type: multipart\/related/);
  assert.ok(mail?.message.html?.includes(`src="cid:${cid}"`));
  assert.match(mail?.message.html ?? '', /alt="Ingrid Solbakken"/);
  const talk = await service.context.store.db
    .selectFrom('talk')
    .select('id')
    .where('photo', 'is not', null)
    .executeTakeFirstOrThrow();
  const shown = await fetch(`${web.url}/talks/${talk.id}/photo`);
  assert.equal(shown.headers.get('content-type'), 'image/png');
  assert.equal(shown.headers.get('x-content-type-options'), 'nosniff');
  assert.deepEqual(Buffer.from(await shown.arrayBuffer()), png);
  assert.match(await (await fetch(`${web.url}/talks/${talk.id}`)).text(), /alt="Ingrid Solbakken"/);
});

test('the proof that the hosts got showed it too', async () => {
  const proof = await story.mailAbout(service, story.noor, 'Proof');
  const raw = proof.raw.toString('latin1');
  const cid = /^Content-ID: <([^>]+)>/im.exec(raw)?.[1] ?? 'none';
  assert.ok(proof.message.html?.includes(`src="cid:${cid}"`));
});

test('it is fetched once: when the file is gone, the photo stays', async () => {
  rmSync(photo);
  await service.advanceTo(service.clock.now().add({ minutes: 20 }), 10);
  const rows = await service.context.store.db
    .selectFrom('talk_photo')
    .select(['content', 'failed_why'])
    .execute();
  assert.equal(rows.length, 1);
  assert.ok(rows[0]?.content?.equals(png));
});

test('a photo that is none, or too far away, is noted and holds up no mail', async () => {
  writeFileSync(photo, '<svg onload="alert(1)">');
  for (const src of ['ingrid.png?2', '../../../../etc/passwd', 'http://127.0.0.1:1/a.png']) {
    service.writePage(withPhoto(src));
    await service.advanceTo(service.clock.now().add({ minutes: 11 }), 11);
  }
  const failed = await service.context.store.db
    .selectFrom('talk_photo')
    .select('failed_why')
    .where('content', 'is', null)
    .execute();
  assert.equal(failed.length, 3);
  assert.ok(failed.every((row) => row.failed_why !== null));
});
