/** Reads templates from their folders. A colloquium's own folder is looked into first, file by file. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Language } from '../calendar/format-date.ts';

export interface TemplateFolders {
  readonly templatesDir: string;
  /**
   * Files here stand in for those of the same name, for all colloquia: `layout/head.mjml`, `welcome/words-nl.txt`. A folder named
   * like a colloquium holds what is for that one alone: `ai4science/layout/head.mjml`.
   */
  readonly overridesDir?: string;
}

export type ReadTemplate = (name: string) => string | null;

/** The text of `name`, as in `welcome/body.mjml`; null where no folder has it. */
export function templateReader(folders: TemplateFolders, colloquium: string | null = null): ReadTemplate {
  const { templatesDir, overridesDir } = folders;
  const places = [templatesDir];
  if (overridesDir !== undefined) places.unshift(overridesDir);
  if (overridesDir !== undefined && colloquium !== null) places.unshift(join(overridesDir, colloquium));
  return (name) => {
    for (const place of places) {
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
export function languagesOf(read: ReadTemplate, kind: string): Language[] {
  const all: Language[] = ['en', 'nl', 'de', 'fr'];
  const found = all.filter((language) => read(`${kind}/words-${language}.txt`) !== null);
  return found.length === 0 ? ['en'] : found;
}

/** Every file below a folder, `welcome/body.mjml`; none where there is no folder. Hidden files are an editor's. */
export function filesBelow(dir: string): string[] {
  if (!existsSync(dir)) return [];
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.') && !entry.name.endsWith('~'))
    .map((entry) => relative(dir, join(entry.parentPath, entry.name)))
    .sort();
}
