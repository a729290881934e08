/**
 * A mail program's scanner with a real browser follows every link of every mail the service sends, before any person does:
 * nothing changes. The people then do what the links are for, on a phone, with and without JavaScript. Promise 4; fault 27;
 * threat 4.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { probeMail } from '../../src/bounces/probe-mail.ts';
import type { TalkFacts } from '../../src/calendar/talk.ts';
import { type SentMail, storyMail } from '../../src/cli/demo-mails.ts';
import { storyPage } from '../../src/cli/demo-page.ts';
import { openWeb, type Web } from '../../src/http/open-web.ts';
import { stoppedMail } from '../../src/mailings/host-mails.ts';
import { receiversRefuse } from '../../src/mailings/stop-words.ts';
import { mailKinds } from '../../src/mailings/view.ts';
import { signToken } from '../../src/signed-token.ts';
import { books } from '../../src/store/deliveries-control.ts';
import { activeHosts } from '../../src/store/hosts.ts';
import { loadMailingRow } from '../../src/store/mailings.ts';
import { insertServiceMail } from '../../src/store/service-mails.ts';
import { noBrowser, openBrowser } from '../support/browser.ts';
import { printDatabase } from '../support/database-print.ts';
import { defaultRules } from '../support/default-rules.ts';
import { openTestService, type TestService } from '../support/service.ts';
import * as story from '../support/stories.ts';
import { elias, noor } from '../support/stories.ts';

const at = (name: string) => `${name}@uni.example`;
const talk = { title: 'What a glacier remembers', speaker: 'Ingrid Solbakken' };
const soon = {
  ...defaultRules.find(({ kind }) => kind === 'reminder')!,
  name: 'soon',
  kind: 'starting-soon',
  cron: '*/5 * * * *',
  opensBefore: Temporal.Duration.from('PT1H'),
  closesBefore: Temporal.Duration.from('PT5M'),
  apart: Temporal.Duration.from('PT1H'),
} as const;

/** A template that nothing sends yet: problems of the page come with the other asks. */
const unsent = ['calendar-problem'];

