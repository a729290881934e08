/** Leaving in one press, and what is so afterwards. */
import type { Colloquium } from '../../../config/schema.ts';
import { type Html, html } from '../hono.ts';
import { sentenceMoment } from '../page-time.ts';
import { icons } from '../parts/icons.ts';
import type { Frame } from '../parts/layout.ts';
import { slipPage } from '../parts/slip.ts';
import { press } from '../parts/small.ts';
import { colophon } from '../public/colophon.ts';

export interface LeavingView {
  readonly frame: Frame;
  readonly colloquium: Colloquium;
  readonly hosts: readonly string[];
  /** Masked. */
  readonly address: string;
  /** The path of this page and of the preferences. */
  readonly here: string;
  readonly preferences: string;
}

export function leavePage(view: LeavingView): Html {
  return slipPage({
    ...view.frame,
    title: 'Leave the list',
    eyebrow: view.address,
    heading: 'Leave the colloquium list?',
    body: html`<p class="read">You will get no more invitations or reminders. Talks that stand in your calendar stay there unless you delete them.</p>
${press(view.here, 'Leave the list', {}, 'primary tall')}
<p class="hush">Just busy? <a href="${view.preferences}">Pause until a date</a>, or keep only the invitations.</p>`,
    foot: colophon(view.colloquium, view.hosts),
  });
}

export function leftPage(
  view: LeavingView,
  left: { at: Temporal.Instant; now: Temporal.Instant; mayStay: boolean },
): Html {
  const { colloquium } = view;
  const when = sentenceMoment(left.at, left.now, colloquium.zone);
  return slipPage({
    ...view.frame,
    title: 'You have left the list',
    eyebrow: view.address,
    heading: 'You have left the list.',
    body: html`<p class="read">Done ${when}. No mail from us reaches you from now on, not even one to say goodbye.</p>
${left.mayStay ? html`<div class="acts">${press(view.preferences, html`${icons.back}I want to stay after all`, { act: 'stay' })}</div>` : null}
<p class="hush">Later, you can join again by writing to <a href="mailto:${colloquium.address}">${colloquium.address}</a>. The <a href="${view.frame.home}#calendar">calendar feed</a> works without the list.</p>`,
    foot: colophon(colloquium, view.hosts),
  });
}

/** The person is known no more: erased, or never there. */
export function nobodyPage(frame: Frame): Html {
  return slipPage({
    ...frame,
    title: 'Nobody here',
    heading: 'Nothing is kept about you.',
    body: html`<p class="read">This link belonged to somebody who is not on the list any more. No mail is sent to the address.</p>`,
  });
}
