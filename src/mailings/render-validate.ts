/** Checks templates without filling them, and says where a person has to look. */

import { unbalancedTags } from './render-balance.ts';
import { languagesOf, templateNames, templateReader } from './render-files.ts';
import { type Fault, type Joined, parseWords, textOf } from './render-join.ts';
import { mjmlSource } from './render-lines.ts';
import { type Engine, type Form, openEngine } from './render-liquid.ts';
import { compileMjml } from './render-mjml.ts';
import { type MailSource, mailSource } from './render-source.ts';

type Read = (name: string) => string | null;

/**
 * Every fault of the templates in `dir`: missing files and words, tags left open, Liquid and MJML that are not valid. Lines
 * are those of the files as written, also where several were joined. With `overridesDir` the files in it stand in
 * for those of the same name.
 */
export async function validateTemplates(dir: string, overridesDir?: string): Promise<Fault[]> {
  const read = templateReader({ templatesDir: dir, ...(overridesDir === undefined ? {} : { overridesDir }) });
  const engine = openEngine();
  const faults: Fault[] = [];
  for (const kind of templateNames(dir)) {
    const languages = languagesOf(read, kind);
    faults.push(...unevenWords(read, kind, languages));
    for (const language of languages) {
      faults.push(...(await faultsOfMail(mailSource(read, kind, language), engine)));
    }
  }
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
function unevenWords(read: Read, kind: string, languages: readonly string[]): Fault[] {
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
