/** `calendar read`, `sync`, `list`, `versions`. */
import { syncCalendar } from '../calendar/handle-sync.ts';
import { OperatorError } from '../errors.ts';
import { listVersions, loadVersion } from '../store/pages-calendar.ts';
import { loadSource, loadTalks } from '../store/talks.ts';
import { calendarReadCommand } from './calendar-read.ts';
import { atDesk, chosenColloquium, idArgument, readConfig } from './desk.ts';
import { type Io, shortMoment, table } from './io.ts';
import { common, readWords } from './words.ts';

const help = {
  sync: './convoke calendar sync [--colloquium ID] [--json]\n\nReads the page now, compares it with the talks, and says what is worth a look.',
  list: './convoke calendar list [--colloquium ID] [--json]\n\nThe talks as they are known.',
  versions:
    './convoke calendar versions [NUMBER] [--colloquium ID] [--json]\n\nEvery version of the page that was read, newest first, with what was wrong with it; one in full by its number.',
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

const mostVersions = 1000;

export async function calendarVersions(args: string[], io: Io): Promise<number> {
  const words = readWords(args, io, { help: help.versions, options: common, mostNames: 1 });
  if (words === null) return 0;
  const { values, names } = words;
  return atDesk(async ({ config, store }) => {
    const { id: colloquium, zone } = chosenColloquium(config, values.colloquium);
    if (names[0] !== undefined) {
      const id = idArgument(names[0], 'version');
      const version = await loadVersion(store.db, colloquium, id);
      if (version === null) throw new OperatorError(`There is no version ${id}.`);
      io.out(values.json ? JSON.stringify(version, null, 2) : version.content);
      return 0;
    }
    const versions = await listVersions(store.db, colloquium, mostVersions);
    if (values.json) io.out(JSON.stringify(versions, null, 2));
    else if (versions.length === 0) io.out('The calendar has not been read yet.');
    else
      io.out(
        table(
          versions.map(({ id, readAt, size, problems }) => [
            String(id),
            shortMoment(readAt, zone),
            `${size} characters`,
            `${problems.filter(({ blocking }) => blocking).length} holding mail, ${problems.length} in all`,
          ]),
        ),
      );
    return 0;
  });
}
