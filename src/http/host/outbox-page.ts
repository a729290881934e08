/** The season: every mail, past and to come, with what needs a person first. */
import { startOf } from '../../calendar/talk.ts';
import type { MailingKind } from '../../mailings/mailing-kinds.ts';
import { numberWords } from '../../moderation/words.ts';
import { type Html, html } from '../hono.ts';
import { figure, monthName, shortDay, shortMoment, weekdayName, zoneShort } from '../page-time.ts';
import { bdi, lede, row, spokenPlace, state } from '../parts/small.ts';
import { headingOf } from '../public/series.ts';
import { line } from '../stranger.ts';
import { mailName } from './delivery-words.ts';
import type { Desk } from './desk.ts';
import type { LivePiece } from './live.ts';
import { mailLine } from './outbox-mail.ts';
import { cellOf, type SeasonMail, type SeasonTalk, scoreOf } from './season.ts';

export interface OutboxView {
  readonly desk: Desk;
  readonly season: readonly SeasonTalk[];
  readonly kinds: readonly MailingKind[];
  readonly audience: number;
  readonly show: 'all' | 'held';
  /** The day of another clock; null for today. */
  readonly whatIf: string | null;
  readonly now: Temporal.Instant;
}

const inDetail = 5;

function partsOf({ season, show }: OutboxView) {
  const past = season.filter((each) => each.isOver && each.mails.length > 0);
  const ahead = season.filter((each) => !each.isOver);
  const needs = ahead.filter((each) => each.mails.some((mail) => needsLook(mail)));
  return { past, ahead, needs, shown: show === 'held' ? needs : ahead.slice(0, inDetail) };
}

/** The parts that change while one looks: what the page says of it all, and the mails of each talk. */
export function outboxPieces(view: OutboxView): LivePiece[] {
  const { past, ahead, needs, shown } = partsOf(view);
  const said = sentence(view, ahead);
  const table = score(view);
  return [
    ['say', html`<p class="say" id="say">${said}</p>`],
    ['spoken', html`<p id="spoken">${said}</p>`],
    ...(table === null ? [] : [['score', table] as const]),
    ['filters', filters(view, needs.length)],
    ...[...past, ...shown].map((entry) => [`mails-${entry.talk.id}`, talkMails(entry, view)] as const),
  ];
}

export function outboxBody(view: OutboxView): Html {
  const { desk, now } = view;
  const { past, ahead, needs, shown } = partsOf(view);
  return html`${spokenPlace()}${lede('Outbox', sentence(view, ahead), view.whatIf === null ? null : html`<p class="note held"><strong>As if today were ${view.whatIf}.</strong> Nothing is sent. <a href="/host/outbox">Back to today</a></p>`)}
${score(view)}
${filters(view, needs.length)}
${view.show === 'held' ? null : pastTalks(past, view)}
<p class="now" id="now"><time datetime="${now.toString({ smallestUnit: 'minute' })}">Now, ${shortMoment(now, now, desk.colloquium.zone).replace('today', todayWords(view))}</time></p>
${shown.length === 0 ? html`<p class="empty">${view.show === 'held' ? 'Nothing needs you.' : html`No talk is ahead. Once the next one is on your page, or <a href="/host/talks/new">added by hand</a>, its mails stand here.`}</p>` : html`<ol class="season">${shown.map((entry) => talkEntry(entry, view))}</ol>`}
${view.show === 'held' ? null : later(ahead.slice(inDetail), view)}
${whatIf(view)}`;
}

