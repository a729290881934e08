/** What people get: a mail on a desktop, on a phone, in the dark, as text. */
import type { Talk } from '../../calendar/talk.ts';
import type { TestResult } from '../../mailings/handle-test.ts';
import { isMailingKind } from '../../mailings/mailing-kinds.ts';
import { type MailKind, mailKinds } from '../../mailings/view.ts';
import { type Html, html } from '../hono.ts';
import { shortDay } from '../page-time.ts';
import { done, lede, row } from '../parts/small.ts';
import { line } from '../stranger.ts';
import { mailName } from './delivery-words.ts';
import type { Desk } from './desk.ts';
import { deskPress } from './frame.ts';
import type { Preview } from './preview.ts';

export interface TemplatesView {
  readonly desk: Desk;
  readonly kind: MailKind;
  readonly talks: readonly Talk[];
  readonly talk: Talk | null;
  readonly preview: Preview;
  /** What became of a test copy; null where none was asked for. */
  readonly tested: TestResult | null;
}

/** A sign-in link is for nobody else's eyes, not even as a picture. */
export const previewable = mailKinds.filter((kind) => kind !== 'sign-in');
const gmailCuts = 102_000;

export function templatesBody(view: TemplatesView): Html {
  const { kind, talk, talks, preview, desk, tested } = view;
  const about = talk?.speaker == null ? '' : `, as the audience of ${line(talk.speaker, 80)} gets it`;
  const isList = isMailingKind(kind);
  const option = (value: string | number, label: string, isChosen: boolean) =>
    html`<option value="${value}"${isChosen ? html` selected` : null}>${label}</option>`;
  return html`${tested === null ? null : testBanner(tested)}${lede(
    'Templates',
    `${mailName(kind)}${isList ? about : ', the newest one that was written'}.`,
    html`<form class="search" action="/host/templates">
<div><label for="kind">Mail</label><select id="kind" name="kind">${previewable.map((each) => option(each, mailName(each), each === kind))}</select></div>
<div><label for="talk">Talk</label><select id="talk" name="talk">${talks.map((each) => option(each.id, `${shortDay(Temporal.PlainDate.from(each.date))}, ${line(each.speaker ?? 'no speaker', 60)}`, each.id === talk?.id))}</select></div>
<button type="submit">Show</button></form>${
      isList && talk !== null
        ? html`<div class="acts">${deskPress(desk, '/host/templates/test', `Send a test to ${desk.host.email}`, { kind, talk: String(talk.id) })}</div>`
        : null
    }`,
  )}
${preview.kind === 'nothing' ? html`<p class="empty">${isList ? html`There is no talk to show it with. <a href="/host/talks/new">Add one by hand</a>, or look what <a href="/host/calendar">your page</a> says.` : 'No mail of this kind has been written yet. The newest one stands here once there is one.'}</p>` : shown(view, preview)}`;
}

function testBanner({ to, outcome, reply }: TestResult): Html {
  return outcome === 'submitted'
    ? done(
        'Handed over.',
        html`The test for <bdi>${line(to, 254)}</bdi> was accepted: <bdi>${line(reply, 200)}</bdi>`,
      )
    : html`<p class="note wrong" role="alert">The test for <bdi>${line(to, 254)}</bdi> was not accepted: <bdi>${line(reply, 300)}</bdi></p>`;
}

function shown({ kind, talk, desk }: TemplatesView, { mail }: Extract<Preview, { kind: 'mail' }>): Html {
  const frame = (look: string) => `/host/templates/frame?kind=${kind}&talk=${talk?.id ?? 0}&look=${look}`;
  const kilobytes = Math.max(1, Math.round(mail.html.length / 1024));
  const size = mail.html.length > gmailCuts * 0.9 ? 'close to' : 'of';
  return html`${row('around', 'Around it', null, html`<dl class="facts"><dt>Subject</dt><dd><bdi>${line(mail.subject, 200)}</bdi></dd><dt>From</dt><dd>${desk.colloquium.name} &lt;${desk.colloquium.address}&gt;</dd><dt>Size</dt><dd>${kilobytes} KB, ${size} 100 KB at which Gmail cuts a mail</dd></dl>`)}
<section class="row broad" aria-labelledby="h-views"><h2 class="vh" id="h-views">Preview</h2><div class="views">
<figure><figcaption>Desktop <span>640 px</span></figcaption><iframe src="${frame('light')}" sandbox title="The mail as on a desktop"></iframe></figure>
<figure><figcaption>Phone <span>390 px</span></figcaption><iframe src="${frame('light')}" sandbox title="The mail as on a phone"></iframe></figure>
<figure><figcaption>In the dark</figcaption><iframe class="night" src="${frame('dark')}" sandbox title="The mail as on a dark screen"></iframe></figure>
<figure class="as-text"><figcaption>As text <span>for programs without HTML</span></figcaption><pre tabindex="0">${mail.text}</pre></figure>
</div></section>`;
}
