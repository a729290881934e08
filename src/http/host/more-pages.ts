/** Which mails a host gets, where they are signed in, how the colloquium is set, who changed what. */

import type { Deed } from '../../store/audit.ts';
import type { DeliveryState } from '../../store/schema.ts';
import { type Html, html } from '../hono.ts';
import { longDay, sentenceMoment, shortMoment } from '../page-time.ts';
import { lede, row, state } from '../parts/small.ts';
import { awayRow } from './away-form.ts';
import { deedLog } from './deed-log.ts';
import { deliveryShape, mailName } from './delivery-words.ts';
import type { Desk } from './desk.ts';
import { ownPress } from './frame.ts';

const hostMails: readonly (readonly [string, string])[] = [
  ['Decision', 'When somebody asks to join. Answer with “yes” or “no”, or press a button in it.'],
  ['Digest', 'On working days, when somebody still waits.'],
  ['Proof', 'Before a mail goes to the list, with time to hold it. Unanswered, it goes.'],
  ['Held, missed, stopped', 'When something keeps a mail back, with what to do.'],
  ['Report', 'After every mail to the list, with the true counts.'],
  ['Calendar problem', 'When your page cannot be read, or says something odd.'],
];

export interface HostMailLine {
  readonly id: number;
  readonly kind: string;
  readonly made_at: Temporal.Instant;
  readonly state: DeliveryState;
  readonly request_id: number | null;
  readonly mailing_id: number | null;
}

export function mailsBody(desk: Desk, mails: readonly HostMailLine[]): Html {
  const link = (mail: HostMailLine) =>
    mail.request_id !== null
      ? html`<a href="/host/requests/${mail.request_id}">Request ${mail.request_id}</a>`
      : mail.mailing_id !== null
        ? html`<a href="/host/mailings/${mail.mailing_id}">Mailing ${mail.mailing_id}</a>`
        : null;
  return html`${lede('Mails', html`These mails go to <bdi>${desk.host.email}</bdi>.`)}
${row('kinds', 'Which mails you get', 'Every host gets the same', html`<dl class="facts loose">${hostMails.map(([name, when]) => html`<dt>${name}</dt><dd>${when}</dd>`)}</dl>`)}
${awayRow(desk)}
${row('lately', 'Lately', 'Newest first', mails.length === 0 ? html`<p class="hush">None yet.</p>` : html`<ol class="log">${mails.map((mail) => html`<li><time>${shortMoment(mail.made_at, desk.now, desk.colloquium.zone)}</time><p>${state(deliveryShape(mail.state), mail.state, true)} ${mailName(mail.kind)}</p>${link(mail)}</li>`)}</ol>`)}`;
}

export interface SessionLine {
  readonly id: number;
  readonly device: string;
  readonly made_at: Temporal.Instant;
  readonly seen_at: Temporal.Instant;
}

export function sessionsBody(desk: Desk, sessions: readonly SessionLine[]): Html {
  const count =
    sessions.length === 1
      ? 'You are signed in here, and nowhere else.'
      : `You are signed in on ${sessions.length} devices.`;
  return html`${lede('Sessions', count)}
<section class="row broad" aria-label="Sessions"><ol class="log">${sessions.map((session) => html`<li><time>${shortMoment(session.seen_at, desk.now, desk.colloquium.zone)}</time><p><bdi>${session.device}</bdi>${session.id === desk.sessionId ? html` <span class="hush">this one</span>` : null}<span class="sub">since ${longDay(session.made_at, desk.colloquium.zone)}</span></p>${session.id === desk.sessionId ? null : ownPress(desk, '/host/sessions', html`End it<span class="vh">: ${session.device}</span>`, { id: String(session.id) }, 'link danger')}</li>`)}</ol></section>`;
}

export function auditBody(
  desk: Desk,
  deeds: readonly Deed[],
  names: ReadonlyMap<string, string>,
  before: number | null,
): Html {
  const newest = deeds[0];
  return html`${lede('Who changed what', newest === undefined ? 'Nothing has been changed yet.' : `The last change was ${sentenceMoment(newest.at, desk.now, desk.colloquium.zone)}.`)}
<section class="row broad" aria-label="Changes">${deedLog(deeds, names, desk)}${before === null ? null : html`<p class="pager"><a href="/host/audit?before=${before}">Older ones</a></p>`}</section>`;
}

export function settingsBody(desk: Desk): Html {
  const { colloquium } = desk;
  const { usual, requests, calendar } = colloquium;
  const span = (duration: Temporal.Duration) => duration.toLocaleString('en');
  return html`${lede('Settings', 'They are changed in a file and count from the next start.', html`<p class="fine mono">config/colloquia/${colloquium.id}.yaml</p>`)}
${row('series', 'The series', null, html`<dl class="facts"><dt>Name</dt><dd>${colloquium.name}</dd><dt>Address</dt><dd>${colloquium.address}</dd><dt>Zone</dt><dd>${colloquium.zone}</dd><dt>Usually</dt><dd>${usual.start} to ${usual.end}, every ${span(usual.every)}</dd></dl>`)}
${row('calendar', 'Calendar', null, html`<dl class="facts"><dt>Source</dt><dd class="mono">${calendar.source}</dd><dt>Read every</dt><dd>${span(calendar.every)}</dd><dt>Settles in</dt><dd>${span(calendar.settle)} without a change</dd></dl>`)}
${row('requests', 'Requests', null, html`<dl class="facts"><dt>Asked for</dt><dd>${requests.need.join(', ') || 'nothing'}</dd><dt>Without a host</dt><dd>${byThemselves(requests.approve)}</dd><dt>Confirm first</dt><dd>${requests.confirm}</dd><dt>Undo</dt><dd>${span(requests.undo)}</dd><dt>Expire after</dt><dd>${span(requests.expire)}</dd></dl>`)}
${row('notices', 'Mails to the list', null, html`<table class="cards"><caption class="vh">The rules by which mails go</caption><thead><tr><th scope="col">Mail</th><th scope="col">At</th><th scope="col">From</th><th scope="col">Until</th><th scope="col">Needs</th></tr></thead><tbody>${colloquium.notices.map((rule) => html`<tr><th scope="row">${mailName(rule.kind)}<span class="sub">${rule.name}</span></th><td data-is="At" class="mono">${rule.cron}</td><td data-is="From">${around(rule.opensBefore, span)}</td><td data-is="Until">${around(rule.closesBefore, span)}</td><td class="wide">${rule.needs.join(', ')}</td></tr>`)}</tbody></table>`)}`;
}

function byThemselves({ domains, vouches }: Desk['colloquium']['requests']['approve']): string {
  const ways = [
    domains.length === 0 ? null : `proven addresses at ${domains.join(', ')}`,
    vouches.people === 0 ? null : `whom a subscriber vouches for, ${vouches.people} each`,
  ].filter((way) => way !== null);
  return ways.length === 0 ? 'nobody' : ways.join('; ');
}

function around(duration: Temporal.Duration, span: (duration: Temporal.Duration) => string): string {
  return duration.sign < 0 ? `${span(duration.negated())} after` : `${span(duration)} before`;
}
