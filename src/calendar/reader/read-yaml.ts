/**
 * Reads a YAML (or JSON) file of talks: a list, also under `talks:` or any other key, as in Jekyll's `_data`.
 * Without printed years the nearest year is taken; the date decides what is next and what is over.
 */

import { problem } from '../problem-kinds.ts';
import type { Problem, Reading, ReadOptions } from '../reading.ts';
import { guessDateOrder } from './date-words.ts';
import { problemsAcrossTalks } from './problems-across-talks.ts';
import { problemsInTalk } from './problems-in-talk.ts';
import { inOrder } from './read-page.ts';
import { talkFromRecord } from './record-talk.ts';
import { sortByDate } from './sort-by-date.ts';
import { usualMeeting } from './usual-meeting.ts';
import { readYamlList, type YamlFault } from './yaml-text.ts';

export function readYaml(text: string, options: ReadOptions): Reading {
  const { records, fault } = readYamlList(text);
  const today = options.at.toZonedDateTimeISO(options.zone).toPlainDate();
  const sense = { order: guessDateOrder(text.slice(0, 400_000), options.zone), season: null, today };
  const read = records.map((record) => talkFromRecord(record, 'schedule', sense, options.zone));
  const found = sortByDate(
    read.filter((one) => one !== null),
    options,
  );
  const talks = found.map((one) => one.talk);
  const usual = usualMeeting(talks, '', options, false);
  const problems = [
    ...(fault === null ? [] : [notYaml(fault)]),
    ...(talks.length === 0 && fault === null ? [noTalks()] : []),
    ...found.flatMap((one) => one.signs),
    ...talks.flatMap((talk) => problemsInTalk(talk, usual, options)),
    ...problemsAcrossTalks(talks, usual, options),
  ];
  return { talks, problems: inOrder(problems) };
}

function notYaml({ line, reason }: YamlFault): Problem {
  return problem(
    'not-readable',
    [line],
    `Line ${line}: the file is not valid YAML (${reason}); correct it, talks below this line may be missing.`,
  );
}

function noTalks(): Problem {
  return problem(
    'no-talks',
    [1],
    'The file has no talks; write a list with date, start, title and speaker for each.',
  );
}
