/** One mailing: rendered from its frozen facts, and made into the template from which every copy is stamped. */
import type { Colloquium, Config } from '../../config/schema.ts';
import type { Talk } from '../calendar/talk.ts';
import { PermanentError } from '../errors.ts';
import { colloquiumUrl, subAddressOf, talkUrl } from '../links.ts';
import { domainOf } from '../mail/address.ts';
import { attendeeLines, type Method, writeInvitation } from '../mail/ical.ts';
import { listHeaders } from '../mail/list-headers-out.ts';
import type { InlinePhoto } from '../mail/mime-build.ts';
import { activeHosts } from '../store/hosts.ts';
import { loadMailingRow } from '../store/mailings.ts';
import type { Db, Store } from '../store/open-store.ts';
import { loadPhoto, photoOf } from '../store/photos.ts';
import type { MailingRow } from '../store/schema.ts';
import { loadTalk, loadTalks } from '../store/talks.ts';
import { colloquiumView } from './colloquium-view.ts';
import { composeMailing, type MailingParts } from './compose-mailing.ts';
import { invitationFor, listView, talkAfter } from './list-view.ts';
import { kindsOfMailing, type MailingKind } from './mailing-kinds.ts';
import type { MailingFacts, Surroundings } from './notice.ts';
import { factsOnly } from './planner-actions.ts';
import type { Renderer } from './render.ts';
import type { StampTemplate } from './stamp.ts';
import { type SlotTokens, slotTokens } from './stamp-slots.ts';
import type { LinksView, Views } from './view.ts';

export interface ComposeDeps {
  readonly store: Store;
  readonly config: Config;
  readonly renderer: Renderer;
}

/** Throws PermanentError with a sentence for the hosts when the mailing cannot be made. */
export async function composeMailingById(deps: ComposeDeps, mailingId: number): Promise<StampTemplate> {
  const mailing = await loadMailingRow(deps.store.db, mailingId);
  if (mailing === null) throw new PermanentError(`There is no mailing ${mailingId}.`);
  return (await mailingParts(deps, mailing)).template();
}

/** The rendered mail of a mailing and what makes a template of it; the proof and the preview use the first alone. */
export async function mailingParts(deps: ComposeDeps, mailing: MailingRow) {
  const { config, store, renderer } = deps;
  const colloquium = colloquiumOf(config, mailing.colloquium);
  const talk = await loadTalk(store.db, mailing.talk_id);
  if (talk === null) throw new PermanentError(`Mailing ${mailing.id} is about a talk that is not there.`);
  const kind = mailing.kind;
  const facts = mailing.facts;
  const {
    hosts,
    next,
    announcedAt,
    photo: photoId,
  } = facts.surroundings ?? (await surroundingsOf(store.db, talk));
  const photo = photoId == null ? null : await inlinePhoto(store.db, photoId);
  const base = config.service.public_url;
  const slots = slotTokens(config.secret);
  const scene: Scene = {
    config,
    slots,
    colloquium,
    talk,
    mailing,
    kind,
    facts,
    at: mailing.frozen_at ?? mailing.goes_at,
    pageUrl: talkUrl(base, talk.id),
    links: {
      preferencesUrl: `${base}/preferences/${slots.preferences}`,
      unsubscribeUrl: `${base}/unsubscribe/${slots.unsubscribe}`,
    },
    isThreaded: kind !== 'announcement' && announcedAt !== null,
  };
  const view = listView(kind, facts, {
    colloquium: colloquiumView(
      config,
      colloquium,
      hosts.map((name) => ({ name })),
    ),
    zone: colloquium.zone,
    links: scene.links,
    pageUrl: scene.pageUrl,
    goesAt: scene.at,
    announcedAt: scene.isThreaded && announcedAt !== null ? Temporal.Instant.from(announcedAt) : null,
    next,
    photoCid: photo?.cid ?? null,
  });
  const rendered = await renderer.render(kind, view as Views[MailingKind], {
    language: colloquium.language,
    colloquium: colloquium.id,
  });
  const shown = photo !== null && rendered.html.includes(`cid:${photo.cid}`) ? photo : null;
  const parts = { ...rendered, ...partsOf(scene), photo: shown };
  return { view, rendered, photo: shown, template: () => composeMailing(parts) };
}

/** What stands around a talk now: taken with the audience, and not looked at again. */
export async function surroundingsOf(db: Db, talk: Talk): Promise<Surroundings> {
  const hosts = await activeHosts(db, talk.colloquium);
  const next = talkAfter(await loadTalks(db, talk.colloquium), talk);
  return {
    hosts: hosts.map((host) => host.name),
    next: next === null ? null : factsOnly(next),
    announcedAt: talk.toldAt?.toString() ?? null,
    photo: await photoOf(db, talk.id, talk.photo),
  };
}

const suffixes: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/gif': 'gif',
};

async function inlinePhoto(db: Db, id: number): Promise<InlinePhoto | null> {
  const found = await loadPhoto(db, id);
  if (found === null) return null;
  const { contentType, content } = found;
  return {
    cid: `photo-${id}@convoke`,
    contentType,
    content,
    filename: `portrait.${suffixes[contentType] ?? 'jpg'}`,
  };
}

interface Scene {
  readonly config: Config;
  readonly slots: SlotTokens;
  readonly colloquium: Colloquium;
  readonly talk: Talk;
  readonly mailing: MailingRow;
  readonly kind: MailingKind;
  readonly facts: MailingFacts;
  readonly at: Temporal.Instant;
  readonly pageUrl: string;
  readonly links: LinksView;
  readonly isThreaded: boolean;
}

/** Everything of the message that is not its words. */
function partsOf(scene: Scene): Omit<MailingParts, 'subject' | 'text' | 'html' | 'photo'> {
  const { config, slots, colloquium, mailing, at, links, isThreaded } = scene;
  const method = kindsOfMailing[scene.kind].method;
  return {
    from: { name: colloquium.name, address: colloquium.address },
    replyTo: null,
    headers: listHeaders({
      listName: colloquium.name,
      listId: colloquium.list_id,
      unsubscribeUrl: links.unsubscribeUrl,
      unsubscribeAddress: colloquium.sub_addresses
        ? subAddressOf(colloquium, 'leave', slots.unsubscribe)
        : null,
      helpUrl: colloquiumUrl(config, colloquium),
      ownerAddress: colloquium.address,
      archiveUrl: null,
    }),
    calendar: method === null ? null : invitationOf(scene, method, slots.attendee),
    date: at,
    slots,
    domain: domainOf(colloquium.address),
    threaded: isThreaded,
    seed: `mailing:${mailing.id}`,
    attendeeLines: (person) =>
      attendeeLines(person.name, person.address, method ?? 'REQUEST').replace(/\r\n$/, ''),
  };
}

/** Answers go to an address of the recipient's own; the attendee is stamped in later. */
function invitationOf(
  { colloquium, talk, facts, at, pageUrl }: Scene,
  method: Method,
  token: string,
): string {
  return writeInvitation(
    invitationFor(method, talk, facts, {
      zone: colloquium.zone,
      sequence: facts.sequence ?? talk.sequence,
      dtstamp: at,
      pageUrl,
      organizer: { name: colloquium.name, address: subAddressOf(colloquium, 'a', token) },
      attendee: { name: '', address: 'attendee@slot.invalid' },
    }),
  );
}

export function colloquiumOf(config: Config, id: string): Colloquium {
  const found = config.colloquia.find((colloquium) => colloquium.id === id);
  if (found === undefined) throw new PermanentError(`There is no colloquium “${id}” in the configuration.`);
  return found;
}
