/** Who is signed in, and the two ways through the door: pages that show, and forms that act (threats 8 and 24). */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Colloquium } from '../../../config/schema.ts';
import { readToken, signToken } from '../../signed-token.ts';
import { mayAct } from '../../store/hosts.ts';
import { type DeskCounts, deskCounts } from '../../store/pages-desk.ts';
import type { HostRow } from '../../store/schema.ts';
import { loadSession, touchSession } from '../../store/sessions.ts';
import { type Context, getCookie, setCookie } from '../hono.ts';
import { type Form, readForm } from '../read-form.ts';
import { findColloquium, type Scene } from '../scene.ts';
import { provenance, refuseForeign } from '../token-page.ts';
import { onlooker } from './missing.ts';

export interface Desk {
  readonly host: HostRow;
  readonly colloquium: Colloquium;
  readonly sessionId: number;
  /** Goes with every form of this session. */
  readonly formToken: string;
  readonly counts: DeskCounts;
  readonly now: Temporal.Instant;
}

type Answer = Response | Promise<Response>;
const touchEveryMs = 5 * 60_000;
const thirtyDays = 30 * 24 * 3600;

/** The browser takes a __Host- cookie over https only (RFC 6265bis §4.1.3.2). */
function cookieName(scene: Scene): string {
  return scene.isHttps ? '__Host-convoke' : 'convoke';
}

const cookieOf = (scene: Scene) =>
  ({ path: '/', httpOnly: true, sameSite: 'Lax', secure: scene.isHttps }) as const;

export function giveCookie(scene: Scene, context: Context, sessionId: number): void {
  const token = signToken(scene.config.secret, 'session', sessionId);
  setCookie(context, cookieName(scene), token, { ...cookieOf(scene), maxAge: thirtyDays });
}

export function takeCookie(scene: Scene, context: Context): void {
  setCookie(context, cookieName(scene), '', { ...cookieOf(scene), maxAge: 0 });
}

/** A page of the console; whoever is not signed in is asked to, and comes back to it. */
export function page(scene: Scene, show: (context: Context, desk: Desk) => Answer) {
  return async (context: Context): Promise<Response> => {
    const desk = await findDesk(scene, context);
    if (desk !== null) return show(context, desk);
    rememberPlace(scene, context);
    return context.redirect('/host/sign-in', 303);
  };
}

/** A form by which a host acts; whoever only looks on is told so. */
export function act(scene: Scene, run: Run) {
  return ownAct(scene, (context, desk, form) =>
    mayAct(desk.host) ? run(context, desk, form) : onlooker(scene, context, desk),
  );
}

type Run = (context: Context, desk: Desk, form: Form) => Answer;

/** A form about one's own visit. From our own page, with this session's form token, or nothing happens. */
export function ownAct(scene: Scene, run: Run) {
  return async (context: Context): Promise<Response> => {
    if (provenance(scene, context) !== 'own') return refuseForeign(scene, context);
    const desk = await findDesk(scene, context);
    if (desk === null) return context.redirect('/host/sign-in', 303);
    const form = await readForm(context);
    return isSame(form.text('token'), desk.formToken)
      ? run(context, desk, form)
      : refuseForeign(scene, context);
  };
}

export async function findDesk(scene: Scene, context: Context): Promise<Desk | null> {
  const id = readToken(scene.config.secret, 'session', getCookie(context, cookieName(scene)) ?? '');
  const now = scene.clock.now();
  const row = id === null ? null : await loadSession(scene.store.db, id, now);
  const colloquium = row === null ? null : findColloquium(scene, row.colloquium);
  if (row === null || colloquium === null) return null;
  const { session_id: sessionId, seen_at: seenAt, ...host } = row;
  if (now.epochMilliseconds - seenAt.epochMilliseconds > touchEveryMs)
    await touchSession(scene.store.db, sessionId, now);
  const counts = await deskCounts(scene.store.db, colloquium.id, now);
  return { host, colloquium, sessionId, formToken: formTokenOf(scene, sessionId), counts, now };
}

function formTokenOf(scene: Scene, sessionId: number): string {
  return createHmac('sha256', scene.config.secret).update(`form\0${sessionId}`).digest('base64url');
}

function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** Pages one may come back to after signing in; nothing else is ever a target (threat 9). */
const places =
  /^\/host\/(?:(?:requests|subscribers|mailings|messages|talks)(?:\/\d{1,15})?|outbox|calendar|templates|health|mails|sessions|settings|audit)$/;

function rememberPlace(scene: Scene, context: Context): void {
  const { path } = context.req;
  if (context.req.method === 'GET' && places.test(path)) {
    setCookie(context, 'convoke-place', path, { ...cookieOf(scene), maxAge: 900 });
  }
}

export function placeAfterSignIn(context: Context): string {
  const place = getCookie(context, 'convoke-place') ?? '';
  return places.test(place) ? place : '/host/outbox';
}
