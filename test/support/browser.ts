/** A headless Chromium for tests of pages, axe to judge them, and a folder of pictures to look at. */
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

const executablePath = '/usr/bin/chromium';

/** Why browser tests are left out on this machine; false where they run. */
export const noBrowser = existsSync(executablePath) ? false : 'no Chromium at /usr/bin/chromium';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const shots = join(import.meta.dirname, '../.shots');

export async function openBrowser(): Promise<Browser> {
  const flags = '--no-sandbox --disable-gpu --disable-background-networking --disable-component-update';
  return chromium.launch({ executablePath, args: `${flags} --disable-sync --no-first-run`.split(' ') });
}

export interface Look {
  readonly width: number;
  readonly colorScheme: 'light' | 'dark';
  readonly javaScriptEnabled?: boolean;
}

/** As on a desk and on a phone, by day and by night. */
export const looks: readonly Look[] = [
  { width: 1280, colorScheme: 'light' },
  { width: 1280, colorScheme: 'dark' },
  { width: 390, colorScheme: 'light' },
  { width: 390, colorScheme: 'dark' },
];

/** A browser window; signed in where a cookie is given. */
export async function openWindow(
  browser: Browser,
  web: { readonly url: string },
  look: Look,
  cookie?: string,
): Promise<BrowserContext> {
  const { width, colorScheme, javaScriptEnabled = true } = look;
  const window = await browser.newContext({
    viewport: { width, height: 844 },
    colorScheme,
    javaScriptEnabled,
  });
  await window.addInitScript(tellViolations);
  if (cookie !== undefined) {
    const [name, value] = cookie.split('=') as [string, string];
    await window.addCookies([{ name, value, url: web.url }]);
  }
  return window;
}

/** What the policy of a page refused is said on the console of the page, which the tests read. */
const tellViolations = `addEventListener('securitypolicyviolation', (event) =>
  console.error('Content Security Policy: ' + event.effectiveDirective + ' ' + event.blockedURI + ' ' + event.sample));`;

/** What a page does that it should not: dialogs, script faults, refused policies, requests to elsewhere. */
export function watchPage(page: Page, web: { readonly url: string }): string[] {
  const trouble: string[] = [];
  page.on('dialog', (dialog) => {
    trouble.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('pageerror', (error) => trouble.push(`script: ${error.message}`));
  page.on('console', (message) => {
    if (/content security policy/i.test(message.text())) trouble.push(message.text());
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(web.url) && !request.url().startsWith('data:'))
      trouble.push(`request: ${request.url()}`);
  });
  return trouble;
}

/** Once a page; it stays until the page goes elsewhere. */
export async function loadJudge(page: Page): Promise<void> {
  await page.evaluate(`${axe};1`);
}

/** What axe finds, and how wide the page is, after `loadJudge`. At night only the colours are other ones. */
export async function judge(page: Page, look: Look): Promise<{ violations: string[]; width: number }> {
  const options = {
    resultTypes: ['violations'],
    // A mail in a frame is judged by itself.
    iframes: false,
    ...(look.colorScheme === 'dark' && { runOnly: ['color-contrast'] }),
  };
  return page.evaluate(`(async () => {
    const { violations } = await axe.run(document, ${JSON.stringify(options)});
    const told = violations.map((each) => each.id + ': ' + each.nodes.map((node) => node.html).join(' | ').slice(0, 300));
    return { violations: told, width: document.documentElement.scrollWidth };
  })()`) as Promise<{ violations: string[]; width: number }>;
}

/** Gives a page that is open already another window and another time of day. */
export async function dress(page: Page, { width, colorScheme }: Look): Promise<void> {
  await page.setViewportSize({ width, height: 844 });
  await page.emulateMedia({ colorScheme });
}

/** Full pages as JPEG: half the time of PNG, and good enough to look at. */
export async function takeShot(page: Page, name: string, look: Look): Promise<void> {
  mkdirSync(shots, { recursive: true });
  const path = join(shots, `${name}-${look.width}-${look.colorScheme}.jpg`);
  await page.screenshot({ path, type: 'jpeg', quality: 80, fullPage: true });
}
