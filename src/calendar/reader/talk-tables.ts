/** Tables with a date per row: which column is what comes from the header, or from what the cells hold. */
import { readCell } from './cell-text.ts';
import { findDate } from './date-words.ts';
import { cutPieces } from './entry-pieces.ts';
import { takeWhenAndWhere } from './entry-tail.ts';
import { takeEntry } from './entry-text.ts';
import { type Field, fieldOf } from './field-label.ts';
import type { PageContext, Recognised, Stretch } from './page-context.ts';
import { findLinks, findPicture, joinAmong, watchAmong } from './page-links.ts';
import { isPersonLike } from './person-words.ts';
import { nameLook } from './piece-looks.ts';
import { plainText, withoutLinks } from './plain-text.ts';
import { htmlTables, type PageTable, pipeTables, type TableCell, type TableRow } from './table-cells.ts';
import {
  calledOffIn,
  closeDraft,
  emptyDraft,
  type FoundTalk,
  type TalkDraft,
  takeSpeakers,
  takeTitle,
  takeWhen,
} from './talk-draft.ts';
import { calledOff, isNoMeeting, isUnknown, known } from './talk-state.ts';
import { dayAbove } from './timed-items.ts';
import { isOnlyPlace, readWhen, withoutStruck } from './when-line.ts';

type Columns = readonly (Field | null)[];

const TITLE_COLUMN =
  /^(?:talks?|talk information|presentation|lecture|details|paper|programme?|event|about|subject)\b/i;
const MAX_CELL = 20_000;

export function talkTables(stretch: Stretch, page: PageContext): Recognised {
  const { from, to } = stretch.source;
  const talks: FoundTalk[] = [];
  const taken: number[] = [];
  for (const table of [...pipeTables(page.lines, from, to), ...htmlTables(page.lines, from, to)]) {
    const headed = headerColumns(table);
    const columns = headed === null ? guessedColumns(table, page) : withAffiliations(headed, table);
    if (columns === null) continue;
    if (!columns.includes('date')) {
      const session = readSession(table, columns, stretch, page);
      talks.push(...session);
      if (session.length === 0) continue;
      // What stands above it is told in each of its rows.
      for (let line = from; line < table.from; line += 1) taken.push(line);
    } else talks.push(...readRows(table, columns, stretch, page));
    for (let line = table.from; line <= table.to; line += 1) taken.push(line);
  }
  return { talks, taken };
}

/** The first row that names at least two columns, one of them the date. */
function headerColumns(table: PageTable): Columns | null {
  const columns = table.rows[0]?.cells.map((cell) => columnField(plainText(cell.markup.slice(0, 300)))) ?? [];
  return columns.filter((column) => column !== null).length >= 2 ? columns : null;
}

/** `Where` over `Ghent` and `KNMI`: where the speaker comes from, as none of the cells is a room. */
function withAffiliations(columns: Columns, table: PageTable): Columns {
  const at = columns.indexOf('place');
  if (at < 0 || columns.includes('affiliation') || !columns.includes('speaker')) return columns;
  const texts = table.rows.slice(1).map(({ cells }) => plainText((cells[at]?.markup ?? '').slice(0, 300)));
  const told = texts.filter((text) => /\p{L}/u.test(text) && !isUnknown(text));
  const isRoom = (text: string): boolean => isOnlyPlace(text) || /\d/.test(text);
  return told.length > 1 && !told.some(isRoom) ? columns.with(at, 'affiliation') : columns;
}

