/** The foot of the public pages. */
import type { Colloquium } from '../../../config/schema.ts';
import { type Html, html } from '../hono.ts';

export function colophon(
  colloquium: Pick<Colloquium, 'name' | 'address' | 'postal'>,
  hosts: readonly string[],
): Html {
  const where = colloquium.postal === '' ? colloquium.name : colloquium.postal;
  const names = new Intl.ListFormat('en', { type: 'conjunction' }).format(hosts);
  return html`<footer class="colophon"><div class="frame">
<p>${where}.${hosts.length === 0 ? null : ` ${hosts.length === 1 ? 'Host' : 'Hosts'}: ${names}.`}</p>
<p><a href="mailto:${colloquium.address}">${colloquium.address}</a></p>
<p>No tracking: we do not know whether you open a mail.</p>
</div></footer>`;
}
