/** What happens elsewhere is seen on an open page within seconds, and nobody is disturbed in what they are doing. */
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { sql } from 'kysely';
import type { Browser, Page } from 'playwright-core';
import { actOnRequest } from '../../src/moderation/handle-decision.ts';
import { activeHosts, removeHost } from '../../src/store/hosts.ts';
import { noBrowser, openBrowser, openWindow, watchPage } from '../support/browser.ts';
import { openTestWeb, storyTime, type TestWeb } from '../support/web.ts';
import { tellStory, type WebStory } from '../support/web-story.ts';

describe('a page that one looks at', { skip: noBrowser }, () => {
  let web: TestWeb;
  let story: WebStory;
  let browser: Browser;
  let trouble: string[];
  before(async () => {
    browser = await openBrowser();
  });
  after(() => browser?.close());
  beforeEach(async () => {
    web = await openTestWeb();
    story = await tellStory(web, 40);
  });
  afterEach(async () => {
    for (const window of browser.contexts()) await window.close();
    await web?.close();
    assert.deepEqual(trouble, []);
  });

  async function open(path: string, javaScriptEnabled = true): Promise<Page> {
    const look = { width: 1280, colorScheme: 'light', javaScriptEnabled } as const;
    const window = await openWindow(browser, web, look, await web.cookieOf(story.hostId));
    const page = await window.newPage();
    trouble = watchPage(page, web);
    await page.goto(web.url + path, { waitUntil: 'domcontentloaded' });
    return page;
  }

  async function eliasApproves(requestId: number): Promise<void> {
    const [, elias] = await activeHosts(web.store.db, web.colloquium.id);
    const deed = {
      action: { kind: 'approve' },
      host: elias!,
      way: 'console',
      how: 'In the console',
    } as const;
    const { store, config, clock } = web;
    const bell = { ring: async () => undefined };
    const events = { decided: () => undefined } as never;
    await actOnRequest({ store, config, bell, events }, { ...deed, requestId, now: clock.now() });
  }

  async function minaAsks(): Promise<void> {
    await sql`insert into request (colloquium, email, email_key, name, sender, asked_at, confirmed_at, hosts_told_at)
      values (${web.colloquium.id}, 'mina@dune.example', 'mina@dune.example', 'Mina Dune', '{}', ${storyTime}, ${storyTime}, ${storyTime})`.execute(
      web.store.db,
    );
  }

  it('who asks appears, whom another host decides about goes, and the counts follow', async () => {
    const page = await open('/host/requests');
    await page.getByText('Three people are waiting.').first().waitFor();
    await minaAsks();
    await page.getByRole('heading', { name: 'Mina Dune' }).waitFor();
    await page.getByText('Four people are waiting.').first().waitFor();
    await page.locator('#places').getByText('4', { exact: false }).first().waitFor();
    await eliasApproves(story.requestId);
    await page.getByText('approved by Elias').nth(1).waitFor();
    assert.equal(await page.getByRole('heading', { name: 'Noor El-Amrani' }).count(), 0);
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    assert.equal(
      await page.locator('.inbox > li.here h3').textContent(),
      'Benedikt Roth',
      'the keys know the new list',
    );
  });

  it('nobody is torn from what they have in hand; it comes when they let go', async () => {
    const page = await open('/host/requests');
    await page.keyboard.press('j');
    await minaAsks();
    await page.getByText('Four people are waiting.').first().waitFor();
    assert.equal(await page.locator('.inbox > li.here').count(), 1);
    assert.equal(await page.getByRole('heading', { name: 'Mina Dune' }).count(), 0);
    await page.getByRole('link', { name: 'Outbox' }).focus();
    await page.getByRole('heading', { name: 'Mina Dune' }).waitFor();
  });

  it('the outbox shows a mailing as it goes, and what another host holds; an open menu stays open', async () => {
    const page = await open('/host/outbox');
    const mails = page.locator(`#mails-${story.talks[2]}`);
    await mails.getByText('20 of 40').waitFor();
    await sql`update delivery set state = 'submitted', next_at = null where mailing_id = ${story.sendingId} and state = 'queued'`.execute(
      web.store.db,
    );
    await mails.getByText('30 of 40').waitFor();
    const menu = page.locator(`#mails-${story.talks[4]} details.menu`).first();
    await menu.locator('summary').click();
    await sql`update mailing set held_at = null, held_by = null where id = ${story.heldId}`.execute(
      web.store.db,
    );
    await page.locator('#say').getByText('One mail is held:').waitFor();
    assert.equal(await menu.getAttribute('open'), '');
    await page.keyboard.press('Escape');
    await page.locator('h1').click();
    await page.locator(`#mails-${story.talks[4]}`).getByText('Held by').waitFor({ state: 'detached' });
  });

  it('the stream of a host who is removed ends within a second', async () => {
    for (const path of [
      '/host/requests/events',
      '/host/outbox/events',
      `/host/mailings/${story.sendingId}/events`,
    ]) {
      const cookie = await web.cookieOf(story.hostId);
      const answer = await fetch(web.url + path, { headers: { cookie } });
      const words = answer.text();
      await new Promise((resolve) => setImmediate(resolve));
      await removeHost(web.store.db, story.hostId, web.clock.now());
      const began = performance.now();
      assert.match(await words, /event: end/, path);
      assert.ok(performance.now() - began < 1_500, path);
      await web.store.db
        .updateTable('host')
        .set({ removed_at: null })
        .where('id', '=', story.hostId)
        .execute();
    }
    trouble = [];
  });

  it('a person is found as one types, and with Enter without script', async () => {
    const page = await open('/host/subscribers');
    await page.getByLabel('Find a person').pressSequentially('osei', { delay: 20 });
    await page.locator('#people').getByText('1 shown', { exact: true }).waitFor();
    await page.waitForURL(/\?q=osei$/);
    await page.locator('#people').getByText('1 shown', { exact: true }).waitFor();
    assert.equal(await page.evaluate('document.activeElement.value'), 'osei', 'and goes on typing');
    await page.getByLabel('Find a person').pressSequentially('zz', { delay: 20 });
    await page.getByText('Nobody called “oseizz”').waitFor();
    const plain = await open('/host/subscribers', false);
    await plain.getByLabel('Find a person').fill('osei');
    await plain.keyboard.press('Enter');
    await plain.locator('#people').getByText('1 shown', { exact: true }).waitFor();
  });
});
