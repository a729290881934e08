/** Requests in the console: the list, one in full, and mails that were not understood. */
import { correctRequest } from '../../moderation/handle-correction.ts';
import { actOnRequest } from '../../moderation/handle-decision.ts';
import { loadOriginal } from '../../requests/advance.ts';
import { missingPieces } from '../../requests/next-step.ts';
import { auditOf, writeAudit } from '../../store/audit.ts';
import { listHeld, loadInbound, settleHeld } from '../../store/inbound.ts';
import { namesOf } from '../../store/pages-desk.ts';
import { requestsStamp } from '../../store/pages-live.ts';
import { countInDomain, listDecided } from '../../store/pages-requests.ts';
import { earlierRequests, listRequests, loadRequest } from '../../store/requests.ts';
import type { RequestRow } from '../../store/schema.ts';
import { findSubscriber } from '../../store/subscribers.ts';
import { loadVouching } from '../../store/vouches.ts';
import { nameOf } from '../decision/decision-page.ts';
import { earlierWords } from '../decision/earlier-words.ts';
import { complaintOf, readAction } from '../decision/routes.ts';
import { type Context, Hono, type Html, html } from '../hono.ts';
import { clockTime } from '../page-time.ts';
import { done } from '../parts/small.ts';
import type { Scene } from '../scene.ts';
import { actorsOf } from './deed-log.ts';
import { act, type Desk, page } from './desk.ts';
import { deskPage, places } from './frame.ts';
import { follow, type LivePiece, pageLook } from './live.ts';
import { messageBody } from './message-page.ts';
import { missingDeskPage } from './missing.ts';
import { requestBody } from './request-page.ts';
import { type RequestsShow, type RequestsView, requestPieces, requestsBody } from './requests-page.ts';

/** Of what was decided. */
const hoursShown = 7 * 24;
const shows: readonly RequestsShow[] = ['waiting', 'asked', 'held', 'decided'];

export function requestsRoutes(scene: Scene): Hono {
  const routes = new Hono();
  routes.get(
    '/host/requests',
    page(scene, (context, desk) => showList(scene, context, desk)),
  );
  routes.get(
    '/host/requests/events',
    page(scene, (context) => watchList(scene, context)),
  );
  routes.get(
    '/host/requests/:id',
    page(scene, (context, desk) => showOne(scene, context, desk, null)),
  );
  routes.post(
    '/host/requests/:id',
    act(scene, async (context, desk, form) => {
      const request = await findRequest(scene, context, desk);
      if (request === null) return missingDeskPage(scene, context, desk);
      const action = readAction(form);
      if (action === null) return showOne(scene, context, desk, complaintOf(form));
      const deed = {
        requestId: request.id,
        action,
        host: desk.host,
        way: 'console' as const,
        how: 'In the console',
        now: desk.now,
      };
      const outcome = await actOnRequest(scene, deed);
      if (outcome.kind === 'unproven')
        return showOne(scene, context, desk, 'The address has not confirmed itself yet.');
      return context.redirect(`/host/requests/${request.id}?done=${outcome.kind}`, 303);
    }),
  );
  routes.post(
    '/host/requests/:id/read',
    act(scene, async (context, desk, form) => {
      const request = await findRequest(scene, context, desk);
      if (request === null) return missingDeskPage(scene, context, desk);
      const fields = {
        name: form.text('name'),
        affiliation: form.text('affiliation'),
        motivation: form.text('motivation'),
      };
      const correction = { requestId: request.id, fields, host: desk.host, now: desk.now };
      const { kind } = await correctRequest(scene, correction);
      return context.redirect(
        `/host/requests/${request.id}?done=${kind === 'closed' ? 'already' : kind}`,
        303,
      );
    }),
  );
  routes.get(
    '/host/messages/:id',
    page(scene, (context, desk) => showMessage(scene, context, desk)),
  );
  routes.post(
    '/host/messages/:id',
    act(scene, (context, desk) => settle(scene, context, desk)),
  );
  return routes;
}

async function showList(scene: Scene, context: Context, desk: Desk) {
  const view = await listView(scene, context, desk);
  const live = `/host/requests/events${view.show === 'waiting' ? '' : `?show=${view.show}`}`;
  const body = requestsBody(view);
  return context.html(deskPage(scene, desk, { title: 'Requests', place: 'requests', body, live }));
}

/** Somebody asks, and stands there; another host decides, and it is seen. */
function watchList(scene: Scene, context: Context) {
  const { db } = scene.store;
  const stampOf = (desk: Desk) =>
    requestsStamp(db, desk.colloquium.id, desk.now.subtract({ hours: hoursShown }));
  const piecesOf = async (desk: Desk): Promise<readonly LivePiece[]> => [
    ['places', places(desk, 'requests')],
    ...requestPieces(await listView(scene, context, desk)),
  ];
  return follow(scene, context, pageLook(stampOf, piecesOf));
}

