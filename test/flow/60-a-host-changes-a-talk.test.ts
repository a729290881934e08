/**
 * A host changes talks in the console and by command, beside the page. Promises 10, 11 and 4: what was announced and is
 * no longer so reaches everybody who was told, as mail and in the calendar; a page that is behind undoes nothing.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { SentMail } from '../../src/cli/demo-mails.ts';
import { storyPage } from '../../src/cli/demo-page.ts';
import { openWeb, type Web } from '../../src/http/open-web.ts';
import { signToken } from '../../src/signed-token.ts';
import { auditOf } from '../../src/store/audit.ts';
import { insertSession } from '../../src/store/sessions.ts';
import { loadTalks } from '../../src/store/talks.ts';
import { runConvoke } from '../support/cli.ts';
import { openTestService, type TestService } from '../support/service.ts';
import * as story from '../support/stories.ts';

const ada = 'ada@lab.example';
const ben = 'ben@lab.example';
const glacier = { date: '24 November 2026', title: 'What a glacier remembers', speaker: 'Ingrid Solbakken' };

/** A phone with a signed-in host: follows links and presses buttons, and counts the touches. */
class Phone {
  readonly #base: string;
  readonly #cookie: string;
  touches = 0;
  page = '';

  constructor(base: string, cookie: string) {
    this.#base = base;
    this.#cookie = cookie;
  }

  async open(path: string): Promise<void> {
    const answer = await fetch(this.#base + path, { headers: { cookie: this.#cookie } });
    this.page = await answer.text();
    assert.equal(answer.status, 200, path);
  }

  async tap(words: string): Promise<void> {
    this.touches += 1;
    const link = [...this.page.matchAll(/<a [^>]*href="([^"]+)"[^>]*>(.*?)<\/a>/gs)].find(([, , text]) =>
      text?.replace(/<[^>]*>/g, '').includes(words),
    );
    assert.ok(link, `there is a link “${words}”`);
    await this.open(link[1] ?? '');
  }

  /** Presses a button of the form that has it, with what was chosen (one touch each) and typed. */
  async press(words: string, chosen: Readonly<Record<string, string>> = {}, touches = 0): Promise<string> {
    this.touches += 1 + touches;
    const form = [...this.page.matchAll(/<form [^>]*action="([^"]+)"[^>]*>(.*?)<\/form>/gs)].find(
      ([, , body]) => body?.replace(/<span class="vh">.*?<\/span>/g, '').includes(`>${words}<`),
    );
    assert.ok(form, `there is a button “${words}”`);
    const fields = new URLSearchParams();
    for (const [input] of (form[2] ?? '').matchAll(/<input[^>]*>|<button[^>]*>(?=[^<]*)/g)) {
      const name = /name="([^"]*)"/.exec(input)?.[1];
      const isChoice = /type="radio"/.test(input) || input.startsWith('<button');
      if (name !== undefined && !isChoice) fields.set(name, /value="([^"]*)"/.exec(input)?.[1] ?? '');
    }
    for (const [, name, text] of (form[2] ?? '').matchAll(/<textarea[^>]*name="([^"]+)"[^>]*>([^<]*)</g))
      fields.set(name ?? '', text ?? '');
    const button = new RegExp(`<button[^>]*name="([^"]+)" value="([^"]+)"[^>]*>${words}<`).exec(
      form[2] ?? '',
    );
    if (button !== null) fields.set(button[1] ?? '', button[2] ?? '');
    for (const [name, value] of Object.entries(chosen)) fields.set(name, value);
    const answer = await fetch(this.#base + form[1], {
      method: 'POST',
      headers: { cookie: this.#cookie, origin: this.#base, 'sec-fetch-site': 'same-origin' },
      body: fields,
    });
    this.page = await answer.text();
    return answer.url.slice(this.#base.length);
  }
}

let service: TestService;
let web: Web;
let folder: string;

const convoke = (args: string[]) =>
  runConvoke(args, service.context.store.url, folder, {
    env: { SMTP_URL: service.context.config.smtpUrl ?? '' },
  });
