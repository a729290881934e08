/** Checks templates without filling them, and says where a person has to look. */

import { join } from 'node:path';
import { unbalancedTags } from './render-balance.ts';
import {
  filesBelow,
  languagesOf,
  type ReadTemplate,
  type TemplateFolders,
  templateNames,
  templateReader,
} from './render-files.ts';
import { type Fault, type Joined, parseWords, textOf } from './render-join.ts';
import { mjmlSource } from './render-lines.ts';
import { type Engine, type Form, openEngine } from './render-liquid.ts';
import { compileMjml } from './render-mjml.ts';
import { type MailSource, mailSource } from './render-source.ts';

/**
 * Every fault of the templates in `dir`: missing files and words, tags left open, Liquid and MJML that are not valid. Lines
 * are those of the files as written, also where several were joined.
 */
export function validateTemplates(dir: string): Promise<Fault[]> {
  return faultsOfKinds(templateReader({ templatesDir: dir }), templateNames(dir));
}

/**
 * The same for the files that hosts put in the place of ours, for all colloquia and for each: only what these files touch is
 * looked at, so that a start without any costs nothing. A file that stands in for nothing is a fault, too.
 */
export async function validateOwnTemplates(
  folders: Required<TemplateFolders>,
  colloquia: readonly string[],
): Promise<Fault[]> {
  const { templatesDir, overridesDir } = folders;
  const kinds = templateNames(templatesDir);
  const ours = new Set(filesBelow(templatesDir));
  const all = filesBelow(overridesDir);
  const scopeOf = (file: string) => colloquia.find((id) => file.startsWith(`${id}/`)) ?? null;
  const faults: Fault[] = [];
  const shared = all.filter((file) => scopeOf(file) === null);
  for (const scope of [null, ...colloquia]) {
    const own = scope === null ? shared : filesBelow(join(overridesDir, scope));
    const path = (file: string) => (scope === null ? file : `${scope}/${file}`);
    const nothing = own.filter((file) => !ours.has(file));
    faults.push(
      ...nothing.map((file) => ({ file: path(file), line: 1, text: 'There is no template of this name.' })),
    );
    const touched = touchedBy(own, kinds);
    const found = await faultsOfKinds(templateReader(folders, scope), touched);
    faults.push(
      ...found.map((fault) => (own.includes(fault.file) ? { ...fault, file: path(fault.file) } : fault)),
    );
  }
  return onceEach(faults);
}

/** A piece of the layout stands in all mails. */
function touchedBy(files: readonly string[], kinds: readonly string[]): readonly string[] {
  if (files.some((file) => file.startsWith('layout/'))) return kinds;
  return kinds.filter((kind) => files.some((file) => file.startsWith(`${kind}/`)));
}

async function faultsOfKinds(read: ReadTemplate, kinds: readonly string[]): Promise<Fault[]> {
  const engine = openEngine();
  const faults: Fault[] = [];
  for (const kind of kinds) {
    const languages = languagesOf(read, kind);
    faults.push(...unevenWords(read, kind, languages));
    for (const language of languages) {
      faults.push(...(await faultsOfMail(mailSource(read, kind, language), engine)));
    }
  }
  return onceEach(faults);
}

function onceEach(faults: readonly Fault[]): Fault[] {
  const seen = new Set<string>();
  return faults.filter((fault) => {
    const key = `${fault.file}:${fault.line}:${fault.text}`;
    return !seen.has(key) && seen.add(key);
  });
}

async function faultsOfMail(source: MailSource, engine: Engine): Promise<Fault[]> {
  const faults = [
    ...source.faults,
    ...unbalancedTags(source.body.lines),
    ...liquidFaults(engine, source.body, 'html'),
    ...liquidFaults(engine, source.text, 'text'),
    ...liquidFaults(engine, source.subject, 'text'),
  ];
  if (faults.length > 0) return faults;
  const compiled = await compileMjml(mjmlSource(source.body.lines));
  return compiled.ok ? [] : compiled.faults.map((fault) => placed(source.body, fault.line, fault.text));
}

function liquidFaults(engine: Engine, joined: Joined, form: Form): Fault[] {
  try {
    engine.parse(textOf(joined), form);
    return [];
  } catch (error) {
    const message = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    const line = Number(/, line:(\d+)/.exec(message)?.[1] ?? 1);
    return [placed(joined, line, `${message.replace(/, line:.*/, '')}.`)];
  }
}

/** The place in the file as written of a line of the joined text. */
function placed(joined: Joined, line: number, text: string): Fault {
  const at = joined.lines[line - 1] ?? joined.lines.at(-1);
  return { file: at?.file ?? '', line: at?.line ?? 1, text };
}

/** Words that one language has and another lacks: a mail would fall silent in the middle. */
function unevenWords(read: ReadTemplate, kind: string, languages: readonly string[]): Fault[] {
  const files = languages.map((language) => `${kind}/words-${language}.txt`);
  const all = files.flatMap((file) => {
    const source = read(file);
    return source === null ? [] : [{ file, words: parseWords(file, source).words }];
  });
  const keys = new Set(all.flatMap(({ words }) => [...words.keys()]));
  return all.flatMap(({ file, words }) =>
    [...keys]
      .filter((key) => !words.has(key))
      .map((key) => ({ file, line: 1, text: `“${key}” is said in another language and not here.` })),
  );
}
