/** On the page about a host's mails: away until a day, or back. */
import { isAway } from '../../moderation/duty.ts';
import { type Html, html } from '../hono.ts';
import { longDay } from '../page-time.ts';
import { hidden, row } from '../parts/small.ts';
import type { Desk } from './desk.ts';
import { deskPress } from './frame.ts';

const longestYears = 1;

export function awayRow(desk: Desk): Html {
  const { host, now, colloquium } = desk;
  const hint = 'No mails about requests before that day, while another host is there. You can still decide.';
  if (host.away_until !== null && isAway(host, now))
    return row(
      'away',
      'Away',
      null,
      html`<div class="stack"><p class="read">You are away until ${longDay(host.away_until, colloquium.zone)}. ${hint}</p>
${deskPress(desk, '/host/mails', 'I am back', { act: 'back' })}</div>`,
    );
  const today = now.toZonedDateTimeISO(colloquium.zone).toPlainDate();
  return row(
    'away',
    'Away',
    null,
    html`<form method="post" action="/host/mails" class="field">${hidden({ token: desk.formToken, act: 'away' })}
<label for="until">Away until</label>
<div class="search"><div><input id="until" name="until" type="date" min="${today.add({ days: 1 })}" max="${today.add({ years: longestYears })}" required aria-describedby="until-hint"></div><button type="submit">Save</button></div>
<p class="hint" id="until-hint">${hint}</p></form>`,
  );
}

/** What the form asks for: a moment that is ahead, by a year at most; null: back. Undefined where it is neither. */
export function readAway(
  act: string,
  day: Temporal.Instant | null,
  now: Temporal.Instant,
): Temporal.Instant | null | undefined {
  if (act === 'back') return null;
  if (act !== 'away' || day === null) return undefined;
  const isAhead = Temporal.Instant.compare(day, now) > 0;
  const isNear = Temporal.Instant.compare(day, now.add({ hours: 367 * 24 * longestYears })) < 0;
  return isAhead && isNear ? day : undefined;
}
