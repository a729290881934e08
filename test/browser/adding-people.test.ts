/** A host puts people on the list from the console; nothing happens before it was shown. */
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { auditOf } from '../../src/store/audit.ts';
import { findSubscriber } from '../../src/store/subscribers.ts';
import { judge, loadJudge, looks, noBrowser, openBrowser, openWindow, takeShot } from '../support/browser.ts';
import { openTestWeb, type TestWeb } from '../support/web.ts';
import { tellStory, type WebStory } from '../support/web-story.ts';

const phone = looks[2]!;
const list = [
  'Email;Name',
  'amira@delta.example;Amira Said',
  'not an address;Nobody',
  'AMIRA@delta.example;Amira again',
  'd.osei@kumasi-eng.example;Daniel Osei',
  'jo@delta.example;"=HYPERLINK(""x"")"',
].join('\r\n');

describe('adding people in a browser', { skip: noBrowser }, () => {
  let web: TestWeb;
  let story: WebStory;
  let browser: Browser;
  beforeEach(async () => {
    web = await openTestWeb();
    story = await tellStory(web, 8);
  });
  afterEach(async () => {
    for (const window of browser.contexts()) await window.close();
    await web?.close();
  });
  before(async () => {
    browser = await openBrowser();
  });
  after(() => browser?.close());

  async function openPage(javaScriptEnabled: boolean): Promise<Page> {
    const look = { ...phone, javaScriptEnabled };
    const window = await openWindow(browser, web, look, await web.cookieOf(story.hostId));
    const page = await window.newPage();
    await page.goto(`${web.url}/host/subscribers`);
    await page.getByRole('link', { name: 'Add people' }).click();
    return page;
  }
  const find = (email: string) => findSubscriber(web.store.db, web.colloquium.id, email);

  it('a file is shown line by line, changes nothing, and counts after the second press', async () => {
    const page = await openPage(false);
    const file = {
      name: 'C:\\lists\\physics.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(list, 'latin1'),
    };
    await page.getByLabel('A file').setInputFiles(file);
    await page.getByRole('button', { name: 'Look at it first' }).click();
    await page.getByText('2 people would be put on the list. Nothing has happened yet.').waitFor();
    await page.getByText('line 3').waitFor();
    await page.getByText('the same as line 2').waitFor();
    assert.equal(await find('amira@delta.example'), null);
    await page.getByRole('button', { name: 'Put 2 people on the list' }).click();
    await page.getByText('2 people were put on the list.').waitFor();
    const amira = (await find('amira@delta.example'))!;
    assert.equal(amira.name, 'Amira Said');
    const [deed] = await auditOf(web.store.db, `subscriber:${amira.id}`);
    assert.equal(deed?.who, `host:${story.hostId}`);
    await page.reload();
    await page.getByText('Nobody').or(page.getByText('0 people were put on the list.')).first().waitFor();
  });

  it('pasted addresses do as well; an empty form says what to do', async () => {
    const page = await openPage(true);
    await page.getByRole('button', { name: 'Look at it first' }).click();
    await page.getByRole('alert').filter({ hasText: 'Choose a file or paste some addresses.' }).waitFor();
    await page
      .getByLabel('Or the addresses themselves')
      .fill('Mo Lind <mo@fjord.example>, kai@fjord.example');
    await page.getByRole('button', { name: 'Look at it first' }).click();
    await page.getByRole('button', { name: 'Put 2 people on the list' }).click();
    await page.getByText('2 people were put on the list.').waitFor();
    assert.equal((await find('mo@fjord.example'))?.name, 'Mo Lind');
  });

  it('one person is added with a welcome; whoever has left is asked about first', async () => {
    const page = await openPage(true);
    await page.getByLabel('Address', { exact: true }).fill('d.osei@kumasi-eng.example');
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByText('d.osei@kumasi-eng.example is on the list already. Nothing has changed.').waitFor();
    await page.getByLabel('Address', { exact: true }).fill('wen@harbour.example');
    await page.getByLabel('Name').fill('Wen Li');
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByRole('status').filter({ hasText: 'On the list.' }).waitFor();
    await page.getByText('Wen Li', { exact: true }).first().waitFor();
    const mails = await web.store.db
      .selectFrom('service_mail')
      .select('to_email')
      .where('subscriber_id', '=', (await find('wen@harbour.example'))!.id)
      .execute();
    assert.deepEqual(mails, [{ to_email: 'wen@harbour.example' }]);
  });

  for (const look of looks) {
    it(`what was read is shown well at ${look.width} px, ${look.colorScheme}`, async () => {
      const window = await openWindow(browser, web, look, await web.cookieOf(story.hostId));
      const page = await window.newPage();
      await page.goto(`${web.url}/host/subscribers/add`);
      await page.getByLabel('Or the addresses themselves').fill(list);
      await page.getByRole('button', { name: 'Look at it first' }).click();
      await page.getByText('2 people would be put on the list.').waitFor();
      await loadJudge(page);
      const { violations, width } = await judge(page, look);
      assert.deepEqual(violations, []);
      assert.ok(width <= look.width);
      await takeShot(page, 'import', look);
    });
  }
});
