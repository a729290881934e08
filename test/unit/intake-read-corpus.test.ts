import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { readMail } from '../../src/intake/parse-worker-mail.ts';
import { makeContext } from '../../src/intake/parse-worker-thread.ts';

interface LabelledRequest {
  readonly name: string | null;
  readonly email: string | null;
  readonly affiliation: string | null;
  readonly motivation: string | null;
  readonly name_alt?: string[];
  readonly affiliation_alt?: string[];
  readonly motivation_alt?: string[];
}
interface Labelled {
  readonly file: string;
  readonly class: string;
  readonly accept?: string[];
  readonly language: string;
  readonly token?: string;
  readonly verdict?: string;
  readonly requests?: LabelledRequest[];
}

/** `mails`: hard single cases. `ways`: one way of writing each, in twenty languages. */
const folders = ['mails', 'ways'].map((name) =>
  fileURLToPath(new URL(`../corpus/${name}/`, import.meta.url)),
);
const shared = fileURLToPath(new URL('../../../shared/data/', import.meta.url));
const context = makeContext({
  address: 'colloquium@lab.example',
  authserv: 'mx.lab.example',
  listId: 'ai4science.lab.example',
  hosts: null,
});
const cases = folders.flatMap((folder) =>
  (JSON.parse(readFileSync(join(folder, 'labels.json'), 'utf8')) as Labelled[]).map((label) => ({
    folder,
    label,
  })),
);
const flat = (text: string) => text.replace(/\s+/g, ' ').trim();

/** Shared words of two texts against all their words: 1 when they are the same, of Han text by character. */
function overlap(a: string, b: string): number {
  const words = (text: string): string[] =>
    text.toLowerCase().match(/[\u3400-\u9fff]|[^\W_]+|[\p{L}\p{N}]+/gu) ?? [];
  const left = words(a);
  const rest = words(b);
  const total = left.length + rest.length;
  const shared = left.filter((word) => {
    const at = rest.indexOf(word);
    if (at !== -1) rest.splice(at, 1);
    return at !== -1;
  });
  return (2 * shared.length) / total;
}

/** What a set of mails must be read right in, of 1. Words of people are judged by likelihood; nobody reads all of them right. */
const LEAST = { class: 0.95, name: 0.93, affiliation: 0.93, motivation: 0.87 };

for (const folder of folders) {
  test(`the mails in ${basename(folder)} are read as their labels say`, async () => {
    const marks = { class: [], name: [], affiliation: [], motivation: [] } as Record<
      keyof typeof LEAST,
      number[]
    >;
    const misses: string[] = [];
    for (const { label } of cases.filter((each) => each.folder === folder)) {
      const reading = await readMail(readFileSync(join(folder, label.file)), context);
      const mark = (what: keyof typeof LEAST, value: number, got: unknown) => {
        marks[what].push(value);
        if (value < 0.5) misses.push(`${label.file} ${what}: ${got}`);
      };
      mark('class', Number([label.class, ...(label.accept ?? [])].includes(reading.class)), reading.reason);
      for (const wanted of label.requests ?? []) {
        const got = reading.requests.find((request) => request.email === wanted.email);
        mark(
          'name',
          Number([wanted.name, ...(wanted.name_alt ?? [])].includes(got?.name ?? null)),
          got?.name,
        );
        const places = [wanted.affiliation, ...(wanted.affiliation_alt ?? [])];
        mark('affiliation', Number(places.includes(got?.affiliation ?? null)), got?.affiliation);
        mark('motivation', motivationMark(wanted, got?.motivation ?? null), got?.motivation);
      }
    }
    for (const [what, least] of Object.entries(LEAST)) {
      const mean = average(marks[what as keyof typeof LEAST]);
      assert.ok(mean >= least, `${what} ${mean.toFixed(3)} of ${least}\n${misses.join('\n')}`);
    }
  });
}

function motivationMark(wanted: LabelledRequest, got: string | null): number {
  const reasons = [wanted.motivation, ...(wanted.motivation_alt ?? [])].filter((each) => each !== null);
  if (got === null || wanted.motivation === null) return Number(got === wanted.motivation);
  return Math.max(...reasons.map((each) => overlap(each, got)));
}

function average(marks: readonly number[]): number {
  return marks.reduce((sum, mark) => sum + mark, 0) / marks.length;
}

for (const { folder, label } of cases.filter(({ label }) => label.token ?? label.verdict)) {
  test(`${label.file} answers what its label says`, async () => {
    const reading = await readMail(readFileSync(join(folder, label.file)), context);
    if (label.token !== undefined) assert.equal(reading.classification?.token, label.token);
    if (label.verdict !== undefined) assert.equal(reading.decision?.verdict, label.verdict);
  });
}

test('the language of each mail is known', async () => {
  for (const { folder, label } of cases) {
    const reading = await readMail(readFileSync(join(folder, label.file)), context);
    assert.equal(reading.language, label.language, label.file);
  }
});

test('every value found is literal: its evidence points at it in the decoded mail', async () => {
  for (const { folder, label } of cases) {
    const reading = await readMail(readFileSync(join(folder, label.file)), context);
    for (const request of reading.requests) {
      for (const [field, evidence] of Object.entries(request.evidence)) {
        if (evidence.source !== 'text' || evidence.rule === 'labels') continue;
        const there = flat(
          (reading.message?.text ?? '').slice(evidence.start, evidence.end).replace(/^[>\s]+/gm, ''),
        );
        assert.ok(
          there.includes(evidence.text),
          `${label.file} ${field}: ${JSON.stringify([there, evidence.text])}`,
        );
      }
    }
  }
});

const files = (directory: string): string[] =>
  readdirSync(directory).flatMap((name) => {
    const path = join(directory, name);
    return statSync(path).isDirectory() ? files(path) : /\.(?:json|md|py)$/.test(name) ? [] : [path];
  });

for (const set of ['mime', 'bounces', 'calendar', 'mails']) {
  const directory = join(shared, set);
  test(`every message of ${set} gets a verdict and no crash`, {
    skip: !existsSync(directory) && 'no shared data',
  }, async () => {
    for (const file of files(directory)) {
      const reading = await readMail(readFileSync(file), context);
      assert.doesNotMatch(reading.reason, /failed|undefined|not a function/, file);
      assert.ok(reading.class);
    }
  });
}
