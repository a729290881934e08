/** Samples of the mails by which hosts hear of a mailing. Pure. */
import { complaintNote } from '../bounces/complaints.ts';
import { heldMail, proofMail, reportMail, stoppedMail } from '../mailings/host-mails.ts';
import { receiversRefuse } from '../mailings/stop-words.ts';
import type { MailKind } from '../mailings/view.ts';
import { dayMonthWords } from '../moderation/words.ts';
import type { Books } from '../store/deliveries-control.ts';
import type { NewServiceMail } from '../store/service-mails.ts';
import type { SampleScene } from './preview-samples.ts';

const sampleBooks: Books = {
  audience: 412,
  states: {
    queued: 0,
    sending: 0,
    submitted: 411,
    deferred: 0,
    failed: 1,
    suppressed: 0,
    skipped: 0,
    uncertain: 0,
  },
  perhapsTwice: 0,
  balance: 0,
};

/** Null for kinds that are about no mailing. */
export function mailingMail(kind: MailKind, scene: SampleScene): NewServiceMail | null {
  const { host, colloquium, talk, mailing, now } = scene;
  if (talk === null || mailing === null) return null;
  const about = {
    mailingId: mailing.id,
    talkId: talk.id,
    kind: mailing.kind,
    facts: mailing.facts,
    books: sampleBooks,
  };
  switch (kind) {
    case 'proof':
      return proofMail(
        host,
        colloquium,
        {
          id: mailing.id,
          talkId: talk.id,
          kind: mailing.kind,
          goesAt: mailing.goes_at,
          facts: mailing.facts,
          audience: sampleBooks.audience,
          page: 'Read a minute ago, unchanged for five hours, no problems',
          pace: null,
          answers: '24 expected: 22 come, 4 perhaps, 7 do not; 379 have not answered',
        },
        now,
      );
    case 'held':
      return heldMail(
        host,
        colloquium,
        {
          note: 'preview',
          talk,
          finding: `The talk on ${dayMonthWords(mailing.goes_at, colloquium.zone)} has no title yet`,
          mailWord: 'announcement',
          obstacles: [{ what: 'missing', piece: 'title' }],
          advice: ['Write the title on the page. The mail then goes at the next possible hour.'],
          again: 'You hear of this again only if something else is in the way.',
        },
        now,
      );
    case 'report':
      return reportMail(
        host,
        colloquium,
        {
          ...about,
          lines: {
            failed: [
              {
                name: 'Marta Kowalczyk',
                address: 'marta@campus.example',
                why: '550 5.1.1, no such mailbox.',
              },
            ],
            deferred: [],
            uncertain: [],
            leftOut: [],
          },
          beganAt: now.subtract({ minutes: 4 }),
          endedAt: now,
          unfinished: false,
          threadId: null,
        },
        now,
      );
    case 'stopped':
      return stoppedMail(
        host,
        colloquium,
        {
          ...about,
          why: `${receiversRefuse}550 5.7.26 Unauthenticated mail is not accepted`,
          at: now,
        },
        now,
      );
    case 'note':
      return complaintNote(
        host,
        colloquium,
        {
          mailingId: mailing.id,
          talkId: talk.id,
          kind: mailing.kind,
          date: talk.date,
          complaints: 2,
          audience: sampleBooks.audience,
          outcome: 'over',
        },
        now,
      );
    default:
      return null;
  }
}
