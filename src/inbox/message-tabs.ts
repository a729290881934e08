/** The ways to look at one mail: as it is shown, as text, as a calendar reads it, its header, its bytes. */
import { html } from 'hono/html';
import type { Message } from '../mail/message.ts';
import type { ParseOutcome } from '../mail/parse-message.ts';
import type { CaughtMail } from './caught-mail.ts';
import { type CalendarWords, explainCalendar } from './explain-calendar.ts';
import type { Html } from './inbox-layout.ts';

export const tabNames = {
  html: 'As shown',
  text: 'Text',
  calendar: 'Calendar',
  headers: 'Headers',
  raw: 'Raw',
} as const;

export type Tab = keyof typeof tabNames;

export function isTab(text: string): text is Tab {
  return Object.hasOwn(tabNames, text);
}

/** Those that have something to show, the most telling first. */
export function presentTabs(parsed: ParseOutcome): Tab[] {
  if (!parsed.ok) return ['raw'];
  const { message } = parsed;
  const hasCalendar = message.parts.some((part) => part.contentType === 'text/calendar' && part.depth === 0);
  return [
    ...(message.html === null ? [] : (['html'] as const)),
    'text',
    ...(hasCalendar ? (['calendar'] as const) : []),
    'headers',
    'raw',
  ];
}

export interface TabView {
  readonly mail: CaughtMail;
  readonly raw: Buffer;
  readonly parsed: ParseOutcome;
  readonly tab: Tab;
  readonly isNarrow: boolean;
  readonly zone: string;
}

/** Bytes beyond this are not put into a page; the file can be saved. */
const MAX_SHOWN = 400_000;

export function messageBody(view: TabView): Html {
  if (!view.parsed.ok || view.tab === 'raw') return rawTab(view);
  const { message } = view.parsed;
  switch (view.tab) {
    case 'html':
      return message.html === null ? nothing('HTML') : htmlTab(view);
    case 'text':
      return textTab(message);
    case 'calendar':
      return calendarTab(explainCalendar(message, view.zone));
    case 'headers':
      return headersTab(message);
  }
}

function htmlTab({ mail, isNarrow }: TabView): Html {
  const path = `/mails/${mail.id}/html`;
  return html`<section class="sheet" aria-label="The mail">
<p class="fine acts"><a href="${path}"${isNarrow ? '' : html` aria-current="true"`}>Desktop</a><a href="${path}?width=phone"${isNarrow ? html` aria-current="true"` : ''}>Phone</a><span>Without scripts. Pictures from elsewhere are not fetched.</span></p>
<iframe class="${isNarrow ? 'narrow' : 'wide'}" title="The mail as its reader sees it" sandbox="allow-popups allow-popups-to-escape-sandbox" src="/mails/${mail.id}/frame"></iframe>
</section>`;
}

function textTab(message: Message): Html {
  const part = message.parts.find((one) => one.depth === 0 && one.contentType === 'text/plain');
  return html`<section class="sheet" aria-label="The text part"><pre class="letter" tabindex="0">${linked(part?.text ?? message.text)}</pre></section>`;
}

/** The text with its web addresses as links. */
function linked(text: string): (Html | string)[] {
  return text
    .split(/(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]])/)
    .map((piece, index) =>
      index % 2 === 1
        ? html`<a href="${piece}" target="_blank" rel="noopener noreferrer">${piece}</a>`
        : piece,
    );
}

function calendarTab(words: CalendarWords | null): Html {
  if (words === null) return nothing('calendar');
  return html`<section class="sheet" aria-label="The calendar part">
<p class="read">${words.sentence}</p>
<dl class="facts">${words.facts.map(([label, value]) => html`<dt>${label}</dt><dd class="${label === 'UID' ? 'mono' : 'lines'}">${value}</dd>`)}
${words.people.map((person) => html`<dt>${person.role === 'organizer' ? 'Organizer' : 'Attendee'}</dt><dd><bdi>${person.name}</bdi> <span class="hush">${person.address}${person.answer === null ? '' : `, ${person.answer}`}</span></dd>`)}</dl>
<details><summary>As written</summary><pre class="code" tabindex="0">${words.source}</pre></details>
</section>`;
}

function headersTab(message: Message): Html {
  return html`<section class="sheet" aria-label="The header fields"><dl class="headers">${message.headers.map(({ name, value }) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl></section>`;
}

function rawTab({ mail, raw }: TabView): Html {
  const text = raw.toString('utf8', 0, MAX_SHOWN);
  return html`<section class="sheet" aria-label="The bytes">
<p class="acts"><a href="/mails/${mail.id}.eml">Save as a file</a></p>
<pre class="code" tabindex="0">${text}</pre>
${raw.length > MAX_SHOWN ? html`<p class="fine">The rest is in the file.</p>` : ''}
</section>`;
}

function nothing(what: string): Html {
  return html`<section class="sheet"><p class="read">This mail has no ${what} part.</p></section>`;
}
