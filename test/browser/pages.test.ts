/**
 * Every page in every state, on a desk and on a phone, by day and by night, with and without script: nobody is kept
 * out, nothing is wider than its window, the policy refuses nothing and nothing is asked of the network.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { colloquiumSchema } from '../../config/schema.ts';
import type { HealthReport } from '../../src/http/web-deps.ts';
import {
  dress,
  judge,
  loadJudge,
  looks,
  noBrowser,
  openBrowser,
  openWindow,
  takeShot,
  watchPage,
} from '../support/browser.ts';
import type { PageState, World } from '../support/page-states.ts';
import { deskStates } from '../support/page-states-host.ts';
import { emptyStates, troubledStates } from '../support/page-states-odd.ts';
import { publicStates } from '../support/page-states-public.ts';
import { openTestWeb, storyTime, type TestWeb } from '../support/web.ts';
import { tellStandings } from '../support/web-standings.ts';
import { tellStory } from '../support/web-story.ts';

const sick: HealthReport = [
  { name: 'Database', state: 'well', text: 'It answers.', advice: null },
  { name: 'Mail out', state: 'improve', text: 'the relay takes 3 s to answer', advice: 'Ask its operator.' },
  { name: 'Calendar', state: 'broken', text: 'your page answers 404', advice: 'Correct its address.' },
];

const filledStates = [...publicStates, ...deskStates];

describe('a page in a browser', { skip: noBrowser }, () => {
  let browser: Browser;
  let desk: TestWeb;
  let world: World;
  let page: Page;
  let plain: Page;
  let trouble: string[];
  const windows: BrowserContext[] = [];
  /** What has been judged: many links that lead nowhere show the same page. */
  const pictures = new Set<string>();
  before(async () => {
    browser = await openBrowser();
    desk = await openTestWeb({
      health: [{ name: 'Database', state: 'well', text: 'It answers.', advice: null }],
    });
    const requests = colloquiumSchema.shape.requests.parse({ approve: { vouches: { people: 4 } } });
    const web = await openTestWeb({ health: sick, change: { requests } });
    const story = await tellStory(web);
    world = { web, story, at: await tellStandings(web, story) };
  });
  after(async () => {
    await browser?.close();
    await desk?.close();
    await world?.web.close();
  });

  /** Two windows of one host, one of them without script. */
  async function enter(web: TestWeb): Promise<void> {
    for (const window of windows.splice(0)) await window.close();
    const { id } = await web.store.db.selectFrom('host').select('id').orderBy('id').executeTakeFirstOrThrow();
    const open = async (javaScriptEnabled: boolean) => {
      const look = { ...looks[0]!, javaScriptEnabled };
      const window = await openWindow(browser, web, look, await web.cookieOf(id));
      windows.push(window);
      return window.newPage();
    };
    [page, plain] = [await open(true), await open(false)];
    trouble = watchPage(page, web);
  }

  /** Loaded once, then looked at as on a desk and a phone, by day and by night. */
  async function see(
    web: TestWeb,
    { name, path, says, press }: PageState,
    here: World | null,
  ): Promise<void> {
    const url = web.url + path(here as World);
    await dress(page, looks[0]!);
    await page.goto(url, { waitUntil: 'domcontentloaded' });
    await press?.(page);
    await page.waitForLoadState('load');
    await page.getByText(lastOf(says)).first().waitFor({ state: 'attached', timeout: 10_000 });
    assert.match(await wordsOn(page), says);
    const looksLike = await pictureOf(page);
    const isNew = !pictures.has(looksLike);
    pictures.add(looksLike);
    if (isNew) await judgeLooks(name);
    assert.deepEqual(trouble.splice(0), []);
    if (press !== undefined) return;
    await dress(plain, { width: 390, colorScheme: 'light' });
    await plain.goto(url, { waitUntil: 'domcontentloaded' });
    assert.match(await wordsOn(plain), says, 'without script');
  }

  async function judgeLooks(name: string): Promise<void> {
    await loadJudge(page);
    for (const look of looks) {
      await dress(page, look);
      const { violations, width } = await judge(page, look);
      assert.deepEqual(violations, [], `${look.width} px, ${look.colorScheme}`);
      assert.ok(width <= look.width, `${width} px wide at ${look.width}`);
      if (look.width < 600) assert.deepEqual(await smallOnes(page), [], 'large enough for a finger');
      await takeShot(page, name, look);
    }
    await dress(page, { width: 320, colorScheme: 'light' });
    assert.ok(
      Number(await page.evaluate('document.documentElement.scrollWidth')) <= 320,
      'no sideways scrolling',
    );
  }

  describe('before anything has happened', () => {
    before(() => enter(desk));
    for (const state of emptyStates) it(titleOf(state), () => see(desk, state, null));
  });

  describe('in the middle of a season', () => {
    before(() => enter(world.web));
    for (const state of filledStates) it(titleOf(state), () => see(world.web, state, world));
  });

  describe('when something is wrong', () => {
    before(async () => {
      world.web.sink.rules.refusals.push({ match: /./, reply: '550 5.7.1 not from you' });
      const { db } = world.web.store;
      const failed_at = storyTime.add({ minutes: 1 });
      const failed = { failed_at, failed_why: 'ai4science.example answered “404 not found”' };
      await db.updateTable('calendar_source').set(failed).execute();
    });
    for (const state of troubledStates) it(titleOf(state), () => see(world.web, state, world));
  });

  it('no page is left out', () => {
    const seen = new Set([...emptyStates, ...filledStates, ...troubledStates].map((state) => state.page));
    assert.deepEqual(
      routesOfPages().filter((route) => !seen.has(route)),
      [],
    );
  });

  it('what the policy of a page refuses is noticed', async () => {
    const other = await windows[0]!.newPage();
    const seen = watchPage(other, world.web);
    await other.goto(`${world.web.url}/host/sign-in`);
    await other.evaluate("document.body.setAttribute('style', 'color: red')");
    await other.evaluate(
      "document.body.insertAdjacentHTML('beforeend', '<img src=https://elsewhere.example/x.png>')",
    );
    await other.waitForFunction('true');
    assert.match(seen.join('\n'), /style-src-attr inline[\s\S]*img-src https:\/\/elsewhere/);
    await other.close();
  });
});

