/** What a calendar holds, for a person at a terminal of 80 columns: talks first, problems by line below. */
import type { PageTalk, Problem, Reading } from '../calendar/reading.ts';

const WIDTH = 80;
const INDENT = 4;

export function calendarTable(file: string, reading: Reading): string {
  const { talks, problems } = reading;
  const head = `${file}: ${count(talks.length, 'talk')}, ${count(problems.length, 'problem')}`;
  const rows = talks.flatMap(talkRows);
  const faults = problems.flatMap(problemRows);
  return `${[head, '', ...rows, ...(faults.length > 0 ? ['', ...faults] : [])].join('\n')}\n`;
}

function count(number: number, word: string): string {
  return `${number === 0 ? 'no' : number} ${word}${number === 1 ? '' : 's'}`;
}

/** `next      2021-06-22 14:00-15:00  Pratyush Tiwary` and the title below it. */
function talkRows(talk: PageTalk): string[] {
  const time = talk.start === null ? '' : talk.end === null ? talk.start : `${talk.start}-${talk.end}`;
  const when = `${talk.section.padEnd(9)} ${(talk.date ?? 'no date').padEnd(10)} ${time.padEnd(11)}  `;
  const state = talk.status === 'cancelled' || talk.status === 'postponed' ? ` (${talk.status})` : '';
  const who = `${talk.speaker ?? 'speaker to be announced'}${state}`;
  const title = talk.title === null ? [] : [cut(`${' '.repeat(when.length)}${talk.title}`)];
  return [cut(when + who), ...title];
}

/** A blocking problem is marked: nothing is announced until it is solved. */
function problemRows(problem: Problem): string[] {
  const mark = problem.blocking ? '  ! ' : '  - ';
  const words = problem.text.split(' ');
  const rows: string[] = [];
  let row = mark;
  for (const word of words) {
    if (row.length + word.length > WIDTH && row.trim().length > 1) {
      rows.push(row.trimEnd());
      row = ' '.repeat(INDENT);
    }
    row += `${word} `;
  }
  return [...rows, row.trimEnd()];
}

function cut(text: string): string {
  return text.length <= WIDTH ? text.trimEnd() : `${text.slice(0, WIDTH - 1)}…`;
}
