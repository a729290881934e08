/** The hosts' console, in the order of its places. */
import { Hono } from '../hono.ts';
import type { Scene } from '../scene.ts';
import { addRoutes } from './add-routes.ts';
import { calendarRoutes } from './calendar-routes.ts';
import { mailingRoutes } from './mailing-routes.ts';
import { moreRoutes } from './more-routes.ts';
import { outboxRoutes } from './outbox-routes.ts';
import { requestsRoutes } from './requests-routes.ts';
import { signInRoutes } from './sign-in-routes.ts';
import { subscribersRoutes } from './subscribers-routes.ts';
import { talkRoutes } from './talk-routes.ts';
import { templatesRoutes } from './templates-routes.ts';

export function hostRoutes(scene: Scene): Hono {
  const routes = new Hono();
  for (const part of [
    signInRoutes,
    requestsRoutes,
    addRoutes,
    subscribersRoutes,
    calendarRoutes,
    talkRoutes,
    outboxRoutes,
    mailingRoutes,
    templatesRoutes,
    moreRoutes,
  ]) {
    routes.route('/', part(scene));
  }
  return routes;
}
