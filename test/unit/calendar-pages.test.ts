import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { pickFormat, readCalendar } from '../../src/calendar/reader/read-calendar.ts';
import type { PageTalk, Problem } from '../../src/calendar/reading.ts';

// Scores the readers against labelled real pages where they are at hand: shared/data beside the checkout.

const DATA = fileURLToPath(new URL('../../../shared/data/', import.meta.url));

interface GoldText {
  readonly present: boolean;
  readonly starts?: string | null;
  readonly chars?: number;
  readonly chars_prose?: number;
}

interface GoldProblem {
  readonly kind: string;
  readonly where: number[];
  readonly evidence: string;
}

type GoldTalk = Record<string, unknown> & {
  section: string;
  date: string;
  abstract: GoldText;
  bio: GoldText;
};

interface GoldPage {
  readonly file: string;
  readonly commit_time_utc: string;
  readonly talks: GoldTalk[];
  readonly problems: GoldProblem[];
}

const FIELDS = 'section date start end title speaker affiliation photo place watch status zone_label'.split(
  ' ',
);

test('the versions of one real page: fields and problems', needs('pages/gold.json'), (t) => {
  const gold = load<GoldPage[]>('pages/gold.json');
  const fields = new Score();
  const found = new Score();
  let given = 0;
  let untrue = 0;
  for (const page of gold) {
    const at = Temporal.Instant.from(page.commit_time_utc);
    const text = readFileSync(`${DATA}pages/${page.file}`, 'utf8');
    const reading = readCalendar(text, {
      format: 'page',
      at,
      zone: 'Europe/Amsterdam',
      defaultTime: '14:00',
    });
    fields.add(reading.talks.length === page.talks.length, `${page.file}: ${reading.talks.length} talks`);
    scoreTalks(page, reading.talks, fields);
    const onPage = page.problems.filter((one) => one.evidence.startsWith('page'));
    for (const one of onPage) found.add(has(reading.problems, one), `${page.file}: ${one.kind} ${one.where}`);
    given += reading.problems.length;
    untrue += reading.problems.filter(
      (one) => !page.problems.some((known) => sameProblem(one, known)),
    ).length;
  }
  fields.tell(t, 'fields');
  found.tell(t, 'problems found');
  t.diagnostic(`problems that are none: ${untrue} of ${given}`);
  assert.ok(fields.rate() >= 0.99);
  assert.ok(found.rate() >= 0.9);
  assert.ok(untrue / given <= 0.05);
});

interface OtherPage {
  readonly file: string;
  readonly at: string;
  readonly zone: string;
  readonly default_time: string | null;
  readonly talks: (Record<string, unknown> & {
    date: string;
    abstract: boolean;
    alt?: Record<string, unknown[]>;
  })[];
}

test('six other colloquia: tables, bullets, data files', needs('other-pages/gold.json'), (t) => {
  const fields = new Score();
  for (const page of load<OtherPage[]>('other-pages/gold.json')) {
    const text = readFileSync(`${DATA}other-pages/${page.file}`, 'utf8');
    const { talks } = readCalendar(text, {
      format: pickFormat(page.file, text),
      at: Temporal.Instant.from(page.at),
      zone: page.zone,
      defaultTime: page.default_time ?? '14:00',
    });
    fields.add(talks.length === page.talks.length, `${page.file}: ${talks.length} talks`);
    const left = [...talks];
    for (const want of page.talks) {
      const at = left.findIndex(
        (one) => one.date === want.date && (one.speaker === want['speaker'] || one.start === want['start']),
      );
      const talk = left.splice(at < 0 ? left.length : at, 1)[0];
      for (const field of [
        'date',
        'start',
        'end',
        'title',
        'speaker',
        'affiliation',
        'place',
        'watch',
        'status',
      ] as const) {
        const accepted = [want[field], ...(want.alt?.[field] ?? [])].map((one) => one ?? null);
        fields.add(
          accepted.includes(talk?.[field] ?? null),
          `${page.file} ${want.date} ${field}: ${talk?.[field]}`,
        );
      }
      fields.add((talk?.abstract != null) === want.abstract, `${page.file} ${want.date} abstract`);
    }
  }
  fields.tell(t, 'fields');
  assert.ok(fields.rate() >= 0.95);
});

function scoreTalks(page: GoldPage, talks: readonly PageTalk[], score: Score): void {
  const left = [...talks];
  for (const want of page.talks) {
    const at = left.findIndex((one) => one.section === want.section && one.date === want.date);
    const talk = left.splice(at < 0 ? left.length : at, 1)[0];
    const name = `${page.file} ${want.section} ${want.date}`;
    for (const field of FIELDS) {
      const value = field === 'zone_label' ? talk?.zoneLabel : talk?.[field as keyof PageTalk];
      const accepted = [want[field], ...((want[`${field}_accept`] as unknown[] | undefined) ?? [])].map(
        trimmed,
      );
      score.add(accepted.includes(trimmed(value)), `${name} ${field}: ${String(value)}`);
    }
    score.add(textFits(talk?.abstract ?? null, want.abstract), `${name} abstract`);
    score.add(textFits(talk?.bio ?? null, want.bio), `${name} bio`);
    const lines = JSON.stringify(Object.entries(talk?.lines ?? {}).sort());
    score.add(
      lines === JSON.stringify(Object.entries(want['lines'] as object).sort()),
      `${name} lines ${lines}`,
    );
  }
}

function textFits(text: string | null, want: GoldText): boolean {
  if (text === null || !want.present) return (text !== null) === want.present;
  const near = (chars: number | undefined): boolean =>
    chars !== undefined && Math.abs(text.length - chars) <= chars * 0.05;
  return text.startsWith((want.starts ?? '').trim()) && (near(want.chars) || near(want.chars_prose));
}

function trimmed(value: unknown): unknown {
  return typeof value === 'string' ? value.replace(/\s+/g, ' ').trim().replace(/\.$/, '') : (value ?? null);
}

function has(problems: readonly Problem[], want: GoldProblem): boolean {
  return problems.some((one) => sameProblem(one, want));
}

function sameProblem(one: Problem, want: GoldProblem): boolean {
  return one.kind === want.kind && one.where.join() === want.where.join();
}

function needs(file: string): { skip: string | false } {
  return { skip: existsSync(DATA + file) ? false : `${file} is not beside this checkout` };
}

function load<T>(file: string): T {
  return JSON.parse(readFileSync(DATA + file, 'utf8')) as T;
}

class Score {
  #right = 0;
  readonly #wrong: string[] = [];

  add(right: boolean, what: string): void {
    if (right) this.#right += 1;
    else this.#wrong.push(what);
  }

  rate(): number {
    return this.#right / (this.#right + this.#wrong.length);
  }

  tell(t: TestContext, name: string): void {
    t.diagnostic(
      `${name}: ${this.#right} of ${this.#right + this.#wrong.length} (${(100 * this.rate()).toFixed(2)} %)`,
    );
    for (const one of this.#wrong.slice(0, 20)) t.diagnostic(one);
  }
}
