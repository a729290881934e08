/** Every version of the hosts' page that was read, and what was wrong with each. */
import type { PageVersion, VersionLine } from '../../store/pages-calendar.ts';
import { type Html, html } from '../hono.ts';
import { figure, sentenceMoment, shortMoment } from '../page-time.ts';
import { counted, lede } from '../parts/small.ts';
import { problemList } from './calendar-page.ts';
import type { Desk } from './desk.ts';

export function versionsBody(desk: Desk, versions: readonly VersionLine[]): Html {
  const first =
    versions.length === 0
      ? 'Your page has not been read yet.'
      : `Each time your page had changed, it was kept: ${counted(versions.length, 'version')}.`;
  return html`${lede('Versions', first, html`<p><a href="/host/calendar">Back to the calendar</a></p>`)}
${
  versions.length === 0
    ? null
    : html`<table class="cards"><caption class="vh">Versions of the page, newest first</caption><thead><tr><th scope="col">Read</th><th scope="col">Characters</th><th scope="col">Holding mail</th><th scope="col">Worth a look</th></tr></thead>
<tbody>${versions.map((version) => versionRow(version, desk))}</tbody></table>`
}`;
}

function versionRow({ id, readAt, size, problems }: VersionLine, desk: Desk): Html {
  const holding = problems.filter((problem) => problem.blocking).length;
  return html`<tr><th scope="row"><a class="plain" href="/host/calendar/versions/${id}">${shortMoment(readAt, desk.now, desk.colloquium.zone)}</a></th><td data-is="Characters">${figure(size)}</td><td data-is="Holding mail">${holding}</td><td data-is="Worth a look">${problems.length - holding}</td></tr>`;
}

export function versionBody(desk: Desk, version: PageVersion): Html {
  const at = sentenceMoment(version.readAt, desk.now, desk.colloquium.zone);
  const count = version.problems.length;
  const first =
    count === 0
      ? `Read ${at}. Nothing was wrong with it.`
      : `Read ${at}. ${counted(count, 'thing')} to look at.`;
  return html`${lede('A version', first, html`<p><a href="/host/calendar/versions">All versions</a></p>`)}
${problemList(version)}
<details class="fold"><summary>The page as it was read</summary><pre class="source">${version.content.slice(0, 200_000)}</pre></details>`;
}
