/** `calendar read`, `sync`, `list`. */
import { syncCalendar } from '../calendar/handle-sync.ts';
import { OperatorError } from '../errors.ts';
import { loadSource, loadTalks } from '../store/talks.ts';
import { calendarReadCommand } from './calendar-read.ts';
import { atDesk, chosenColloquium, readConfig } from './desk.ts';
import { type Io, shortMoment, table } from './io.ts';
import { common, readWords } from './words.ts';

const help = {
  sync: './convoke calendar sync [--colloquium ID] [--json]\n\nReads the page now, compares it with the talks, and says what is worth a look.',
  list: './convoke calendar list [--colloquium ID] [--json]\n\nThe talks as they are known.',
};

/** Touches neither database nor network; zone and usual start come from the first colloquium. */
export async function calendarRead(args: string[], io: Io): Promise<number> {
  const first = readConfig().colloquia[0];
  if (first === undefined) throw new OperatorError('There is no colloquium in the configuration.');
  return calendarReadCommand(args, { zone: first.zone, defaultTime: first.usual.start }, io);
}

export async function calendarSync(args: string[], io: Io): Promise<number> {
  const words = readWords(args, io, { help: help.sync, options: common, mostNames: 0 });
  if (words === null) return 0;
  const { values } = words;
  return atDesk(async (context) => {
    const colloquium = chosenColloquium(context.config, values.colloquium);
    const outcome = await syncCalendar(context, colloquium);
    if (values.json) io.out(JSON.stringify(outcome, null, 2));
    else if (outcome.kind === 'same') io.out('The calendar has not changed.');
    else if (outcome.kind === 'unreadable')
      io.err(`The calendar could not be read: ${outcome.why}. The talks stay as they were.`);
    else {
      io.out(
        `${outcome.talks} entries read, ${outcome.changes.length} changes, ${outcome.problems.length} things to look at.`,
      );
      for (const problem of outcome.problems)
        io.out(`  ${problem.blocking ? 'holds mail' : 'worth a look'}: ${problem.text}`);
    }
    return outcome.kind === 'unreadable' ? 1 : 0;
  });
}

export async function calendarList(args: string[], io: Io): Promise<number> {
  const words = readWords(args, io, { help: help.list, options: common, mostNames: 0 });
  if (words === null) return 0;
  const { values } = words;
  return atDesk(async ({ config, store }) => {
    const colloquium = chosenColloquium(config, values.colloquium);
    const talks = await loadTalks(store.db, colloquium.id);
    if (values.json) io.out(JSON.stringify(talks, null, 2));
    else if (talks.length === 0) io.out('No talks are known yet. Run ./convoke calendar sync.');
    else
      io.out(
        table(
          talks.map((talk) => [
            String(talk.id),
            talk.date,
            talk.start,
            talk.withdrawnAt === null ? talk.status : 'gone',
            talk.speaker ?? '–',
            talk.title ?? 'no title',
          ]),
        ),
      );
    const source = await loadSource(store.db, colloquium.id);
    if (!values.json && source?.read_at != null)
      io.err(`Read ${shortMoment(source.read_at, colloquium.zone)}.`);
    return 0;
  });
}
