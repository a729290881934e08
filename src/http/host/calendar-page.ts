/** What the hosts' page says, and what on it is odd, line by line. */
import type { Problem } from '../../calendar/reading.ts';
import type { Talk } from '../../calendar/talk.ts';
import type { PageVersion } from '../../store/pages-calendar.ts';
import type { SourceState } from '../../store/talks.ts';
import { type Html, html } from '../hono.ts';
import { sentenceMoment, shortDay } from '../page-time.ts';
import { icons } from '../parts/icons.ts';
import { lede, row, state } from '../parts/small.ts';
import { headingOf } from '../public/series.ts';
import { line } from '../stranger.ts';
import type { Desk } from './desk.ts';
import { deskPress } from './frame.ts';

export interface CalendarView {
  readonly desk: Desk;
  readonly version: PageVersion | null;
  readonly source: SourceState | null;
  readonly ahead: readonly Talk[];
  readonly banner: Html | null;
}

export function calendarBody(view: CalendarView): Html {
  const { desk, version } = view;
  const address = desk.colloquium.calendar.source;
  const isWeb = /^https:\/\//.test(address);
  const open = isWeb
    ? html`<a class="button" href="${address}" rel="noreferrer">${icons.away}Open the page</a>`
    : html`<span class="fine mono">${address}</span>`;
  return html`${view.banner}${lede('Calendar', sentence(view), html`<div class="acts">${deskPress(desk, '/host/calendar', version === null ? 'Read it now' : 'Read it again', { do: 'read' })}${open}<a href="/host/talks/new">Add a talk by hand</a><a href="/host/calendar/versions">Versions read</a></div>${failure(view)}`)}
${version === null ? null : problemList(version)}
${row('talks', 'Talks', 'What each one has', talksTable(view.ahead))}`;
}

function sentence({ version, source, desk }: CalendarView): Html {
  if (version === null) return html`Your page has not been read yet.`;
  const at = sentenceMoment(source?.read_at ?? version.readAt, desk.now, desk.colloquium.zone);
  const holding = version.problems.filter((problem) => problem.blocking).length;
  const rest = version.problems.length - holding;
  const first = html`Your page was read ${at}.`;
  const small = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine'];
  const word = (count: number) => small[count] ?? String(count);
  if (holding === 0 && rest === 0) return html`${first} There is nothing to correct on it.`;
  const look =
    rest === 0
      ? ''
      : ` ${word(rest)} ${holding > 0 ? 'more ' : ''}${rest === 1 ? 'is' : 'are'} worth a look.`;
  const holds =
    holding === 0
      ? null
      : html` <em>${word(holding)} ${holding === 1 ? 'problem holds' : 'problems hold'} a mail.</em>`;
  return html`${first}${holds}${look}`;
}

function failure({ source, desk }: CalendarView): Html | null {
  if (source === null || source.failed_at === null) return null;
  const isOlder = source.read_at !== null && Temporal.Instant.compare(source.read_at, source.failed_at) > 0;
  if (isOlder) return null;
  return html`<div class="note wrong"><strong>Your page could not be read.</strong><p>${line(source.failed_why, 300)}, ${sentenceMoment(source.failed_at, desk.now, desk.colloquium.zone)}. We keep the talks as read before, and mail goes on as planned.</p></div>`;
}

export function problemList(version: PageVersion): Html | null {
  if (version.problems.length === 0) return null;
  const lines = version.content.split(/\r?\n/);
  const sorted = version.problems.toSorted((a, b) => Number(b.blocking) - Number(a.blocking));
  return html`<section aria-labelledby="h-problems"><h2 class="vh" id="h-problems">Problems on the page</h2><ol class="faults">${sorted.map((problem) => problemItem(problem, lines))}</ol></section>`;
}

function problemItem(problem: Problem, lines: readonly string[]): Html {
  const where =
    problem.where.length === 0
      ? null
      : html`<span class="sub">${problem.where.length === 1 ? 'line' : 'lines'} ${problem.where.slice(0, 4).join(', ')}</span>`;
  const end = /^(.*?[.!?])\s+(.+)$/s.exec(problem.text);
  return html`<li><p>${problem.blocking ? state('held', 'Holds a mail') : state('planned', 'Worth a look', true)}${where}</p>
<div><h3>${line(end?.[1] ?? problem.text, 300)}</h3>${end === null ? null : html`<p class="hush">${line(end[2], 400)}</p>`}${source(problem, lines)}</div></li>`;
}

/** The faulty lines among their neighbours, with their numbers. */
function source(problem: Problem, lines: readonly string[]): Html | null {
  const marked = problem.where.slice(0, 4).filter((number) => number >= 1 && number <= lines.length);
  if (marked.length === 0) return null;
  const shown = new Set(marked.flatMap((number) => [number - 1, number, number + 1]));
  const numbers = [...shown].filter((number) => number >= 1 && number <= lines.length).sort((a, b) => a - b);
  return html`<div class="source"><ol>${numbers.map((number) => html`<li${marked.includes(number) ? html` class="at"` : null}><span>${number}</span><span>${line(lines[number - 1], 400)}</span></li>`)}</ol></div>`;
}

function talksTable(talks: readonly Talk[]): Html {
  if (talks.length === 0)
    return html`<p class="empty">No talk is ahead. Put the next one on your page, or <a href="/host/talks/new">add it by hand</a>.</p>`;
  const has = (value: string | null) =>
    value === null
      ? html`<span class="hush">not yet</span>`
      : state('ok', html`<span class="vh">there</span>`);
  return html`<table class="cards"><caption class="vh">Talks to come</caption>
<thead><tr><th scope="col">Date</th><th scope="col">Speaker and title</th><th scope="col">Abstract</th><th scope="col">Bio</th><th scope="col">Place</th></tr></thead>
<tbody>${talks.slice(0, 30).map((talk) => html`<tr><th scope="row"><a class="plain" href="/host/outbox#t-${talk.id}"><time datetime="${talk.date}">${shortDay(Temporal.PlainDate.from(talk.date))}</time></a></th><td class="wide">${talk.speaker === null ? html`<a class="plain" href="/host/talks/${talk.id}">No speaker</a>` : html`<a class="plain" href="/host/talks/${talk.id}"><bdi>${line(talk.speaker, 120)}</bdi></a>`}<span class="sub">${line(headingOf(talk).text, 200)}</span>${talk.status === 'scheduled' || talk.status === 'tba' ? null : html`<span class="sub warm">${talk.status}</span>`}</td><td data-is="Abstract">${has(talk.abstract)}</td><td data-is="Bio">${has(talk.bio)}</td><td data-is="Place">${has(talk.place ?? talk.online)}</td></tr>`)}</tbody></table>`;
}
