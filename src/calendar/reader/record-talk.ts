/**
 * A talk from named values: an item of a YAML list, or the front matter of a file per talk. Names of keys
 * are those that hosts use (`speaker`, `start_time`, `room`, `video`, …).
 */

import type { TalkSection } from '../reading.ts';
import { findTime } from './clock-words.ts';
import { type Field, fieldOf } from './field-label.ts';
import { plainText } from './plain-text.ts';
import { readProse } from './prose.ts';
import {
  closeDraft,
  emptyDraft,
  type FoundTalk,
  type TalkDraft,
  takeSpeakers,
  takeTitle,
  takeWhen,
} from './talk-draft.ts';
import { calledOff, known, withoutCallOff } from './talk-state.ts';
import { type DateSense, readWhen } from './when-line.ts';
import type { YamlRecord } from './yaml-text.ts';

type RecordField = Field | 'start' | 'end' | 'status';

const ALIASES: Readonly<Record<string, RecordField>> = {
  start: 'start',
  begin: 'start',
  from: 'start',
  'start time': 'start',
  starttime: 'start',
  'time start': 'start',
  end: 'end',
  until: 'end',
  to: 'end',
  'end time': 'end',
  endtime: 'end',
  'time end': 'end',
  status: 'status',
  state: 'status',
  img: 'photo',
  avatar: 'photo',
  'speaker image': 'photo',
  'speaker photo': 'photo',
  'speaker affiliation': 'affiliation',
  inst: 'affiliation',
  org: 'affiliation',
  'video url': 'watch',
  'youtube url': 'watch',
  'recording url': 'watch',
  'video link': 'watch',
  'recording link': 'watch',
  'start date': 'date',
  event_date: 'date',
  text: 'abstract',
  author: 'speaker',
  authors: 'speaker',
};

/** Null where the record announces no talk (no date and nobody named). */
export function talkFromRecord(
  record: YamlRecord,
  section: TalkSection,
  sense: DateSense,
  zone: string,
): FoundTalk | null {
  const draft = emptyDraft(section);
  const times: { start: string | null; end: string | null } = { start: null, end: null };
  for (const [key, { text, line }] of record.values) {
    const field = recordField(key);
    if (field === null || text.trim() === '') continue;
    takeValue(draft, field, text, line, { sense, zone, times });
  }
  draft.start ??= times.start;
  if (times.end !== null) draft.end = times.end;
  draft.lines.date ??= record.line;
  if (draft.date === null && (draft.speaker === null || draft.title === null)) return null;
  return closeDraft(draft);
}

export function recordField(key: string): RecordField | null {
  const name = key.replace(/[_-]+/g, ' ').trim().toLowerCase();
  return ALIASES[name] ?? fieldOf(name);
}

interface RecordSense {
  readonly sense: DateSense;
  readonly zone: string;
  readonly times: { start: string | null; end: string | null };
}

function takeValue(
  draft: TalkDraft,
  field: RecordField,
  text: string,
  line: number,
  around: RecordSense,
): void {
  switch (field) {
    case 'date':
    case 'time':
      draft.lines[field] ??= line;
      takeWhen(draft, readWhen(plainInstant(text, around.zone), around.sense), line);
      return;
    case 'start':
    case 'end':
      draft.lines.time ??= line;
      around.times[field] ??=
        findTime(plainInstant(text, around.zone).replace(/\d{4}-\d\d-\d\d/, ' '))?.start ?? null;
      if (field === 'start' && draft.date === null)
        takeWhen(draft, readWhen(plainInstant(text, around.zone), around.sense), line);
      return;
    case 'title':
      draft.lines.title = line;
      takeTitle(draft, text);
      return;
    case 'speaker':
      draft.lines.speaker = line;
      takeSpeakers(draft, text, line);
      return;
    case 'abstract':
    case 'bio':
      draft.lines[field] = line;
      draft[field] ??= readProse(text.replace(/<br\s*\/?>/gi, '\n').split('\n'));
      return;
    case 'affiliation':
    case 'place':
      draft.lines[field] = line;
      draft[field] = known(plainText(text.slice(0, 500))) ?? draft[field];
      return;
    case 'photo':
    case 'watch':
    case 'online':
      draft.lines[field] = line;
      draft[field] ??= known(text.trim().slice(0, 2000));
      return;
    case 'status':
      draft.status = calledOff(withoutCallOff(text) === '' ? text : text) ?? draft.status;
      return;
    default:
  }
}

/** `2021-06-22T12:00:00Z` and `2021-06-22 14:00:00 +0200` as wall-clock time in the zone; other text unchanged. */
function plainInstant(text: string, zone: string): string {
  const match = /^\s*(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(?::\d\d(?:\.\d{1,9})?)?\s*(Z|[+-]\d\d:?\d\d)?\s*$/.exec(
    text.slice(0, 60),
  );
  if (match === null) return text;
  const [, date = '', time = '', offset] = match;
  if (offset === undefined) return `${date} ${time}`;
  try {
    const local = Temporal.Instant.from(`${date}T${time}:00${offset}`).toZonedDateTimeISO(zone);
    return `${local.toPlainDate().toString()} ${local.toPlainTime().toString({ smallestUnit: 'minute' })}`;
  } catch {
    return text;
  }
}
