/** `calendar read FILE… [--at INSTANT] [--zone ZONE] [--default-time HH:MM] [--json]`: reads, stores nothing. */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { pickFormat, readCalendar } from '../calendar/reader/read-calendar.ts';
import type { PageTalk, Reading } from '../calendar/reading.ts';
import { calendarTable } from './calendar-table.ts';

/** What the configuration says of the first colloquium. */
export interface CalendarReadDefaults {
  readonly zone: string;
  /** HH:MM. */
  readonly defaultTime: string;
}

/** Where the command writes: results to `out`, sentences for a person to `err`. */
export interface CommandOutput {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

const USAGE = 'Usage: calendar read FILE… [--at INSTANT] [--zone ZONE] [--default-time HH:MM] [--json]\n';
const MAX_BYTES = 20_000_000;

interface ReadRequest {
  readonly files: readonly string[];
  readonly at: Temporal.Instant;
  readonly zone: string;
  readonly defaultTime: string;
  readonly json: boolean;
}

/** Exit code: 0 read, 1 a file could not be read, 2 wrong usage. `now` is only used without `--at`. */
export async function calendarReadCommand(
  args: readonly string[],
  defaults: CalendarReadDefaults = { zone: 'Europe/Amsterdam', defaultTime: '14:00' },
  io: CommandOutput = {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
  },
  now: Temporal.Instant = Temporal.Now.instant(),
): Promise<number> {
  const request = parseRequest(args, defaults, now);
  if ('fault' in request) {
    io.err(`${request.fault}\n${USAGE}`);
    return 2;
  }
  const entries: { file: string; reading: Reading }[] = [];
  let failed = false;
  for (const file of request.files) {
    const read = await readOne(file, request);
    if ('fault' in read) {
      io.err(`${read.fault}\n`);
      failed = true;
    } else entries.push({ file: basename(file), reading: read });
  }
  if (request.json)
    io.out(
      `${JSON.stringify(
        entries.map(({ file, reading }) => jsonEntry(file, reading)),
        null,
        2,
      )}\n`,
    );
  else io.out(entries.map(({ file, reading }) => calendarTable(file, reading)).join('\n'));
  return failed ? 1 : 0;
}

function parseRequest(
  args: readonly string[],
  defaults: CalendarReadDefaults,
  now: Temporal.Instant,
): ReadRequest | { readonly fault: string } {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        at: { type: 'string' },
        zone: { type: 'string' },
        'default-time': { type: 'string' },
        json: { type: 'boolean' },
      },
    });
    if (positionals.length === 0) return { fault: 'Name at least one calendar file to read.' };
    const zone = values.zone ?? defaults.zone;
    if (!isZone(zone)) return { fault: `“${zone}” is no time zone; write one such as Europe/Amsterdam.` };
    const defaultTime = values['default-time'] ?? defaults.defaultTime;
    if (!/^(?:[01]\d|2[0-3]):[0-5]\d$/.test(defaultTime)) {
      return { fault: `“${defaultTime}” is no time; write --default-time 14:00.` };
    }
    const at = values.at === undefined ? now : instantOf(values.at, zone);
    if (at === null) return { fault: `“${values.at}” is no instant; write --at 2021-06-22T12:00:00Z.` };
    return { files: positionals, at, zone, defaultTime, json: values.json ?? false };
  } catch (error) {
    return { fault: (error instanceof Error ? error.message : String(error)).split('. ')[0] ?? '' };
  }
}

/** A full instant, or a wall-clock day or time in the zone. */
function instantOf(text: string, zone: string): Temporal.Instant | null {
  try {
    return Temporal.Instant.from(text);
  } catch {
    try {
      return Temporal.PlainDateTime.from(text).toZonedDateTime(zone).toInstant();
    } catch {
      return null;
    }
  }
}

function isZone(zone: string): boolean {
  try {
    return Temporal.PlainDate.from('2020-01-01').toZonedDateTime(zone).timeZoneId !== '';
  } catch {
    return false;
  }
}

async function readOne(file: string, request: ReadRequest): Promise<Reading | { readonly fault: string }> {
  try {
    const bytes = await readFile(file);
    if (bytes.length > MAX_BYTES) return { fault: `${file}: larger than 20 MB, this is no calendar.` };
    const text = new TextDecoder('utf-8').decode(bytes);
    const { at, zone, defaultTime } = request;
    return readCalendar(text, {
      format: pickFormat(file, text),
      at,
      zone,
      defaultTime,
      fileName: basename(file),
    });
  } catch (error) {
    return { fault: `${file}: ${reasonOf(error)}` };
  }
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOENT') return 'there is no such file; check the path.';
  if (code === 'EACCES' || code === 'EPERM') return 'the file may not be read; check its permissions.';
  if (code === 'EISDIR') return 'this is a folder; name the files in it.';
  return `the file cannot be read (${code || (error instanceof Error ? error.message : 'unknown reason')}).`;
}

function jsonEntry(file: string, reading: Reading): object {
  return { file, talks: reading.talks.map(jsonTalk), problems: reading.problems };
}

/** The contract's keys, in its order. */
function jsonTalk(talk: PageTalk): object {
  const {
    section,
    date,
    start,
    end,
    title,
    speaker,
    affiliation,
    abstract,
    bio,
    photo,
    place,
    watch,
    status,
  } = talk;
  const facts = {
    section,
    date,
    start,
    end,
    title,
    speaker,
    affiliation,
    abstract,
    bio,
    photo,
    place,
    watch,
    status,
  };
  return { ...facts, zone_label: talk.zoneLabel, lines: talk.lines };
}
