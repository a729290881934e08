/**
 * Reads any calendar: a page, a YAML file or a feed. Pure: the same text, instant and zone give the same talks.
 *
 *     const { talks, problems } = readCalendar(text, {
 *       format: pickFormat('colloquium.md', text), at, zone: 'Europe/Amsterdam', defaultTime: '14:00',
 *     });
 */
import { problem } from '../problem-kinds.ts';
import type { CalendarFormat, Reading, ReadOptions } from '../reading.ts';
import { readIcs } from './read-ics.ts';
import { readPage } from './read-page.ts';
import { readYaml } from './read-yaml.ts';

/** Far beyond any colloquium's page; what is larger is cut, so that no file can block for long. */
const MAX_CHARS = 1_000_000;
const MAX_LINES = 10_000;

/** Never throws for what a text holds; what cannot be read is a problem in the reading. */
export function readCalendar(text: string, options: ReadOptions): Reading {
  const kept = cut(text);
  const reading = READERS[options.format](kept, options);
  if (kept.length === text.length) return reading;
  const tooLarge = problem(
    'file-too-large',
    [1],
    'The file is larger than 1 MB or 10,000 lines; only its first part was read: keep older talks in another file.',
  );
  return { talks: reading.talks, problems: [tooLarge, ...reading.problems] };
}

function cut(text: string): string {
  let end = 0;
  for (let line = 0; line < MAX_LINES; line += 1) {
    const next = text.indexOf('\n', end);
    if (next < 0 || next >= MAX_CHARS) return text.slice(0, MAX_CHARS);
    end = next + 1;
  }
  return text.slice(0, end);
}

const READERS: Readonly<Record<CalendarFormat, (text: string, options: ReadOptions) => Reading>> = {
  page: readPage,
  html: readPage,
  yaml: readYaml,
  ics: readIcs,
};

/** The format from the file's name, else from how the text begins. */
export function pickFormat(name: string, text: string): CalendarFormat {
  const suffix = /\.([a-z]+)(?:[?#].*)?$/i.exec(name.slice(-200))?.[1]?.toLowerCase();
  if (suffix === 'ics' || suffix === 'ical' || /^\uFEFF?\s{0,100}BEGIN:VCALENDAR/i.test(text)) return 'ics';
  if (suffix === 'yml' || suffix === 'yaml' || suffix === 'json') return 'yaml';
  if (suffix === 'html' || suffix === 'htm' || /^\uFEFF?\s{0,100}<(?:!doctype|html)\b/i.test(text))
    return 'html';
  return 'page';
}
