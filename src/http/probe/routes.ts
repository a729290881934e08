/** For load balancers and operators: is it alive, may it get traffic, how much waits. */
import { reasonOf } from '../../errors.ts';
import { loadFigures, missingMigrations } from '../../store/pages-probe.ts';
import { type Context, Hono } from '../hono.ts';
import type { Scene } from '../scene.ts';
import { metricsText } from './metrics.ts';

export function probeRoutes(scene: Scene): Hono {
  const routes = new Hono();
  routes.get('/healthz', (context) => context.json({ alive: true }));
  routes.get('/readyz', (context) => ready(scene, context));
  routes.get('/metrics', async (context) => {
    const figures = await loadFigures(scene.store.db, scene.clock.now());
    const waiting = await scene.jobs.waiting().catch(() => ({}));
    return context.body(metricsText(figures, waiting), 200, {
      'Content-Type': 'text/plain; version=0.0.4; charset=utf-8',
    });
  });
  return routes;
}

async function ready(scene: Scene, context: Context) {
  try {
    const missing = await missingMigrations(scene.store.db);
    if (missing.length === 0) return context.json({ ready: true });
    return context.json(
      { ready: false, why: `the database is behind: ${missing.join(', ')}. Run ./convoke migrate.` },
      503,
    );
  } catch (error) {
    scene.log.warn({ why: reasonOf(error) }, 'not ready');
    return context.json({ ready: false, why: 'the database does not answer' }, 503);
  }
}
