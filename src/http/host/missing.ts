/** What the console says where something is not there, or not for whoever asks. */
import { type Context, html } from '../hono.ts';
import { lede } from '../parts/small.ts';
import type { Scene } from '../scene.ts';
import type { Desk } from './desk.ts';
import { deskPage } from './frame.ts';

export function missingDeskPage(scene: Scene, context: Context, desk: Desk) {
  const body = lede(
    'Not here',
    'There is nothing under this address.',
    html`<p class="hush">It may be gone, or belong to another colloquium.</p>`,
  );
  return context.html(deskPage(scene, desk, { title: 'Not here', place: 'other', body }), 404);
}

export function onlooker(scene: Scene, context: Context, desk: Desk) {
  const body = lede(
    'You look on',
    'Nothing was changed: only hosts act here.',
    html`<p class="hush">A host, or whoever runs the service, can make you one.</p>`,
  );
  return context.html(deskPage(scene, desk, { title: 'You look on', place: 'other', body }), 403);
}
