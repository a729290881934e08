/** Is all well? What is broken comes first. */
import { type Html, html } from '../hono.ts';
import { clockSeconds } from '../page-time.ts';
import { lede, state } from '../parts/small.ts';
import { line } from '../stranger.ts';
import type { HealthCheck, HealthReport } from '../web-deps.ts';
import type { Desk } from './desk.ts';

const rank = { broken: 0, improve: 1, well: 2 } as const;

export function healthBody(report: HealthReport, desk: Desk, now: Temporal.Instant): Html {
  const checks = report.toSorted((a, b) => rank[a.state] - rank[b.state]);
  return html`${lede('Health', sentence(report), html`<div class="acts"><a class="button" href="/host/health">Check everything now</a><span class="fine">As of ${clockSeconds(now, desk.colloquium.zone)}</span></div>`)}
<section class="row broad" aria-label="What was looked at"><ul class="checks">${checks.map(checkItem)}</ul></section>`;
}

function sentence(report: HealthReport): Html {
  const broken = report.filter((check) => check.state === 'broken');
  const improve = report.filter((check) => check.state === 'improve');
  const things = (count: number) => (count === 1 ? 'One thing' : `${count} things`);
  if (broken.length > 0)
    return html`<em class="wrong">${broken.map((check) => check.name).join(', ')}: ${broken.length === 1 ? 'this does' : 'these do'} not work.</em>`;
  if (improve.length > 0) return html`Everything works. ${things(improve.length)} to improve.`;
  return html`Everything works.`;
}

function checkItem(check: HealthCheck): Html {
  const shapes = { well: 'ok', improve: 'held', broken: 'missed' } as const;
  const note =
    check.advice === null
      ? null
      : html`<div class="note${check.state === 'broken' ? ' wrong' : check.state === 'improve' ? ' held' : ''}"><p>${line(check.advice, 600)}</p></div>`;
  return html`<li>${state(shapes[check.state], check.name)}<p>${capital(line(check.text, 600))}</p>${note}</li>`;
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`;
}
