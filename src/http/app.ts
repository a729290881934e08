/** All pages as one application: what every answer carries, then the routes in the order in which people meet them. */
import { reasonOf } from '../errors.ts';
import { decisionRoutes } from './decision/routes.ts';
import { securityHeaders } from './headers.ts';
import { bodyLimit, type Context, Hono } from './hono.ts';
import { hostRoutes } from './host/routes.ts';
import { brokenPage, missingPage } from './parts/slip.ts';
import { personRoutes } from './person/routes.ts';
import { probeRoutes } from './probe/routes.ts';
import { publicRoutes } from './public/routes.ts';
import { frameOf, type Scene } from './scene.ts';

const mostFormBytes = 256 * 1024;
/** A list of 2 MB that is shown before it counts comes back as base64. */
const mostImportBytes = 3 * 1024 * 1024;
const aYear = 'public, max-age=31536000, immutable';

export function makeApp(scene: Scene): Hono {
  const app = new Hono();
  app.use(securityHeaders(scene.isHttps));
  app.use(accessLog(scene));
  const limit = (maxSize: number) =>
    bodyLimit({ maxSize, onError: (context) => context.text('That is too long.\n', 413) });
  const limits = { form: limit(mostFormBytes), list: limit(mostImportBytes) };
  app.use((context, next) =>
    (context.req.path === '/host/subscribers/import' ? limits.list : limits.form)(context, next),
  );
  app.get('/static/:name', (context) => sendAsset(scene, context));
  app.get('/robots.txt', (context) =>
    context.text(
      'User-agent: *\nDisallow: /host/\nDisallow: /requests/\nDisallow: /preferences/\nDisallow: /unsubscribe/\nDisallow: /confirm/\nDisallow: /vouch/\n',
    ),
  );
  for (const routes of [probeRoutes, publicRoutes, personRoutes, decisionRoutes, hostRoutes])
    app.route('/', routes(scene));
  app.notFound((context) => context.html(missingPage(frameOf(scene, null)), 404));
  app.onError((error, context) => {
    scene.log.error({ path: templateOf(context), why: reasonOf(error), stack: error.stack }, 'page failed');
    return context.html(brokenPage(frameOf(scene, null)), 500);
  });
  return app;
}

function sendAsset(scene: Scene, context: Context) {
  const asset = scene.assets.find(context.req.path);
  if (asset === null) return context.html(missingPage(frameOf(scene, null)), 404);
  context.header('Cache-Control', aYear);
  return context.body(asset.body, 200, { 'Content-Type': asset.type });
}

/** Only the template of the path is logged: a path may hold a token (threat 19). */
function accessLog(scene: Scene) {
  return async (context: Context, next: () => Promise<void>) => {
    const startedAt = performance.now();
    await next();
    scene.log.debug(
      {
        method: context.req.method,
        path: templateOf(context),
        status: context.res.status,
        ms: Math.round(performance.now() - startedAt),
      },
      'page',
    );
  };
}

function templateOf(context: Context): string {
  const found = context.req.matchedRoutes.findLast((route) => route.path !== '/*' && route.path !== '*');
  return found?.path ?? 'unknown';
}
