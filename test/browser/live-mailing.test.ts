/**
 * Two hosts watch a real mailing of 5,000 leave: what their pages say is what the ledger says, all the time; reloading,
 * going back and pressing at the same moment do no harm. Promises 6 and 7.
 */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { storyPage } from '../../src/cli/demo-page.ts';
import { openWeb } from '../../src/http/open-web.ts';
import { beat } from '../../src/schedule.ts';
import { books } from '../../src/store/deliveries-control.ts';
import { activeHosts } from '../../src/store/hosts.ts';
import { loadMailings } from '../../src/store/mailings.ts';
import { insertSubscribers } from '../support/audience.ts';
import { looks, noBrowser, openBrowser, openWindow, takeShot, watchPage } from '../support/browser.ts';
import { openTestService, type TestService } from '../support/service.ts';
import { signIn } from '../support/web.ts';

const people = 5_000;
const at = Temporal.Instant.from;

describe('a mailing of 5,000, watched', { skip: noBrowser }, () => {
  it('the numbers agree with the ledger at every look, and two hosts cannot harm it', async () => {
    const page = storyPage({
      date: '24 November 2026',
      title: 'What a glacier remembers',
      speaker: 'Ingrid Solbakken',
    });
    const service = await openTestService({ at: '2026-11-16T20:15:00Z', page });
    const web = await openWeb({ ...service.context, health: async () => [] });
    const browser = await openBrowser();
    try {
      const { store } = service.context;
      await insertSubscribers(store, people, { colloquium: service.colloquium.id, at: service.clock.now() });
      await service.advanceTo(at('2026-11-17T07:25:00Z'), 5);
      service.sink.rules.delayMs = 20;
      const id = await begin(service);
      const [noor, elias] = await activeHosts(store.db, service.colloquium.id);
      const open = async (hostId: number, look: (typeof looks)[number]) => {
        const window = await openWindow(browser, web, look, await signIn(service.context, hostId));
        const tab = await window.newPage();
        const trouble = watchPage(tab, web);
        await tab.goto(`${web.url}/host/mailings/${id}`, { waitUntil: 'domcontentloaded' });
        return { tab, trouble };
      };
      const first = await open(noor!.id, looks[0]!);
      const second = await open(elias!.id, looks[2]!);

      let looksTaken = await watchBooks(service, id, first.tab, 1_000);
      await takeShot(first.tab, 'live-mailing', looks[0]!);

      // Both press at the same moment: one pauses, the other finds it so.
      await Promise.all([first, second].map(({ tab }) => tab.getByRole('button', { name: 'Pause' }).click()));
      for (const { tab } of [first, second]) await tab.getByText('Paused.').first().waitFor();
      await first.tab.getByRole('button', { name: 'Resume' }).click();
      await first.tab.getByText('It goes on.').waitFor();
      await second.tab.goBack({ waitUntil: 'domcontentloaded' });
      await second.tab.reload({ waitUntil: 'domcontentloaded' });
      await beat(service.context);

      looksTaken += await watchBooks(service, id, second.tab, people);
      await service.settle();
      for (const { tab, trouble } of [first, second]) {
        await tab
          .locator('#say')
          .getByText('5,000 of 5,000 were accepted by the next mail server. Nothing failed.')
          .waitFor();
        await tab.getByText('The books balance.').waitFor();
        assert.deepEqual(trouble, []);
      }
      assert.ok(looksTaken >= 4, `${looksTaken} looks were taken`);
      const members = service.sink.messages.map(({ to }) => to).filter((to) => to.startsWith('member-'));
      assert.equal(members.length, people, 'nobody twice');
      assert.equal(new Set(members).size, people, 'nobody lost');
    } finally {
      await browser.close();
      await web.close();
      await service.close();
    }
  });
});

/** The clock comes to the minute at which the announcement goes; it is still going when this returns. */
async function begin(service: TestService): Promise<number> {
  for (;;) {
    service.clock.moveTo(service.clock.now().add({ minutes: 5 }));
    await beat(service.context);
    for (let look = 0; look < 20; look += 1) {
      const mailings = await loadMailings(service.context.store.db, service.colloquium.id);
      const going = mailings.find((mailing) => mailing.frozenAt !== null);
      if (going !== undefined) return going.id;
      await sleep(50);
    }
  }
}

/**
 * Until the page shows `enough` handed over. What was handed over only grows: each number on the page lies between the
 * ledger a look (and a second) ago and the ledger after it was read.
 */
async function watchBooks(service: TestService, id: number, tab: Page, enough: number): Promise<number> {
  const { db } = service.context.store;
  const submitted = async () => (await books(db, id))?.states.submitted ?? 0;
  const past: { at: number; count: number }[] = [];
  for (let look = 1; ; look += 1) {
    past.push({ at: performance.now(), count: await submitted() });
    const shown = await readBooks(tab);
    const now = await submitted();
    const longAgo = past.findLast((each) => each.at < performance.now() - 3_000)?.count ?? 0;
    assert.equal(shown.sum, shown.audience, 'the page adds up');
    assert.equal(shown.audience, people);
    assert.equal(shown.said, shown.submitted, 'the sentence and the table say the same');
    assert.ok(
      longAgo <= shown.submitted && shown.submitted <= now,
      `the page says ${shown.submitted}; the ledger said ${longAgo} three seconds ago and ${now} now`,
    );
    if (shown.submitted >= enough) return look;
    await sleep(250);
  }
}

async function readBooks(tab: Page): Promise<Record<'submitted' | 'said' | 'sum' | 'audience', number>> {
  const { rows, say } = (await tab.evaluate(`({
    rows: [...document.querySelectorAll('#books tbody tr')].map((row) => [row.cells[0].textContent, row.cells[1].textContent]),
    say: document.getElementById('say').textContent,
  })`)) as { rows: [string, string][]; say: string };
  const counts = new Map(rows.map(([name, count]) => [name, Number(count.replace(/\D/g, ''))]));
  const audience = counts.get('Audience') ?? 0;
  const sum = [...counts].reduce((total, [name, count]) => total + (name === 'Audience' ? 0 : count), 0);
  const said = Number(/([\d,]+) of/.exec(say)?.[1]?.replace(',', ''));
  return { submitted: counts.get('Submitted') ?? 0, said, sum, audience };
}
