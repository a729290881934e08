/**
 * Everything that hosts and members do often is done with the keyboard alone, with and without script: Tab reaches it,
 * what has the focus is seen, Enter and Space act.
 */
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { loadAddressChange } from '../../src/store/address-changes.ts';
import { loadMailing } from '../../src/store/mailings.ts';
import { loadRequest } from '../../src/store/requests.ts';
import { findSubscriber, loadSubscriber } from '../../src/store/subscribers.ts';
import { loadTalk } from '../../src/store/talks.ts';
import { noBrowser, openBrowser, openWindow } from '../support/browser.ts';
import { openTestWeb, type TestWeb } from '../support/web.ts';
import { type Standings, tellStandings } from '../support/web-standings.ts';
import { tellStory, type WebStory } from '../support/web-story.ts';

describe('with the keyboard alone', { skip: noBrowser }, () => {
  let web: TestWeb;
  let story: WebStory;
  let at: Standings;
  let browser: Browser;
  before(async () => {
    browser = await openBrowser();
  });
  after(() => browser?.close());
  beforeEach(async () => {
    web = await openTestWeb();
    story = await tellStory(web, 8);
    at = await tellStandings(web, story);
  });
  afterEach(async () => {
    for (const window of browser.contexts()) await window.close();
    await web?.close();
  });

  for (const javaScriptEnabled of [true, false]) {
    const how = javaScriptEnabled ? 'with script' : 'without script';
    const open = async (path: string, width = 1280): Promise<Page> => {
      const look = { width, colorScheme: 'light', javaScriptEnabled } as const;
      const window = await openWindow(browser, web, look, await web.cookieOf(story.hostId));
      const page = await window.newPage();
      await page.goto(web.url + path, { waitUntil: 'domcontentloaded' });
      return page;
    };
    const says = (page: Page, words: string | RegExp) => page.getByText(words).first().waitFor();

    it(`a request is corrected and decided, ${how}`, async () => {
      const page = await open(`/host/requests/${story.requestId}`);
      await press(page, 'Correct what was read');
      await write(page, 'Affiliation', 'IHE Delft');
      await press(page, 'Save');
      await says(page, 'Corrected.');
      await reach(page, (focus) => focus.name === 'do');
      await page.keyboard.press('Space');
      await press(page, 'Approve Noor');
      await says(page, 'Noor El-Amrani is on the list.');
      const request = await loadRequest(web.store.db, story.requestId);
      assert.deepEqual([request?.affiliation, request?.decision], ['IHE Delft', 'approve']);
    });

    it(`a mailing is held, and sent at once, ${how}`, async () => {
      const page = await open('/host/outbox');
      await press(page, /^Change the reminder about Ilse/);
      await press(page, 'Hold it');
      await says(page, 'Held.');
      assert.notEqual((await loadMailing(web.store.db, at.proofId))?.heldAt, null);
      const before = (await loadMailing(web.store.db, at.proofId))!.goesAt;
      await press(page, 'Send it now');
      await says(page, 'It goes now.');
      const now = (await loadMailing(web.store.db, at.proofId))!;
      assert.equal(now.heldAt, null);
      assert.ok(Temporal.Instant.compare(now.goesAt, before) < 0);
    });

    it(`a talk is cancelled with its reason, ${how}`, async () => {
      const page = await open(`/host/talks/${story.talks[2]}`);
      await press(page, 'Cancel or postpone');
      await reach(page, (focus) => focus.name === 'ready');
      await page.keyboard.press('Space');
      await press(page, 'Cancel the talk');
      await says(page, 'Cancelled.');
      const talk = await loadTalk(web.store.db, story.talks[2]!);
      assert.deepEqual([talk?.status, talk?.reason], ['cancelled', 'The speaker is ill.']);
    });

    it(`a person is added, and a list is looked at and put in, ${how}`, async () => {
      const page = await open('/host/subscribers');
      await press(page, 'Add people');
      await write(page, 'Address', 'wen@harbour.example');
      await write(page, 'Name', 'Wen Li');
      await press(page, 'Add');
      await says(page, 'On the list.');
      assert.ok(await findSubscriber(web.store.db, web.colloquium.id, 'wen@harbour.example'));
      await page.goto(`${web.url}/host/subscribers/add`);
      await write(page, 'Or the addresses themselves', 'Mo Lind <mo@fjord.example>');
      await press(page, 'Look at it first');
      await press(page, 'Put 1 person on the list');
      await says(page, '1 person was put on the list.');
      assert.ok(await findSubscriber(web.store.db, web.colloquium.id, 'mo@fjord.example'));
    });

    it(`a member chooses, takes a break, asks for another address and agrees to it, ${how}`, async () => {
      const page = await open(`/preferences/${web.sign('preferences', at.hereId)}`, 390);
      await reach(page, (focus) => focus.label.startsWith('Reminders'));
      await page.keyboard.press('Space');
      await press(page, 'Save');
      await says(page, 'It counts from the next mail on.');
      await write(page, 'No mail until', '02012027');
      await press(page, 'Pause');
      await says(page, 'We start again by ourselves on that day.');
      await write(page, 'Send the mail to', 'hal@elsewhere.example');
      await press(page, 'Change');
      await says(page, 'We wrote to both addresses.');
      const member = await loadSubscriber(web.store.db, at.hereId);
      assert.deepEqual(member?.declined_kinds, ['reminder']);
      assert.equal(
        member?.paused_until?.toZonedDateTimeISO(web.colloquium.zone).toPlainDate().toString(),
        '2027-02-01',
      );
      for (const [side, yes] of [
        ['old', 'Yes, move me'],
        ['new', 'Yes, write to me here'],
      ] as const) {
        await page.goto(`${web.url}/address/${side}/${web.sign(`move-${side}`, at.openMove)}`);
        await press(page, yes);
      }
      await says(page, 'Done. The mail has moved.');
      assert.ok((await loadAddressChange(web.store.db, at.openMove))?.done_at);
    });

    it(`a member leaves, ${how}`, async () => {
      const page = await open(`/preferences/${web.sign('preferences', at.leavingId)}`, 390);
      await press(page, 'Leave the list');
      await says(page, 'Leave the colloquium list?');
      await press(page, 'Leave the list');
      await says(page, 'You have left the list.');
      assert.notEqual((await loadSubscriber(web.store.db, at.leavingId))?.unsubscribed_at, null);
    });
  }
});