/** `Title & Abstract`, `Speaker (affiliation)`, `Vortragende/r`. */
function columnField(text: string): Field | null {
  const whole = fieldOf(text);
  if (whole !== null) return whole;
  if (TITLE_COLUMN.test(text)) return 'title';
  return fieldOf(text.split(/\s*(?:&|\/|\(|,|\band\b|\+)\s*/)[0] ?? '');
}

/** Without a header: dates, persons, and the longest texts are told by looking. */
function guessedColumns(table: PageTable, page: PageContext): Columns | null {
  const width = Math.max(0, ...table.rows.map((row) => row.cells.length));
  const order = page.senseAt(table.from).order;
  // An empty header and a row with only a year in it tell nothing.
  const rows = table.rows.filter(({ cells }) => cells.some(({ markup }) => /\d{1,2}\D|\p{L}/u.test(markup)));
  const share = (test: (text: string) => boolean, at: number): number => {
    const texts = rows.map((row) => plainText((row.cells[at]?.markup ?? '').slice(0, 500)));
    return texts.filter(test).length / Math.max(texts.length, 1);
  };
  const indices = Array.from({ length: width }, (_, at) => at);
  const date = indices.find(
    (at) => share((text) => (findDate(text, order)?.from ?? 99) < 16 && text.length < 80, at) > 0.6,
  );
  if (date === undefined || table.rows.length < 2) return null;
  const speaker = indices.find(
    (at) => at !== date && share((text) => isPersonLike(text.split(/[,(]/)[0] ?? ''), at) > 0.4,
  );
  const title = indices.find(
    (at) => at !== date && at !== speaker && share((text) => text.length > 12, at) > 0.4,
  );
  // `Stockholm`, `KAIST`: a short word beside the name is where it comes from.
  const place = indices.find((at) => {
    const isBeside = speaker !== undefined && at === speaker + 1 && at !== date && at !== title;
    return isBeside && share((text) => /^\p{Lu}.{1,39}$/su.test(text), at) > 0.4;
  });
  // Another column of words: short titles.
  const other = indices.find(
    (at) => ![date, speaker, title, place].includes(at) && share((text) => /^\p{L}/u.test(text), at) > 0.4,
  );
  const fields: [number | undefined, Field][] = [
    [date, 'date'],
    [speaker, 'speaker'],
    [title ?? (place === undefined ? undefined : other), 'title'],
    [place, 'affiliation'],
  ];
  return indices.map((at) => fields.find(([index]) => index === at)?.[1] ?? null);
}

function readRows(table: PageTable, columns: Columns, stretch: Stretch, page: PageContext): FoundTalk[] {
  const talks: FoundTalk[] = [];
  let lastDate: TableCell | null = null;
  for (const row of table.rows) {
    const cells = withSpannedDate(row, columns, lastDate);
    const date: TableCell | undefined = cells[columns.indexOf('date')];
    if (date === undefined) continue;
    const when = readWhen(date.markup.slice(0, 2000), page.senseAt(row.line));
    if (when.date === null) continue;
    lastDate = date;
    const draft = emptyDraft(stretch.section);
    draft.lines.entry = row.line;
    takeWhen(draft, when, row.line);
    delete draft.lines.date;
    if (takeCells(draft, cells, columns, page, stretch.source.heading !== null))
      talks.push(closeDraft(draft));
  }
  return talks;
}

/** The programme of one afternoon: the day stands above the table, each row has its time; coffee has no speaker. */
function readSession(table: PageTable, columns: Columns, stretch: Stretch, page: PageContext): FoundTalk[] {
  const day = columns.includes('time') ? dayAbove(table.from, stretch, page) : null;
  if (day === null || !columns.includes('speaker')) return [];
  return table.rows.flatMap(({ line, cells }) => {
    const draft = emptyDraft(stretch.section);
    draft.lines.entry = line;
    const time = readWhen(cells[columns.indexOf('time')]?.markup.slice(0, 200) ?? '', page.senseAt(line));
    if (time.start === null) return [];
    takeWhen(draft, { ...day.when, start: time.start, end: time.end }, day.line);
    const isTalk = takeCells(draft, cells, columns, page, true) && isNamed(draft.speaker);
    return isTalk ? [closeDraft(draft)] : [];
  });
}

/** `Welcome`, `Panel: Ana Bell and Ben Cole` are nobody. */
function isNamed(speaker: string | null): boolean {
  return (
    speaker !== null &&
    !speaker.includes(':') &&
    isPersonLike(speaker.split(/,\s/)[0] ?? '') &&
    speaker.includes(' ')
  );
}

/** A date cell that spans rows is written once; the next row has one cell less, or an empty one. */
function withSpannedDate(row: TableRow, columns: Columns, last: TableCell | null): readonly TableCell[] {
  const at = columns.indexOf('date');
  if (last === null) return row.cells;
  const begins = findDate(plainText((row.cells[at]?.markup ?? '').slice(0, 100)), 'day-first');
  if (row.cells.length === columns.length - 1 && begins === null) return row.cells.toSpliced(at, 0, last);
  const own = row.cells[at];
  return own !== undefined && plainText(own.markup.slice(0, 200)) === ''
    ? row.cells.toSpliced(at, 1, last)
    : row.cells;
}

/** False where the row announces no talk: dashes, a holiday. */
function takeCells(
  draft: TalkDraft,
  cells: readonly TableCell[],
  columns: Columns,
  page: PageContext,
  isScheduled: boolean,
): boolean {
  const facts = columns.flatMap((field, at) => {
    const cell = cells[at];
    // A column without a known name may still hold the recording.
    return cell === undefined || field === 'date' ? [] : [{ field: field ?? 'ignored', cell }];
  });
  const words = facts
    .filter(({ field }) => field === 'speaker' || field === 'title')
    .map(({ cell }) => readCell(cell.markup.slice(0, MAX_CELL)).title);
  // In the schedule of a page that sorts its talks a dash is an open slot; in a list of everything it is a day off.
  const isOpenSlot = draft.section === 'schedule' && isScheduled;
  if (words.some(isNoMeeting) || (words.length > 0 && words.every(isBlank) && !isOpenSlot)) return false;
  const off = words.map((text) => calledOff(text.slice(0, 200))).find((state) => state !== null);
  for (const { field, cell } of facts) takeCell(draft, field, cell, page, columns.includes('speaker'));
  // `Status`, `Remarks`, or no name at all: a word there may call the talk off.
  const remarks = facts
    .filter(({ field }) => field === 'ignored')
    .map(({ cell }) => plainText(cell.markup.slice(0, 200)));
  const others = remarks.filter((text) => !takeWhenAndWhere(draft, text));
  if (words.length > 0 && words.every((text) => text === '') && others.some(isEventName)) return false;
  draft.status = remarks.map(calledOffIn).find((state) => state !== null) ?? draft.status;
  if (off != null && (draft.title === null || draft.speaker === null)) draft.status = off;
  return true;
}

/** `Christmas drinks` in the remarks, and nobody named: no talk. */
function isEventName(text: string): boolean {
  return /\p{L}{3}/u.test(text) && !isUnknown(text) && calledOff(text) === null && !NO_EVENT.test(text);
}

const NO_EVENT = /\b(?:slides|video|recording|online|zoom|hybrid|speaker|talk|title)\b|https?:/iu;

/** `-`, or the word that the column is called by. An empty cell is not blank: its talk is to be announced. */
function isBlank(text: string): boolean {
  return /^(?:[-–—\s]{1,8}|title|speaker|titel|name)$/i.test(text);
}

/** `**Ana Bell** (MIT)<br>*Glass that flows*` in one cell, where no column is the speaker's. */
function takeWholeTalk(draft: TalkDraft, markup: string, line: number, page: PageContext): boolean {
  const words = markup.replace(/<br\s*\/?>/gi, ' | ');
  const pieces = words.length < 300 ? cutPieces(withoutLinks(words)) : [];
  if (pieces.length < 2 || !pieces.some(({ text }) => nameLook(text) >= 1)) return false;
  takeEntry(draft, words, line, page.references);
  return true;
}

/** `~~Ana Bell~~ Ben Cole` is Ben Cole; where nothing else is left, she is called off. */
function unstruck(draft: TalkDraft, field: Field, markup: string): string {
  const seen = withoutStruck(markup);
  if (seen === markup || /\p{L}/u.test(plainText(seen))) return seen;
  if (field === 'speaker') draft.status = 'cancelled';
  return markup;
}

function takeCell(
  draft: TalkDraft,
  field: Field,
  cell: TableCell,
  page: PageContext,
  hasSpeaker: boolean,
): void {
  const markup = unstruck(draft, field, cell.markup.slice(0, MAX_CELL));
  const links = findLinks(markup, page.references);
  draft.watch ??= watchAmong(links) ?? (field === 'watch' ? (links[0]?.url ?? null) : null);
  draft.online ??= joinAmong(links);
  if (draft.watch !== null) draft.lines.watch ??= cell.line;
  const { title, rest } = readCell(markup);
  switch (field) {
    case 'title':
      if (hasSpeaker || !takeWholeTalk(draft, markup, cell.line, page)) {
        if (!isBlank(title)) takeTitle(draft, title);
        draft.abstract ??= known(rest);
      }
      break;
    case 'speaker':
      if (!isUnknown(title)) takeSpeakers(draft, markup, cell.line);
      break;
    case 'time':
      takeWhen(draft, readWhen(markup, page.senseAt(cell.line)), cell.line);
      delete draft.lines.date;
      break;
    case 'abstract':
    case 'bio':
      draft[field] ??= known([title, rest].filter((part) => part !== null && part !== '').join('\n\n'));
      break;
    case 'affiliation':
    case 'place':
      draft[field] = known(plainText(markup)) ?? draft[field];
      break;
    case 'photo':
      draft.photo ??= findPicture(markup);
      break;
    default:
  }
}
