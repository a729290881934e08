/** Self-service: what you get, a break, leaving, what is known about you. */
import type { Colloquium } from '../../../config/schema.ts';
import { isMailingKind, kindsOfMailing } from '../../mailings/mailing-kinds.ts';
import type { AnswerOfPerson, MailToPerson } from '../../store/pages-person.ts';
import type { SubscriberRow } from '../../store/schema.ts';
import type { ChoosableKind, SubscriberState } from '../../subscribers/preferences.ts';
import { type Html, html } from '../hono.ts';
import { longDay, shortDay } from '../page-time.ts';
import { type Frame, layout } from '../parts/layout.ts';
import { bdi, counted, hidden, lede, press, row } from '../parts/small.ts';
import { colophon } from '../public/colophon.ts';
import { moveForm } from './move-page.ts';
import { type VouchRow, vouchRow } from './vouch-page.ts';

export interface PreferencesView {
  readonly frame: Frame;
  readonly colloquium: Colloquium;
  readonly hosts: readonly string[];
  readonly subscriber: SubscriberRow;
  readonly state: SubscriberState;
  readonly mayStay: boolean;
  /** Masked. */
  readonly address: string;
  /** The kinds this colloquium sends. */
  readonly offered: readonly ChoosableKind[];
  readonly approvedBy: string | null;
  readonly originalUntil: Temporal.Instant | null;
  readonly mails: readonly MailToPerson[];
  readonly answers: readonly AnswerOfPerson[];
  readonly here: string;
  readonly unsubscribe: string;
  /** Null where nobody vouches. */
  readonly vouches: VouchRow | null;
  readonly now: Temporal.Instant;
  /** What has just been done. */
  readonly banner: Html | null;
}

const kindWords: Readonly<Record<ChoosableKind, readonly [label: string, hint: string, phrase: string]>> = {
  announcement: [
    'Invitations',
    'Before each talk, with the calendar entry. If a talk moves or is cancelled, we tell you.',
    'an invitation to every talk',
  ],
  reminder: ['Reminders', 'Shortly before a talk.', 'one reminder before it'],
  recording: ['Recordings', 'When a talk can be watched back.', 'a note when it can be watched back'],
};

export function preferencesPage(view: PreferencesView): Html {
  const { subscriber, colloquium } = view;
  const owner = subscriber.name === '' ? view.address : html`${bdi(subscriber.name)}, ${view.address}`;
  return layout({
    ...view.frame,
    kind: 'public',
    title: 'Your mail',
    body: html`<div class="frame">${view.banner}
${lede('Your mail', sentence(view), html`<p class="hush">This page belongs to ${owner}. The link in your mail is your key: do not forward it.</p>`)}
${view.state === 'unsubscribed' ? (view.mayStay ? stay(view) : null) : html`${view.state === 'suppressed' ? writeAgain(view) : null}${kinds(view)}${pause(view)}${view.state === 'suppressed' ? null : moveForm(view.here, hidden({ act: 'move' }), colloquium)}${view.vouches === null ? null : vouchRow(view.vouches)}${leave(view)}`}
${known(view)}</div>`,
    foot: colophon(colloquium, view.hosts),
  });
}

function sentence({ subscriber, state, offered, colloquium, now }: PreferencesView): string {
  if (state === 'unsubscribed') return 'You get no mail.';
  if (state === 'suppressed') return 'Mail to your address did not arrive, so we send none.';
  const wanted = offered
    .filter((kind) => !subscriber.declined_kinds.includes(kind))
    .map((kind) => kindWords[kind][2]);
  const what =
    wanted.length === 0
      ? 'no mail, except when a talk you were invited to changes'
      : new Intl.ListFormat('en').format(wanted);
  if (state === 'paused' && subscriber.paused_until !== null) {
    const day = subscriber.paused_until.toZonedDateTimeISO(colloquium.zone).toPlainDate();
    const year = day.year === now.toZonedDateTimeISO(colloquium.zone).year ? '' : ` ${day.year}`;
    return `You take a break until ${shortDay(day)}${year}. Then you get ${what}.`;
  }
  return `You get ${what}.`;
}

function kinds({ subscriber, offered, here }: PreferencesView): Html {
  return row(
    'kinds',
    'What we send you',
    'Changes of a talk you were invited to always reach you',
    html`<form method="post" action="${here}" class="stack">${hidden({ act: 'kinds' })}
<fieldset><legend class="vh">Kinds of mail</legend>
${offered.map((kind) => {
  const [label, hint] = kindWords[kind];
  const checked = subscriber.declined_kinds.includes(kind) ? null : html` checked`;
  return html`<label class="tick"><input type="checkbox" name="kind" value="${kind}"${checked}>${label}<span class="hint">${hint}</span></label>`;
})}
</fieldset>
<p><button type="submit" class="primary">Save</button></p></form>`,
  );
}

