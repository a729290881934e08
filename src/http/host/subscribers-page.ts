/** The list: how many, and finding one of them. */

import type { ListedState } from '../../store/pages-subscribers.ts';
import type { SubscriberRow } from '../../store/schema.ts';
import { type SubscriberState, subscriberState } from '../../subscribers/preferences.ts';
import { type Html, html } from '../hono.ts';
import { figure, longDay } from '../page-time.ts';
import { lede, state } from '../parts/small.ts';
import { line } from '../stranger.ts';
import type { Desk } from './desk.ts';

export interface SubscribersView {
  readonly desk: Desk;
  readonly counts: Readonly<Record<ListedState, number>>;
  readonly search: string;
  readonly state: ListedState;
  readonly rows: readonly SubscriberRow[];
  /** Where the next page begins; null at the end. */
  readonly before: number | null;
}

const shapes = {
  active: 'sent',
  paused: 'paused',
  unsubscribed: 'none',
  suppressed: 'missed',
  erased: 'none',
} as const;

export function stateWord(name: SubscriberState): Html {
  return state(shapes[name], name, true);
}

export function subscribersBody(view: SubscribersView): Html {
  const { counts, desk } = view;
  const total = counts.active + counts.paused;
  const paused =
    counts.paused === 0
      ? ''
      : ` ${counts.paused === 1 ? 'One of them takes' : `${figure(counts.paused)} of them take`} a break.`;
  const filter = (name: ListedState) =>
    html`<li><a href="/host/subscribers?state=${name}"${view.search === '' && view.state === name ? html` aria-current="true"` : null}>${name} <span class="count">${figure(counts[name])}</span></a></li>`;
  return html`${lede(
    'Subscribers',
    total === 0
      ? 'Nobody is on the list yet.'
      : `${figure(total)} ${total === 1 ? 'person is' : 'people are'} on the list.${paused}`,
    html`<form class="search" action="/host/subscribers" role="search" data-answers="people filters"><div><label for="q">Find a person</label><input id="q" name="q" type="search" value="${view.search}" placeholder="Name, address or affiliation"></div><button type="submit">Find</button></form>
<div class="acts"><a class="button" href="/host/subscribers/add">Add people</a></div>
<ul class="filters" id="filters">${filter('active')}${filter('paused')}${filter('unsubscribed')}${filter('suppressed')}</ul>`,
  )}
<section class="row broad" id="people" aria-label="People">${view.rows.length === 0 ? nobody(view) : table(view, desk)}</section>`;
}

function nobody({ search, state: name }: SubscribersView): Html {
  if (search !== '')
    return html`<p class="empty" role="status">Nobody called “<bdi>${line(search, 80)}</bdi>”. Try a part of the name or of the address.</p>`;
  return html`<p class="empty">Nobody is ${name}.</p>`;
}

function table(view: SubscribersView, desk: Desk): Html {
  const query = view.search === '' ? `state=${view.state}` : `q=${encodeURIComponent(view.search)}`;
  return html`<table class="cards"><caption class="vh">People, newest first</caption>
<thead><tr><th scope="col">Person</th><th scope="col">Affiliation</th><th scope="col">State</th><th scope="col">Since</th></tr></thead>
<tbody>${view.rows.map((row) => html`<tr><th scope="row"><a class="plain" href="/host/subscribers/${row.id}"><bdi>${line(row.name, 120) || line(row.email, 120)}</bdi></a><span class="sub"><bdi>${line(row.email, 254)}</bdi></span></th><td class="wide">${row.affiliation === null ? null : html`<bdi>${line(row.affiliation, 160)}</bdi>`}</td><td>${stateWord(subscriberState(row, desk.now))}</td><td data-is="Since"><span class="num">${longDay(row.unsubscribed_at ?? row.suppressed_at ?? row.joined_at, desk.colloquium.zone)}</span></td></tr>`)}</tbody></table>
<p class="pager"><span>${figure(view.rows.length)} shown</span>${view.before === null ? null : html`<a href="/host/subscribers?${query}&amp;before=${view.before}">Older ones</a>`}</p>`;
}
