/** The frame of the console: its six places, how much waits in each, who is signed in. */
import { firstName } from '../../moderation/words.ts';
import { mayAct } from '../../store/hosts.ts';
import { type Html, html } from '../hono.ts';
import { layout } from '../parts/layout.ts';
import { hidden } from '../parts/small.ts';
import type { Scene } from '../scene.ts';
import type { Desk } from './desk.ts';

export type Place = 'requests' | 'subscribers' | 'calendar' | 'outbox' | 'templates' | 'health' | 'other';

export interface DeskPage {
  readonly title: string;
  readonly place: Place;
  readonly body: Html;
  readonly live?: string | null;
}

export function deskPage(scene: Scene, desk: Desk, shown: DeskPage): Html {
  return layout({
    assets: scene.assets,
    colloquium: desk.colloquium,
    home: '/host/outbox',
    kind: 'console',
    title: shown.title,
    live: shown.live ?? null,
    masthead: masthead(desk, shown.place),
    body: html`<div class="${mayAct(desk.host) ? 'frame' : 'frame looking-on'}">${shown.body}</div>`,
    foot: foot(scene, desk),
  });
}

function masthead(desk: Desk, here: Place): Html {
  const { host, formToken } = desk;
  return html`<div class="who"><a class="plain" href="/host/sessions"><bdi>${firstName(host.name)}</bdi></a>${mayAct(host) ? null : html` <span class="hush">looks on</span>`}<form method="post" action="/host/sign-out">${hidden({ token: formToken })}<button type="submit" class="link">Sign out</button></form></div>
${places(desk, here)}`;
}

/** How much waits where; it changes while one looks. */
export function places({ counts }: Desk, here: Place): Html {
  const place = (name: Place, label: string, count = 0) => {
    const current = name === here ? html` aria-current="page"` : null;
    const waits =
      count === 0
        ? null
        : html` <span class="count attend">${count}<span class="vh"> to look at</span></span>`;
    return html`<li><a href="/host/${name}"${current}>${label}${waits}</a></li>`;
  };
  return html`<nav id="places" aria-label="Console"><ul>
${place('requests', 'Requests', counts.requests)}
${place('subscribers', 'Subscribers')}
${place('calendar', 'Calendar', counts.calendar)}
${place('outbox', 'Outbox', counts.outbox)}
${place('templates', 'Templates')}
${place('health', 'Health')}
</ul></nav>`;
}

function foot(scene: Scene, { colloquium, formToken }: Desk): Html {
  const others = scene.config.colloquia.filter((each) => each.id !== colloquium.id);
  return html`<footer class="colophon"><nav class="frame" aria-label="More">
<a href="/host/mails">Which mails you get</a>
<a href="/host/audit">Who changed what</a>
<a href="/host/settings">Settings</a>
<a href="/host/sessions">Where you are signed in</a>
<a href="${scene.config.colloquia.length === 1 ? '/' : `/c/${colloquium.id}`}">The public page</a>
${others.map((each) => html`<form method="post" action="/host/colloquium">${hidden({ token: formToken, id: each.id })}<button type="submit" class="link">${each.name}</button></form>`)}
</nav></footer>`;
}

/** A button of the console; whoever looks on has none. */
export function deskPress(
  desk: Desk,
  action: string,
  label: Html | string,
  fields: Readonly<Record<string, string>>,
  look = '',
): Html | null {
  return mayAct(desk.host) ? ownPress(desk, action, label, fields, look) : null;
}

/** A button about one's own visit, which whoever looks on has, too. */
export function ownPress(
  desk: Desk,
  action: string,
  label: Html | string,
  fields: Readonly<Record<string, string>>,
  look = '',
): Html {
  return html`<form method="post" action="${action}" class="own">${hidden({ token: desk.formToken, ...fields })}<button type="submit"${look === '' ? null : html` class="${look}"`}>${label}</button></form>`;
}
