/** The local inbox as whoever tries Convoke meets it: mail goes in by SMTP and is looked at in a browser. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, describe, test } from 'node:test';
import nodemailer from 'nodemailer';
import { type Browser, chromium, type Page } from 'playwright-core';
import { OperatorError } from '../../src/errors.ts';
import { type Inbox, type InboxOptions, openInbox } from '../../src/inbox/open-inbox.ts';
import { announcement, announcementHtml } from '../support/inbox.ts';
import { quiet } from '../support/intake.ts';

const executablePath = '/usr/bin/chromium';
const skip = existsSync(executablePath) ? false : 'no Chromium at /usr/bin/chromium';
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const start = Temporal.Instant.from('2026-11-17T08:06:00Z');

let dataDir: string;
let inbox: Inbox;
let now = start;

function settings(change: { production?: boolean } = {}): InboxOptions {
  return {
    config: {
      production: change.production ?? false,
      dataDir,
      service: { inbox: { port: 0 } },
      colloquia: [{ name: 'AI4Science Colloquium', zone: 'Europe/Amsterdam' }],
    } as unknown as InboxOptions['config'],
    log: quiet,
    now: () => now,
  };
}

before(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'convoke-inbox-'));
  inbox = await openInbox(settings());
});
after(async () => {
  await inbox.close();
  rmSync(dataDir, { recursive: true, force: true });
});
beforeEach(async () => {
  await inbox.store.empty();
  now = start;
});

async function send(
  raw: Buffer,
  to: string[],
  from = 'colloquium+b-abc@lab.example',
  smtpUrl = inbox.smtpUrl,
) {
  const mailer = nodemailer.createTransport(smtpUrl);
  try {
    return await mailer.sendMail({ raw, envelope: { from, to } });
  } finally {
    mailer.close();
  }
}

const zoe = 'zoe.brink@delft-tech.example';
const get = (path: string, init: RequestInit = {}) =>
  fetch(`${inbox.url}${path}`, { redirect: 'manual', ...init });

test('a mail is kept as it was sent, beside its envelope, and is there again after a restart', async () => {
  const raw = await announcement();
  await send(raw, [zoe, 'daniel@kumasi-eng.example']);
  const [mail] = await inbox.store.listMessages();
  assert.ok(mail);
  assert.equal(mail.subject, 'Tuesday 24 November, 14:00: Gletscherflüsse (Ingrid Solbakken)');
  assert.deepEqual(mail.to, [zoe, 'daniel@kumasi-eng.example']);
  assert.equal(mail.from, 'colloquium+b-abc@lab.example');
  assert.deepEqual((await inbox.store.readMessage(mail.id))?.raw, raw);
  assert.deepEqual(readdirSync(join(dataDir, 'inbox')).sort(), [`${mail.id}.eml`, `${mail.id}.json`]);

  const again = await openInbox(settings());
  assert.deepEqual(await again.store.listMessages(), [mail]);
  await again.close();
});

test('two hundred mails at once are two hundred mails, newest first, found by any part of an address', async () => {
  const raw = await announcement();
  await Promise.all(
    Array.from({ length: 200 }, (_, index) => {
      now = now.add({ milliseconds: 1 });
      return inbox.store.keep(raw, { from: '', to: [`member-${index}@lab-${index % 7}.example`] });
    }),
  );
  const all = await inbox.store.listMessages();
  assert.equal(all.length, 200);
  assert.equal(all[0]?.to[0], 'member-199@lab-3.example');
  assert.equal((await inbox.store.listMessages({ recipient: 'LAB-3.' })).length, 29);
});

test('a file cut short or put there by somebody else does no harm', async () => {
  await send(await announcement(), [zoe]);
  writeFileSync(join(dataDir, 'inbox', '20261117T080600000Z-0009-abcd.json'), '{"id": "2026');
  writeFileSync(join(dataDir, 'inbox', 'notes.json'), '{}');
  assert.equal((await inbox.store.listMessages()).length, 1);
  assert.equal(await inbox.store.readMessage('20261117T080600000Z-0009-abcd'), null);
  for (const id of ['../secret', 'notes', '', '20261117T080600000Z-0009-abcd/../../x'])
    assert.equal(await inbox.store.readMessage(id), null);
});

test('in production there is no local inbox: nobody would get that mail', async () => {
  await assert.rejects(openInbox(settings({ production: true })), (error: unknown) => {
    assert.ok(error instanceof OperatorError);
    assert.match(error.message, /set SMTP_URL/);
    return true;
  });
});

test('a second process of the same installation shares the pages; another program’s port is said', async () => {
  const port = Number(new URL(inbox.url).port);
  const second = await openInbox({ ...settings(), port });
  await send(await announcement({ subject: 'From the other process' }), [zoe], '', second.smtpUrl);
  assert.match(await (await get('/')).text(), /From the other process/);
  await second.close();
  const elsewhere = mkdtempSync(join(tmpdir(), 'convoke-inbox-'));
  const other = { ...settings(), port };
  await assert.rejects(
    openInbox({ ...other, config: { ...other.config, dataDir: elsewhere } }),
    /set INBOX_PORT/,
  );
  rmSync(elsewhere, { recursive: true });
});

test('GET changes nothing, another site cannot empty the inbox, and another name is not answered', async () => {
  await send(await announcement(), [zoe]);
  for (const path of ['/', '/empty', '/mails.json']) await get(path);
  assert.equal((await inbox.store.listMessages()).length, 1);
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const foreign = await get('/empty', {
    method: 'POST',
    headers: { ...form, origin: 'https://evil.example' },
  });
  assert.equal(foreign.status, 403);
  assert.equal((await inbox.store.listMessages()).length, 1);
  const own = await get('/empty', { method: 'POST', headers: { ...form, origin: inbox.url } });
  assert.equal(own.status, 303);
  assert.equal((await inbox.store.listMessages()).length, 0);
});

test('what a mail says is text on every page but its own', async () => {
  const evil = '<script>alert(1)</script>"><img src=x onerror=alert(1)>';
  await send(await announcement({ subject: evil, to: { name: evil, address: zoe } }), [zoe]);
  const [mail] = await inbox.store.listMessages();
  for (const path of [
    '/',
    `/?to=${encodeURIComponent(evil)}`,
    ...['', '/text', '/calendar', '/headers', '/raw'].map((tab) => `/mails/${mail?.id}${tab}`),
  ]) {
    const page = await (await get(path)).text();
    assert.doesNotMatch(page, /<script|<img/, path);
  }
});

test('a mail that is no mail can still be looked at', async () => {
  await send(Buffer.from('\r\n'), [zoe]);
  const [mail] = await inbox.store.listMessages();
  const page = await (await get(`/mails/${mail?.id}`)).text();
  assert.match(page, /No subject/);
  assert.match(page, /It cannot be read/);
  assert.equal((await get('/mails/20260101T000000000Z-0001-aaaa')).status, 404);
  assert.equal((await get(`/mails/${mail?.id}/nothing`)).status, 404);
});

describe('in a browser', { skip }, () => {
  let browser: Browser;
  before(async () => {
    const flags = '--no-sandbox --disable-gpu --disable-background-networking --disable-component-update';
    browser = await chromium.launch({
      executablePath,
      args: `${flags} --disable-sync --no-first-run`.split(' '),
    });
  });
  after(() => browser?.close());

  async function withPage(
    options: { width?: number; colorScheme?: 'light' | 'dark' },
    story: (page: Page) => Promise<void>,
  ): Promise<void> {
    const { width = 1280, colorScheme = 'light' } = options;
    const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
    const asked: string[] = [];
    // What the page's policy stops is announced and never sent.
    page.on('response', (response) => asked.push(response.url()));
    try {
      await page.goto(inbox.url);
      await story(page);
      for (const url of asked) assert.ok(url.startsWith(inbox.url) || url.startsWith('data:'), url);
    } finally {
      await page.close();
    }
  }

  test('the newest mail is opened and read as its reader sees it: pictures inside, no script, no form, nothing fetched', async () => {
    await send(await announcement({ subject: 'The first' }), ['daniel@kumasi-eng.example']);
    now = now.add({ minutes: 3 });
    let fetched = 0;
    const tracker = createServer((_request, response) => {
      fetched += 1;
      response.end();
    }).listen(0, '127.0.0.1');
    await once(tracker, 'listening');
    const pixel = `http://127.0.0.1:${(tracker.address() as AddressInfo).port}/pixel.gif`;
    const html = announcementHtml.replace('https://tracker.example/pixel.gif', pixel);
    await send(await announcement({ html }), [zoe]);
    await withPage({}, async (page) => {
      assert.match((await page.textContent('.say')) ?? '', /2 mails were caught/);
      await page.click('.mails li:first-child h2 a');
      const frame = page.frameLocator('iframe');
      assert.equal(await frame.locator('h1').textContent(), 'What a glacier remembers');
      const shown = page.frames().find((one) => one.url().endsWith('/frame'));
      const widths = await shown?.evaluate('[...document.images].map((image) => image.naturalWidth)');
      assert.deepEqual(widths, [1, 0], 'the picture inside is shown, the one elsewhere is not fetched');
      assert.notEqual(await page.title(), 'scripted');
      assert.ok(page.url().startsWith(inbox.url));
    });
    assert.equal(fetched, 0);
    tracker.close();
  });

  test('a link in the mail opens beside it, as it does in a mail program', async () => {
    const target = `${inbox.url}/mails.json`;
    await send(await announcement({ html: `<html><body><a id="go" href="${target}">Go</a></body></html>` }), [
      zoe,
    ]);
    await withPage({}, async (page) => {
      await page.click('.mails h2 a');
      const opened = page.context().waitForEvent('page');
      await page.frameLocator('iframe').locator('#go').click();
      const popup = await opened;
      await popup.waitForURL(target);
      await popup.close();
    });
  });

  test('the calendar part is explained', async () => {
    await send(await announcement({ sequence: 2 }), [zoe]);
    await withPage({ width: 390, colorScheme: 'dark' }, async (page) => {
      await page.click('.mails h2 a');
      await page.click('.tabs >> text=Calendar');
      const words = ((await page.textContent('main')) ?? '').replace(/\s+/g, ' ');
      assert.match(words, /An update: the calendar replaces the talk that it has under this UID\./);
      assert.match(words, /Method ?REQUEST/);
      assert.match(words, /Sequence ?2/);
      assert.match(
        words,
        /Tuesday 24 November 2026, 14:00 to 15:00 \(Europe\/Amsterdam; written as 13:00 UTC\)/,
      );
      assert.match(words, /Gletscherflüsse, and what they carry/);
      assert.match(words, /Zoë Brink zoe\.brink@delft-tech\.example, needs-action/);
    });
  });

  test('mail to one person is found, and the inbox is emptied with one button', async () => {
    for (const name of ['zoe', 'daniel', 'zoe'])
      await send(await announcement({ to: { name, address: `${name}@lab.example` } }), [
        `${name}@lab.example`,
      ]);
    await withPage({}, async (page) => {
      await page.fill('#to', 'ZOE');
      await page.click('text=Find');
      assert.match((await page.textContent('.say')) ?? '', /2 mails to “ZOE”, of 3\./);
      await page.fill('#to', 'nobody');
      await page.click('text=Find');
      assert.match((await page.textContent('.say')) ?? '', /No mail to “nobody”\./);
      await page.click('text=Everybody’s mail');
      await page.click('text=Empty the inbox');
      await page.waitForURL(`${inbox.url}/`);
      assert.match((await page.textContent('.say')) ?? '', /No mail yet/);
    });
  });

  test('no page scrolls sideways or hinders anybody, on a desk or a phone, by day or by night', async () => {
    await send(await announcement({ subject: `Averyveryverylongword${'x'.repeat(80)}` }), [zoe]);
    const [mail] = await inbox.store.listMessages();
    const tabs = ['', '?width=phone', '/text', '/calendar', '/headers', '/raw'].map((tab) =>
      tab.startsWith('?') ? `/mails/${mail?.id}/html${tab}` : `/mails/${mail?.id}${tab}`,
    );
    for (const width of [1280, 390, 320])
      for (const colorScheme of ['light', 'dark'] as const)
        await withPage({ width, colorScheme }, async (page) => {
          for (const path of ['/', '/?to=nobody', '/nothing-here', ...tabs]) {
            await page.goto(`${inbox.url}${path}`);
            const over = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
            assert.equal(over, 0, `${path} at ${width}`);
            if (width === 320) continue;
            const found = await page.evaluate(
              `(() => { ${axe}; return axe.run(document, { iframes: false }); })()`,
            );
            const { violations } = found as { violations: { id: string; nodes: { html: string }[] }[] };
            const said = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
            assert.deepEqual(said, [], `${path} at ${width}, ${colorScheme}`);
          }
        });
  });
});
