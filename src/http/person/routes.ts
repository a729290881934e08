/** The pages that belong to one person: the token in the address is the key. GET shows, POST acts. */
import type { Colloquium } from '../../../config/schema.ts';
import { anythingDue, deliveryQueue } from '../../../queues/catalogue.ts';
import { confirmRequest } from '../../requests/handle-confirm.ts';
import { signToken } from '../../signed-token.ts';
import { answersOfPerson, mailsToPerson, originalKept, requestsOfPerson } from '../../store/pages-person.ts';
import { loadRequest } from '../../store/requests.ts';
import type { SubscriberRow } from '../../store/schema.ts';
import { loadSubscriber } from '../../store/subscribers.ts';
import { exportSubscriber } from '../../subscribers/handle-export.ts';
import { actOnSubscriber } from '../../subscribers/handle-subscriber-act.ts';
import { maskAddress } from '../../subscribers/mask-address.ts';
import { choosableKinds, decideSubscriber, subscriberState } from '../../subscribers/preferences.ts';
import { type Context, Hono } from '../hono.ts';
import { hostNames } from '../public/routes.ts';
import { type Form, readForm } from '../read-form.ts';
import { findColloquium, frameOf, type Scene } from '../scene.ts';
import { isForeign, refuseForeign, tokenId, unknownLink } from '../token-page.ts';
import { confirmPage } from './confirm-page.ts';
import { moveRoutes, takeMoveWish } from './move-routes.ts';
import { bannerOf, type DoneWord, readPreferencesForm } from './preferences-form.ts';
import { preferencesPage } from './preferences-page.ts';
import { type LeavingView, leavePage, leftPage, nobodyPage } from './unsubscribe-page.ts';
import { takeVouchWish, vouchRoutes, vouchRowOf } from './vouch-routes.ts';

export function personRoutes(scene: Scene): Hono {
  const routes = new Hono();
  routes.get('/unsubscribe/:token', (context) => showLeaving(scene, context));
  routes.post('/unsubscribe/:token', (context) => takeLeaving(scene, context));
  routes.get('/preferences/:token', (context) => showPreferences(scene, context));
  routes.post('/preferences/:token', (context) => takePreferences(scene, context));
  routes.route('/', moveRoutes(scene));
  routes.route('/', vouchRoutes(scene));
  routes.get('/confirm/:token', (context) => showConfirm(scene, context));
  routes.post('/confirm/:token', (context) => takeConfirm(scene, context));
  return routes;
}

interface Person {
  readonly subscriber: SubscriberRow;
  readonly colloquium: Colloquium;
}

async function findPerson(scene: Scene, id: number): Promise<Person | null> {
  const subscriber = await loadSubscriber(scene.store.db, id);
  const colloquium = subscriber === null ? null : findColloquium(scene, subscriber.colloquium);
  return subscriber === null || colloquium === null || subscriber.erased_at !== null
    ? null
    : { subscriber, colloquium };
}

async function showLeaving(scene: Scene, context: Context) {
  const id = tokenId(scene, context, 'unsubscribe');
  if (id === null) return unknownLink(scene, context);
  const person = await findPerson(scene, id);
  if (person === null) return context.html(nobodyPage(frameOf(scene, null)));
  const now = scene.clock.now();
  const view = await leavingView(scene, person);
  const { subscriber } = person;
  if (subscriber.unsubscribed_at === null) return context.html(leavePage(view));
  const mayStay = decideSubscriber(subscriber, { kind: 'stay' }, now).kind === 'change';
  return context.html(leftPage(view, { at: subscriber.unsubscribed_at, now, mayStay }));
}

/**
 * The page's own button, and the mail program's (RFC 8058 §3.1): the latter posts without cookie, Origin or Referer and
 * must not be redirected; asked twice it is answered the same.
 */
async function takeLeaving(scene: Scene, context: Context) {
  const id = tokenId(scene, context, 'unsubscribe');
  const form = await readForm(context);
  const isOneClick = form.text('List-Unsubscribe').toLowerCase() === 'one-click';
  if (!isOneClick && isForeign(scene, context)) return refuseForeign(scene, context);
  if (id === null)
    return isOneClick ? context.text('This link is not known.\n', 404) : unknownLink(scene, context);
  const way = isOneClick ? 'one-click' : 'page';
  await actOnSubscriber(scene, {
    subscriberId: id,
    act: { kind: 'leave' },
    who: `subscriber:${id}`,
    way,
    now: scene.clock.now(),
  });
  return isOneClick ? context.text('You have left the list.\n') : context.redirect(context.req.path, 303);
}

async function leavingView(scene: Scene, { subscriber, colloquium }: Person): Promise<LeavingView> {
  return {
    frame: frameOf(scene, colloquium),
    colloquium,
    hosts: await hostNames(scene, colloquium),
    address: maskAddress(subscriber.email),
    here: personPath(scene, 'unsubscribe', subscriber.id),
    preferences: personPath(scene, 'preferences', subscriber.id),
  };
}

function personPath(scene: Scene, page: 'unsubscribe' | 'preferences', id: number): string {
  return `/${page}/${signToken(scene.config.secret, page, id)}`;
}

