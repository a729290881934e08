/** Mailings in words for a terminal of 80 columns. Pure. */
import type { MailingActOutcome } from '../mailings/handle-mailing-act.ts';
import type { MailingAct } from '../mailings/mailing-act.ts';
import { kindsOfMailing } from '../mailings/mailing-kinds.ts';
import { type MailingState, mailingState } from '../mailings/mailing-state.ts';
import type { Mailing } from '../mailings/notice.ts';
import type { Books } from '../store/deliveries-control.ts';
import { shortMoment, table } from './io.ts';
import { counted, visible, wrapped } from './words.ts';

const stateWords: Readonly<Record<MailingState, string>> = {
  proof: 'planned',
  late: 'should go',
  held: 'held',
  sending: 'sending',
  paused: 'paused',
  done: 'gone out',
  cancelled: 'cancelled',
  missed: 'missed',
};

export function mailingRow(mailing: Mailing, now: Temporal.Instant, zone: string): string[] {
  const { facts } = mailing;
  return [
    String(mailing.id),
    stateWords[mailingState(mailing, now)],
    shortMoment(mailing.frozenAt ?? mailing.goesAt, zone),
    kindsOfMailing[mailing.kind].words,
    `talk of ${facts.date}${facts.speaker === null ? '' : `, ${visible(facts.speaker)}`}`,
  ];
}

export function mailingTitle(mailing: Mailing, now: Temporal.Instant, zone: string): string {
  const { facts } = mailing;
  const state = mailingState(mailing, now);
  const why: Partial<Record<MailingState, string | null>> = {
    held: `by ${mailing.heldBy ?? 'a host'}`,
    paused: mailing.pausedWhy,
    cancelled: `by ${mailing.cancelledBy === 'rule' ? 'the planner: there was nothing left to tell' : mailing.cancelledBy}`,
    missed: mailing.missedWhy,
  };
  const reason = why[state] == null ? '' : `, ${why[state]}`;
  const when =
    mailing.frozenAt === null
      ? `goes ${shortMoment(mailing.goesAt, zone)}`
      : `left ${shortMoment(mailing.frozenAt, zone)}`;
  return [
    `Mailing ${mailing.id}: ${kindsOfMailing[mailing.kind].words} of the talk of ${facts.date}, ${facts.start}`,
    wrapped(visible(facts.title ?? 'Title to be announced'), '  '),
    wrapped(visible([facts.speaker, facts.affiliation].filter((text) => text !== null).join(', ')), '  '),
    wrapped(
      `${stateWords[state]}${reason}; ${when}; revision ${mailing.revision} of “${mailing.rule}”`,
      '  ',
    ),
  ]
    .filter((line) => line.trim() !== '')
    .join('\n');
}

const bookNotes: Readonly<Record<keyof Books['states'], string>> = {
  submitted: 'the next mail server took it',
  failed: 'refused for good',
  deferred: 'refused for now, tried again',
  suppressed: 'an address we no longer write to',
  skipped: 'left, paused or cancelled meanwhile',
  uncertain: 'the connection broke while handing over',
  queued: 'still to go',
  sending: 'being handed over',
};

export function booksTable({ states, audience, perhapsTwice }: Books): string {
  const rows = Object.entries(bookNotes).map(([state, note]) => [
    String(states[state as keyof Books['states']]).padStart(8),
    state,
    note,
  ]);
  const twice = perhapsTwice === 0 ? [] : [`${counted(perhapsTwice, 'person', 'people')} may have it twice.`];
  return [table([...rows, [String(audience).padStart(8), 'audience']]), ...twice].join('\n');
}

export function doneSentence(
  act: MailingAct,
  { mailing, deliveries }: Extract<MailingActOutcome, { kind: 'done' }>,
  now: Temporal.Instant,
): string {
  const which = `Mailing ${mailing.id}`;
  switch (act.kind) {
    case 'hold':
      return `${which} is held. To let it go: ./convoke mailings release ${mailing.id}`;
    case 'release':
      return Temporal.Instant.compare(mailing.goesAt, now) > 0
        ? `${which} is released and goes at its time.`
        : `${which} is released and goes within a minute, if a service is running and it is still true.`;
    case 'send':
      return `${which} goes now, if a service is running and what it says is still true.`;
    case 'pause':
      return `${which} is paused. To go on: ./convoke mailings resume ${mailing.id}`;
    case 'resume':
      return `${which} goes on.`;
    case 'cancel':
      return `${which} is cancelled: what had not left never will.`;
    case 'retry':
      return deliveries === 0
        ? `Nothing was refused for good in mailing ${mailing.id}: there is nothing to send again.`
        : `${which}: ${counted(deliveries ?? 0, 'mail')} sent again.`;
  }
}

export function whyNot(
  id: number,
  outcome: Exclude<MailingActOutcome, { kind: 'done' | 'missing' }> | { readonly kind: 'missing' },
): string {
  if (outcome.kind === 'missing') return `There is no mailing ${id}.`;
  if (outcome.kind === 'already')
    return `Nothing to do: mailing ${id} is ${stateWords[outcome.state]} already.`;
  return `Nothing was done with mailing ${id}: ${outcome.why}.`;
}
