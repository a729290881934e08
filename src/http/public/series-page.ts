/** The page of a series: the next talk, the schedule, what can be watched back, how to join. */

import type { Colloquium } from '../../../config/schema.ts';
import { startOf, type Talk } from '../../calendar/talk.ts';
import { cutAtWord } from '../../mailings/subject.ts';
import { linkView } from '../../mailings/view-talk.ts';
import { type Html, html } from '../hono.ts';
import { cityOf, clockTime, figure, shortDay, weekdayName, zoneShort } from '../page-time.ts';
import { icons } from '../parts/icons.ts';
import { type Frame, layout } from '../parts/layout.ts';
import { bdi, row } from '../parts/small.ts';
import { line, paragraphs } from '../stranger.ts';
import { colophon } from './colophon.ts';
import { dayAhead } from './day.ts';
import { headingOf, type Series, whoOf } from './series.ts';

export interface SeriesView {
  readonly frame: Frame;
  readonly colloquium: Colloquium;
  readonly series: Series;
  readonly hosts: readonly string[];
  readonly now: Temporal.Instant;
  /** `https://desk.example/calendar.ics`. */
  readonly feedUrl: string;
}

export function seriesPage(view: SeriesView): Html {
  const { colloquium, frame } = view;
  return layout({
    ...frame,
    kind: 'public',
    title: colloquium.name,
    description:
      colloquium.tagline || `${colloquium.name}: next talk, schedule, recordings, and how to join by mail.`,
    head: html`<link rel="alternate" type="text/calendar" href="${view.feedUrl}" title="Calendar of all talks">`,
    masthead: publicNav(frame.home),
    body: html`<div class="frame">
${nextTalk(view)}
${schedule(view)}
${previous(view)}
${join(colloquium)}
${feed(view.feedUrl)}
</div>`,
    foot: colophon(colloquium, view.hosts),
  });
}

export function publicNav(home: string): Html {
  const places = ['Schedule', 'Previous', 'Join', 'Calendar'];
  return html`<nav aria-label="Page"><ul>${places.map(
    (name) => html`<li><a href="${home}#${name.toLowerCase()}">${name}</a></li>`,
  )}</ul></nav>`;
}

function nextTalk({ series, colloquium, now }: SeriesView): Html {
  const { next } = series;
  if (next === null) {
    return html`<article class="next"><p class="day"></p><div><h1>No talk is planned.</h1><p class="read">${colloquium.tagline} When the next one is, it will stand here and in the calendar feed.</p></div></article>`;
  }
  const who = whoOf(next);
  const start = startOf(next, colloquium.zone);
  const place = [next.place, next.online === null ? null : 'online']
    .filter((each) => each !== null)
    .join(', and ');
  const utc =
    zoneShort(start, colloquium.zone) === 'UTC'
      ? ''
      : ` ${next.start} in ${cityOf(colloquium.zone)} is ${clockTime(start, 'UTC')} UTC.`;
  return html`<article class="next">
${dayAhead(next, colloquium, now)}
<div>
<h1>${line(next.title ?? (who === null ? 'The speaker is not announced yet' : 'Title to be announced'))}</h1>
${who === null ? null : html`<p class="by">${line(next.speaker)} <span>${line(next.affiliation)}</span></p>`}
${next.abstract === null ? null : html`<p class="read">${cutAtWord(line(paragraphs(next.abstract)[0] ?? '', 4_000), 420)}</p>`}
<p class="acts"><a class="button primary" href="/talks/${next.id}">${next.abstract === null ? 'More about the talk' : 'Read the abstract'}</a>
<a class="button" href="/talks/${next.id}.ics">${icons.calendar}Add to calendar</a></p>
<p class="fine">${place === '' ? null : html`${bdi(place)}.`}${utc}</p>
</div>
</article>`;
}

function schedule({ series, colloquium }: SeriesView): Html {
  const { usual, zone } = colloquium;
  const anchor = weekdayName(Temporal.PlainDate.from(usual.anchor));
  const days = Math.round(usual.every.total({ unit: 'days', relativeTo: usual.anchor }));
  const rhythm = days === 14 ? `Every second ${anchor}` : days === 7 ? `Every ${anchor}` : 'Usually';
  const small = `${rhythm}, ${usual.start} in ${cityOf(zone)}`;
  if (series.ahead.length === 0)
    return row('schedule', 'Schedule', small, html`<p class="empty">Nothing further is planned yet.</p>`);
  return row(
    'schedule',
    'Schedule',
    small,
    html`<ol class="talks">${series.ahead.map((talk) => talkLine(talk, aheadNote(talk)))}</ol>`,
  );
}

