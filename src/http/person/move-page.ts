/** A change of address, as one of its two mailboxes sees it. */
import type { Colloquium } from '../../../config/schema.ts';
import type { MoveState, Side } from '../../subscribers/decide-move.ts';
import { type Html, html } from '../hono.ts';
import type { Frame } from '../parts/layout.ts';
import { slipPage } from '../parts/slip.ts';
import { press, row } from '../parts/small.ts';

export interface MoveView {
  readonly frame: Frame;
  readonly colloquium: Colloquium;
  readonly side: Side;
  /** Both masked. */
  readonly from: string;
  readonly to: string;
  readonly here: string;
  readonly state: MoveState;
}

export function movePage(view: MoveView): Html {
  const { frame, from, to } = view;
  const { title, heading, body } = wordsOf(view);
  return slipPage({ ...frame, title, eyebrow: html`${from} → ${to}`, heading, body });
}

interface Words {
  readonly title: string;
  readonly heading: string;
  readonly body: Html;
}

function wordsOf({ colloquium, side, from, to, here, state }: MoveView): Words {
  const write = html`<a href="mailto:${colloquium.address}">${colloquium.address}</a>`;
  switch (state) {
    case 'open':
      return {
        title: 'A new address?',
        heading: 'Did you ask to change your address?',
        body: html`<p class="read">The mail of the ${colloquium.name} would go to ${to} instead of ${from}, once both addresses have agreed.</p>
<div class="stack">${press(here, side === 'old' ? 'Yes, move me' : 'Yes, write to me here', { answer: 'yes' }, 'primary tall')}
${press(here, 'No, that was not me', { answer: 'no' })}</div>`,
      };
    case 'agreed':
      return {
        title: 'Thank you',
        heading: 'Thank you. This address has agreed.',
        body: html`<p class="read">The mail moves as soon as the other address has agreed too, and until then nothing changes. If it does not come to that, write to ${write}.</p>`,
      };
    case 'taken':
      return {
        title: 'On the list already',
        heading: 'That address is on the list already.',
        body: html`<p class="read">Both addresses have agreed, but ${to} has come onto the list by itself meanwhile, so nothing has moved. To get each mail once, leave with ${from}: the link stands in every mail there. If that is not what you want, write to ${write}.</p>`,
      };
    case 'moved':
      return {
        title: 'Moved',
        heading: 'Done. The mail has moved.',
        body: html`<p class="read">From the next mail on, everything goes to ${to}.</p>`,
      };
    case 'refused':
      return {
        title: 'Nothing changes',
        heading: 'Nothing changes.',
        body: html`<p class="read">One of the two addresses said that it did not ask. The mail stays where it was. If this comes again, write to ${write}.</p>`,
      };
    case 'over':
      return {
        title: 'Over',
        heading: 'This wish is over.',
        body: html`<p class="read">It was not confirmed within a week, or does not fit any more. Nothing has changed. You can ask again on your own page.</p>`,
      };
  }
}

/** On the self-service page: the form that begins it. */
export function moveForm(here: string, fields: Html, colloquium: Colloquium): Html {
  return row(
    'address',
    'Another address',
    'We write to both, and both must agree',
    html`<form method="post" action="${here}" class="field">${fields}
<label for="new-address">Send the mail to</label>
<div class="search"><div><input id="new-address" name="address" type="email" autocomplete="email" required maxlength="254" aria-describedby="address-hint"></div><button type="submit">Change</button></div>
<p class="hint" id="address-hint">If you cannot read your old mail any more, or one of our two mails does not come, write to <a href="mailto:${colloquium.address}">${colloquium.address}</a>.</p></form>`,
  );
}
