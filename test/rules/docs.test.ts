/** The words beside the code keep up with it: settings, defaults, environment, commands, paths and links. */
import assert from 'node:assert/strict';
import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { parse } from 'yaml';
import type { z } from 'zod';
import { colloquiumSchema, serviceSchema } from '../../config/schema.ts';

const root = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const pages = [
  ...['README.md', 'GLOSSARY.md', 'DECISIONS.md', 'CHANGELOG.md', 'templates/README.md', 'queues/README.md'],
  ...readdirSync(join(root, 'docs')).map((name) => `docs/${name}`),
].filter((name) => name.endsWith('.md'));

describe('docs/configuration.md', () => {
  const rows = rowsOf(read('docs/configuration.md'));

  it('explains every setting, with its default', () => {
    const settings = [...settingsOf(serviceSchema), ...settingsOf(colloquiumSchema)];
    assert.ok(settings.length > 50, `only ${settings.length} settings were found`);
    for (const { name, usual } of settings) assert.equal(rows.get(name)?.[0], usual, name);
  });

  it('explains no setting that is none', () => {
    const known = new Set(
      [...settingsOf(serviceSchema), ...settingsOf(colloquiumSchema)].map(({ name }) => name),
    );
    const written = [...rows.keys()].filter((name) => /^[a-z_.]+$/.test(name));
    assert.deepEqual(
      written.filter((name) => !known.has(name)),
      [],
    );
  });

  it('names everything that the environment can say', () => {
    const names = [...read('config/secrets.ts').matchAll(/\b(?:value|url|port)\('([A-Z_]+)'/g)].map(
      ([, name = '']) => name,
    );
    assert.ok(names.length >= 12);
    for (const name of [...names, 'NODE_ENV'])
      assert.match(read('docs/configuration.md'), new RegExp(`\`${name}\``), name);
  });
});

describe('config/service.yaml', () => {
  it('holds the defaults, as it says: without a line nothing changes', () => {
    assert.deepEqual(
      shown(serviceSchema.parse(parse(read('config/service.yaml')))),
      shown(serviceSchema.parse({})),
    );
  });
});

describe('docs/commands.md', () => {
  it('has every command of the command line', () => {
    const commands = [...read('src/cli/main.ts').matchAll(/^ {2}'?([a-z][a-z -]*?)'?: async/gm)].map(
      ([, name = '']) => name,
    );
    assert.ok(commands.length > 40, `only ${commands.length} commands were found`);
    for (const name of commands) assert.match(read('docs/commands.md'), new RegExp(`\`${name}[ \`]`), name);
  });
});

describe('DECISIONS.md', () => {
  it('gives a reason for every package, in the version that is installed', () => {
    const manifest = JSON.parse(read('package.json')) as Record<string, Record<string, string> | undefined>;
    const rows = read('DECISIONS.md')
      .split('\n')
      .filter((line) => line.startsWith('| '));
    const named = new Map(rows.flatMap(packagesOf));
    for (const kind of ['dependencies', 'optionalDependencies', 'devDependencies'])
      for (const [name, version] of Object.entries(manifest[kind] ?? {}))
        if (!name.startsWith('@types/')) assert.equal(named.get(name), version, name);
  });
});

describe('the pages', () => {
  it('name no file that is not there', () => {
    const missing = pages.flatMap((page) =>
      [...read(page).matchAll(/`((?:src|test|config|queues|templates|docs|bench|\.ci)\/[^`\s]*)`/g)]
        .map(([, path]) => path ?? '')
        // What a reader puts there is not here.
        .filter((path) => !path.startsWith('config/templates/'))
        .filter((path) => !/[A-Z]{3}/.test(path) && globSync(path, { cwd: root }).length === 0)
        .map((path) => `${page}: ${path}`),
    );
    assert.deepEqual(missing, []);
  });

  it('link to no page that is not there', () => {
    const broken = pages.flatMap((page) =>
      [...read(page).matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)]
        .map(([, target]) => target ?? '')
        .filter((target) => !existsSync(join(root, dirname(page), target)))
        .map((target) => `${page}: ${target}`),
    );
    assert.deepEqual(broken, []);
  });

  it('give no address that somebody could have', () => {
    for (const page of pages)
      for (const [address, , domain = ''] of read(page).matchAll(/([\w.+%-]+)@([\w-]+(?:\.[\w-]+)+)/g))
        assert.match(domain, /\.example$|^localhost$/, `${page}: ${address}`);
  });
});

/** The rows of all tables: what stands in the first cell between backticks → the other cells, without backticks. */
function rowsOf(text: string): Map<string, string[]> {
  const rows = new Map<string, string[]>();
  for (const line of text.split('\n')) {
    const [first, ...others] = line.split('|').slice(1, -1);
    const name = /^ `([^`]+)` $/.exec(first ?? '')?.[1];
    if (name !== undefined)
      rows.set(
        name,
        others.map((cell) => cell.trim().replaceAll('`', '')),
      );
  }
  return rows;
}

/** `| pg, kysely | 8.23.1, 0.29.9 | … |`; one version may stand for all, and `-arm64` for the rest of the name before it. */
function packagesOf(row: string): [string, string][] {
  const [names = '', versions = ''] = row
    .split('|')
    .slice(1)
    .map((cell) => cell.trim());
  const written = versions.split(', ');
  const all = names.split(', ');
  return all.map((name, index) => {
    const whole = name.startsWith('-') ? (all[0] ?? '').replace(/-[^-]*$/, name) : name;
    return [whole, written[index] ?? written[0] ?? ''];
  });
}

interface Setting {
  /** As written in the files, with dots; the items of a list go by the name of the list. */
  readonly name: string;
  /** The default as the page shows it. */
  readonly usual: string;
}

/** Walks the schema as it was written: every setting that holds a value. */
function settingsOf(schema: z.ZodType, name = '', usual = 'required'): Setting[] {
  const { def } = schema as unknown as { def: Record<string, unknown> & { type: string } };
  switch (def.type) {
    case 'default':
    case 'prefault':
      return settingsOf(def['innerType'] as z.ZodType, name, shownDefault(def['defaultValue']));
    case 'nullable':
    case 'optional':
      return settingsOf(def['innerType'] as z.ZodType, name, usual);
    case 'pipe':
      return settingsOf(def['in'] as z.ZodType, name, usual);
    case 'array': {
      const inner = settingsOf(def['element'] as z.ZodType, name);
      return inner.length === 1 && inner[0]?.name === name ? [{ name, usual }] : inner;
    }
    case 'object':
      return Object.entries(def['shape'] as Record<string, z.ZodType>).flatMap(([key, inner]) =>
        settingsOf(inner, name === '' ? key : `${name}.${key}`),
      );
    default:
      return [{ name, usual }];
  }
}

function shownDefault(value: unknown): string {
  const shown = Array.isArray(value) ? value.join(', ') : String(value ?? '');
  return shown === '' ? 'none' : shown;
}

/** Durations compare by what they say. */
function shown(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