function aheadNote(talk: Talk): Html | null {
  if (talk.status === 'cancelled') return html`<p class="warm">Cancelled</p>`;
  if (talk.status === 'postponed') return html`<p class="warm">Postponed</p>`;
  const isMoved = talk.told !== null && (talk.told.date !== talk.date || talk.told.start !== talk.start);
  return isMoved ? html`<p class="warm">Moved</p>` : null;
}

/** One line of a list; `note` stands at its end. */
export function talkLine(talk: Talk, note: Html | null, prefix = ''): Html {
  const heading = headingOf(talk);
  const who = whoOf(talk);
  const day = Temporal.PlainDate.from(talk.date);
  const isBare = heading.look === 'none' && who === null;
  const title = isBare
    ? heading.text
    : html`<a class="plain" href="/talks/${talk.id}">${line(heading.text)}</a>`;
  return html`<li${heading.look === 'title' ? null : html` class="${heading.look}"`}><time datetime="${talk.date}">${shortDay(day)}</time><div><h3>${title}</h3>${who === null ? null : html`<p>${prefix}${bdi(who)}</p>`}</div>${note}</li>`;
}

function previous({ series }: SeriesView): Html {
  const { past } = series;
  if (past.length === 0)
    return row('previous', 'Previous', null, html`<p class="empty">The first talk is still to come.</p>`);
  const since = past.at(-1)?.date.slice(0, 4);
  const small = `${figure(past.length)} ${past.length === 1 ? 'talk' : 'talks'} since ${since}`;
  const list = (talks: readonly Talk[]) =>
    html`<ol class="talks">${talks.map((talk) => talkLine(talk, watchNote(talk)))}</ol>`;
  const rest = past.slice(8);
  return row(
    'previous',
    'Previous',
    small,
    html`<div>${list(past.slice(0, 8))}
${rest.length === 0 ? null : html`<details class="after"><summary>All ${figure(past.length)} talks</summary>${list(rest)}</details>`}</div>`,
  );
}

function watchNote(talk: Talk): Html {
  const link = talk.watch === null ? null : linkView(talk.watch);
  if (link === null) return html`<p class="hush">Not recorded</p>`;
  return html`<p class="no-print"><a class="watch" href="${link.url}" rel="noreferrer">${icons.watch} Watch back<span class="vh">: ${headingOf(talk).text}</span></a></p>`;
}

function join({ address, requests }: Colloquium): Html {
  const wanted: Record<string, string> = {
    name: 'your name',
    affiliation: 'your affiliation',
    motivation: 'one sentence on why you would like to join',
  };
  const pieces = new Intl.ListFormat('en', { type: 'conjunction' }).format(
    requests.need.map((piece) => wanted[piece] ?? piece),
  );
  return row(
    'join',
    'Join the list',
    'One mail, in your own words',
    html`<div class="stack">
<div class="read"><p>Write to <a href="mailto:${address}?subject=${encodeURIComponent('Joining the colloquium')}">${address}</a>${pieces === '' ? null : ` with ${pieces}`}. A host reads it, usually within a day.</p>
<p>You then get an invitation for every talk, one reminder the day before, and nothing else. You can leave with one click.</p></div>
<figure class="letter" aria-label="Example of a mail that is enough"><p>Hello,
I am Sanne de Wit, a postdoc at the Groningen Energy Institute. I build surrogate models for batteries and would like to hear how others check theirs.
Sanne</p></figure>
</div>`,
  );
}

function feed(url: string): Html {
  const webcal = url.replace(/^https?:/, 'webcal:');
  return row(
    'calendar',
    'Calendar feed',
    'For people who do not want mail',
    html`<div class="stack">
<p class="read">Subscribe once and every talk appears in your calendar, with changes of time and room.</p>
<p class="acts"><a class="button" href="${webcal}">${icons.calendar}Subscribe in my calendar</a></p>
<p class="fine">Or paste this address into your calendar program:<br><span class="mono">${url}</span></p>
</div>`,
  );
}
