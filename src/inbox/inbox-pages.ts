/** The local inbox as pages. Everything a mail says is text here; `html` escapes it. */
import { html } from 'hono/html';
import { dayWords, hourWords } from '../calendar/format-date.ts';
import type { ParseOutcome } from '../mail/parse-message.ts';
import type { CaughtMail } from './caught-mail.ts';
import { type Html, layout } from './inbox-layout.ts';
import { messageBody, presentTabs, type Tab, tabNames } from './message-tabs.ts';

export { isTab } from './message-tabs.ts';

interface Frame {
  readonly name: string;
  readonly zone: string;
}

export interface ListView extends Frame {
  /** How many there are. */
  readonly all: number;
  readonly found: readonly CaughtMail[];
  readonly recipient: string;
  readonly skip: number;
  readonly perPage: number;
}

export function listPage(view: ListView): Html {
  const shown = view.found.slice(view.skip, view.skip + view.perPage);
  return layout({
    title: 'Local inbox',
    name: view.name,
    main: html`<header class="lede">
  <h1>Local inbox</h1>
  <div>
    <p class="say">${sayHowMany(view)}</p>
    ${view.all === 0 ? '' : searchForm(view)}
  </div>
</header>
${shown.length === 0 ? '' : html`<ol class="mails" reversed start="${view.found.length - view.skip}">${shown.map((mail, index) => listItem(mail, view.zone, shown[index - 1] ?? null))}</ol>`}
${pager(view)}
${view.all === 0 ? '' : emptyForm()}`,
  });
}

function sayHowMany(view: ListView): Html | string {
  if (view.all === 0)
    return 'No mail yet. What would be sent is caught here, and none of it leaves this machine.';
  if (view.recipient === '')
    return view.all === 1
      ? 'One mail was caught. It has not left this machine.'
      : `${counted(view.all)} mails were caught. None has left this machine.`;
  if (view.found.length === 0) return html`No mail to “<bdi>${view.recipient}</bdi>”.`;
  const mails = view.found.length === 1 ? 'One mail' : `${counted(view.found.length)} mails`;
  return html`${mails} to “<bdi>${view.recipient}</bdi>”, of ${counted(view.all)}.`;
}

function searchForm(view: ListView): Html {
  return html`<form class="search" role="search" action="/">
  <div><label for="to">Mail to <span class="hint">Any part of an address</span></label><input id="to" name="to" type="search" autocomplete="off" value="${view.recipient}"></div>
  <button type="submit">Find</button>
</form>
<p class="acts">${view.recipient === '' ? '' : html`<a href="/">Everybody’s mail</a>`}<a href="">Look again</a></p>`;
}

function listItem(mail: CaughtMail, zone: string, above: CaughtMail | null): Html {
  const at = mail.at.toZonedDateTimeISO(zone);
  const isNewDay =
    above === null || !above.at.toZonedDateTimeISO(zone).toPlainDate().equals(at.toPlainDate());
  const [first = '', ...others] = mail.to;
  return html`<li${isNewDay ? html` class="new-day"` : ''}>
  <time datetime="${mail.at.toString()}"><b${isNewDay ? '' : html` class="vh"`}>${shortDay(at.toPlainDate())}</b> ${hourWords(at.toPlainTime())}</time>
  <div><h2><a class="plain" href="/mails/${mail.id}">${mail.subject || 'No subject'}</a></h2>
  <p>to <a class="plain" href="/?to=${encodeURIComponent(first)}"><bdi>${first}</bdi></a>${others.length === 0 ? '' : ` and ${others.length} more`}</p></div>
</li>`;
}

function pager(view: ListView): Html | string {
  if (view.found.length <= view.perPage) return '';
  const to = view.recipient === '' ? '' : `to=${encodeURIComponent(view.recipient)}&`;
  const end = Math.min(view.skip + view.perPage, view.found.length);
  const newer = Math.max(0, view.skip - view.perPage);
  return html`<nav class="pager" aria-label="Pages">
  <span>${counted(view.skip + 1)}–${counted(end)} of ${counted(view.found.length)}</span>
  <span class="acts">${view.skip === 0 ? '' : html`<a href="/?${to}after=${newer}">Newer</a>`}${end >= view.found.length ? '' : html`<a href="/?${to}after=${end}">Older</a>`}</span>
</nav>`;
}

function emptyForm(): Html {
  return html`<section class="row later"><h2>Throw away</h2>
  <form method="post" action="/empty"><button type="submit" class="danger">Empty the inbox</button></form></section>`;
}

export interface MessageView extends Frame {
  readonly mail: CaughtMail;
  readonly raw: Buffer;
  readonly parsed: ParseOutcome;
  /** Null: the best there is. */
  readonly tab: Tab | null;
  /** The HTML at the width of a phone. */
  readonly isNarrow: boolean;
}

export function messagePage(view: MessageView): Html {
  const { mail } = view;
  const tabs = presentTabs(view.parsed);
  const tab = view.tab ?? tabs[0] ?? 'raw';
  const message = view.parsed.ok ? view.parsed.message : null;
  const from = message?.from[0];
  const at = mail.at.toZonedDateTimeISO(view.zone);
  return layout({
    title: mail.subject || 'No subject',
    name: view.name,
    main: html`<header class="lede">
  <p class="crumb"><a href="/">Local inbox</a></p>
  <div>
    <h1 class="say">${mail.subject || 'No subject'}</h1>
    <dl class="facts">
      <dt>From</dt><dd>${from === undefined ? 'nobody' : html`<bdi>${from.name}</bdi> <span class="hush">${from.address}</span>`}</dd>
      <dt>To</dt><dd>${(message?.to ?? []).map((to) => html`<bdi>${to.name}</bdi> <span class="hush">${to.address}</span> `)}</dd>
      <dt>Caught</dt><dd>${dayWords(at.toPlainDate()).full}, ${hourWords(at.toPlainTime())} <span class="hush">${view.zone}, ${sizeWords(mail.size)}</span></dd>
      <dt>Envelope</dt><dd><span class="mono">&lt;${mail.from}&gt; → ${mail.to.map((to) => `<${to}>`).join(', ')}</span></dd>
    </dl>
    ${view.parsed.ok ? '' : html`<p class="note wrong"><strong>It cannot be read.</strong> ${view.parsed.reason}.</p>`}
  </div>
</header>
<nav class="tabs" aria-label="Ways to see this mail"><ul>${tabs.map((one) => html`<li><a href="/mails/${mail.id}/${one}"${one === tab ? html` aria-current="page"` : ''}>${tabNames[one]}</a></li>`)}</ul></nav>
${messageBody({ ...view, tab })}`,
  });
}

export function missingPage(frame: Frame): Html {
  return layout({
    title: 'No such mail',
    name: frame.name,
    main: html`<header class="lede"><h1>Local inbox</h1><div><p class="say">There is no such mail here.</p><p class="acts"><a href="/">All mail</a></p></div></header>`,
  });
}

/** `Tue 24 Nov` */
function shortDay(day: Temporal.PlainDate): string {
  const { weekday, dayMonth } = dayWords(day);
  return `${weekday.slice(0, 3)} ${dayMonth.replace(/(\p{L}{3})\p{L}+$/u, '$1')}`;
}

/** 11,640 */
function counted(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

function sizeWords(bytes: number): string {
  return bytes < 1024 ? `${bytes} bytes` : `${Math.round(bytes / 1024)} KB`;
}
