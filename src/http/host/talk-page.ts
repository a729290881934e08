/** One talk in the console: what it says, where a host and the calendar differ, what can be done. */

import { dayWords } from '../../calendar/format-date.ts';
import { conflictsOf, factName, type HostWord, wordsOf } from '../../calendar/host-word.ts';
import { type FactName, startOf, type Talk } from '../../calendar/talk.ts';
import { givenFields } from '../../calendar/talk-given.ts';
import { isAnnounced } from '../../mailings/changes.ts';
import { kindsOfMailing } from '../../mailings/mailing-kinds.ts';
import type { Mailing } from '../../mailings/notice.ts';
import type { Deed } from '../../store/audit.ts';
import { type Html, html } from '../hono.ts';
import { sentenceMoment, shortDay } from '../page-time.ts';
import { bdi, lede, prose, row, state } from '../parts/small.ts';
import { headingOf } from '../public/series.ts';
import { line, plain } from '../stranger.ts';
import { deedLog } from './deed-log.ts';
import { deskPress } from './frame.ts';
import { aboutPeople } from './outbox-page.ts';
import { type AnswersView, answersPart } from './talk-answers.ts';

export interface TalkView extends AnswersView {
  readonly talk: Talk;
  /** Mails about it that have not left. */
  readonly open: readonly Mailing[];
  readonly audience: number;
  readonly deeds: readonly Deed[];
  readonly names: ReadonlyMap<string, string>;
  readonly banner: Html | null;
}

export function talkBody(view: TalkView): Html {
  const { talk, banner } = view;
  return html`${banner}${lede(html`<a class="crumb" href="/host/calendar">Calendar</a>${line(headingOf(talk).text, 120)}`, sentence(view), html`${acts(view)}`)}
${conflicts(view)}
${mails(view)}
${answersPart(view)}
${row('facts', 'What it says', null, facts(talk))}
${problems(talk)}
${row('log', 'What was done', null, deedLog(view.deeds, view.names, view.desk, `talk:${talk.id}`))}`;
}

function sentence({ talk, audience, desk }: TalkView): Html {
  const day = shortDay(Temporal.PlainDate.from(talk.date));
  const who = talk.speaker === null ? html`Nobody is named yet` : bdi(talk.speaker, 120);
  const told = isAnnounced(talk)
    ? html`It was announced; ${aboutPeople(audience)} count on it.`
    : html`Nobody has been told of it${talk.calledOffAt === null ? '' : ' since it was called off'}.`;
  const off =
    talk.withdrawnAt !== null
      ? html` <em>It is gone from your page since ${sentenceMoment(talk.withdrawnAt, desk.now, desk.colloquium.zone)}.</em>`
      : talk.status === 'cancelled' || talk.status === 'postponed'
        ? html` <em>It is ${talk.status}${talk.reason === null ? '' : html`: ${bdi(talk.reason, 200)}`}</em>`
        : null;
  return html`${who}, ${day}, ${talk.start} to ${talk.end}. ${told}${off}`;
}

function acts({ talk, desk }: TalkView): Html {
  const base = `/host/talks/${talk.id}`;
  const isOff = talk.status === 'cancelled' || talk.status === 'postponed' || talk.withdrawnAt !== null;
  const isAhead = Temporal.Instant.compare(startOf(talk, desk.colloquium.zone), desk.now) > 0;
  return html`<div class="acts"><a class="button" href="${base}/edit">Change it</a>
${isOff ? deskPress(desk, base, 'It takes place after all', { do: 'restore' }) : null}
${isAhead && talk.status !== 'cancelled' ? html`<a class="button danger" href="${base}/cancel">Cancel or postpone</a>` : null}
<a href="/talks/${talk.id}">The public page</a></div>`;
}

function conflicts({ talk, desk }: TalkView): Html | null {
  const found = conflictsOf(talk);
  if (found.length === 0) return null;
  const action = `/host/talks/${talk.id}`;
  const one = ([field, word]: readonly [
    FactName,
    HostWord,
  ]) => html`<div class="note held"><strong>The ${factName(field)}: what was said here, or what your page says now?</strong>
<dl class="facts"><dt><bdi>${line(word.by, 60)}</bdi></dt><dd>${saidWords(word.said)}</dd><dt>Your page</dt><dd>${saidWords(word.page)}</dd></dl>
<div class="acts">${deskPress(desk, action, html`Keep what was said<span class="vh"> about the ${factName(field)}</span>`, { do: 'keep', field })}${deskPress(desk, action, html`Follow the page<span class="vh"> about the ${factName(field)}</span>`, { do: 'follow', field })}</div></div>`;
  return row('differ', 'They differ', 'Mail waits for you', html`<div class="stack">${found.map(one)}</div>`);
}

function saidWords(text: string | null): Html {
  return text === null ? html`<span class="hush">nothing</span>` : html`<bdi>${plain(text, 400)}</bdi>`;
}

function mails({ open, audience, desk }: TalkView): Html | null {
  if (open.length === 0) return null;
  const { zone } = desk.colloquium;
  const one = (mailing: Mailing) => {
    const action = `/host/mailings/${mailing.id}`;
    const isHeld = mailing.heldAt !== null;
    const when = isHeld
      ? `is held by ${mailing.heldBy ?? 'a host'}`
      : `goes ${sentenceMoment(mailing.goesAt, desk.now, zone)}`;
    return html`<li><p>The ${kindsOfMailing[mailing.kind].words} ${when} to ${aboutPeople(audience)}.</p><div class="acts"><a href="${action}">Look at it</a>${deskPress(desk, action, 'Send it now', { do: 'send' })}${isHeld ? null : deskPress(desk, action, 'Hold it', { do: 'hold' })}</div></li>`;
  };
  return row('mails', 'Mail about it', 'Before it leaves', html`<ul class="stack">${open.map(one)}</ul>`);
}

function facts(talk: Talk): Html {
  const words = new Map(wordsOf(talk));
  return html`<dl class="facts loose">${givenFields.map((field) => {
    const value = talk[field];
    const word = words.get(field);
    const isLong = field === 'abstract' || field === 'bio';
    const shown =
      value === null
        ? html`<span class="hush">not yet</span>`
        : isLong
          ? prose(value)
          : html`<bdi>${field === 'date' ? dayWords(Temporal.PlainDate.from(value)).weekdayDayMonth : line(value, 400)}</bdi>`;
    const said =
      word === undefined || word.said === word.page || word.page === null
        ? null
        : html`<span class="sub">said here by <bdi>${line(word.by, 60)}</bdi>; your page says “<bdi>${line(word.page, 120)}</bdi>”</span>`;
    return html`<dt>${label(factName(field))}</dt><dd>${shown}${said}</dd>`;
  })}</dl>`;
}

function label(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

function problems(talk: Talk): Html | null {
  if (talk.problems.length === 0) return null;
  return row(
    'problems',
    'To look at',
    null,
    html`<ul class="stack">${talk.problems.map((problem) => html`<li>${problem.blocking ? state('held', 'Holds a mail') : state('planned', 'Worth a look', true)} ${line(problem.text, 400)}</li>`)}</ul>`,
  );
}
