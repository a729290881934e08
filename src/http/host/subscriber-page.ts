/** Everything about one person, and what a host can do. */
import type { AddressChange } from '../../store/address-changes.ts';
import type { Deed } from '../../store/audit.ts';
import type { AnswerOfPerson, MailToPerson } from '../../store/pages-person.ts';
import type { SubscriberRow } from '../../store/schema.ts';
import { choosableKinds, subscriberState } from '../../subscribers/preferences.ts';
import { type Html, html } from '../hono.ts';
import { longDay, shortDay, shortMoment } from '../page-time.ts';
import { hidden, row, state } from '../parts/small.ts';
import { line } from '../stranger.ts';
import { deedLog, wayWords } from './deed-log.ts';
import { deliveryShape, mailName } from './delivery-words.ts';
import type { Desk } from './desk.ts';
import { deskPress } from './frame.ts';
import { moveRow } from './move-row.ts';
import { stateWord } from './subscribers-page.ts';

export interface SubscriberView {
  readonly desk: Desk;
  readonly subscriber: SubscriberRow;
  readonly mails: readonly MailToPerson[];
  readonly answers: readonly AnswerOfPerson[];
  readonly requests: readonly {
    readonly id: number;
    readonly motivation: string | null;
    readonly decided_by: string | null;
  }[];
  /** A change of address that waits. */
  readonly change: AddressChange | null;
  readonly deeds: readonly Deed[];
  readonly names: ReadonlyMap<string, string>;
  readonly banner: Html | null;
}

export function subscriberBody(view: SubscriberView): Html {
  const { subscriber } = view;
  const isErased = subscriber.erased_at !== null;
  const name = line(subscriber.name, 120) || line(subscriber.email, 120) || 'Somebody';
  return html`${view.banner}<header class="lede"><h1><a class="crumb" href="/host/subscribers">Subscribers</a>Subscriber ${subscriber.id}</h1>
<div><p class="person">${isErased ? 'Erased' : html`<bdi>${name}</bdi>`}</p>
${subscriber.affiliation === null ? null : html`<p class="read"><bdi>${line(subscriber.affiliation)}</bdi></p>`}
<div class="stack">${standing(view)}${isErased ? null : acts(view)}</div></div></header>
${isErased ? null : details(view)}
${moveRow(view)}
${row('mails', 'Mails', 'Newest first', mails(view))}
${row('history', 'History', null, deedLog(view.deeds, view.names, view.desk, `subscriber:${subscriber.id}`))}
${isErased ? null : erase(view, name)}`;
}

function standing({ subscriber, desk, requests }: SubscriberView): Html {
  const { zone } = desk.colloquium;
  const name = subscriberState(subscriber, desk.now);
  const by = requests.find((request) => request.decided_by !== null)?.decided_by ?? null;
  const words: Record<typeof name, Html> = {
    active: html`since ${longDay(subscriber.joined_at, zone)}${by === null ? null : html`, approved by <bdi>${by}</bdi>`}`,
    paused: html`until ${longDay(subscriber.paused_until ?? desk.now, zone)}`,
    unsubscribed: html`since ${longDay(subscriber.unsubscribed_at ?? desk.now, zone)}, ${wayWords(subscriber.unsubscribed_by ?? '')}`,
    suppressed: html`since ${longDay(subscriber.suppressed_at ?? desk.now, zone)}: ${line(subscriber.suppressed_why, 200)}`,
    erased: html`on ${longDay(subscriber.erased_at ?? desk.now, zone)}. Nothing about the person is kept.`,
  };
  return html`<p>${stateWord(name)} <span class="hush">${words[name]}</span></p>`;
}

