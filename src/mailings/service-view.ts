/** What a mail to one person says: its frozen facts, and the links and answer addresses that no row holds. */
import type { Colloquium, Config } from '../../config/schema.ts';
import {
  confirmUrl,
  decisionUrl,
  deskUrl,
  moveUrl,
  preferencesUrl,
  signInUrl,
  subAddressOf,
  talkUrl,
  unsubscribeUrl,
} from '../links.ts';
import { parseAddress } from '../mail/address.ts';
import { writeInvitation } from '../mail/ical.ts';
import type { InlinePhoto } from '../mail/mime-build.ts';
import { signToken } from '../signed-token.ts';
import { activeHosts, loadHost } from '../store/hosts.ts';
import { loadMailingRow } from '../store/mailings.ts';
import type { Store } from '../store/open-store.ts';
import { findDecisionLink } from '../store/requests.ts';
import type { ServiceMailRow } from '../store/schema.ts';
import { loadSubscriber } from '../store/subscribers.ts';
import { loadTalks } from '../store/talks.ts';
import { colloquiumView, hostView } from './colloquium-view.ts';
import { invitationFor } from './list-view.ts';
import { kindsOfMailing } from './mailing-kinds.ts';
import { type ComposeDeps, mailingParts } from './mailing-parts.ts';
import type { MailingFacts } from './notice.ts';
import { talkView } from './view-talk.ts';

export interface FilledMail {
  readonly view: Record<string, unknown>;
  /** Null: answers go to the mailbox itself. */
  readonly replyTo: string | null;
  /** The photo that its HTML shows. */
  readonly photo: InlinePhoto | null;
  readonly calendar: string | null;
}

type Mail = ServiceMailRow & { delivery_id: number };

interface Scene {
  readonly store: Store;
  readonly config: Config;
  readonly colloquium: Colloquium;
  readonly mail: Mail;
}

/** Facts of the row, joined with what every mail has and what this kind links to. */
export async function serviceView(
  deps: ComposeDeps,
  colloquium: Colloquium,
  mail: Mail,
): Promise<FilledMail> {
  const { store, config } = deps;
  const scene: Scene = { store, config, colloquium, mail };
  const hosts = await activeHosts(store.db, colloquium.id);
  const host = mail.host_id === null ? null : await loadHost(store.db, mail.host_id);
  const common = {
    ...mail.facts,
    colloquium: colloquiumView(config, colloquium, hosts),
    ...(host === null ? {} : { host: hostView(config, host, hosts) }),
  };
  const extra = mail.kind === 'proof' ? await proofLinks(deps, mail) : await linksOf(scene);
  return {
    view: { ...common, ...extra.view },
    replyTo: extra.replyTo ?? null,
    calendar: extra.calendar ?? null,
    photo: extra.photo ?? null,
  };
}

type Extra = Partial<FilledMail> & Pick<FilledMail, 'view'>;

async function linksOf(scene: Scene): Promise<Extra> {
  const { config, colloquium, mail } = scene;
  const requestId = mail.request_id ?? 0;
  const answerTo = (): string =>
    subAddressOf(colloquium, 'r', signToken(config.secret, 'request', requestId));
  switch (mail.kind) {
    case 'acknowledged':
    case 'details-wanted':
      return { view: {}, replyTo: answerTo() };
    case 'confirm-address':
      return {
        view: { confirmUrl: confirmUrl(config, requestId) },
        replyTo: subAddressOf(colloquium, 'confirm', signToken(config.secret, 'confirm', requestId)),
      };
    case 'welcome':
      return welcomeLinks(scene);
    case 'probe':
      return { view: { preferencesUrl: preferencesUrl(config, mail.subscriber_id ?? 0) } };
    case 'address-change': {
      const facts = mail.facts as { changeId?: number; side?: 'old' | 'new'; isByHost?: boolean };
      const { changeId = 0, side = 'old', isByHost = false } = facts;
      return { view: { moveUrl: moveUrl(config, changeId, side), isByHost } };
    }
    case 'farewell':
      return { view: { returnUrl: null, returnUntil: null } };
    case 'decision-request':
      return decisionLinks(scene);
    case 'decided':
      return { view: { requestUrl: deskUrl(config, `requests/${requestId}`) } };
    case 'decision-echo':
      return echoLinks(scene);
    case 'digest':
      return { view: digestLinks(scene) };
    case 'question-forwarded':
      return questionLinks(scene);
    case 'held':
    case 'calendar-problem':
      return { view: sourceLinks(scene) };
    case 'report':
    case 'stopped':
      return { view: reportLinks(scene) };
    case 'note':
      return { view: { page: notePage(scene) } };
    case 'sign-in':
      return { view: { enterUrl: signInUrl(config, Number(mail.facts['signInId'] ?? 0)) } };
    default:
      return { view: {} };
  }
}