function todayWords({ now, desk }: OutboxView): string {
  const day = now.toZonedDateTimeISO(desk.colloquium.zone).toPlainDate();
  return `${weekdayName(day).slice(0, 3)} ${shortDay(day)}`;
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

function needsLook(mail: SeasonMail): boolean {
  return mail.shape === 'held' || mail.shape === 'paused';
}

function sentence(view: OutboxView, ahead: readonly SeasonTalk[]): Html {
  const all = view.season.flatMap((entry) => entry.mails.map((mail) => ({ entry, mail })));
  const running = all.find(({ mail }) => mail.shape === 'sending');
  const held = ahead.flatMap((entry) => entry.mails.filter(needsLook).map((mail) => ({ entry, mail })));
  const named = ({ entry, mail }: { entry: SeasonTalk; mail: SeasonMail }, article = 'The') =>
    html`${article} ${mailName(mail.kind).toLowerCase()} of ${shortDay(Temporal.PlainDate.from(entry.talk.date))}`;
  const now = running === undefined ? null : html`${named(running)} is going out now. `;
  const first = held[0];
  if (first !== undefined) {
    const why =
      first.mail.why[0] ?? (first.mail.heldBy === null ? 'it is late' : `held by ${first.mail.heldBy}`);
    const count =
      held.length === 1 ? 'One mail is held:' : `${capital(numberWords(held.length))} mails are held,`;
    return html`${now}<em>${count}</em> ${held.length === 1 ? null : 'first of all '}${named(first, 'the')}: <bdi>${line(why, 160)}</bdi>.`;
  }
  const next = all.find(({ mail }) => mail.shape === 'planned');
  if (now !== null) return html`${now}Nothing is held.`;
  if (next === undefined) return html`No mail is planned. Nothing is held.`;
  return html`${named(next)} goes ${shortMoment(next.mail.at, view.now, view.desk.colloquium.zone)}. Nothing is held.`;
}

const words = {
  sent: 'done',
  sending: 'going out now',
  planned: 'planned',
  open: 'not complete yet',
  held: 'held',
  missed: 'missed',
  paused: 'paused',
  none: 'none',
} as const;

function score({ season, kinds }: OutboxView): Html | null {
  const columns = scoreOf(season);
  if (columns.length === 0) return null;
  const next = columns.find((each) => !each.isOver);
  const days = columns.map((each) => Temporal.PlainDate.from(each.talk.date));
  const months: { name: string; span: number }[] = [];
  for (const day of days) {
    const name = monthName(day).slice(0, 3);
    if (months.at(-1)?.name === name) months.at(-1)!.span += 1;
    else months.push({ name, span: 1 });
  }
  const isNext = (entry: SeasonTalk) => (entry === next ? html` class="is-next"` : null);
  return html`<table class="score" id="score"><caption class="vh">Each talk of the season, and how far each mail about it is</caption>
<thead><tr><td class="lbl"></td>${months.map(({ name, span }) => html`<th scope="colgroup" colspan="${span}">${name}</th>`)}</tr>
<tr><td class="lbl"></td>${columns.map((entry, index) => html`<th scope="col"${isNext(entry)}><span class="vh">${shortDay(days[index]!)}</span><a href="#t-${entry.talk.id}" aria-hidden="true" tabindex="-1">${days[index]?.day}</a></th>`)}</tr></thead>
<tbody>${kinds.map(
    (kind) =>
      html`<tr><th scope="row">${mailName(kind)}</th>${columns.map((entry) => {
        const shape = cellOf(entry, kind);
        return html`<td${isNext(entry)}><span class="mk mk-${shape}"></span><span class="vh">${words[shape]}</span></td>`;
      })}</tr>`,
  )}</tbody></table>
<p class="legend">${(['sent', 'sending', 'planned', 'open', 'held', 'missed', 'none'] as const).map((shape) => state(shape, words[shape]))}</p>`;
}

function filters({ show }: OutboxView, needs: number): Html {
  return html`<nav class="row bare" id="filters" aria-label="Show"><span class="hush">Show</span><ul class="filters">
<li><a href="/host/outbox"${show === 'all' ? html` aria-current="true"` : null}>The whole season</a></li>
<li><a href="/host/outbox?show=held"${show === 'held' ? html` aria-current="true"` : null}>What needs you <span class="count${needs > 0 ? ' attend' : ''}">${needs}</span></a></li></ul></nav>`;
}

function pastTalks(past: readonly SeasonTalk[], view: OutboxView): Html | null {
  const [last, older] = [past.at(-1), past.slice(0, -1)];
  if (last === undefined) return null;
  const mails = older.flatMap((entry) => entry.mails);
  const missed = mails.filter((mail) => mail.shape === 'missed').length;
  const fold =
    older.length === 0
      ? null
      : html`<details class="fold"><summary>Earlier <span>${older.length} ${older.length === 1 ? 'talk' : 'talks'}, ${mails.length} mails${missed === 0 ? '' : `, ${missed} missed`}</span></summary><ol class="season">${older.toReversed().map((entry) => talkEntry(entry, view))}</ol></details>`;
  return html`${fold}<ol class="season">${talkEntry(last, view)}</ol>`;
}

function talkEntry(entry: SeasonTalk, view: OutboxView): Html {
  const { talk } = entry;
  const { zone } = view.desk.colloquium;
  const day = Temporal.PlainDate.from(talk.date);
  const short = zoneShort(startOf(talk, zone), zone);
  const off =
    talk.status === 'cancelled' || talk.status === 'postponed'
      ? html` <span class="warm">${talk.status}</span>`
      : null;
  return html`<li id="t-${talk.id}"><header><h2 class="day"><b>${day.day}</b><strong>${monthName(day)}</strong><span>${weekdayName(day).slice(0, 3)} ${talk.start} ${short}</span></h2></header>
<div><h3><a class="plain" href="/host/talks/${talk.id}">${line(headingOf(talk).text, 200)}</a>${talk.speaker === null ? null : html` <span>${bdi(talk.speaker, 120)}</span>`}${off}</h3>
${talkMails(entry, view)}</div></li>`;
}

function talkMails({ talk, mails }: SeasonTalk, view: OutboxView): Html {
  if (mails.length === 0) return html`<p class="hush" id="mails-${talk.id}">No mail about it.</p>`;
  return html`<ol class="mails" id="mails-${talk.id}">${mails.map((mail) => mailLine(mail, talk, view))}</ol>`;
}

function later(entries: readonly SeasonTalk[], { desk }: OutboxView): Html | null {
  if (entries.length === 0) return null;
  const when = (entry: SeasonTalk, kind: MailingKind) => {
    const mail = entry.mails.find((each) => each.kind === kind);
    return mail === undefined
      ? html`<span class="hush">none</span>`
      : html`<time>${shortDay(mail.at.toZonedDateTimeISO(desk.colloquium.zone).toPlainDate())}</time>`;
  };
  const missing = (entry: SeasonTalk) => entry.mails.find((mail) => mail.kind === 'announcement')?.why ?? [];
  const small = `What is missing is asked for ${desk.colloquium.ask.days_before} days before`;
  return row(
    'later',
    'Later',
    small,
    html`<table class="cards"><caption class="vh">Talks further ahead</caption><thead><tr><th scope="col">Talk</th><th scope="col">Speaker and title</th><th scope="col">Announcement</th><th scope="col">Reminder</th><th scope="col">Missing</th></tr></thead>
<tbody>${entries.map((entry) => html`<tr id="t-${entry.talk.id}"><th scope="row"><time>${shortDay(Temporal.PlainDate.from(entry.talk.date))}</time></th><td class="wide">${entry.talk.speaker === null ? html`<span class="hush">No speaker</span>` : bdi(entry.talk.speaker, 120)}<span class="sub">${line(headingOf(entry.talk).text, 160)}</span></td><td data-is="Announcement">${when(entry, 'announcement')}</td><td data-is="Reminder">${when(entry, 'reminder')}</td><td class="wide">${missing(entry).length === 0 ? state('ok', 'complete') : state('open', html`<bdi>${line(missing(entry).join('; '), 200)}</bdi>`)}</td></tr>`)}</tbody></table>`,
  );
}

function whatIf({ whatIf: day }: OutboxView): Html {
  return row(
    'if',
    'What if?',
    'Nothing is sent',
    html`<form class="field" action="/host/outbox"><label for="if-date">Show what this page would do if today were <span class="hint">The same rules, with another clock. Useful before a holiday.</span></label>
<div class="search"><div><input id="if-date" name="at" type="date" value="${day}"></div><button type="submit">Show</button></div></form>`,
  );
}

export function aboutPeople(count: number): string {
  return count === 1 ? 'about 1 person' : `about ${figure(count)} people`;
}
