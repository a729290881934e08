/** Somebody proves that an address is theirs, before a host reads the request. */
import type { Colloquium } from '../../../config/schema.ts';
import { type Html, html } from '../hono.ts';
import type { Frame } from '../parts/layout.ts';
import { slipPage } from '../parts/slip.ts';
import { press } from '../parts/small.ts';

export interface ConfirmView {
  readonly frame: Frame;
  readonly colloquium: Colloquium;
  /** Masked. */
  readonly address: string;
  readonly here: string;
  readonly state: 'open' | 'confirmed' | 'closed';
}

export function confirmPage({ frame, colloquium, address, here, state }: ConfirmView): Html {
  switch (state) {
    case 'open':
      return slipPage({
        ...frame,
        title: 'Is this you?',
        eyebrow: address,
        heading: 'Did you ask to join?',
        body: html`<p class="read">Somebody asked, with this address, to join the list of the ${colloquium.name}. If it was you, say so and a host reads your request.</p>
${press(here, 'Yes, that was me', {}, 'primary tall')}
<p class="hush">If it was not you, close this page. Without this step you get no further mail.</p>`,
      });
    case 'confirmed':
      return slipPage({
        ...frame,
        title: 'Thank you',
        eyebrow: address,
        heading: 'Thank you. The address is yours.',
        body: html`<p class="read">The hosts read your request, usually within a day. You hear from them by mail.</p>`,
      });
    case 'closed':
      return slipPage({
        ...frame,
        title: 'Closed',
        eyebrow: address,
        heading: 'This request is closed.',
        body: html`<p class="read">Write to <a href="mailto:${colloquium.address}">${colloquium.address}</a> if you would still like to join.</p>`,
      });
  }
}
