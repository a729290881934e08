/** On a person's page in the console: the change of address that waits, and answering for a mailbox that is dead. */
import type { AddressChange } from '../../store/address-changes.ts';
import { mayAct } from '../../store/hosts.ts';
import type { SubscriberRow } from '../../store/schema.ts';
import { moveState } from '../../subscribers/decide-move.ts';
import type { HostMoveOutcome } from '../../subscribers/handle-move-host.ts';
import { type Html, html } from '../hono.ts';
import { longDay, sentenceMoment } from '../page-time.ts';
import { done, hidden, notDone, row } from '../parts/small.ts';
import { line } from '../stranger.ts';
import type { Desk } from './desk.ts';
import { deskPress } from './frame.ts';

export interface MoveRow {
  readonly desk: Desk;
  readonly subscriber: SubscriberRow;
  /** Asked for and not done. */
  readonly change: AddressChange | null;
}

/** Null for somebody who is not on the list. */
export function moveRow({ desk, subscriber, change }: MoveRow): Html | null {
  if (subscriber.erased_at !== null || subscriber.unsubscribed_at !== null) return null;
  const action = `/host/subscribers/${subscriber.id}`;
  const state = change === null ? null : moveState(change, 'old', desk.now);
  const isWaiting = change !== null && (state === 'open' || state === 'agreed' || state === 'taken');
  if (!isWaiting && !mayAct(desk.host)) return null;
  return row(
    'move',
    'Another address',
    null,
    html`<div class="stack">${isWaiting ? waiting(change, desk, action) : null}
<details class="fix"><summary>${isWaiting ? 'To yet another address' : 'Their old mailbox is dead'}</summary><form method="post" action="${action}" class="field">${hidden({ token: desk.formToken, act: 'move' })}
<label for="moved-to">Their new address</label><div class="search"><div><input id="moved-to" name="address" type="email" maxlength="254" required aria-describedby="moved-to-hint"></div><button type="submit">Ask there</button></div>
<p class="hint" id="moved-to-hint">You answer for the old mailbox, so make sure that it is them who told you. The new one gets a mail, and the list moves when it agrees.</p></form></details></div>`,
  );
}

function waiting(change: AddressChange, desk: Desk, action: string): Html {
  const { zone } = desk.colloquium;
  const said = (at: Temporal.Instant | null) => (at === null ? 'has not answered' : 'has agreed');
  const isDead = change.old_confirmed_at === null && mayAct(desk.host);
  return html`<p>Asked ${sentenceMoment(change.asked_at, desk.now, zone)} for mail at <bdi>${line(change.email, 254)}</bdi>. The old mailbox ${said(change.old_confirmed_at)}; the new one ${said(change.new_confirmed_at)}. It ends on ${longDay(change.expires_at, zone)}.</p>
${isDead ? html`<div class="acts">${deskPress(desk, action, 'Their old mailbox is dead', { act: 'move-dead' })}<span class="fine">You answer for it; the new one decides.</span></div>` : null}`;
}

/** What came of it, for the head of the page. */
export function moveBanner(outcome: HostMoveOutcome): Html {
  switch (outcome) {
    case 'asked':
      return done('The new mailbox is asked.', 'The list moves when it agrees, within a week.');
    case 'moved':
      return done('Moved.', 'The new mailbox had agreed. The next mail goes there.');
    case 'taken':
      return notDone(
        'Nothing has changed.',
        'Somebody is or was on the list with that address, or it does not take our mail. Look for it under Subscribers: to keep one of the two, take the other off.',
      );
    case 'same':
      return notDone('Nothing has changed.', 'Their mail goes there already.');
    case 'bad-address':
      return notDone('Nothing has changed.', 'That is not an address we can write to.');
    case 'not-possible':
      return notDone('Nothing has changed.', 'There is no change of address that could be answered for.');
  }
}
