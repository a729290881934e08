/** One talk: its date in the margin, abstract, speaker, place and time elsewhere. */
import type { Colloquium } from '../../../config/schema.ts';
import { endOf, startOf, type Talk } from '../../calendar/talk.ts';
import { linkView } from '../../mailings/view-talk.ts';
import { type Html, html, raw } from '../hono.ts';
import { cityOf } from '../page-time.ts';
import { icons } from '../parts/icons.ts';
import { type Frame, layout } from '../parts/layout.ts';
import { bdi, prose, row } from '../parts/small.ts';
import { line } from '../stranger.ts';
import { colophon } from './colophon.ts';
import { dayWhole } from './day.ts';
import { headingOf } from './series.ts';
import { publicNav, talkLine } from './series-page.ts';
import { talkData } from './talk-data.ts';

export interface TalkPageView {
  readonly frame: Frame;
  readonly colloquium: Colloquium;
  readonly talk: Talk;
  readonly before: Talk | null;
  readonly after: Talk | null;
  readonly hosts: readonly string[];
  readonly now: Temporal.Instant;
  readonly url: string;
  readonly hasPhoto: boolean;
}

export function talkPage(view: TalkPageView): Html {
  const { talk, colloquium, frame } = view;
  const title = line(headingOf(talk).text);
  const isOver = Temporal.Instant.compare(endOf(talk, colloquium.zone), view.now) <= 0;
  return layout({
    ...frame,
    kind: 'public',
    title,
    description: line(`${title}. ${talk.speaker ?? ''}`, 160),
    head: html`<link rel="alternate" type="text/calendar" href="/talks/${talk.id}.ics" title="This talk">
<script type="application/ld+json">${raw(talkData(talk, colloquium, view.url))}</script>`,
    masthead: publicNav(frame.home),
    body: html`<div class="frame"><article>
<header class="next">${dayWhole(talk, colloquium)}<div>
<h1>${title}</h1>
${talk.speaker === null ? null : html`<p class="by">${line(talk.speaker)} <span>${line(talk.affiliation)}</span></p>`}
${standing(talk)}
${acts(talk, isOver)}
</div></header>
${talk.abstract === null ? null : row('abstract', 'Abstract', null, prose(talk.abstract))}
${talk.speaker === null ? null : row('speaker', 'Speaker', null, speaker(talk, view.hasPhoto))}
${row('where', 'Place and time', null, whereAndWhen(talk, colloquium, isOver))}
</article>
${neighbours(view)}</div>`,
    foot: colophon(colloquium, view.hosts),
  });
}

function standing(talk: Talk): Html | null {
  if (talk.withdrawnAt !== null)
    return note('This talk has left the calendar.', 'It will not take place as it stands here.');
  if (talk.status === 'cancelled')
    return note('This talk is cancelled.', 'Whoever was invited has been told.');
  if (talk.status === 'postponed') return note('This talk is postponed.', 'The new date will stand here.');
  const { told } = talk;
  if (told !== null && (told.date !== talk.date || told.start !== talk.start)) {
    return note('The talk has moved.', 'The date here is the new one. Whoever was invited gets it by mail.');
  }
  return null;
}

function note(what: string, then: string): Html {
  return html`<div class="note held"><strong>${what}</strong><p>${then}</p></div>`;
}

function acts(talk: Talk, isOver: boolean): Html | null {
  const watch = talk.watch === null ? null : linkView(talk.watch);
  if (watch !== null)
    return html`<p class="acts"><a class="button primary" href="${watch.url}" rel="noreferrer">${icons.watch}Watch back</a></p>`;
  if (isOver || talk.status === 'cancelled' || talk.withdrawnAt !== null) return null;
  return html`<p class="acts"><a class="button primary" href="/talks/${talk.id}.ics">${icons.calendar}Add to calendar</a></p>`;
}

function speaker(talk: Talk, hasPhoto: boolean): Html {
  const name = line(talk.speaker);
  const initials = name
    .split(/\s+/)
    .map((word) => [...word][0] ?? '')
    .filter((letter) => /\p{L}/u.test(letter));
  const shown = [initials[0], initials.length > 1 ? initials.at(-1) : ''].join('').toUpperCase();
  const words =
    talk.bio === null
      ? html`<p class="read">${name}${talk.affiliation === null ? null : `, ${line(talk.affiliation)}`}</p>`
      : prose(talk.bio);
  return html`<div class="bio"><figure class="portrait">${hasPhoto ? html`<img src="/talks/${talk.id}/photo" alt="${name}" width="112" height="136">` : html`<svg viewBox="0 0 112 136" aria-hidden="true"><text x="56" y="80" text-anchor="middle" font-size="34">${shown}</text></svg>`}</figure>${words}</div>`;
}

/** Where people of a colloquium often are; the one of the colloquium itself is left out. */
const elsewhere = [
  'America/Los_Angeles',
  'America/New_York',
  'Europe/London',
  'Europe/Amsterdam',
  'Asia/Kolkata',
  'Asia/Tokyo',
];

function whereAndWhen(talk: Talk, colloquium: Colloquium, isOver: boolean): Html {
  const start = startOf(talk, colloquium.zone);
  const here = start.toZonedDateTimeISO(colloquium.zone);
  const times = elsewhere
    .map((zone) => ({ zone, at: start.toZonedDateTimeISO(zone) }))
    .filter(({ at }) => at.offsetNanoseconds !== here.offsetNanoseconds)
    .map(
      ({ zone, at }) =>
        `${at.toPlainTime().toString({ smallestUnit: 'minute' })} in ${cityOf(zone)}${dayShift(at, here)}`,
    );
  const online =
    talk.online === null
      ? null
      : html`<dt>Online</dt><dd>The link is in the invitation and in the calendar entry of everyone on the list.</dd>`;
  return html`<dl class="facts">
${talk.place === null ? null : html`<dt>Room</dt><dd>${bdi(talk.place)}</dd>`}
${online}
<dt>Here</dt><dd>${talk.start} to ${talk.end} in ${cityOf(colloquium.zone)}</dd>
${isOver ? null : html`<dt>Elsewhere</dt><dd>${times.join(', ')}</dd>`}
</dl>`;
}

function dayShift(at: Temporal.ZonedDateTime, here: Temporal.ZonedDateTime): string {
  const days = here.toPlainDate().until(at.toPlainDate()).days;
  return days === 0 ? '' : days > 0 ? ' the day after' : ' the day before';
}

function neighbours({ before, after }: TalkPageView): Html | null {
  if (before === null && after === null) return null;
  return html`<nav class="row" aria-label="Other talks"><h2>Before and after</h2><ol class="talks">
${after === null ? null : talkLine(after, null, 'After it: ')}
${before === null ? null : talkLine(before, null, 'Before it: ')}
</ol></nav>`;
}
