/** The pages of the local inbox. GET shows; the one act, emptying it, is a POST. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Context, Hono } from 'hono';
import { csrf } from 'hono/csrf';
import { parseMessage } from '../mail/parse-message.ts';
import type { CaughtMail } from './caught-mail.ts';
import { isTab, listPage, messagePage, missingPage } from './inbox-pages.ts';
import type { InboxStore } from './inbox-store.ts';
import { messageFrame } from './message-frame.ts';

export interface InboxAppDeps {
  readonly store: InboxStore;
  /** In which times are shown. */
  readonly zone: string;
  /** Of the colloquium. */
  readonly name: string;
  /** Served to this machine only: then no other name may stand in the address (DNS rebinding). */
  readonly isPrivate: boolean;
}

const PER_PAGE = 100;
const pagePolicy =
  "default-src 'none'; style-src 'self'; img-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
/** The mail itself: no script, nothing fetched; its links open elsewhere. */
const framePolicy =
  "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'";

/** By which two processes know that they show the same folder; it does not say where the folder is. */
export function folderMark(folder: string): string {
  return createHash('sha256').update(`convoke inbox ${folder}`).digest('hex');
}

export function makeInboxApp(deps: InboxAppDeps): Hono {
  const { store } = deps;
  const app = new Hono();
  app.use(async (context, next) => {
    if (
      deps.isPrivate &&
      !/^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/i.test(context.req.header('host') ?? '')
    )
      return context.text('The local inbox answers to localhost only.', 421);
    context.header('Content-Security-Policy', pagePolicy);
    context.header('X-Content-Type-Options', 'nosniff');
    context.header('Referrer-Policy', 'no-referrer');
    context.header('Cache-Control', 'no-store');
    return next();
  });
  app.use(csrf());

  app.get('/', async (context) => {
    const recipient = context.req.query('to') ?? '';
    const skip = Math.max(0, Number.parseInt(context.req.query('after') ?? '0', 10) || 0);
    const all = await store.listMessages();
    const found = recipient === '' ? all : await store.listMessages({ recipient });
    return context.html(listPage({ ...deps, all: all.length, found, recipient, skip, perPage: PER_PAGE }));
  });
  app.get('/mails.json', async (context) =>
    context.json((await store.listMessages({ recipient: context.req.query('to') ?? '' })).map(plain)),
  );
  app.get('/inbox.css', async (context) =>
    context.body(await sheet(), 200, { 'Content-Type': 'text/css; charset=utf-8' }),
  );
  app.get('/mark', (context) => context.text(folderMark(store.folder)));
  app.get('/favicon.ico', (context) => context.body(null, 204));
  app.get('/mails/:file{.+\\.eml}', async (context) => {
    const found = await store.readMessage(context.req.param('file').replace(/\.eml$/, ''));
    if (found === null) return missing(context);
    return context.body(new Uint8Array(found.raw), 200, {
      'Content-Type': 'message/rfc822',
      'Content-Disposition': `attachment; filename="${found.mail.id}.eml"`,
    });
  });
  app.get('/mails/:id/frame', async (context) => {
    const found = await store.readMessage(context.req.param('id'));
    const parsed = found === null ? null : await parseMessage(found.raw);
    if (parsed === null || !parsed.ok || parsed.message.html === null) return missing(context);
    context.header('Content-Security-Policy', framePolicy);
    return context.html(messageFrame(parsed.message));
  });
  app.get('/mails/:id/:tab?', async (context) => {
    const tab = context.req.param('tab') ?? null;
    const found = await store.readMessage(context.req.param('id'));
    if (found === null || (tab !== null && !isTab(tab))) return missing(context);
    const isNarrow = context.req.query('width') === 'phone';
    return context.html(
      messagePage({ ...deps, ...found, parsed: await parseMessage(found.raw), tab, isNarrow }),
    );
  });
  app.post('/empty', async (context) => {
    await store.empty();
    return context.redirect('/', 303);
  });
  app.notFound(missing);

  function missing(context: Context): Response | Promise<Response> {
    return context.html(missingPage(deps), 404);
  }
  return app;
}

/** The ground of all our pages, and what only this one has. */
async function sheet(): Promise<string> {
  const files = [
    join(import.meta.dirname, '../http/style/ground.css'),
    join(import.meta.dirname, 'inbox.css'),
  ];
  return (await Promise.all(files.map((file) => readFile(file, 'utf8')))).join('\n');
}

function plain(mail: CaughtMail): Record<string, unknown> {
  return { ...mail, at: mail.at.toString() };
}
