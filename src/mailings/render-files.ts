/** Reads templates from their folders. A colloquium's own folder is looked into first, file by file. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Language } from '../calendar/format-date.ts';

export interface TemplateFolders {
  readonly templatesDir: string;
  /** Files here stand in for those of the same name: `layout/head.mjml`, `welcome/words-nl.txt`. */
  readonly overridesDir?: string;
}

/** The text of `name`, as in `welcome/body.mjml`; null where no folder has it. */
export function templateReader(folders: TemplateFolders): (name: string) => string | null {
  const places = folders.overridesDir === undefined ? [] : [folders.overridesDir];
  return (name) => {
    for (const place of [...places, folders.templatesDir]) {
      const path = join(place, name);
      if (existsSync(path)) return readFileSync(path, 'utf8');
    }
    return null;
  };
}

/** The mails a folder holds: every sub-folder but `layout`. */
export function templateNames(dir: string): string[] {
  return readdirSync(dir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'layout')
    .map((entry) => entry.name)
    .sort();
}

/** The languages a mail is written in: those it has a words file for; English where it has none. */
export function languagesOf(read: (name: string) => string | null, kind: string): Language[] {
  const all: Language[] = ['en', 'nl', 'de', 'fr'];
  const found = all.filter((language) => read(`${kind}/words-${language}.txt`) !== null);
  return found.length === 0 ? ['en'] : found;
}
