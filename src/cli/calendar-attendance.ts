/** `calendar attendance`: who is expected at a talk, from the answers of people's calendars. */
import { attendanceWords, expectedOf, unansweredOf } from '../calendar/attendance.ts';
import { endOf, type Talk } from '../calendar/talk.ts';
import { OperatorError } from '../errors.ts';
import type { Db } from '../store/open-store.ts';
import { type AnswerLine, attendanceOf, listAnswers } from '../store/rsvps.ts';
import { loadTalk, loadTalks } from '../store/talks.ts';
import { atDesk, chosenColloquium, idArgument } from './desk.ts';
import { type Io, shortMoment, table, UsageError } from './io.ts';
import { common, readWords, visible } from './words.ts';

const help = `Usage: ./convoke calendar attendance [ID] [--limit N] [--json]

Who is expected at the next talk that was announced, or at that of ID, and what people wrote.
  --limit       so many answers at most (100), those with words first
  --colloquium  which one, where there are several`;

export async function calendarAttendance(args: string[], io: Io): Promise<number> {
  const options = { ...common, limit: { type: 'string' } } as const;
  const words = readWords(args, io, { help, options, mostNames: 1 });
  if (words === null) return 0;
  const { values, names } = words;
  const limit = Number(values.limit ?? '100');
  if (!Number.isSafeInteger(limit) || limit < 0) throw new UsageError('--limit wants a whole number.');
  return atDesk(async ({ config, store, clock }) => {
    const colloquium = chosenColloquium(config, values.colloquium);
    const talk =
      names[0] === undefined
        ? await nextTold(store.db, colloquium.id, colloquium.zone, clock.now())
        : await loadTalk(store.db, idArgument(names[0], 'talk'));
    if (talk === null || talk.colloquium !== colloquium.id)
      throw new OperatorError('There is no such talk; ./convoke calendar list shows them.');
    const attendance = await attendanceOf(store.db, talk);
    const answers = await listAnswers(store.db, talk, limit);
    if (values.json) {
      const counts = {
        ...attendance,
        unanswered: unansweredOf(attendance),
        expected: expectedOf(attendance),
      };
      io.out(
        JSON.stringify({ talk: talk.id, date: talk.date, title: talk.title, ...counts, answers }, null, 2),
      );
      return 0;
    }
    io.out(`Talk ${talk.id}, ${talk.date}: ${visible(talk.speaker ?? talk.title ?? 'to be announced')}`);
    io.out(`${attendanceWords(attendance)}.`);
    if (answers.length > 0) io.out(`\n${table(answers.map((each) => answerRow(each, colloquium.zone)))}`);
    return 0;
  });
}

async function nextTold(db: Db, colloquium: string, zone: string, now: Temporal.Instant): Promise<Talk> {
  const talks = await loadTalks(db, colloquium);
  const next = talks.find(
    (talk) => talk.told !== null && Temporal.Instant.compare(endOf(talk, zone), now) > 0,
  );
  if (next === undefined)
    throw new OperatorError(
      'No talk to come was announced yet; name one by its number: ./convoke calendar list.',
    );
  return next;
}

function answerRow({ name, email, answer, comment, stampedAt }: AnswerLine, zone: string): string[] {
  return [answer, shortMoment(stampedAt, zone), visible(name || email), visible(comment ?? '')];
}
