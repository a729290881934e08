/** Putting people on the list: one by name, or many from a file that is looked at before anything happens. */
import type { ImportLine, ImportReport } from '../../subscribers/handle-import.ts';
import { type ImportResult, importResults } from '../../subscribers/import-decide.ts';
import { type Html, html } from '../hono.ts';
import { figure } from '../page-time.ts';
import { hidden, lede, row } from '../parts/small.ts';
import { line } from '../stranger.ts';
import type { Desk } from './desk.ts';

export interface OnePerson {
  readonly address: string;
  readonly name: string;
  readonly affiliation: string;
}

export interface AddView {
  readonly desk: Desk;
  /** What stands in the form already: from a mail that waits, or what was typed. */
  readonly typed: OnePerson;
  /** The one sentence that says why nothing happened; null at first. */
  readonly refused: { readonly why: string; readonly mayComeBack: boolean } | null;
  /** Why a file could not be looked at. */
  readonly noList: string | null;
}

export interface LookedAt {
  readonly desk: Desk;
  readonly report: ImportReport;
  readonly file: string;
  /** The file itself, for the second press; null once it has been imported. */
  readonly bytes: string | null;
  readonly resubscribe: boolean;
}

const mostShown = 200;

const countWords: Readonly<Record<ImportResult, readonly [one: string, many: string]>> = {
  added: ['is new', 'are new'],
  resubscribed: ['comes back', 'come back'],
  already: ['is on the list already', 'are on the list already'],
  duplicate: ['stands in the file twice', 'stand in the file twice'],
  unsubscribed: ['left the list earlier and stays away', 'left the list earlier and stay away'],
  suppressed: ['does not take our mail and stays off', 'do not take our mail and stay off'],
  erased: ['was erased at their own wish and stays away', 'were erased at their own wish and stay away'],
  inactive: ['gets no mail where the list comes from', 'get no mail where the list comes from'],
  invalid: ['could not be read', 'could not be read'],
};
const formWords = {
  convoke: 'our own export',
  columns: 'a list with headings',
  bare: 'a bare list',
} as const;

export function addBody({ desk, typed, refused, noList }: AddView): Html {
  return html`${lede(
    html`<a class="crumb" href="/host/subscribers">Subscribers</a>Add people`,
    'Put people on the list who have agreed to get the mails.',
  )}
${row(
  'one',
  'One person',
  null,
  html`<form method="post" action="/host/subscribers/add" class="field stack sheet">${hidden({ token: desk.formToken })}
${refused === null ? null : html`<p class="note wrong" role="alert"><bdi>${line(refused.why, 400)}</bdi></p>`}
<div><label for="address">Address</label><input id="address" name="address" type="email" maxlength="254" required value="${line(typed.address, 300)}"></div>
<div><label for="name">Name</label><input id="name" name="name" type="text" maxlength="120" value="${line(typed.name, 300)}"></div>
<div><label for="affiliation">Affiliation</label><input id="affiliation" name="affiliation" type="text" maxlength="200" value="${line(typed.affiliation, 300)}"></div>
<label class="tick alone"><input type="checkbox" name="welcome" value="yes" checked><span>Send the welcome mail<span class="hint">With the links by which they choose what they get, and leave.</span></span></label>
${refused?.mayComeBack ? html`<label class="tick alone"><input type="checkbox" name="resubscribe" value="yes"><span>They have asked to come back</span></label>` : null}
<div><button type="submit" class="primary">Add</button></div></form>`,
)}
${row(
  'many',
  'Many',
  'From another list',
  html`<form method="post" action="/host/subscribers/import" enctype="multipart/form-data" class="field stack sheet">${hidden({ token: desk.formToken })}
${noList === null ? null : html`<p class="note wrong" role="alert">${noList}</p>`}
<p class="read">An export of Mailman, Google Groups or listmonk, a spreadsheet saved as CSV, or plain addresses. Nobody gets a mail from being imported, and nothing happens before you have seen what would.</p>
<div><label for="list">A file <span class="hint">Up to 2 MB; a larger one by <code>./convoke subscribers import</code>.</span></label><input id="list" name="list" type="file" accept=".csv,.txt,.tsv,text/csv,text/plain"></div>
<div><label for="pasted">Or the addresses themselves</label><textarea id="pasted" name="pasted" rows="5"></textarea></div>
<label class="tick alone"><input type="checkbox" name="resubscribe" value="yes"><span>Also those who left or whose address failed<span class="hint">Never those who were erased at their own wish.</span></span></label>
<div><button type="submit">Look at it first</button></div></form>`,
)}`;
}

export function importBody({ desk, report, file, bytes, resubscribe }: LookedAt): Html {
  const fresh = report.counts.added + report.counts.resubscribed;
  const isDone = bytes === null;
  const people = `${figure(fresh)} ${fresh === 1 ? 'person' : 'people'}`;
  const sentence = isDone
    ? `${people} ${fresh === 1 ? 'was' : 'were'} put on the list.`
    : fresh === 0
      ? 'Nobody in it is new. Nothing would change.'
      : `${people} would be put on the list. Nothing has happened yet.`;
  const notable = report.lines.filter(({ result }) => result !== 'added' && result !== 'already');
  return html`${lede(
    html`<a class="crumb" href="/host/subscribers">Subscribers</a>Import`,
    sentence,
    html`<div class="acts">${
      isDone || fresh === 0
        ? html`<a class="button" href="/host/subscribers">To the list</a><a href="/host/subscribers/add">Another file</a>`
        : html`<form method="post" action="/host/subscribers/import">${hidden({ token: desk.formToken, sure: 'yes', file, bytes, ...(resubscribe ? { resubscribe: 'yes' } : {}) })}<button type="submit" class="primary">Put ${people} on the list</button></form><a href="/host/subscribers/add">Leave it</a>`
    }</div>`,
  )}
${row(
  'counts',
  'In the file',
  html`<bdi>${line(file, 80)}</bdi>`,
  html`<p class="hush">Read as ${formWords[report.form]}, ${report.encoding}.</p>
<ul class="stack">${importResults.filter((result) => report.counts[result] > 0).map((result) => html`<li><span class="num">${figure(report.counts[result])}</span> ${countWords[result][report.counts[result] === 1 ? 0 : 1]}</li>`)}</ul>`,
)}
${notable.length === 0 ? null : row('lines', 'Line by line', 'All but those that are new or there already', lineList(notable))}`;
}

function lineList(lines: readonly ImportLine[]): Html {
  return html`<ol class="log">${lines.slice(0, mostShown).map((each) => html`<li><span class="num">line ${each.line}</span><p><bdi>${line(each.text, 120)}</bdi> <span class="hush">${each.why ?? each.result}</span></p></li>`)}</ol>
${lines.length > mostShown ? html`<p class="hush">… and ${figure(lines.length - mostShown)} more.</p>` : null}`;
}
