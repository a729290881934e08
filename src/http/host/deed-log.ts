/** Who changed what, when, by what way: the audit in a host's words. */
import type { Deed } from '../../store/audit.ts';
import { type Html, html } from '../hono.ts';
import { shortMoment } from '../page-time.ts';
import { line, plain } from '../stranger.ts';
import type { Desk } from './desk.ts';

const deeds: Readonly<Record<string, string>> = {
  'request.approved': 'Approved',
  'request.declined': 'Declined',
  'request.asked': 'Asked the person',
  'request.corrected': 'Corrected what was read',
  'request.undone': 'Took the decision back',
  'request.reversed': 'Reversed the decision',
  'subscriber.unsubscribed': 'Left the list',
  'subscriber.stayed': 'Came back to the list',
  'subscriber.written-again': 'Said that the address works again',
  'subscriber.kinds-chosen': 'Chose which mails to get',
  'subscriber.paused': 'Took a break',
  'subscriber.resumed': 'Ended the break',
  'subscriber.vouched': 'Made a link for somebody',
  'subscriber.vouch-taken-back': 'Took a link back',
  'subscriber.move-asked': 'Asked for mail at another address',
  'subscriber.move-refused': 'Refused a change of address',
  'subscriber.move-answered-for': 'Answered for an old mailbox that is dead',
  'subscriber.move-taken': 'Could not move: the new address is on the list by itself',
  'subscriber.moved': 'Moved to another address',
  'subscriber.erased': 'Erased',
  'mailing.held': 'Held the mail',
  'mailing.released': 'Released the mail',
  'mailing.sent-now': 'Sent the mail at once',
  'mailing.paused': 'Paused the mailing',
  'mailing.resumed': 'Resumed the mailing',
  'mailing.cancelled': 'Cancelled the mailing',
  'mailing.retried': 'Retried',
  'mailing.tested': 'Sent a test copy to themselves',
  'subscriber.added': 'Put on the list',
  'subscriber.added-again': 'Put back on the list',
  'subscriber.imported': 'Came with an import',
  'talk.edited': 'Changed the talk',
  'talk.added': 'Added the talk',
  'talk.cancelled': 'Cancelled the talk',
  'talk.postponed': 'Postponed the talk',
  'talk.restored': 'Let the talk take place',
  'talk.kept': 'Kept what was said here',
  'talk.followed': 'Followed the page again',
  'host.signed-in': 'Signed in',
  'host.away': 'Went away',
  'host.back': 'Is back',
  'message.settled': 'Dealt with a mail',
};

const ways: Readonly<Record<string, string>> = {
  page: 'by the link in a mail',
  reply: 'by answering a mail',
  console: 'in the console',
  command: 'by command',
  'one-click': 'with one click in the mail program',
  mail: 'by mail',
  import: 'by an import',
  rule: 'without a host',
  service: 'by itself',
};

export function wayWords(way: string): string {
  return ways[way] ?? line(way, 60);
}

/** `here`: what the page is about, which needs no link to itself. */
export function deedLog(
  list: readonly Deed[],
  names: ReadonlyMap<string, string>,
  desk: Desk,
  here: string | null = null,
): Html {
  if (list.length === 0) return html`<p class="hush">Nothing has been done yet.</p>`;
  return html`<ol class="log">${list.map((deed) => deedLine(deed, names, desk, here))}</ol>`;
}

function deedLine(deed: Deed, names: ReadonlyMap<string, string>, desk: Desk, here: string | null): Html {
  const who = deed.who === `host:${desk.host.id}` ? 'you' : (names.get(deed.who) ?? whoWords(deed.who));
  const [kind, id] = deed.subject.split(':');
  const paths: Record<string, string> = {
    request: 'requests',
    subscriber: 'subscribers',
    mailing: 'mailings',
    talk: 'talks',
  };
  const path = kind === undefined || deed.subject === here ? undefined : paths[kind];
  const link = path === undefined ? null : html`<a href="/host/${path}/${id}">${kind} ${id}</a>`;
  return html`<li><time>${shortMoment(deed.at, desk.now, desk.colloquium.zone)}</time><p>${deeds[deed.what] ?? deed.what.replace(/[.-]/g, ' ')}. ${link}${said(deed)}</p><span class="by"><bdi>${line(who, 80)}</bdi>, ${wayWords(deed.way)}</span></li>`;
}

function said({ detail }: Deed): Html | null {
  const text = detail?.['question'] ?? detail?.['reason'];
  return typeof text === 'string' ? html`<span class="sub">“<bdi>${plain(text, 400)}</bdi>”</span>` : null;
}

function whoWords(who: string): string {
  if (who.startsWith('subscriber:')) return 'the person';
  if (who.startsWith('host:')) return 'a host';
  if (who.startsWith('rule:')) return `the rule for ${who.slice('rule:'.length)}`;
  return who === 'command' ? 'the operator' : who === 'applicant' ? 'the applicant' : 'the service';
}

/** The identifiers that the names of a list of deeds are looked up by. */
export function actorsOf(list: readonly Deed[]): { hosts: number[]; subscribers: number[] } {
  const idsOf = (kind: string) => [
    ...new Set(
      list
        .map((deed) => deed.who.split(':'))
        .filter(([name]) => name === kind)
        .map(([, id]) => Number(id)),
    ),
  ];
  return { hosts: idsOf('host'), subscribers: idsOf('subscriber') };
}