describe('every link of every mail', { skip: noBrowser }, () => {
  let service: TestService;
  let web: Web;
  let browser: Browser;
  before(async () => {
    const page = storyPage({ date: '24 November 2026', ...talk });
    const notices = [...defaultRules, soon];
    service = await openTestService({ at: story.storyBegins, page, change: { notices } });
    web = await openWeb({ ...service.context, health: async () => [] });
    browser = await openBrowser();
    await everythingHappens();
  });
  after(async () => {
    await browser?.close();
    await web?.close();
    await service?.close();
  });

  const on = (words: string) => Temporal.Instant.from(words);
  const here = (url: string) => url.replace(service.context.config.service.public_url, web.url);
  const linkIn = (mail: SentMail, path: string) =>
    here(new RegExp(`http:\\/\\/\\S+\\/${path}\\/[a-z2-7]{26}\\S*`).exec(mail.message.text)?.[0] ?? '');

  /** A season in which each kind of mail is sent to somebody. */
  async function everythingHappens(): Promise<void> {
    await story.listed(service, ['kim', 'lou', 'max', 'nic', 'ole', 'pia', 'ren', 'sam'].map(at));
    await peopleAsk();
    await service.advanceTo(on('2026-11-17T09:10:00Z'), 30);
    await theDeskIsBusy();
    // The talk moves by an hour, is given and recorded; the one after it is announced and called off.
    service.writePage(storyPage({ date: '24 November 2026', time: '15:00-16:00', ...talk }));
    await service.advanceTo(on('2026-11-17T10:30:00Z'), 20);
    await service.advanceTo(on('2026-11-23T07:50:00Z'), 24 * 60);
    await service.advanceTo(on('2026-11-23T08:10:00Z'), 10);
    await service.advanceTo(on('2026-11-24T13:50:00Z'), 20);
    service.writePage(nextPage('Rare events'));
    await service.advanceTo(on('2026-11-24T16:30:00Z'), 30);
    await service.advanceTo(on('2026-11-25T10:00:00Z'), 30);
    await rareMails();
    service.writePage(nextPage('CANCELLED: Rare events'));
    await service.advanceTo(on('2026-11-25T13:00:00Z'), 30);
    await service.advanceTo(on('2026-12-18T12:00:00Z'), 48 * 60);
    await theLastOnesAsk();
  }

  async function peopleAsk(): Promise<void> {
    await story.asks(service, at('anna'), 'Anna Ahrens');
    await story.replies(service, await story.mailAbout(service, noor, 'Anna'), { text: 'yes' });
    await story.asks(service, at('bea'), 'Bea Bos');
    await story.replies(service, await story.mailAbout(service, noor, 'Bea'), { text: 'no: students only' });
    await service.mailIn(storyMail('join-incomplete'), { from: 'lin.zhao@westerpark.example' });
    await service.mailIn(story.wish('dora@uni.example', 'Dora Dam', { sender: 'silent' }));
    await story.asks(service, at('frank'), 'Frank Fey');
  }

  async function theDeskIsBusy(): Promise<void> {
    const question = { subject: 'A question', text: 'Is there a recording of the last talk? I missed it.' };
    await service.mailIn(story.letter({ from: 'guest@uni.example', name: 'Guest Gray', ...question }));
    const leaving = { subject: 'unsubscribe', text: 'Please take me off the list.' };
    await service.mailIn(story.letter({ from: 'max@uni.example', ...leaving }), { from: 'max@uni.example' });
    const proof = await story.mailAbout(service, noor, 'Proof');
    await story.replies(service, proof, { text: 'hold' });
    const { messageId } = (await story.last(service, at('nic'))).message;
    const complaint = { email: at('nic'), messageId: messageId ?? '' };
    await service.mailIn(story.complaint(complaint), { from: 'feedback@provider.example' });
  }

  /** What only weeks of bounces or an angry relay bring about, by the makers of those mails. */
  async function rareMails(): Promise<void> {
    const { context, colloquium, clock } = service;
    const { db } = context.store;
    const [now, [host]] = [clock.now(), await activeHosts(db, colloquium.id)];
    const mailing = (await loadMailingRow(db, 1))!;
    const stop = {
      mailingId: mailing.id,
      talkId: mailing.talk_id,
      kind: 'announcement',
      facts: mailing.facts as TalkFacts,
      books: (await books(db, mailing.id))!,
      why: `${receiversRefuse}550 5.7.1 sender not allowed`,
      at: now,
    } as const;
    const subscriber = (await story.subscriberOf(service, at('ole')))!;
    await insertServiceMail(db, stoppedMail(host!, colloquium, stop, now), now);
    await insertServiceMail(db, probeMail(subscriber, colloquium, 5, now), now);
  }

  async function theLastOnesAsk(): Promise<void> {
    for (const [email, name] of [
      ['gus@uni.example', 'Gus Groot'],
      ['hal@uni.example', 'Hal Haas'],
    ] as const)
      await story.asks(service, email, name);
    await service.mailIn(story.wish('ida@uni.example', 'Ida Ito', { sender: 'silent' }));
    await service.mailIn(story.wish('jan@uni.example', 'Jan Jonk', { sender: 'silent' }));
    for (const person of ['ren', 'sam']) await asksToMove(person);
    for (const host of [noor, elias]) await signInMail(host);
  }

  async function asksToMove(name: string): Promise<void> {
    const person = (await story.subscriberOf(service, at(name)))!;
    const token = signToken(service.context.config.secret, 'preferences', person.id);
    const body = new URLSearchParams({ act: 'move', address: at(`${name}.new`) });
    await fetch(`${web.url}/preferences/${token}`, { method: 'POST', body, redirect: 'manual' });
    await service.settle();
  }

  /** The answer to the form does not wait for the mail, so that it tells nothing about the address. */
  async function signInMail(host: string): Promise<void> {
    const body = new URLSearchParams({ address: host });
    const headers = { origin: web.url };
    assert.equal((await fetch(`${web.url}/host/sign-in`, { method: 'POST', body, headers })).status, 200);
    while (!(await story.subjectsTo(service, host)).some((subject) => subject.includes('sign-in link')))
      await service.settle();
  }

  const window = (javaScriptEnabled: boolean) =>
    browser.newContext({ viewport: { width: 390, height: 844 }, javaScriptEnabled });

  /** Nothing on a phone is wider than the phone. */
  async function fits(page: Page): Promise<void> {
    const width = await page.evaluate('document.documentElement.scrollWidth').catch(() => 390);
    assert.ok(Number(width) <= 390, `${page.url()} is ${width} wide`);
  }

  test('a mail of every kind was sent', async () => {
    const { db } = service.context.store;
    const service_ = await db.selectFrom('service_mail').select('kind').distinct().execute();
    const lists = await db
      .selectFrom('mailing')
      .select('kind')
      .distinct()
      .where('frozen_at', 'is not', null)
      .execute();
    const sent = new Set([...service_, ...lists].map(({ kind }) => kind));
    const missing = mailKinds.filter((kind) => !sent.has(kind) && !unsent.includes(kind));
    assert.deepEqual(missing, []);
  });

  test('a scanner with a browser opens all of them, runs their scripts, and nothing has changed', async (t) => {
    const links = await allLinks(service);
    const kinds = new Set(links.map((link) => new URL(link).pathname.split('/')[1]));
    for (const kind of ['requests', 'unsubscribe', 'preferences', 'confirm', 'address', 'host', 'talks'])
      assert.ok(kinds.has(kind), `there is a link to /${kind}`);
    const begun = await printDatabase(service.context.store);
    const mails = service.sink.messages.length;
    const scanner = await window(true);
    const page = await scanner.newPage();
    await page.clock.install();
    for (const link of links) {
      await fetch(here(link), { method: 'HEAD', redirect: 'manual' });
      const answer = await page.goto(here(link), { waitUntil: 'load' }).catch((error: Error) => {
        // A file to save is no page.
        if (/Download is starting|ERR_ABORTED/.test(error.message)) return null;
        throw error;
      });
      assert.ok((answer?.status() ?? 200) < 500, link);
      // It stays for a while: the page's clock, not ours, so that whatever a script puts off happens now.
      await page.clock.runFor(30_000);
    }
    await scanner.close();
    await service.settle();
    t.diagnostic(`${links.length} links`);
    assert.ok(links.length > 60, `${links.length} links`);
    assert.deepEqual(await printDatabase(service.context.store), begun);
    assert.equal(service.sink.messages.length, mails, 'and no mail was sent');
  });

  for (const [script, applicant, stranger, member, mover, host] of [
    [true, 'gus', 'ida', 'kim', 'ren', noor],
    [false, 'hal', 'jan', 'lou', 'sam', elias],
  ] as const) {
    test(`then people use them on a phone, ${script ? 'with' : 'without'} JavaScript`, async () => {
      const phone = await window(script);
      const page = await phone.newPage();
      const name = { gus: 'Gus Groot', hal: 'Hal Haas' }[applicant];
      await page.goto(linkIn(await story.mailAbout(service, noor, name), 'requests'));
      await fits(page);
      await page.getByText('Approve', { exact: true }).click();
      await page.getByRole('button', { name: `Approve ${name.split(' ')[0]}` }).click();
      await page.getByRole('heading', { name: `${name} is on the list.` }).waitFor();
      assert.equal((await story.requestOf(service, at(applicant))).decision, 'approve');

      await page.goto(linkIn(await story.last(service, at(stranger)), 'confirm'));
      await fits(page);
      await page.getByRole('button', { name: 'Yes, that was me' }).click();
      await page.getByRole('heading', { name: 'Thank you. The address is yours.' }).waitFor();
      assert.ok((await story.requestOf(service, at(stranger))).confirmed_at);

      const invitation = await story.mailAbout(service, at(member), 'glacier');
      await page.goto(linkIn(invitation, 'preferences'));
      await fits(page);
      await page.getByLabel('Reminders').uncheck();
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await page.getByText('It counts from the next mail on.').waitFor();
      await page.goto(linkIn(invitation, 'unsubscribe'));
      await fits(page);
      await page.getByRole('button', { name: 'Leave the list' }).click();
      await page.getByRole('heading', { name: 'You have left the list.' }).waitFor();
      const left = await story.subscriberOf(service, at(member));
      assert.deepEqual(left?.declined_kinds, ['reminder']);
      assert.ok(left?.unsubscribed_at);

      for (const [address, side, yes] of [
        [at(mover), 'old', 'Yes, move me'],
        [at(`${mover}.new`), 'new', 'Yes, write to me here'],
      ] as const) {
        await page.goto(linkIn(await story.last(service, address), `address/${side}`));
        await fits(page);
        await page.getByRole('button', { name: yes }).click();
      }
      await page.getByRole('heading', { name: 'Done. The mail has moved.' }).waitFor();
      assert.ok(await story.subscriberOf(service, at(`${mover}.new`)));

      await page.goto(linkIn(await story.mailAbout(service, host, 'sign-in link'), 'host/sign-in'));
      await fits(page);
      await page.getByRole('button').first().click();
      await page.waitForURL(/\/host\/(?!sign-in)/);
      await phone.close();
    });
  }

  test('whoever reads the log learns no address and opens nothing (threat 19)', async () => {
    const log = service.logged.join('').toLowerCase();
    assert.ok(log.length > 10_000, 'everything was logged');
    for (const link of await allLinks(service))
      for (const [token] of link.matchAll(/[a-z2-7]{26}/g)) assert.ok(!log.includes(token), link);
    const { secret } = service.context.config;
    for (const words of [secret, ...new Set(service.sink.messages.map(({ to }) => to.toLowerCase()))])
      assert.ok(!log.includes(words), words);
  });
});

