/** A file per talk: title, date and speaker in the front matter, the abstract below it. */

import type { ReadOptions } from '../reading.ts';
import type { PageContext } from './page-context.ts';
import type { PageSource } from './page-source.ts';
import { readProse } from './prose.ts';
import { recordField, talkFromRecord } from './record-talk.ts';
import type { FoundTalk } from './talk-draft.ts';
import { readYamlRecord, type YamlRecord } from './yaml-text.ts';

/** Null where the front matter names no speaker or no date: then it is that of a page. */
export function frontMatterTalk(
  source: PageSource,
  page: PageContext,
  options: ReadOptions,
): FoundTalk | null {
  const front = source.frontMatter;
  if (
    front === null ||
    front.language !== 'yaml' ||
    !/^(?:speakers?|presenter|author)\s*:/im.test(front.text)
  )
    return null;
  const record = movedDown(withFileDate(readYamlRecord(front.text), options.fileName), front.from);
  const fields = [...record.values]
    .filter(([, { text }]) => text.trim() !== '')
    .map(([key]) => recordField(key));
  if (!fields.includes('speaker') || !fields.includes('date')) return null;
  const found = talkFromRecord(record, 'schedule', page.senseAt(front.to), options.zone);
  if (found === null) return null;
  const abstract = found.talk.abstract ?? readProse(page.lines.slice(front.to));
  const lines = abstract === null ? {} : { abstract: found.talk.lines.abstract ?? front.to + 1 };
  return { ...found, talk: { ...found.talk, abstract, lines: { ...found.talk.lines, ...lines } } };
}

/** Jekyll takes the date of `2021-06-22-ana-bell.md` from its name. */
function withFileDate(record: YamlRecord, fileName: string | undefined): YamlRecord {
  const date = /^(\d{4}-\d\d-\d\d)-/.exec(fileName ?? '')?.[1];
  if (date === undefined || [...record.values.keys()].some((key) => recordField(key) === 'date'))
    return record;
  return { ...record, values: new Map([...record.values, ['date', { text: date, line: 1 }]]) };
}

/** Lines of the front matter's text as lines of the file. */
function movedDown(record: YamlRecord, by: number): YamlRecord {
  const values = [...record.values].map(([key, { text, line }]) => [key, { text, line: line + by }] as const);
  return { line: record.line + by, values: new Map(values) };
}