/** The next talk comes along if its announcement went out before this person joined: nobody gets it twice. */
async function welcomeLinks({ store, config, colloquium, mail }: Scene): Promise<Extra> {
  const subscriber = mail.subscriber_id === null ? null : await loadSubscriber(store.db, mail.subscriber_id);
  if (subscriber === null) return { view: { links: { preferencesUrl: '', unsubscribeUrl: '' }, talk: null } };
  const links = {
    preferencesUrl: preferencesUrl(config, subscriber.id),
    unsubscribeUrl: unsubscribeUrl(config, subscriber.id),
  };
  const talks = await loadTalks(store.db, colloquium.id);
  const today = mail.made_at.toZonedDateTimeISO(colloquium.zone).toPlainDate().toString();
  const talk = talks.find(
    (each) =>
      each.told !== null &&
      each.toldAt !== null &&
      each.calledOffAt === null &&
      each.told.date >= today &&
      Temporal.Instant.compare(each.toldAt, subscriber.joined_at) <= 0,
  );
  if (talk?.told == null) return { view: { links, talk: null } };
  const facts = { ...talk, ...talk.told };
  const pageUrl = talkUrl(config.service.public_url, talk.id);
  const invitation = invitationFor('REQUEST', talk, facts, {
    zone: colloquium.zone,
    sequence: talk.sequence,
    dtstamp: mail.made_at,
    pageUrl,
    organizer: {
      name: colloquium.name,
      address: subAddressOf(colloquium, 'a', signToken(config.secret, 'attendee', mail.delivery_id)),
    },
    attendee: { name: subscriber.name, address: subscriber.email },
  });
  const view = talkView(facts, { zone: colloquium.zone, pageUrl, photoCid: null, calendarNote: true });
  return { view: { links, talk: view }, calendar: writeInvitation(invitation) };
}

async function decisionLinks({ store, config, colloquium, mail }: Scene): Promise<Extra> {
  const link = await findDecisionLink(store.db, mail.request_id ?? 0, mail.host_id ?? 0);
  const request = mail.facts['request'] as Record<string, unknown>;
  return {
    view: {
      approveUrl: decisionUrl(config, link ?? 0, 'approve'),
      declineUrl: decisionUrl(config, link ?? 0, 'decline'),
      askUrl: decisionUrl(config, link ?? 0, 'ask'),
      request: { ...request, url: deskUrl(config, `requests/${mail.request_id}`) },
    },
    replyTo: subAddressOf(colloquium, 'd', signToken(config.secret, 'decision-reply', link ?? 0)),
  };
}