const theTalk = async () =>
  (await loadTalks(service.context.store.db, service.colloquium.id)).find(({ speaker }) =>
    speaker?.startsWith('Ingrid'),
  )!;

function calendarOf(mail: SentMail): string {
  return mail.message.parts.find(({ contentType }) => contentType === 'text/calendar')?.text ?? '';
}

async function phone(): Promise<Phone> {
  const { db } = service.context.store;
  const host = await db.selectFrom('host').select('id').orderBy('id').executeTakeFirstOrThrow();
  const now = service.clock.now();
  const session = {
    hostId: host.id,
    device: 'Safari on iPhone',
    now,
    expiresAt: now.add({ hours: 24 * 60 }),
  };
  const id = await insertSession(db, session);
  return new Phone(web.url, `convoke=${signToken(service.context.config.secret, 'session', id)}`);
}

async function begin(): Promise<void> {
  folder = mkdtempSync(join(tmpdir(), 'convoke-talks-'));
  service = await openTestService({ at: '2026-11-17T07:00:00Z', page: storyPage(glacier) });
  web = await openWeb({ ...service.context, health: async () => [] });
  await story.announced(service, [ada, ben]);
}

async function end(): Promise<void> {
  await web?.close();
  await service?.close();
  rmSync(folder, { recursive: true, force: true });
}

describe('the speaker is ill', () => {
  before(begin);
  after(end);

  test('in five touches on a phone, without script, everybody who was told knows it', async () => {
    const host = await phone();
    await host.open('/host/outbox');
    await host.tap('What a glacier remembers');
    await host.tap('Cancel or postpone');
    assert.match(host.page, /2 people were told/);
    const at = await host.press('Cancel the talk', { ready: 'ill' }, 1);
    assert.match(at, /\/host\/talks\/\d+\?done=cancel$/);
    assert.match(host.page, /Cancelled\./);
    assert.match(host.page, /Whoever was told gets a mail/);
    await service.settle();
    await host.open(at.split('?')[0] ?? '');
    assert.match(host.page, /The cancellation goes/);
    await host.press('Send it now');
    assert.ok(host.touches <= 5, `${host.touches} touches`);
    await service.settle();
    await service.advanceTo(service.clock.now().add({ minutes: 1 }));
    for (const address of [ada, ben]) {
      const mail = await story.last(service, address);
      assert.match(mail.message.subject, /^Cancelled: /);
      assert.match(mail.message.text, /The speaker is ill\./);
      assert.equal(story.inCalendar(mail, 'METHOD'), 'CANCEL');
      assert.equal(story.inCalendar(mail, 'STATUS'), 'CANCELLED');
      assert.equal(story.inCalendar(mail, 'SEQUENCE'), '1');
    }
    const deeds = await auditOf(service.context.store.db, `talk:${(await theTalk()).id}`);
    assert.deepEqual(
      deeds.map(({ what, way }) => `${what} ${way}`),
      ['talk.cancelled console'],
    );
  });

  test('the page that still has the talk does not bring it back, nor does its leaving puzzle anybody', async () => {
    await service.advanceTo(service.clock.now().add({ minutes: 30 }), 10);
    assert.equal((await theTalk()).status, 'cancelled');
    service.writePage(
      storyPage({ ...glacier, date: '1 December 2026', title: 'Another', speaker: 'Jo Park' }),
    );
    await service.advanceTo(service.clock.now().add({ minutes: 60 }), 10);
    assert.equal((await theTalk()).withdrawnAt, null);
    const asked = (await story.subjectsTo(service, story.noor)).filter((subject) =>
      /gone|left/i.test(subject),
    );
    assert.deepEqual(asked, []);
  });
});

