/** What all pages behind a link share: the token in the path is the authority, and nothing else. */
import { readToken, type TokenPurpose } from '../signed-token.ts';
import { whereFrom } from './cross-site.ts';
import { type Context, getConnInfo } from './hono.ts';
import { foreignPage, unknownLinkPage } from './parts/slip.ts';
import { openRateLimit } from './rate-limit.ts';
import { frameOf, type Scene } from './scene.ts';

/** Guessing cannot succeed (80 bits); that somebody tries is told to the operator. */
const unknownTokens = openRateLimit({ tries: 60, perMinutes: 15 });

/** The identifier that a link's token names; null for whatever was not signed here for this purpose. */
export function tokenId(scene: Scene, context: Context, purpose: TokenPurpose): number | null {
  const id = readToken(scene.config.secret, purpose, context.req.param('token') ?? '');
  if (id !== null) return id;
  const isQuiet = unknownTokens.take(clientIp(context), scene.clock.now());
  if (!isQuiet) scene.log.warn({ purpose }, 'many unknown tokens from one address');
  return null;
}

export function unknownLink(scene: Scene, context: Context) {
  return context.html(unknownLinkPage(frameOf(scene, null)), 404);
}

/** Programs may post without saying where from: they know the token. A page of somebody else may not. */
export function isForeign(scene: Scene, context: Context): boolean {
  return provenance(scene, context) === 'foreign';
}

export function refuseForeign(scene: Scene, context: Context) {
  return context.html(foreignPage(frameOf(scene, null)), 403);
}

export function provenance(scene: Scene, context: Context): ReturnType<typeof whereFrom> {
  const origin = context.req.header('origin') ?? null;
  const secFetchSite = context.req.header('sec-fetch-site') ?? null;
  // Behind localhost or a test port the page's own origin is the one it was asked under.
  const own = origin === scene.origin ? scene.origin : new URL(context.req.url).origin;
  return whereFrom({ origin, secFetchSite }, own);
}

export function clientIp(context: Context): string {
  return getConnInfo(context).remote.address ?? 'unknown';
}
