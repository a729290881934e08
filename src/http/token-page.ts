/** What all pages behind a link share: the token in the path is the authority, and nothing else. */
import { readToken, type TokenPurpose } from '../signed-token.ts';
import { clientAddress } from './client-address.ts';
import { whereFrom } from './cross-site.ts';
import { type Context, getConnInfo } from './hono.ts';
import { foreignPage, unknownLinkPage } from './parts/slip.ts';
import { frameOf, type Scene } from './scene.ts';

/** The identifier that a link's token names; null for whatever was not signed here for this purpose. */
export function tokenId(scene: Scene, context: Context, purpose: TokenPurpose): number | null {
  const id = readToken(scene.config.secret, purpose, context.req.param('token') ?? '');
  if (id !== null) return id;
  const isQuiet = scene.unknownTokens.take(clientIp(scene, context), scene.clock.now());
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

export function clientIp(scene: Scene, context: Context): string {
  const remote = getConnInfo(context).remote.address ?? 'unknown';
  return clientAddress(remote, context.req.header('x-forwarded-for'), scene.proxies);
}
