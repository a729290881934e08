/** What stands behind a decision link that cannot act: too old, ended, or just renewed. */
import { type Html, html } from '../hono.ts';
import type { Frame } from '../parts/layout.ts';
import { slipPage } from '../parts/slip.ts';
import { press } from '../parts/small.ts';

export function endedPage(frame: Frame): Html {
  return slipPage({
    ...frame,
    title: 'This link has ended',
    heading: 'This link has ended.',
    body: html`<p class="read">It belonged to a host who does not decide any more. Nothing has happened.</p>`,
  });
}

export function oldLinkPage(frame: Frame, name: string, here: string): Html {
  return slipPage({
    ...frame,
    title: 'An old link',
    eyebrow: html`<bdi>${name}</bdi> is still waiting`,
    heading: 'This link is older than 14 days.',
    body: html`<p class="read">A new one goes to the address this one went to, and nowhere else.</p>
${press(here, 'Mail me a new link', { do: 'renew' }, 'primary tall')}
<p class="hush">Or decide in the <a href="/host/requests">console</a>.</p>`,
  });
}

export function renewedPage(frame: Frame): Html {
  return slipPage({
    ...frame,
    title: 'Look in your mail',
    heading: 'Look in your mail.',
    body: html`<p class="read">A new link is on its way to you.</p>`,
  });
}
