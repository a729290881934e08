/** Readers who press “spam”: when that stops a mailing, and what the hosts are told, which is a number and never a name. Pure. */
import type { Colloquium } from '../../config/schema.ts';
import { dayMonthOf, noteMail } from '../mailings/host-mails.ts';
import { kindsOfMailing, type MailingKind } from '../mailings/mailing-kinds.ts';
import { numberWords } from '../moderation/words.ts';
import type { HostRow } from '../store/schema.ts';
import type { NewServiceMail } from '../store/service-mails.ts';

/** One reader may have missed a key. */
const fewest = 2;

/** @param counted.percent of the audience; 0 never stops a mailing. The big providers act at 0.3 % (Gmail, Yahoo: rules for senders). */
export function isTooMany(counted: {
  readonly complaints: number;
  readonly audience: number;
  readonly percent: number;
}): boolean {
  const { complaints, audience, percent } = counted;
  return percent > 0 && complaints >= fewest && complaints * 100 >= percent * audience;
}

export interface Complained {
  readonly mailingId: number;
  readonly talkId: number;
  readonly kind: MailingKind;
  readonly date: string;
  readonly complaints: number;
  readonly audience: number;
  /** `stopped` itself just now; `over`: too many, but nothing was left to stop; `few`. */
  readonly outcome: 'few' | 'stopped' | 'over';
}

/** The first complaint about a mailing is told once, and once more when there are too many. */
export function complaintNote(
  host: HostRow,
  colloquium: Colloquium,
  told: Complained,
  now: Temporal.Instant,
): NewServiceMail {
  const { complaints, audience, outcome } = told;
  const mail = `${kindsOfMailing[told.kind].words} for ${dayMonthOf(told)}`;
  const who = complaints === 1 ? 'one reader' : `${numberWords(complaints)} readers`;
  const share = `That is ${complaints} of ${audience} who got it. We took them off the list at once; who they are is not said, to you neither.`;
  const more: Readonly<Record<Complained['outcome'], string>> = {
    few: 'A single complaint is often a slip. Several are a sign that people do not remember having joined.',
    stopped:
      'The rest of the mailing waits: mail providers refuse a sender about whom many complain. Look at who is on the list and how they came there before you let it go on.',
    over: 'It has gone out to everybody, so there was nothing left to stop. Look at who is on the list and how they came there before the next mail.',
  };
  return noteMail(
    host,
    colloquium,
    {
      note: `mailing:${told.mailingId}/complaints/${outcome === 'few' ? 'first' : 'many'}`,
      finding: `${who} marked the ${mail} as spam`,
      said: null,
      saidBy: '',
      paragraphs: [share, more[outcome]],
      mailingId: told.mailingId,
      talkId: told.talkId,
      again:
        outcome === 'few'
          ? 'You hear of this mailing again only if many complain.'
          : 'You hear of complaints about this mailing no more; its page counts them.',
    },
    now,
  );
}
