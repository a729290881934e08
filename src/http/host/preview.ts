/** What a mail looks like: the same renderer makes this and the mail. */
import type { Colloquium } from '../../../config/schema.ts';
import { talkUrl } from '../../links.ts';
import { colloquiumView } from '../../mailings/colloquium-view.ts';
import { listView } from '../../mailings/list-view.ts';
import { isMailingKind, type MailingKind } from '../../mailings/mailing-kinds.ts';
import type { Rendered } from '../../mailings/render.ts';
import { serviceView } from '../../mailings/service-view.ts';
import type { MailKind, Views } from '../../mailings/view.ts';
import { activeHosts } from '../../store/hosts.ts';
import { newestMailOfKind } from '../../store/pages-desk.ts';
import { loadServiceMail } from '../../store/service-mails.ts';
import { loadTalks } from '../../store/talks.ts';
import type { Scene } from '../scene.ts';

/** `nothing`: no mail of this kind has been written yet. */
export type Preview = { readonly kind: 'mail'; readonly mail: Rendered } | { readonly kind: 'nothing' };

export async function previewOf(
  scene: Scene,
  colloquium: Colloquium,
  kind: MailKind,
  talkId: number,
): Promise<Preview> {
  return isMailingKind(kind)
    ? previewList(scene, colloquium, kind, talkId)
    : previewPerson(scene, colloquium, kind);
}

/** A mail to the list, about a talk as it now stands on the page. */
async function previewList(
  scene: Scene,
  colloquium: Colloquium,
  kind: MailingKind,
  talkId: number,
): Promise<Preview> {
  const { config, store, renderer, clock } = scene;
  const talks = (await loadTalks(store.db, colloquium.id)).filter((each) => each.withdrawnAt === null);
  const talk = talks.find((each) => each.id === talkId);
  if (talk === undefined) return { kind: 'nothing' };
  const base = scene.origin;
  const view = listView(
    kind,
    { ...talk, was: talk.told },
    {
      colloquium: colloquiumView(config, colloquium, await activeHosts(store.db, colloquium.id)),
      zone: colloquium.zone,
      links: { preferencesUrl: `${base}/preferences/example`, unsubscribeUrl: `${base}/unsubscribe/example` },
      pageUrl: talkUrl(base, talk.id),
      goesAt: clock.now(),
      announcedAt: kind === 'announcement' ? null : talk.toldAt,
      next: talks.find((each) => each.date > talk.date && each.status === 'scheduled') ?? null,
    },
  );
  const mail = await renderer.render(kind, view as Views[MailingKind], {
    language: colloquium.language,
    colloquium: colloquium.id,
  });
  return { kind: 'mail', mail };
}

/** A mail to one person: the newest of its kind, without its keys. */
async function previewPerson(scene: Scene, colloquium: Colloquium, kind: MailKind): Promise<Preview> {
  const id = await newestMailOfKind(scene.store.db, colloquium.id, kind);
  const row = id === null ? null : await loadServiceMail(scene.store.db, id);
  if (row === null) return { kind: 'nothing' };
  const { view } = await serviceView(scene, colloquium, row);
  const language = (row.language ?? colloquium.language) as 'en';
  const mail = await scene.renderer.render(kind, view as unknown as Views[MailKind], {
    language,
    colloquium: colloquium.id,
  });
  return { kind: 'mail', mail: { ...mail, html: withoutKeys(mail.html), text: withoutKeys(mail.text) } };
}

/** Tokens belong to whom the mail went. */
function withoutKeys(text: string): string {
  return text.replace(/(\/(?:unsubscribe|preferences|requests|confirm|sign-in)\/)[a-z2-7]{26}/g, '$1example');
}

/** The mail with its dark colours forced on or off: the frame cannot ask for a scheme. */
export function framed(html: string, isDark: boolean): string {
  return html.replace(
    /@media\s*\(prefers-color-scheme:\s*dark\)/gi,
    isDark ? '@media all' : '@media not all',
  );
}
