/** What stands behind a subscriber's link for somebody else: how to ask, so that no host has to look first. */
import type { Colloquium } from '../../../config/schema.ts';
import type { VouchState } from '../../subscribers/decide-vouch.ts';
import { type Html, html } from '../hono.ts';
import { longDay, shortDay } from '../page-time.ts';
import type { Frame } from '../parts/layout.ts';
import { slipPage } from '../parts/slip.ts';
import { counted, hidden, row } from '../parts/small.ts';

export interface VouchView {
  readonly frame: Frame;
  readonly colloquium: Colloquium;
  readonly state: VouchState;
  /** Where the mail goes: our address with the token in it, where the provider has sub-addresses. */
  readonly address: string;
  /** `v-TOKEN`, for the subject. */
  readonly code: string;
  readonly expiresAt: Temporal.Instant;
}

/** The subscriber is not named: whoever has the link has it from them, and it may have been passed on. */
export function vouchPage(view: VouchView): Html {
  const { frame, colloquium, state, expiresAt } = view;
  if (state !== 'open')
    return slipPage({
      ...frame,
      title: 'This link has ended',
      heading: 'This link has ended.',
      body: html`<p class="read">${state === 'used' ? 'Somebody has come onto the list by it.' : 'It was for one person, and for a while.'} You can still ask: <a href="${frame.home}#join">how to join</a>. A host then reads your mail.</p>`,
    });
  return slipPage({
    ...frame,
    title: 'You are invited',
    eyebrow: colloquium.name,
    heading: 'Somebody on the list vouches for you.',
    body: html`<p class="read">Write us one mail, in your own words, with ${wanted(colloquium)}. It carries this link, so you come onto the list without waiting for a host.</p>
<p><a class="button primary tall" href="${mailTo(view)}">Write the mail</a></p>
<p class="hush">Or write to <bdi>${view.address}</bdi> yourself and put <span class="mono whole">${view.code}</span> into the subject. The link is for one person and works until ${longDay(expiresAt, colloquium.zone)}.</p>`,
  });
}

function wanted({ requests }: Colloquium): string {
  const words: Record<string, string> = {
    name: 'your name',
    affiliation: 'your affiliation',
    motivation: 'a sentence on why you would like to join',
  };
  const pieces = requests.need.map((piece) => words[piece] ?? piece);
  return pieces.length === 0 ? 'a greeting' : new Intl.ListFormat('en').format(pieces);
}

function mailTo({ address, code, colloquium }: VouchView): string {
  const subject = encodeURIComponent(`Joining the ${colloquium.name} (${code})`);
  return `mailto:${address}?subject=${subject}`;
}

export interface VouchRow {
  readonly here: string;
  readonly colloquium: Colloquium;
  readonly left: number;
  /** Those that somebody can still use. */
  readonly open: readonly {
    readonly id: number;
    readonly url: string;
    readonly expiresAt: Temporal.Instant;
  }[];
  readonly used: number;
}

/** On the self-service page, where the colloquium has such a rule. */
export function vouchRow({ here, colloquium, left, open, used }: VouchRow): Html {
  const { zone } = colloquium;
  const until = (at: Temporal.Instant) => shortDay(at.toZonedDateTimeISO(zone).toPlainDate());
  const list = open.map(
    ({ id, url, expiresAt }) =>
      html`<li><p class="mono">${url}</p><div class="acts"><span class="fine">for one person, until ${until(expiresAt)}</span><form method="post" action="${here}">${hidden({ act: 'take-back', vouch: String(id) })}<button type="submit" class="link">Take it back<span class="vh">: the link until ${until(expiresAt)}</span></button></form></div></li>`,
  );
  const more =
    left === 0
      ? html`<p class="hush">You have no more of them for now.</p>`
      : html`<form method="post" action="${here}">${hidden({ act: 'vouch' })}<button type="submit">Make a link for one person</button></form>`;
  const came = used === 0 ? '' : ` ${counted(used, 'person has', 'people have')} come by a link of yours.`;
  return row(
    'vouch',
    'Vouch for somebody',
    left === 0 ? null : `${left} more`,
    html`<div class="stack"><p class="read">Whoever writes to us with a link of yours comes onto the list without waiting for a host. The hosts are told that it was you.${came}</p>
${list.length === 0 ? null : html`<ul class="stack links">${list}</ul>`}${more}</div>`,
  );
}