function pause({ state, here, now, colloquium }: PreferencesView): Html {
  const today = now.toZonedDateTimeISO(colloquium.zone).toPlainDate();
  const [min, max] = [today.add({ days: 1 }), today.add({ years: 1 })];
  if (state === 'paused')
    return row('pause', 'Your break', null, press(here, 'Start again now', { act: 'resume' }));
  return row(
    'pause',
    'Take a break',
    'We start again by ourselves',
    html`<form method="post" action="${here}" class="field">${hidden({ act: 'pause' })}
<label for="until">No mail until</label>
<div class="search"><div><input id="until" name="until" type="date" min="${min}" max="${max}" required aria-describedby="until-hint"></div><button type="submit">Pause</button></div>
<p class="hint" id="until-hint">The talks stay in the calendar feed.</p></form>`,
  );
}

function leave({ unsubscribe }: PreferencesView): Html {
  return row(
    'leave',
    'Leave',
    null,
    html`<div class="stack"><p class="read">You get no more mail from us, from this moment. You can come back by writing to us again.</p>
<p><a class="button danger" href="${unsubscribe}">Leave the list</a></p></div>`,
  );
}

function stay({ here }: PreferencesView): Html {
  return row('stay', 'Start again?', null, press(here, 'I want to stay after all', { act: 'stay' }));
}

function writeAgain({ here }: PreferencesView): Html {
  return row(
    'again',
    'Does it work again?',
    null,
    press(here, 'My address works, write to me again', { act: 'write-again' }, 'primary'),
  );
}

function known(view: PreferencesView): Html {
  const { subscriber, colloquium, here, now } = view;
  const { zone } = colloquium;
  const isTo = Temporal.Instant.compare(subscriber.joined_at, now) <= 0;
  return row(
    'data',
    'What we know about you',
    null,
    html`<div class="stack"><dl class="facts">
${subscriber.name === '' ? null : html`<dt>Name</dt><dd>${bdi(subscriber.name)}</dd>`}
${subscriber.affiliation === null ? null : html`<dt>Affiliation</dt><dd>${bdi(subscriber.affiliation)}</dd>`}
<dt>Address</dt><dd>${view.address}</dd>
<dt>On the list</dt><dd>${isTo ? 'since' : 'from'} ${longDay(subscriber.joined_at, zone)}${view.approvedBy === null ? null : html`, approved by ${bdi(view.approvedBy)}`}</dd>
${view.originalUntil === null ? null : html`<dt>Your mail to us</dt><dd>kept until ${longDay(view.originalUntil, zone)}, then deleted</dd>`}
<dt>Mails to you</dt><dd>${mailWords(view.mails)}</dd>
${view.answers.length === 0 ? null : html`<dt>Your answers</dt><dd>${view.answers.map((each) => `${shortDay(Temporal.PlainDate.from(each.date))}: ${each.answer}`).join(', ')}</dd>`}
</dl>
<p class="hush">That is all. We do not record whether you open a mail or follow a link.</p>
<div class="acts">${press(here, 'Save a copy of my data', { act: 'export' })}</div>
<details class="fix"><summary>Erase everything about me</summary>
<form method="post" action="${here}" class="field">${hidden({ act: 'erase' })}
<p class="read">Your name, address and words are deleted, and you leave the list. A scrambled form of the address stays, so that an old list cannot bring you back. This cannot be undone.</p>
<label class="tick alone"><input type="checkbox" name="sure" value="yes" required>Yes, erase everything about me</label>
<p><button type="submit" class="danger">Erase</button></p></form></details></div>`,
  );
}

const mailNames: Readonly<Record<string, string>> = {
  acknowledged: 'answer to your request',
  'details-wanted': 'question to you',
  'confirm-address': 'question whether the address is yours',
  'address-change': 'question about your new address',
};

function nameOfMail(kind: string): string {
  return isMailingKind(kind) ? kindsOfMailing[kind].memberWords : (mailNames[kind] ?? kind);
}

function mailWords(mails: readonly MailToPerson[]): string {
  const handed = mails.filter((mail) => mail.state === 'submitted');
  if (handed.length === 0) return 'none yet';
  const byKind = Map.groupBy(handed, (mail) => nameOfMail(mail.kind));
  return [...byKind].map(([name, list]) => counted(list.length, name)).join(', ');
}
