/** The public pages and the feeds. They show; nothing here changes anything. */
import type { Colloquium } from '../../../config/schema.ts';
import { colloquiumUrl, talkUrl } from '../../links.ts';
import { activeHosts } from '../../store/hosts.ts';
import { loadPhoto, photoOf } from '../../store/photos.ts';
import { loadTalk, loadTalks } from '../../store/talks.ts';
import { type Context, Hono } from '../hono.ts';
import { shortDay } from '../page-time.ts';
import { missingPage } from '../parts/slip.ts';
import { findColloquium, frameOf, homeOf, type Scene } from '../scene.ts';
import { feedEvents, writeTalksFeed } from './feed.ts';
import { listPage } from './list-page.ts';
import { headingOf, seriesOf } from './series.ts';
import { seriesPage } from './series-page.ts';
import { talkPage } from './talk-page.ts';

/** Public pages may be kept a minute by whoever stands between. */
const shared = 'public, max-age=60';

export function publicRoutes(scene: Scene): Hono {
  const routes = new Hono();
  routes.get('/', (context) => {
    const [only, ...others] = scene.config.colloquia;
    return only !== undefined && others.length === 0
      ? showSeries(scene, context, only)
      : showList(scene, context);
  });
  routes.get('/c/:id', (context) => {
    const colloquium = findColloquium(scene, context.req.param('id'));
    return colloquium === null ? missing(scene, context) : showSeries(scene, context, colloquium);
  });
  routes.get('/c/:id/calendar.ics', (context) => {
    const colloquium = findColloquium(scene, context.req.param('id'));
    return colloquium === null ? missing(scene, context) : sendFeed(scene, context, [colloquium]);
  });
  routes.get('/calendar.ics', (context) => sendFeed(scene, context, scene.config.colloquia));
  routes.get('/talks/:id/photo', (context) => sendPhoto(scene, context));
  routes.get('/talks/:id', (context) => {
    const [, digits, ics] = /^(\d{1,15})(\.ics)?$/.exec(context.req.param('id')) ?? [];
    if (digits === undefined) return missing(scene, context);
    return ics === undefined
      ? showTalk(scene, context, Number(digits))
      : sendTalk(scene, context, Number(digits));
  });
  return routes;
}

async function showSeries(scene: Scene, context: Context, colloquium: Colloquium) {
  const now = scene.clock.now();
  const talks = await loadTalks(scene.store.db, colloquium.id);
  context.header('Cache-Control', shared);
  return context.html(
    seriesPage({
      frame: frameOf(scene, colloquium),
      colloquium,
      series: seriesOf(talks, now, colloquium.zone),
      hosts: await hostNames(scene, colloquium),
      now,
      feedUrl: feedUrl(scene, colloquium),
    }),
  );
}

async function showList(scene: Scene, context: Context) {
  const now = scene.clock.now();
  const entries = scene.config.colloquia.map(async (colloquium) => {
    const { next } = seriesOf(await loadTalks(scene.store.db, colloquium.id), now, colloquium.zone);
    const words =
      next === null ? null : `${shortDay(Temporal.PlainDate.from(next.date))}, ${headingOf(next).text}`;
    return {
      name: colloquium.name,
      tagline: colloquium.tagline,
      path: homeOf(scene, colloquium),
      next: words,
    };
  });
  context.header('Cache-Control', shared);
  return context.html(listPage(frameOf(scene, null), await Promise.all(entries)));
}

async function showTalk(scene: Scene, context: Context, id: number) {
  const talk = await loadTalk(scene.store.db, id);
  const colloquium = talk === null ? null : findColloquium(scene, talk.colloquium);
  if (talk === null || colloquium === null) return missing(scene, context);
  const others = (await loadTalks(scene.store.db, colloquium.id)).filter(
    (each) => each.withdrawnAt === null && each.id !== talk.id && (each.title ?? each.speaker) !== null,
  );
  context.header('Cache-Control', shared);
  return context.html(
    talkPage({
      frame: frameOf(scene, colloquium),
      colloquium,
      talk,
      before: others.findLast((each) => each.date < talk.date) ?? null,
      after: others.find((each) => each.date > talk.date) ?? null,
      hosts: await hostNames(scene, colloquium),
      now: scene.clock.now(),
      url: talkUrl(scene.origin, talk.id),
      hasPhoto: (await photoOf(scene.store.db, talk.id, talk.photo)) !== null,
    }),
  );
}

/** The speaker's photo as it was fetched; its type is that of its bytes, and no browser guesses another. */
async function sendPhoto(scene: Scene, context: Context) {
  const id = /^\d{1,15}$/.exec(context.req.param('id') ?? '')?.[0];
  const talk = id === undefined ? null : await loadTalk(scene.store.db, Number(id));
  const number = talk === null ? null : await photoOf(scene.store.db, talk.id, talk.photo);
  const photo = number === null ? null : await loadPhoto(scene.store.db, number);
  if (photo === null) return missing(scene, context);
  context.header('Cache-Control', 'public, max-age=3600');
  return context.body(new Uint8Array(photo.content), 200, { 'Content-Type': photo.contentType });
}

async function sendTalk(scene: Scene, context: Context, id: number) {
  const talk = await loadTalk(scene.store.db, id);
  const colloquium = talk === null ? null : findColloquium(scene, talk.colloquium);
  if (talk === null || colloquium === null) return missing(scene, context);
  const events = feedEvents([{ ...talk, withdrawnAt: null }], colloquium, scene.origin);
  context.header('Content-Disposition', `attachment; filename="talk-${talk.date}.ics"`);
  return calendar(context, writeTalksFeed(colloquium.name, talkUrl(scene.origin, talk.id), events));
}

async function sendFeed(scene: Scene, context: Context, colloquia: readonly Colloquium[]) {
  const events = await Promise.all(
    colloquia.map(async (each) => feedEvents(await loadTalks(scene.store.db, each.id), each, scene.origin)),
  );
  const name = colloquia.map((each) => each.name).join(', ');
  const url = colloquia.length === 1 ? colloquiumUrl(scene.config, colloquia[0]!) : scene.origin;
  return calendar(context, writeTalksFeed(name, url, events.flat()));
}

function calendar(context: Context, body: string) {
  context.header('Cache-Control', shared);
  context.header('Cross-Origin-Resource-Policy', 'cross-origin');
  return context.body(body, 200, { 'Content-Type': 'text/calendar; charset=utf-8' });
}

function missing(scene: Scene, context: Context) {
  return context.html(missingPage(frameOf(scene, null)), 404);
}

export function feedUrl(scene: Scene, colloquium: Colloquium): string {
  return scene.config.colloquia.length === 1
    ? `${scene.origin}/calendar.ics`
    : `${scene.origin}/c/${colloquium.id}/calendar.ics`;
}

export async function hostNames(scene: Scene, colloquium: Colloquium): Promise<string[]> {
  const hosts = await activeHosts(scene.store.db, colloquium.id);
  return (hosts.length > 0 ? hosts : colloquium.hosts).map((host) => host.name);
}
