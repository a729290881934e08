/** The calendar of a first start: a page like the hosts' own, with talks on the coming dates. A host then edits it. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Colloquium } from '../../config/schema.ts';
import { dayWords } from './format-date.ts';
import { nextDates } from './fortnight.ts';

const template = join(import.meta.dirname, '../../config/sample-calendar.md');

/** The file of the sample; made when it is not there, then never touched again. */
export function samplePage(colloquium: Colloquium, dataDir: string, now: Temporal.Instant): string {
  const path = join(dataDir, 'calendar', `${colloquium.id}.md`);
  if (existsSync(path)) return path;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, fillSample(readFileSync(template, 'utf8'), colloquium, now));
  return path;
}

/** The template with days in place of `{next}`, `{second}`, `{previous}`…; tomorrow is the earliest. */
export function fillSample(text: string, colloquium: Colloquium, now: Temporal.Instant): string {
  const from = now.toZonedDateTimeISO(colloquium.zone).toPlainDate().add({ days: 2 });
  const everyDays = colloquium.usual.every.total({ unit: 'days', relativeTo: from });
  const days = nextDates(colloquium.usual.anchor, everyDays, [], from.toString(), 4).map((day) =>
    Temporal.PlainDate.from(day),
  );
  const words = new Map(['next', 'second', 'third', 'fourth'].map((name, index) => [name, days[index]]));
  words.set('previous', days[0]?.subtract({ days: everyDays }));
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const day = words.get(name);
    return day === undefined ? whole : dayWords(day).full.replace(/^\w+ /, '').replaceAll('\u00a0', ' ');
  });
}