function acts({ subscriber, desk }: SubscriberView): Html {
  const action = `/host/subscribers/${subscriber.id}`;
  const name = subscriberState(subscriber, desk.now);
  const tomorrow = desk.now.toZonedDateTimeISO(desk.colloquium.zone).toPlainDate().add({ days: 1 });
  return html`<div class="acts">
${name === 'paused' ? deskPress(desk, action, 'End the break', { act: 'resume' }) : null}
${name === 'suppressed' ? deskPress(desk, action, 'The address works, write again', { act: 'write-again' }) : null}
${name === 'active' || name === 'paused' ? deskPress(desk, action, 'Take off the list', { act: 'leave' }, 'danger') : null}
<a href="${action}/data.json">Export</a><a href="#erase">Erase</a></div>
${name === 'active' ? html`<details class="fix"><summary>Pause</summary><form method="post" action="${action}" class="field">${hidden({ token: desk.formToken, act: 'pause' })}<label for="until">No mail until</label><div class="search"><div><input id="until" name="until" type="date" min="${tomorrow}" max="${tomorrow.add({ years: 1 })}" required></div><button type="submit">Pause</button></div></form></details>` : null}`;
}

function details({ subscriber, desk, requests, answers }: SubscriberView): Html {
  const kinds = choosableKinds.filter((kind) => !subscriber.declined_kinds.includes(kind));
  const motivation = requests.find((request) => request.motivation !== null)?.motivation ?? null;
  const words = { announcement: 'invitations', reminder: 'reminders', recording: 'recordings' };
  return row(
    'details',
    'Details',
    null,
    html`<dl class="facts loose">
<dt>Address</dt><dd><bdi>${line(subscriber.email, 254)}</bdi></dd>
<dt>Gets</dt><dd>${kinds.length === 0 ? 'nothing but changes' : kinds.map((kind) => words[kind]).join(', ')}<details class="fix"><summary>Change<span class="vh"> the kinds of mail</span></summary><form method="post" action="/host/subscribers/${subscriber.id}" class="field">${hidden({ token: desk.formToken, act: 'kinds' })}<fieldset><legend class="vh">Kinds of mail</legend>${choosableKinds.map((kind) => html`<label class="tick"><input type="checkbox" name="kind" value="${kind}"${kinds.includes(kind) ? html` checked` : null}>${words[kind]}</label>`)}</fieldset><button type="submit">Save</button></form></details></dd>
${motivation === null ? null : html`<dt>Motivation</dt><dd>“<bdi>${line(motivation, 800)}</bdi>” <a href="/host/requests/${requests[0]?.id}">The request</a></dd>`}
${answers.length === 0 ? null : html`<dt>Answers</dt><dd>${answers.map((each) => `${shortDay(Temporal.PlainDate.from(each.date))}: ${each.answer}`).join(', ')}</dd>`}
</dl>`,
  );
}

function mails({ mails: list, desk }: SubscriberView): Html {
  if (list.length === 0) return html`<p class="hush">None yet.</p>`;
  return html`<ol class="log">${list.map((mail) => html`<li><time>${shortMoment(mail.at, desk.now, desk.colloquium.zone)}</time><p>${state(deliveryShape(mail.state), mail.state, true)} ${mailName(mail.kind)}${mail.talk_date === null ? null : ` of ${shortDay(Temporal.PlainDate.from(mail.talk_date))}`}${mail.reply === null ? null : html`<span class="sub mono"><bdi>${line(mail.reply, 200)}</bdi></span>`}</p>${mail.mailing_id === null ? null : html`<a href="/host/mailings/${mail.mailing_id}">Mailing ${mail.mailing_id}</a>`}</li>`)}</ol>`;
}

function erase({ subscriber, desk }: SubscriberView, name: string): Html {
  return row(
    'erase',
    'Erase',
    null,
    html`<form method="post" action="/host/subscribers/${subscriber.id}" class="stack">${hidden({ token: desk.formToken, act: 'erase' })}
<p class="read">Everything about <bdi>${name}</bdi> is deleted. A scrambled form of the address stays, so that an old import cannot bring the person back. This cannot be undone.</p>
<label class="tick alone"><input type="checkbox" name="sure" value="yes" required><span>Yes, erase <bdi>${name}</bdi></span></label>
<div><button type="submit" class="danger">Erase</button></div></form>`,
  );
}
