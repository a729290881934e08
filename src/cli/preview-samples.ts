/** What a mail to one person says in a preview: the real makers of mails, fed with an invented request and mailing. Pure. */
import type { Colloquium } from '../../config/schema.ts';
import { probeMail } from '../bounces/probe-mail.ts';
import type { Talk } from '../calendar/talk.ts';
import type { MailKind } from '../mailings/view.ts';
import {
  decidedMail,
  decisionEchoMail,
  decisionRequestMail,
  digestMail,
  type OriginalMail,
  questionForwardedMail,
} from '../moderation/host-mails.ts';
import { clockWords, dayMonthWords, momentWords } from '../moderation/words.ts';
import {
  acknowledgedMail,
  confirmAddressMail,
  declinedMail,
  detailsWantedMail,
  expiredMail,
  welcomeMail,
} from '../requests/request-mails.ts';
import type { HostRow, MailingRow, RequestRow, SubscriberRow } from '../store/schema.ts';
import type { NewServiceMail } from '../store/service-mails.ts';
import { moveLife } from '../subscribers/decide-move.ts';
import { addressChangeMail } from '../subscribers/move-mails.ts';
import { mailingMail } from './preview-samples-mailing.ts';

export interface SampleScene {
  readonly colloquium: Colloquium;
  readonly host: HostRow;
  readonly request: RequestRow;
  readonly subscriber: SubscriberRow;
  /** Null for kinds that are about no talk. */
  readonly talk: Talk | null;
  readonly mailing: MailingRow | null;
  readonly now: Temporal.Instant;
}

const original: OriginalMail = {
  from: 'Samir Haddad <samir.haddad@delta.example>',
  date: null,
  subject: 'Joining the colloquium list',
  text: 'Dear organisers,\n\na colleague sent me your programme. I model how sediment moves in estuaries and would like to hear how others learn such models. Could you put me on your list?\n\nMany thanks,\nSamir Haddad\nInstitute for Delta Research, Middelburg',
};

export function sampleMail(kind: MailKind, scene: SampleScene): NewServiceMail {
  return personMail(kind, scene) ?? hostMail(kind, scene) ?? mailingMail(kind, scene) ?? bare(kind, scene);
}

function personMail(
  kind: MailKind,
  { request, colloquium, subscriber, now }: SampleScene,
): NewServiceMail | null {
  switch (kind) {
    case 'acknowledged':
      return acknowledgedMail(request, colloquium, now);
    case 'details-wanted':
      return detailsWantedMail(
        { ...request, affiliation: null },
        colloquium,
        { missing: ['affiliation'], question: null, quoted: original.text.split('\n\n').slice(0, 2) },
        now,
      );
    case 'confirm-address':
      return confirmAddressMail(request, colloquium, now);
    case 'welcome':
      return welcomeMail(request, colloquium, subscriber.id, now);
    case 'declined':
      return declinedMail(request, colloquium, 'We keep the list for researchers this year.', now, 30);
    case 'expired':
      return expiredMail(request, colloquium, now, 30);
    case 'address-change': {
      const change = { id: 0, to: 'new.address@lab.example', expiresAt: now.add(moveLife) };
      return addressChangeMail(subscriber, colloquium, change, 'old', now);
    }
    case 'probe':
      return probeMail(subscriber, colloquium, 5, now);
    case 'farewell':
      return {
        ...toPerson(subscriber, colloquium, now),
        kind,
        identity: 'preview',
        facts: {
          person: { name: subscriber.name || null, address: subscriber.email },
          askedOn: dayMonthWords(now, colloquium.zone, colloquium.language),
        },
      };
    default:
      return null;
  }
}

function hostMail(kind: MailKind, scene: SampleScene): NewServiceMail | null {
  const { request, host, colloquium, now } = scene;
  switch (kind) {
    case 'decision-request': {
      const undoMinutes = Math.round(colloquium.requests.undo.total('minutes'));
      return decisionRequestMail(request, host, colloquium, { original, earlier: [], undoMinutes }, now);
    }
    case 'decided':
      return decidedMail(
        request,
        host,
        colloquium,
        {
          by: 'Another host',
          isRule: false,
          deed: 'approved',
          how: 'By answering the mail: “yes, welcome”',
          now: 'Samir Haddad is on the list and gets the welcome.',
          undoUntil: now.add({ minutes: 10 }),
          threadId: null,
          askedAt: request.asked_at,
        },
        now,
      );
    case 'decision-echo': {
      const item = {
        requestId: request.id,
        name: 'Samir Haddad',
        deed: 'declined',
        passedOn: 'students only this year',
        already: null,
      } as const;
      return decisionEchoMail(
        host,
        colloquium,
        {
          outcome: 'done',
          isContrary: false,
          words: 'no, students only this year, sorry',
          items: [item],
          undoUntil: now.add({ minutes: 10 }),
          inboundId: 0,
          threadId: null,
          requestId: request.id,
        },
        now,
      );
    }
    case 'digest':
      return digestMail(
        host,
        colloquium,
        { requests: [request], held: 0, closes: now.add({ hours: 24 * 20 }) },
        now,
      );
    case 'question-forwarded':
      return questionForwardedMail(
        host,
        colloquium,
        {
          inboundId: 0,
          from: { name: 'Samir Haddad', address: request.email, isSubscriber: true },
          about: 'the announcement for 24 November, “What a glacier remembers”',
          sender: request.sender,
          original: {
            ...original,
            subject: 'May I bring my students?',
            text: 'Is there room for two more on Tuesday?',
          },
        },
        now,
      );
    default:
      return null;
  }
}

/** Kinds whose facts are few. */
function bare(kind: MailKind, { host, colloquium, now }: SampleScene): NewServiceMail {
  const { zone } = colloquium;
  const facts =
    kind === 'sign-in'
      ? { askedAt: momentWords(now, zone), until: clockWords(now.add({ minutes: 15 }), zone), signInId: 0 }
      : {
          finding: 'a title on the page is that of the previous talk',
          readAt: momentWords(now, zone),
          problems: [
            {
              line: 38,
              blocks: true,
              source: '#### Counting stars that are not there',
              text: 'This is the title of the previous talk. It looks left over.',
              advice: 'write the title of this talk there.',
            },
          ],
          readEvery: 'every ten minutes',
        };
  return {
    colloquium: colloquium.id,
    to: { name: host.name, email: host.email },
    hostId: host.id,
    kind,
    identity: 'preview',
    facts,
    notBefore: now,
  };
}

function toPerson(subscriber: SubscriberRow, colloquium: Colloquium, now: Temporal.Instant) {
  return {
    colloquium: colloquium.id,
    to: { name: subscriber.name, email: subscriber.email },
    language: colloquium.language,
    subscriberId: subscriber.id,
    notBefore: now,
  };
}
