/**
 * The page behind the three links of a decision mail (threats 4 and 5). GET and HEAD show; a POST acts only with a
 * choice that no program makes by itself.
 */
import type { Colloquium } from '../../../config/schema.ts';
import { anythingDue, deliveryQueue } from '../../../queues/catalogue.ts';
import type { Action } from '../../moderation/decide.ts';
import { actOnRequest } from '../../moderation/handle-decision.ts';
import { renewDecisionLink } from '../../moderation/handle-renew-link.ts';
import { loadOriginal } from '../../requests/advance.ts';
import { missingPieces } from '../../requests/next-step.ts';
import { loadHost, mayAct } from '../../store/hosts.ts';
import { countInDomain, countWaiting, markLinkUsed } from '../../store/pages-requests.ts';
import { type DecisionLink, earlierRequests, loadDecisionLink, loadRequest } from '../../store/requests.ts';
import type { HostRow, RequestRow } from '../../store/schema.ts';
import { type Context, Hono } from '../hono.ts';
import { type Form, readForm } from '../read-form.ts';
import { findColloquium, frameOf, type Scene } from '../scene.ts';
import { isForeign, refuseForeign, tokenId, unknownLink } from '../token-page.ts';
import { type DecisionView, decisionPage, nameOf } from './decision-page.ts';
import { earlierWords } from './earlier-words.ts';
import { endedPage, oldLinkPage, renewedPage } from './link-pages.ts';
import { outcomePage } from './outcome-page.ts';

export function decisionRoutes(scene: Scene): Hono {
  const routes = new Hono();
  routes.get('/requests/:token', async (context) => {
    const found = await findCase(scene, context);
    return found === null ? unknownLink(scene, context) : show(scene, context, found, null, 200);
  });
  routes.post('/requests/:token', (context) => act(scene, context));
  return routes;
}

interface Case {
  readonly link: DecisionLink;
  readonly host: HostRow;
  readonly request: RequestRow;
  readonly colloquium: Colloquium;
  readonly now: Temporal.Instant;
}

async function findCase(scene: Scene, context: Context): Promise<Case | null> {
  const id = tokenId(scene, context, 'decision-link');
  const link = id === null ? null : await loadDecisionLink(scene.store.db, id);
  if (link === null) return null;
  const host = await loadHost(scene.store.db, link.host_id);
  const request = await loadRequest(scene.store.db, link.request_id);
  const colloquium = findColloquium(scene, link.colloquium);
  if (host === null || request === null || colloquium === null || request.email === '') return null;
  return { link, host, request, colloquium, now: scene.clock.now() };
}

/** `ended`: the host may not decide any more (threat 24). `old`: the link has expired. */
function standingOf({ link, host, now }: Case): 'live' | 'ended' | 'old' {
  if (!mayAct(host) || link.revoked_at !== null) return 'ended';
  return Temporal.Instant.compare(link.expires_at, now) <= 0 ? 'old' : 'live';
}

function isOpen({ request }: Case): boolean {
  return request.decided_at === null && request.closed_at === null;
}

async function show(
  scene: Scene,
  context: Context,
  found: Case,
  complaint: string | null,
  status: 200 | 409 | 422,
  form?: Form,
) {
  const frame = frameOf(scene, found.colloquium);
  const standing = standingOf(found);
  if (standing === 'ended') return context.html(endedPage(frame), status);
  const here = context.req.path;
  if (isOpen(found)) {
    if (standing === 'old') return context.html(oldLinkPage(frame, nameOf(found.request), here), status);
    return context.html(decisionPage(await decisionView(scene, context, found, complaint, form)), status);
  }
  const waiting = await countWaiting(scene.store.db, found.colloquium.id);
  return context.html(
    outcomePage({
      frame,
      request: found.request,
      host: found.host,
      zone: found.colloquium.zone,
      now: found.now,
      here,
      waiting,
      isLive: standing === 'live',
    }),
    status,
  );
}

async function decisionView(
  scene: Scene,
  context: Context,
  { request, colloquium, now }: Case,
  complaint: string | null,
  form: Form | undefined,
): Promise<DecisionView> {
  const { db } = scene.store;
  const earlier = await earlierRequests(db, colloquium.id, request.email_key, request.id);
  return {
    frame: frameOf(scene, colloquium),
    request,
    original: await loadOriginal(db, scene, colloquium, request),
    earlier: earlierWords(earlier, colloquium.zone),
    neighbours: await countInDomain(db, colloquium.id, request.email_key),
    missing: missingPieces(request, colloquium.requests.need),
    form: {
      action: context.req.path,
      undoMinutes: Math.round(colloquium.requests.undo.total('minutes')),
      focus: context.req.query('do') ?? null,
      filled: form === undefined ? null : { reason: form.text('reason'), question: form.text('question') },
    },
    now,
    complaint,
  };
}

async function act(scene: Scene, context: Context) {
  const found = await findCase(scene, context);
  if (found === null) return unknownLink(scene, context);
  if (isForeign(scene, context)) return refuseForeign(scene, context);
  const standing = standingOf(found);
  if (standing === 'ended') return show(scene, context, found, null, 409);
  const form = await readForm(context);
  if (standing === 'old')
    return form.text('do') === 'renew'
      ? renew(scene, context, found)
      : show(scene, context, found, null, 409);
  const action = readAction(form);
  if (action === null) return show(scene, context, found, complaintOf(form), 422, form);
  const outcome = await actOnRequest(scene, {
    requestId: found.request.id,
    action,
    host: found.host,
    way: 'page',
    how: 'From the page behind the decision mail',
    now: found.now,
  });
  switch (outcome.kind) {
    case 'decide':
    case 'ask':
    case 'undo':
    case 'reverse':
      await markLinkUsed(scene.store.db, found.link.id, found.now);
      return context.redirect(context.req.path, 303);
    case 'unproven':
      return show(
        scene,
        context,
        found,
        'The address has not confirmed itself yet. Until it has, it cannot be approved.',
        409,
        form,
      );
    default: {
      const again = await findCase(scene, context);
      return show(scene, context, again ?? found, null, 409);
    }
  }
}

async function renew(scene: Scene, context: Context, { link, host, request, colloquium, now }: Case) {
  await renewDecisionLink(scene, { linkId: link.id, host, request, colloquium, now });
  await scene.bell.ring(deliveryQueue, anythingDue);
  return context.html(renewedPage(frameOf(scene, colloquium)));
}

/** Null where nothing was chosen, or a question without words. */
export function readAction(form: Form): Action | null {
  switch (form.text('do')) {
    case 'approve':
      return { kind: 'approve' };
    case 'decline':
      return { kind: 'decline', reason: form.text('reason').slice(0, 2000) || null };
    case 'ask': {
      const question = form.text('question').slice(0, 2000);
      return question === '' ? null : { kind: 'ask', question };
    }
    case 'undo':
      return form.text('sure') === 'yes' ? { kind: 'undo' } : null;
    default:
      return null;
  }
}

export function complaintOf(form: Form): string {
  return form.text('do') === 'ask'
    ? 'Write what should be asked.'
    : 'Choose first: approve, decline or ask. Nothing has happened.';
}
