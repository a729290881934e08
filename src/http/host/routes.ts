/** The hosts' console. */
import { Hono } from '../hono.ts';
import type { Scene } from '../scene.ts';

export function hostRoutes(_scene: Scene): Hono {
  return new Hono();
}
