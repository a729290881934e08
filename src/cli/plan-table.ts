/** Tables of talks and mails for a terminal of 80 columns. Formatting only. */
import { obstaclesInWords } from '../mailings/announceable.ts';
import type { PlannedMail } from '../mailings/planner-forecast.ts';
import type { EventKind, Replay, SimulatedEvent } from './simulate-replay.ts';
import { visible, wrapped } from './words.ts';

const columns = 80;

/** What will be sent: one line per mail, and under it what is missing, and what `pace` says of it. */
export function formatPlan<Mail extends PlannedMail>(
  mails: readonly Mail[],
  zone: string,
  pace: (mail: Mail) => string | null = () => null,
): string {
  if (mails.length === 0) return 'Nothing is planned: no talk is coming, or nothing is due about it.\n';
  const lines = mails.flatMap((mail) => {
    const head = [
      when(mail.goesAt, zone),
      mail.kind.padEnd(13),
      mail.state.padEnd(9),
      titleOf(mail.talk),
    ].join('  ');
    const below = [obstaclesInWords(mail.obstacles), pace(mail) ?? ''].filter((text) => text !== '');
    return [cut(head), ...below.map((text) => wrapped(visible(text), ' '.repeat(20), columns))];
  });
  return `${['leaves'.padEnd(16), 'mail'.padEnd(13), 'state'.padEnd(9), 'talk'].join('  ')}\n${lines.join('\n')}\n`;
}

/** Talks × what was sent when × what was possible, then what the hosts were told. */
export function formatReplay({ talks, events, possibleAt }: Replay, zone: string): string {
  const head = [
    'talk'.padEnd(28),
    'possible'.padEnd(11),
    'announced'.padEnd(11),
    'reminded'.padEnd(11),
    'recording',
  ];
  const rows = talks
    .toSorted((a, b) => (a.date < b.date ? -1 : 1))
    .map((talk) => {
      const own = events.filter((event) => event.talkId === talk.id);
      const possible = possibleAt.get(talk.id);
      const cells = [
        cut(`${talk.date} ${talk.speaker ?? '(nobody yet)'}`, 28).padEnd(28),
        (possible === undefined ? '-' : short(possible, zone)).padEnd(11),
        firstOf(own, 'announcement', zone).padEnd(11),
        firstOf(own, 'reminder', zone).padEnd(11),
        firstOf(own, 'recording', zone),
      ];
      return [
        cells.join('  '),
        ...own.filter(isWorthALine).map((event) => `    ${eventLine(event, zone)}`),
      ].join('\n');
    });
  return `${head.join('  ')}\n${rows.join('\n')}\n${totals(events)}\n`;
}

function totals(events: readonly SimulatedEvent[]): string {
  const counts = Map.groupBy(events, (event) => event.kind);
  return [...counts].map(([kind, list]) => `${list.length} ${kind}`).join(', ') || 'Nothing happened.';
}

function isWorthALine({ kind }: SimulatedEvent): boolean {
  return kind === 'update' || kind === 'cancellation' || kind === 'held' || kind === 'missed';
}

function eventLine(event: SimulatedEvent, zone: string): string {
  const what = event.kind === 'update' ? `now ${event.talk.date} ${event.talk.start}` : (event.reason ?? '');
  return cut(`${short(event.at, zone)} ${event.kind}: ${what}`, columns - 4);
}

function firstOf(events: readonly SimulatedEvent[], kind: EventKind, zone: string): string {
  const found = events.find((event) => event.kind === kind);
  return found === undefined ? '-' : short(found.at, zone);
}

function when(at: Temporal.Instant, zone: string): string {
  return at.toZonedDateTimeISO(zone).toPlainDateTime().toString({ smallestUnit: 'minute' }).replace('T', ' ');
}

/** Without the year, which the talk's line gives. */
function short(at: Temporal.Instant, zone: string): string {
  return when(at, zone).slice(5);
}

function titleOf({ date, speaker, title }: PlannedMail['talk']): string {
  return `${date.slice(5)} ${speaker ?? '(nobody yet)'}: ${title ?? '(no title yet)'}`;
}

function cut(text: string, width = columns): string {
  return text.length <= width ? text : `${text.slice(0, width - 1)}…`;
}
