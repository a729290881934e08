/** What a person does with a keyboard, without script, and what a scanner with scripts does not do (threat 4). */
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { sql } from 'kysely';
import type { Browser, Page } from 'playwright-core';
import { loadRequest } from '../../src/store/requests.ts';
import { loadSubscriber } from '../../src/store/subscribers.ts';
import { noBrowser, openBrowser, openWindow } from '../support/browser.ts';
import { printDatabase } from '../support/database-print.ts';
import { openTestWeb, type TestWeb } from '../support/web.ts';
import { tellStory, type WebStory } from '../support/web-story.ts';

const phone = { width: 390, colorScheme: 'light' } as const;

describe('stories in a browser', { skip: noBrowser }, () => {
  let web: TestWeb;
  let story: WebStory;
  let browser: Browser;
  beforeEach(async () => {
    web = await openTestWeb();
    story = await tellStory(web, 40);
  });
  afterEach(async () => {
    for (const window of browser.contexts()) await window.close();
    await web?.close();
  });
  before(async () => {
    browser = await openBrowser();
  });
  after(() => browser?.close());

  const decisionUrl = () => `${web.url}/requests/${web.sign('decision-link', story.linkId)}?do=approve`;
  const decision = async () => (await loadRequest(web.store.db, story.requestId))?.decision ?? null;

  for (const javaScriptEnabled of [true, false]) {
    it(`from the decision mail to approved in three touches, ${javaScriptEnabled ? 'with' : 'without'} script`, async () => {
      const window = await openWindow(browser, web, { ...phone, javaScriptEnabled });
      const page = await window.newPage();
      await page.goto(decisionUrl());
      await page.getByText('Approve', { exact: true }).click();
      await page.getByRole('button', { name: 'Approve Noor' }).click();
      await page.getByRole('heading', { name: 'Noor El-Amrani is on the list.' }).waitFor();
      assert.equal(await decision(), 'approve');
      await page.reload();
      assert.equal(await decision(), 'approve');
    });
  }

  it('a scanner that runs scripts, presses every button and submits every form decides nothing', async () => {
    const window = await openWindow(browser, web, phone);
    const begun = await printDatabase(web.store);
    for (const act of ['approve', 'decline', 'ask', 'undo']) {
      const page = await window.newPage();
      await page.goto(decisionUrl().replace('approve', act));
      await pressEverything(page);
      await page.close();
    }
    assert.deepEqual(await printDatabase(web.store), begun);
  });

  it('the keyboard alone is enough to decide', async () => {
    const window = await openWindow(browser, web, { width: 1280, colorScheme: 'light' });
    const page = await window.newPage();
    await page.goto(decisionUrl().split('?')[0]!);
    const active = () => page.evaluate("document.activeElement?.getAttribute('name') ?? ''");
    for (let presses = 0; presses < 20 && (await active()) !== 'do'; presses += 1)
      await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Students only, sorry.');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Noor El-Amrani is declined.' }).waitFor();
    assert.equal((await loadRequest(web.store.db, story.requestId))?.reason, 'Students only, sorry.');
  });

  it('j and a decide in the console; menus close with Escape', async () => {
    const window = await openWindow(
      browser,
      web,
      { width: 1280, colorScheme: 'light' },
      await web.cookieOf(story.hostId),
    );
    const page = await window.newPage();
    await page.goto(`${web.url}/host/requests`);
    for (const key of ['j', 'j', 'j', 'a']) await page.keyboard.press(key);
    await page.getByRole('status').filter({ hasText: 'Noor El-Amrani is on the list.' }).waitFor();
    assert.equal(await decision(), 'approve');
    await page.goto(`${web.url}/host/outbox`);
    const menu = page.locator('details.menu').first();
    await menu.locator('summary').click();
    await page.getByRole('button', { name: 'Release it' }).first().waitFor();
    await page.keyboard.press('Escape');
    assert.equal(await menu.getAttribute('open'), null);
  });

  it('a host corrects what was misread, then approves; the history says who did', async () => {
    const window = await openWindow(browser, web, phone, await web.cookieOf(story.hostId));
    const page = await window.newPage();
    await page.goto(`${web.url}/host/requests/${story.requestId}`);
    await page.getByText('Correct what was read').click();
    await page.getByLabel('Affiliation').fill('IHE  Delft');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('status').filter({ hasText: 'Corrected.' }).waitFor();
    await page.getByText('corrected, written by Noor Achterberg').waitFor();
    assert.equal((await loadRequest(web.store.db, story.requestId))?.affiliation, 'IHE Delft');
    await page.getByText('Approve', { exact: true }).click();
    await page.getByRole('button', { name: 'Approve Noor' }).click();
    await page.getByText('Noor El-Amrani is on the list.').waitFor();
    assert.equal(await page.getByText('Correct what was read').count(), 0, 'what was decided on stays');
    const people = await web.store.db
      .selectFrom('subscriber')
      .select('affiliation')
      .where('name', '=', 'Noor El-Amrani')
      .execute();
    assert.deepEqual(people, [{ affiliation: 'IHE Delft' }]);
  });

  it('a mail that was not understood becomes a person on the list', async () => {
    const window = await openWindow(browser, web, phone, await web.cookieOf(story.hostId));
    const page = await window.newPage();
    await page.goto(`${web.url}/host/messages/${story.messageId}`);
    await page.getByRole('link', { name: 'Put them on the list' }).click();
    assert.equal(
      await page.getByLabel('Address', { exact: true }).inputValue(),
      'n.elamrani@hydrolab.example',
    );
    assert.equal(await page.getByLabel('Name').inputValue(), 'Noor El-Amrani');
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByRole('status').filter({ hasText: 'On the list.' }).waitFor();
  });

  it('leaving takes one press, without script', async () => {
    const window = await openWindow(browser, web, { ...phone, javaScriptEnabled: false });
    const page = await window.newPage();
    await page.goto(`${web.url}/unsubscribe/${web.sign('unsubscribe', story.subscriberId)}`);
    await page.getByRole('button', { name: 'Leave the list' }).click();
    await page.getByRole('heading', { name: 'You have left the list.' }).waitFor();
    assert.notEqual((await loadSubscriber(web.store.db, story.subscriberId))?.unsubscribed_at, null);
  });

  it('the numbers of a mailing follow the ledger while one looks, until it is done', async () => {
    const window = await openWindow(browser, web, phone, await web.cookieOf(story.hostId));
    const page = await window.newPage();
    await page.goto(`${web.url}/host/mailings/${story.sendingId}`, { waitUntil: 'domcontentloaded' });
    const submitted = () => page.locator('#books tbody tr').first().locator('td.n').textContent();
    assert.equal(await submitted(), '20');
    await sql`update delivery set state = 'submitted', next_at = null where mailing_id = ${story.sendingId} and state = 'queued'`.execute(
      web.store.db,
    );
    await page.locator('#books').getByText('30', { exact: true }).waitFor();
    await sql`update delivery set state = 'submitted' where mailing_id = ${story.sendingId}`.execute(
      web.store.db,
    );
    await web.store.db
      .updateTable('mailing')
      .set({ done_at: web.clock.now() })
      .where('id', '=', story.sendingId)
      .execute();
    await page
      .locator('#say')
      .getByText('40 of 40 were accepted by the next mail server. Nothing failed.')
      .waitFor();
    await page.getByText('The books balance.').waitFor();
  });
});

async function pressEverything(page: Page): Promise<void> {
  const there = page.url();
  const forms = await page.locator('form').count();
  for (let index = 0; index < forms; index += 1) {
    // submit() asks no field whether it is filled; a click does.
    await Promise.all([page.waitForNavigation(), page.evaluate(`document.forms[${index}].submit()`)]);
    await page.goto(there);
    const buttons = await page.locator('form').nth(index).locator('button').count();
    for (let button = 0; button < buttons; button += 1) {
      await page.evaluate(`document.forms[${index}].querySelectorAll('button')[${button}].click()`);
    }
  }
}