describe('another day, in the console and by command', () => {
  before(begin);
  after(end);

  test('moved by a host: one mail with the reason, the entry moves, and the page that is behind changes nothing', async () => {
    const host = await phone();
    const { id } = await theTalk();
    await host.open(`/host/talks/${id}/edit`);
    const at = await host.press('Save', { date: '2026-12-01', reason: 'The train strike.' });
    assert.match(at, /done=edit/);
    await service.advanceTo(service.clock.now().add({ minutes: 40 }), 5);
    const mail = await story.last(service, ada);
    assert.match(mail.message.subject, /^Moved to Tuesday 1 December/);
    assert.match(mail.message.text, /The train strike\./);
    assert.equal(story.inCalendar(mail, 'SEQUENCE'), '1');
    assert.match(calendarOf(mail), /^DTSTART;TZID=Europe\/Amsterdam:20261201T140000\r?$/m);
    const count = (await service.mailsTo(ada)).length;
    await service.advanceTo(service.clock.now().add({ minutes: 60 }), 10);
    assert.equal((await service.mailsTo(ada)).length, count);
    assert.equal((await theTalk()).date, '2026-12-01');
  });

  test('a wrong day is said beside its field, and nothing that was typed is lost', async () => {
    const host = await phone();
    const { id } = await theTalk();
    await host.open(`/host/talks/${id}/edit`);
    await host.press('Save', { date: '2026-02-30', title: 'What a glacier forgets' });
    assert.match(host.page, /“2026-02-30” is not a day/);
    assert.match(host.page, /What a glacier forgets/);
    assert.match(host.page, /aria-invalid="true"/);
    assert.notEqual((await theTalk()).title, 'What a glacier forgets');
  });

  test('the page comes to say something else: no mail leaves until a host has chosen', async () => {
    service.writePage(storyPage({ ...glacier, date: '8 December 2026', following: '22 December 2026' }));
    await service.advanceTo(service.clock.now().add({ minutes: 60 }), 10);
    const { id, date, problems } = await theTalk();
    assert.equal(date, '2026-12-01');
    assert.ok(problems.some(({ kind }) => kind === 'host-and-page-differ'));
    const shown = await convoke(['calendar', 'show', String(id)]);
    assert.match(shown.out, /said “2026-12-01”; the calendar says “2026-12-08”/);
    const count = (await service.mailsTo(ada)).length;
    const host = await phone();
    await host.open(`/host/talks/${id}`);
    await host.press('Follow the page');
    assert.equal((await theTalk()).date, '2026-12-08');
    await service.advanceTo(service.clock.now().add({ minutes: 60 }), 10);
    const mails = (await service.mailsTo(ada)).slice(count);
    assert.deepEqual(
      mails.map((mail) => story.inCalendar(mail, 'SEQUENCE')),
      ['2'],
    );
  });

  test('by command: changed, added, called off, restored, and every version of the page is kept', async () => {
    const { id } = await theTalk();
    const edited = await convoke(['calendar', 'edit', String(id), '--place', 'Room 4']);
    assert.match(edited.out, /^Changed\./);
    assert.equal((await theTalk()).place, 'Room 4');
    const added = await convoke([
      'calendar',
      'add',
      '--date',
      '2026-12-15',
      '--speaker',
      'Mo Lind',
      '--json',
    ]);
    const { id: other } = JSON.parse(added.out) as { id: number };
    assert.match((await convoke(['calendar', 'list'])).out, /Mo Lind/);
    assert.match((await convoke(['calendar', 'postpone', String(other)])).out, /^Postponed\./);
    assert.match((await convoke(['calendar', 'restore', String(other)])).out, /^It takes place\./);
    assert.match((await convoke(['calendar', 'restore', String(other)])).out, /so already/);
    const wrong = await convoke(['calendar', 'edit', String(id), '--watch', 'https://uni.zoom.us/j/1']);
    assert.equal(wrong.code, 1);
    assert.match(wrong.err, /joins a meeting/);
    assert.equal((await convoke(['calendar', 'edit', String(id)])).code, 2);
    const versions = JSON.parse((await convoke(['calendar', 'versions', '--json'])).out) as { id: number }[];
    assert.equal(versions.length, 2);
    assert.match((await convoke(['calendar', 'versions', String(versions[0]?.id)])).out, /8 December/);
  });
});
