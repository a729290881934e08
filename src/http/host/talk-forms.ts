/** The forms about a talk: its facts, and calling it off with a reason. */
import { factName } from '../../calendar/host-word.ts';
import type { FactName, Talk } from '../../calendar/talk.ts';
import { type GivenFacts, givenFields } from '../../calendar/talk-given.ts';
import { isAnnounced } from '../../mailings/changes.ts';
import { type Html, html } from '../hono.ts';
import { hidden, lede } from '../parts/small.ts';
import { headingOf } from '../public/series.ts';
import { line } from '../stranger.ts';
import type { Desk } from './desk.ts';
import { aboutPeople } from './outbox-page.ts';
import { readyReasons } from './talk-words.ts';

export interface Complaint {
  readonly why: string;
  readonly field: FactName | null;
}

const hints: Readonly<Partial<Record<keyof GivenFacts, string>>> = {
  abstract: 'An empty line begins a new paragraph.',
  online: 'It stands in the invitation, not on the public page.',
  photo: 'The address of a picture, or its path on your page.',
  watch: 'The recording, https. A link that joins a meeting is refused.',
};

/** `talk` null: a talk that is not there yet. `filled`: what was typed before something was wrong. */
export function editBody(
  desk: Desk,
  talk: Talk | null,
  filled: GivenFacts | null,
  complaint: Complaint | null,
): Html {
  const usual = { start: desk.colloquium.usual.start, end: desk.colloquium.usual.end };
  const known: GivenFacts = talk ?? usual;
  const value = (field: keyof GivenFacts) => (filled ?? known)[field] ?? '';
  const action = talk === null ? '/host/talks' : `/host/talks/${talk.id}`;
  const title = talk === null ? 'A new talk' : line(headingOf(talk).text, 120);
  const first =
    talk === null
      ? 'A talk that your page does not have. When it comes to have it, it is the same talk.'
      : 'What you change here stands, until your page says something new.';
  return html`${lede(title, first)}
<form class="stack narrow" method="post" action="${action}">${hidden({ token: desk.formToken, do: talk === null ? 'add' : 'edit' })}
${complaint === null ? null : html`<div class="note wrong" role="alert"><strong>Not saved.</strong><p>${complaint.why}</p></div>`}
${givenFields.map((field) => input(field, value(field), complaint?.field === field))}
${talk !== null && isAnnounced(talk) ? html`<div class="field"><label for="f-reason">Why, for the people who were told <span class="hint">Optional. It stands in the mail, where there must be one: another day, hour, room, link, speaker or talk.</span></label><textarea id="f-reason" name="reason" maxlength="2000"></textarea></div>` : null}
<p class="acts"><button type="submit" class="primary tall">Save</button><a href="${talk === null ? '/host/calendar' : action}">Leave it as it is</a></p>
</form>`;
}

const kinds: Readonly<Partial<Record<keyof GivenFacts, 'date' | 'time' | 'long'>>> = {
  date: 'date',
  start: 'time',
  end: 'time',
  abstract: 'long',
  bio: 'long',
};

function input(field: keyof GivenFacts, value: string, isWrong: boolean): Html {
  const name = factName(field);
  const kind = kinds[field] ?? 'text';
  const hint = hints[field];
  const wrong = isWrong ? html` aria-invalid="true" autofocus` : null;
  const box =
    kind === 'long'
      ? html`<textarea id="f-${field}" name="${field}" rows="8"${wrong}>${value}</textarea>`
      : html`<input id="f-${field}" name="${field}" type="${kind}" value="${value}"${field === 'date' ? html` required` : null}${wrong}>`;
  return html`<div class="field"><label for="f-${field}">${capital(name)}${hint === undefined ? null : html` <span class="hint">${hint}</span>`}</label>${box}</div>`;
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

export function cancelBody(desk: Desk, talk: Talk, audience: number, complaint: string | null): Html {
  const minutes = desk.colloquium.changes.proof.total('minutes');
  const then = isAnnounced(talk)
    ? html`${capital(aboutPeople(audience))} were told. They get a mail in ${minutes} minutes, and the entry leaves their calendars. Until then you can take it back.`
    : html`Nobody has been told of it, so nobody gets a mail.`;
  const choice = (value: string, text: string) =>
    html`<label class="tick"><input type="radio" name="ready" value="${value}">${text}</label>`;
  return html`${lede('Cancel or postpone', html`${line(headingOf(talk).text, 120)}`, html`<p class="hush">${then}</p>`)}
<form class="stack narrow" method="post" action="/host/talks/${talk.id}">${hidden({ token: desk.formToken })}
${complaint === null ? null : html`<div class="note wrong" role="alert"><strong>Not done.</strong><p>${complaint}</p></div>`}
<fieldset><legend>Why? <span class="hint">It stands in the mail. Without a choice none is given.</span></legend>
${Object.entries(readyReasons).map(([value, text]) => choice(value, text))}</fieldset>
<div class="field"><label for="f-reason">Or in your own words <span class="hint">Instead of the above.</span></label><textarea id="f-reason" name="reason" maxlength="2000"></textarea></div>
<p class="acts"><button type="submit" name="do" value="cancel" class="danger tall">Cancel the talk</button>${talk.status === 'postponed' ? null : html`<button type="submit" name="do" value="postpone" class="tall">Postpone it, day to be found</button>`}<a href="/host/talks/${talk.id}">Leave it</a></p>
</form>`;
}