interface Focus {
  readonly name: string;
  /** Of a field its label, of a button or link its words. */
  readonly label: string;
  readonly outline: string;
  /** A link, or a button of a form: another page comes. */
  readonly leads: boolean;
}

const focusNow = `(() => {
  const here = document.activeElement;
  const label = (here.labels?.[0] ?? here).innerText ?? '';
  return { name: here.name ?? '', label: label.replace(/\\s+/g, ' ').trim(), outline: getComputedStyle(here).outlineStyle, leads: here.matches('a, button') };
})()`;

/** Tab until the focus is there; it must be seen where it stands. */
async function reach(page: Page, isThere: (focus: Focus) => boolean): Promise<Focus> {
  for (let presses = 0; presses < 120; presses += 1) {
    await page.keyboard.press('Tab');
    const focus = (await page.evaluate(focusNow)) as Focus;
    if (!isThere(focus)) continue;
    const isChoice = focus.name === 'do';
    assert.ok(isChoice || focus.outline !== 'none', `“${focus.label}” shows that it has the focus`);
    return focus;
  }
  return assert.fail(`Tab does not reach it on ${page.url()}`);
}

/** A button, a link or what opens: with the key that a keyboard user presses. */
async function press(page: Page, words: string | RegExp): Promise<void> {
  const { leads } = await reach(page, ({ label }) =>
    typeof words === 'string' ? label === words : words.test(label),
  );
  const arrives = leads ? page.waitForEvent('domcontentloaded') : null;
  await page.keyboard.press('Enter');
  await arrives;
}

async function write(page: Page, label: string, text: string): Promise<void> {
  await reach(page, (focus) => focus.label === label || focus.label.startsWith(`${label} `));
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type(text);
}