function titleOf({ page, state, name }: PageState): string {
  return `${page} (${state}): ${name}`;
}

/** What a pattern that runs over several elements ends with. */
function lastOf(says: RegExp): RegExp {
  return new RegExp(says.source.split('[\\s\\S]*').at(-1) ?? '');
}

/** The page without the tokens and numbers in its links. */
async function pictureOf(page: Page): Promise<string> {
  const html = String(await page.evaluate('document.documentElement.outerHTML'));
  return html.replaceAll(/[a-z2-7]{26}|(?<=\/)\d+/g, '');
}

async function wordsOn(page: Page): Promise<string> {
  return String(await page.evaluate('document.querySelector("main").innerText'));
}

/** What can be pressed and is lower than a fingertip. */
async function smallOnes(page: Page): Promise<unknown> {
  return page.evaluate(`[...document.querySelectorAll('main button, main .button, main summary')]
    .filter((each) => each.checkVisibility())
    .map((each) => ({ text: each.textContent, height: each.getBoundingClientRect().height }))
    .filter((each) => each.height > 0 && each.height < 43.5)`);
}

/** The routes that show a page, as they stand in the program. */
function routesOfPages(): string[] {
  const folder = join(import.meta.dirname, '../../src/http');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('routes.ts'),
  );
  const routes = files.flatMap((name) =>
    [...readFileSync(join(folder, name), 'utf8').matchAll(/routes\.get\(\s*['`]([^'`]+)['`]/g)].map(
      (found) => found[1]!,
    ),
  );
  assert.ok(routes.length > 30, `${routes.length} routes found`);
  return routes
    .flatMap((route) =>
      /\$\{side\}/.test(route) ? ['old', 'new'].map((side) => route.replace(/\$\{side\}/, side)) : [route],
    )
    .filter(
      (route) => !/\.(?:ics|json)$|\/(?:photo|events|frame|healthz|readyz|metrics)$|^\/host$/.test(route),
    );
}
