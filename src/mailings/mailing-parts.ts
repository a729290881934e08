/** One mailing: rendered from its frozen facts, and made into the template from which every copy is stamped. */
import type { Colloquium, Config } from '../../config/schema.ts';
import { PermanentError } from '../errors.ts';
import { subAddressOf, talkUrl } from '../links.ts';
import { domainOf } from '../mail/address.ts';
import { attendeeLines, writeInvitation } from '../mail/ical.ts';
import { listHeaders } from '../mail/list-headers-out.ts';
import { activeHosts } from '../store/hosts.ts';
import { loadMailingRow } from '../store/mailings.ts';
import type { Store } from '../store/open-store.ts';
import type { MailingRow } from '../store/schema.ts';
import { loadTalk, loadTalks } from '../store/talks.ts';
import { colloquiumView } from './colloquium-view.ts';
import { composeMailing } from './compose-mailing.ts';
import { calendarMethod, invitationFor, listView, type MailingFacts } from './list-view.ts';
import type { MailingKind } from './notice.ts';
import type { Renderer } from './render.ts';
import type { StampTemplate } from './stamp.ts';
import { slotTokens } from './stamp-slots.ts';
import type { Views } from './view.ts';

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
  const kind = mailing.kind as MailingKind;
  const facts = mailing.facts as MailingFacts;
  const slots = slotTokens(config.secret);
  const base = config.service.public_url;
  const hosts = await activeHosts(store.db, colloquium.id);
  const at = mailing.frozen_at ?? mailing.goes_at;
  const pageUrl = talkUrl(base, talk.id);
  const links = {
    preferencesUrl: `${base}/preferences/${slots.preferences}`,
    unsubscribeUrl: `${base}/unsubscribe/${slots.unsubscribe}`,
  };
  const following = (await loadTalks(store.db, colloquium.id)).find(
    (other) =>
      other.date > facts.date &&
      other.id !== talk.id &&
      other.status === 'scheduled' &&
      other.withdrawnAt === null,
  );
  const view = listView(kind, facts, {
    colloquium: colloquiumView(config, colloquium, hosts),
    zone: colloquium.zone,
    links,
    pageUrl,
    goesAt: at,
    announcedAt: kind === 'announcement' ? null : talk.toldAt,
    next: following ?? null,
  });
  const rendered = await renderer.render(kind, view as Views[MailingKind], { language: colloquium.language });
  const method = calendarMethod(kind);
  const sequence = facts.sequence ?? talk.sequence;
  const organizer = { name: colloquium.name, address: subAddressOf(colloquium, 'a', slots.attendee) };
  return {
    view,
    rendered,
    template: () =>
      composeMailing({
        ...rendered,
        from: { name: colloquium.name, address: colloquium.address },
        replyTo: null,
        headers: listHeaders({
          listName: colloquium.name,
          listId: colloquium.list_id,
          unsubscribeUrl: links.unsubscribeUrl,
          unsubscribeAddress: colloquium.sub_addresses
            ? subAddressOf(colloquium, 'leave', slots.unsubscribe)
            : null,
          helpUrl: view.colloquium.url,
          ownerAddress: colloquium.address,
          archiveUrl: null,
        }),
        calendar:
          method === null
            ? null
            : writeInvitation(
                invitationFor(method, talk, facts, {
                  zone: colloquium.zone,
                  sequence,
                  dtstamp: at,
                  pageUrl,
                  organizer,
                  attendee: { name: '', address: 'attendee@slot.invalid' },
                }),
              ),
        photo: null,
        date: at,
        slots,
        domain: domainOf(colloquium.address),
        threaded: kind !== 'announcement' && talk.toldAt !== null,
        seed: `mailing:${mailing.id}`,
        attendeeLines: (person) =>
          attendeeLines(person.name, person.address, method ?? 'REQUEST').replace(/\r\n$/, ''),
      }),
  };
}

export function colloquiumOf(config: Config, id: string): Colloquium {
  const found = config.colloquia.find((colloquium) => colloquium.id === id);
  if (found === undefined) throw new PermanentError(`There is no colloquium “${id}” in the configuration.`);
  return found;
}