async function listView(scene: Scene, context: Context, desk: Desk): Promise<RequestsView> {
  const { db } = scene.store;
  const { id } = desk.colloquium;
  const open = await listRequests(db, id, 'open', 500);
  const isForHosts = (request: RequestRow) => request.confirmed_at !== null && request.hosts_told_at !== null;
  const show = shows.find((each) => each === context.req.query('show')) ?? 'waiting';
  return {
    desk,
    show,
    waiting: open.filter(isForHosts),
    asked: open.filter((request) => !isForHosts(request)),
    held: await listHeld(db, id, { limit: 100 }),
    decided: await listDecided(db, id, desk.now.subtract({ hours: hoursShown }), 100),
    banner: null,
  };
}

async function findRequest(scene: Scene, context: Context, desk: Desk): Promise<RequestRow | null> {
  const request = await loadRequest(scene.store.db, idOf(context));
  return request !== null && request.colloquium === desk.colloquium.id ? request : null;
}

/** 0 for anything that is no identifier: no row has it. */
export function idOf(context: Context): number {
  const text = context.req.param('id') ?? '';
  return /^\d{1,15}$/.test(text) ? Number(text) : 0;
}

async function showOne(scene: Scene, context: Context, desk: Desk, complaint: string | null) {
  const request = await findRequest(scene, context, desk);
  if (request === null) return missingDeskPage(scene, context, desk);
  const { db } = scene.store;
  const { colloquium } = desk;
  const deeds = (await auditOf(db, `request:${request.id}`)).toReversed();
  const subscriber = await findSubscriber(db, colloquium.id, request.email_key);
  const body = requestBody({
    desk,
    request,
    original: await loadOriginal(db, scene, colloquium, request),
    earlier: earlierWords(
      await earlierRequests(db, colloquium.id, request.email_key, request.id),
      colloquium.zone,
    ),
    neighbours: await countInDomain(db, colloquium.id, request.email_key),
    missing: missingPieces(request, colloquium.requests.need),
    deeds,
    names: await namesOf(db, colloquium.id, actorsOf(deeds)),
    subscriberId: subscriber?.id ?? null,
    voucher: await voucherOf(scene, request),
    complaint,
    banner: bannerOf(context.req.query('done') ?? '', request, desk),
  });
  const status = complaint === null ? 200 : 422;
  return context.html(deskPage(scene, desk, { title: nameOf(request), place: 'requests', body }), status);
}

async function voucherOf(scene: Scene, { vouch_id }: RequestRow) {
  const found = vouch_id === null ? null : await loadVouching(scene.store.db, vouch_id);
  return found === null ? null : { id: found.voucher.id, name: found.voucher.name || found.voucher.email };
}

function bannerOf(word: string, request: RequestRow, desk: Desk): Html | null {
  const name = nameOf(request);
  const more = html`<a href="/host/requests">${desk.counts.requests === 0 ? 'Nobody else waits' : `${desk.counts.requests} more wait`}</a>`;
  if (word === 'decide' && request.decision !== null) {
    const until = request.effective_at === null ? '' : clockTime(request.effective_at, desk.colloquium.zone);
    return done(
      html`<bdi>${name}</bdi> is ${request.decision === 'approve' ? 'on the list' : 'declined'}.`,
      html`The mail leaves at ${until}. ${more}.`,
    );
  }
  if (word === 'ask') return done('The question is on its way.', html`The answer comes back here. ${more}.`);
  if (word === 'undo' && request.decision === null)
    return done('Taken back.', html`<bdi>${name}</bdi> noticed nothing, and waits again.`);
  if (word === 'corrected') return done('Corrected.', 'It is so for the other hosts too.');
  if (word === 'already') return done('Somebody was first.', 'What they decided stands below.');
  return null;
}

async function showMessage(scene: Scene, context: Context, desk: Desk) {
  const mail = await loadInbound(scene.store.db, idOf(context));
  // Who complained is nobody's business, a host's neither.
  if (mail === undefined || mail.colloquium !== desk.colloquium.id || mail.class === 'complaint')
    return missingDeskPage(scene, context, desk);
  const original = await loadOriginal(scene.store.db, scene, desk.colloquium, { inbound_id: mail.id });
  const body = messageBody(desk, mail, original);
  return context.html(deskPage(scene, desk, { title: 'A mail', place: 'requests', body }));
}

async function settle(scene: Scene, context: Context, desk: Desk) {
  const mail = await loadInbound(scene.store.db, idOf(context));
  if (mail === undefined || mail.colloquium !== desk.colloquium.id)
    return missingDeskPage(scene, context, desk);
  await scene.store.transaction(async (tx) => {
    if (!(await settleHeld(tx, mail.id, { by: desk.host.name, at: desk.now }))) return;
    await writeAudit(tx, {
      at: desk.now,
      colloquium: desk.colloquium.id,
      who: `host:${desk.host.id}`,
      way: 'console',
      what: 'message.settled',
      subject: `inbound:${mail.id}`,
    });
  });
  return context.redirect(`/host/messages/${mail.id}`, 303);
}