async function echoLinks({ store, config, colloquium, mail }: Scene): Promise<Extra> {
  if (mail.mailing_id !== null) {
    const requestUrl = deskUrl(config, `mailings/${mail.mailing_id}`);
    const items = (mail.facts['items'] as object[]).map((item) => ({ ...item, requestUrl }));
    const token = signToken(config.secret, 'mailing-reply', mail.mailing_id);
    return { view: { items, undoUrl: null }, replyTo: subAddressOf(colloquium, 'm', token) };
  }
  const link = await findDecisionLink(store.db, mail.request_id ?? 0, mail.host_id ?? 0);
  const items = (mail.facts['items'] as { requestId: number }[]).map((item) => ({
    ...item,
    requestUrl: deskUrl(config, `requests/${item.requestId}`),
  }));
  const mayUndo = mail.facts['undoUntil'] !== null || mail.facts['isContrary'] === true;
  const undoUrl = !mayUndo ? null : decisionUrl(config, link ?? 0, 'undo');
  return {
    view: { items, undoUrl },
    replyTo: subAddressOf(colloquium, 'd', signToken(config.secret, 'decision-reply', link ?? 0)),
  };
}

/** A host's answer goes to the person and to nobody else, so the Reply-To is theirs and not the mailbox's. */
function questionLinks({ config, mail }: Scene): Extra {
  const { address } = (mail.facts['from'] ?? {}) as { address?: string };
  const theirs = parseAddress(address ?? '');
  return {
    view: { messageUrl: deskUrl(config, `messages/${mail.facts['inboundId']}`) },
    replyTo: theirs === null ? null : theirs.text,
  };
}

function digestLinks({ config, mail }: Scene): Record<string, unknown> {
  const items = (mail.facts['items'] as { requestId: number }[]).map(({ requestId, ...item }) => ({
    ...item,
    link: { url: deskUrl(config, `requests/${requestId}`), label: 'Decide' },
  }));
  return { items, allUrl: deskUrl(config, 'requests') };
}

/** The mailing where it is about one, else the talk with its answers. */
function notePage({ config, mail }: Scene): { url: string; label: string } {
  return mail.mailing_id === null
    ? { url: deskUrl(config, `talks/${mail.talk_id}`), label: 'Who comes' }
    : { url: deskUrl(config, `mailings/${mail.mailing_id}`), label: 'Open the mailing' };
}

function sourceLinks({ config, colloquium }: Scene): Record<string, unknown> {
  const isWeb = /^https:\/\//.test(colloquium.calendar.source);
  const url = isWeb ? colloquium.calendar.source : deskUrl(config, 'calendar');
  return {
    source: { url, label: 'Open the page' },
    calendar: {
      url: deskUrl(config, 'calendar'),
      shown: deskUrl(config, 'calendar').replace(/^https?:\/\//, ''),
    },
  };
}

function reportLinks({ config, mail }: Scene): Record<string, unknown> {
  const url = deskUrl(config, `mailings/${mail.mailing_id}`);
  const failed = Number(mail.facts['failedCount'] ?? 0);
  return { mailing: { number: mail.mailing_id, url }, retryUrl: failed > 0 ? `${url}/failed` : null };
}

/** The proof shows the mail itself, rendered from the same facts and by the same template as it will be sent. */
async function proofLinks(deps: ComposeDeps, mail: Mail): Promise<Extra> {
  const { config, store } = deps;
  const row = await loadMailingRow(store.db, mail.mailing_id ?? 0);
  if (row === null) return { view: {} };
  const { view, rendered, photo } = await mailingParts(deps, {
    ...row,
    facts: mail.facts['mailingFacts'] as MailingFacts,
  });
  const { links: _links, colloquium: _colloquium, ...shown } = view;
  const url = deskUrl(config, `mailings/${row.id}`);
  const colloquium = config.colloquia.find((each) => each.id === row.colloquium);
  return {
    view: {
      ...shown,
      kind: row.kind,
      mailWord: kindsOfMailing[row.kind].words,
      subjectOfMail: rendered.subject,
      holdUrl: `${url}?do=hold`,
      sendUrl: `${url}?do=send`,
      editUrl: deskUrl(config, 'calendar'),
      mailing: { number: row.id, url },
    },
    photo,
    replyTo:
      colloquium === undefined
        ? null
        : subAddressOf(colloquium, 'm', signToken(config.secret, 'mailing-reply', row.id)),
  };
}