async function showPreferences(scene: Scene, context: Context) {
  const id = tokenId(scene, context, 'preferences');
  if (id === null) return unknownLink(scene, context);
  const person = await findPerson(scene, id);
  if (person === null) return context.html(nobodyPage(frameOf(scene, null)));
  return context.html(await preferences(scene, person, context.req.query('done') ?? ''));
}

async function preferences(scene: Scene, { subscriber, colloquium }: Person, doneWord: string) {
  const { db } = scene.store;
  const now = scene.clock.now();
  const requests = await requestsOfPerson(db, colloquium.id, subscriber.email_key);
  const approved = requests.find((request) => request.decision === 'approve');
  const kept = await originalKept(db, approved?.inbound_id ?? null);
  const sent = new Set<string>(colloquium.notices.map((rule) => rule.kind));
  const here = personPath(scene, 'preferences', subscriber.id);
  return preferencesPage({
    frame: frameOf(scene, colloquium),
    colloquium,
    hosts: await hostNames(scene, colloquium),
    subscriber,
    state: subscriberState(subscriber, now),
    mayStay: decideSubscriber(subscriber, { kind: 'stay' }, now).kind === 'change',
    address: maskAddress(subscriber.email),
    offered: choosableKinds.filter((kind) => sent.has(kind)),
    approvedBy: approved?.decided_by ?? null,
    originalUntil:
      kept?.toZonedDateTimeISO('UTC').add(scene.config.service.retention.raw_mail).toInstant() ?? null,
    mails: await mailsToPerson(db, subscriber.id),
    answers: await answersOfPerson(db, subscriber.id),
    here,
    unsubscribe: personPath(scene, 'unsubscribe', subscriber.id),
    vouches: await vouchRowOf(scene, { subscriber, colloquium }, here),
    now,
    banner: bannerOf(doneWord as DoneWord),
  });
}

async function takePreferences(scene: Scene, context: Context) {
  const id = tokenId(scene, context, 'preferences');
  if (id === null) return unknownLink(scene, context);
  if (isForeign(scene, context)) return refuseForeign(scene, context);
  const person = await findPerson(scene, id);
  if (person === null) return context.html(nobodyPage(frameOf(scene, null)));
  const form = await readForm(context);
  if (form.text('act') === 'export') return sendExport(scene, context, person);
  if (form.text('act') === 'vouch' || form.text('act') === 'take-back') {
    const word = await takeVouchWish(scene, person, form);
    return context.redirect(`${personPath(scene, 'preferences', id)}?done=${word}`, 303);
  }
  if (form.text('act') === 'move') {
    const word = await takeMoveWish(scene, id, form.text('address'));
    return context.redirect(`${personPath(scene, 'preferences', id)}?done=${word}`, 303);
  }
  return applyForm(scene, context, person, form);
}

async function applyForm(scene: Scene, context: Context, { subscriber, colloquium }: Person, form: Form) {
  const offered = choosableKinds.filter((kind) => colloquium.notices.some((rule) => rule.kind === kind));
  const act = readPreferencesForm(form, colloquium.zone, subscriber, offered);
  const here = personPath(scene, 'preferences', subscriber.id);
  if (act === null) return context.redirect(`${here}?done=nothing`, 303);
  const deed = { subscriberId: subscriber.id, act, who: `subscriber:${subscriber.id}`, way: 'page' as const };
  const outcome = await actOnSubscriber(scene, { ...deed, now: scene.clock.now() });
  const isDone = outcome.kind !== 'not-possible';
  return context.redirect(`${here}?done=${isDone ? act.kind : 'not-possible'}`, 303);
}

async function sendExport(scene: Scene, context: Context, { subscriber }: Person) {
  const data = await exportSubscriber(scene.store.db, subscriber.id, { masked: true });
  context.header('Content-Disposition', 'attachment; filename="my-data.json"');
  return context.body(`${JSON.stringify(data, null, 2)}\n`, 200, {
    'Content-Type': 'application/json; charset=utf-8',
  });
}

async function showConfirm(scene: Scene, context: Context) {
  const id = tokenId(scene, context, 'confirm');
  const request = id === null ? null : await loadRequest(scene.store.db, id);
  const colloquium = request === null ? null : findColloquium(scene, request.colloquium);
  if (request === null || colloquium === null || request.email === '') return unknownLink(scene, context);
  const isOver = request.closed_at !== null || request.decision === 'decline';
  return context.html(
    confirmPage({
      frame: frameOf(scene, colloquium),
      colloquium,
      address: maskAddress(request.email),
      here: context.req.path,
      state: isOver ? 'closed' : request.confirmed_at === null ? 'open' : 'confirmed',
    }),
  );
}

async function takeConfirm(scene: Scene, context: Context) {
  const id = tokenId(scene, context, 'confirm');
  if (id === null) return unknownLink(scene, context);
  if (isForeign(scene, context)) return refuseForeign(scene, context);
  const outcome = await confirmRequest(scene, id, scene.clock.now());
  if (outcome.kind === 'missing') return unknownLink(scene, context);
  if (outcome.kind === 'confirmed') await scene.bell.ring(deliveryQueue, anythingDue);
  return context.redirect(context.req.path, 303);
}