/** The links of all mails: of both bodies, and of the headers that mail programs act on. */
async function allLinks(service: TestService): Promise<string[]> {
  const links = new Set<string>();
  const base = `${service.context.config.service.public_url}/`;
  for (const address of new Set(service.sink.messages.map((mail) => mail.to))) {
    for (const { message } of await service.mailsTo(address)) {
      const headers = message.headers.map((header) => header.value).join('\n');
      const html = message.parts
        .map((part) => (part.contentType === 'text/html' ? (part.text ?? '') : ''))
        .join('\n');
      const text = `${message.text}\n${headers}\n${html.replaceAll('&amp;', '&')}`;
      for (const [link] of text.matchAll(/https?:\/\/[^\s"'<>)\]]+/g))
        if (link.startsWith(base)) links.add(link);
    }
  }
  return [...links];
}

/** The page after the first talk: its recording below, the next talk above. */
function nextPage(title: string): string {
  return storyPage({
    date: '8 December 2026',
    title,
    speaker: 'Tomasz Wieczorek',
    following: '22 December 2026',
  })
    .replace(/Glaciers answer.*/, 'What happens once in a million steps still happens, and can be sampled.')
    .replace(', Associate Professor of Glaciology, Nordhavn University', ', Gdansk Institute of Soft Matter')
    .replace(
      '## Previous Colloquia\n',
      `## Previous Colloquia

#### ${talk.title}

Date: 24 November 2026 15:00-16:00

Speaker: **${talk.speaker}**, Associate Professor of Glaciology, Nordhavn University

**Abstract:** <br/>
Glaciers answer to warming with a delay of years to decades, and what they do next depends on what they have already done.

<a href="https://video.example/glacier">Watch Back</a>
`,
    );
}
