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
  if (cookie !== undefined) {
    const [name, value] = cookie.split('=') as [string, string];
    await window.addCookies([{ name, value, url: web.url }]);
  }
  return window;
}

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

/** What axe finds, and how wide the page is. At night only the colours are other ones. */
export async function judge(page: Page, look: Look): Promise<{ violations: string[]; width: number }> {
  const options = look.colorScheme === 'dark' ? { runOnly: ['color-contrast'] } : {};
  return page.evaluate(`(async () => {
    ${axe};
    const { violations } = await axe.run(document, ${JSON.stringify(options)});
    const told = violations.map((each) => each.id + ': ' + each.nodes.map((node) => node.html).join(' | ').slice(0, 300));
    return { violations: told, width: document.documentElement.scrollWidth };
  })()`) as Promise<{ violations: string[]; width: number }>;
}

export async function takeShot(page: Page, name: string, look: Look): Promise<void> {
  mkdirSync(shots, { recursive: true });
  await page.screenshot({
    path: join(shots, `${name}-${look.width}-${look.colorScheme}.png`),
    fullPage: true,
  });
}
