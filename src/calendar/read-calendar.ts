/**
 * Reads any calendar: a page, a YAML file or a feed. Pure: the same text, instant and zone give the same talks.
 *
 *     const { talks, problems } = readCalendar(text, {
 *       format: pickFormat('colloquium.md', text), at, zone: 'Europe/Amsterdam', defaultTime: '14:00',
 *     });
 */
import { problem } from './problem-kinds.ts';
import { readIcs } from './read-ics.ts';
import { readPage } from './read-page.ts';
import { readYaml } from './read-yaml.ts';
import type { CalendarFormat, Reading, ReadOptions } from './reading.ts';

/** Characters; a page of a colloquium is a hundredth of it. */
export const MAX_CALENDAR_CHARS = 1_000_000;

/** Never throws for what a text holds; what cannot be read is a problem in the reading. */
export function readCalendar(text: string, options: ReadOptions): Reading {
  if (text.length <= MAX_CALENDAR_CHARS) return READERS[options.format](text, options);
  const cut = READERS[options.format](text.slice(0, MAX_CALENDAR_CHARS), options);
  const tooLarge = problem(
    'file-too-large',
    [1],
    'The file is larger than 1 MB; only its first part was read: keep older talks in another file.',
  );
  return { talks: cut.talks, problems: [tooLarge, ...cut.problems] };
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
