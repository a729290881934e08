/** The project's own source as data: files, what they import, and their code without comments. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

const root = join(import.meta.dirname, '../..');

export interface SourceFile {
  /** `src/mail/address.ts` */
  readonly path: string;
  /** The room: `mail`, or the file itself where it stands at the top of src. */
  readonly room: string;
  readonly name: string;
  readonly lines: number;
  /** Without comments and string contents. */
  readonly code: string;
  readonly imports: readonly Import[];
}

export interface Import {
  /** A path of the project, or the name of a package. */
  readonly target: string;
  readonly isOurs: boolean;
  readonly typeOnly: boolean;
}

export function sourceFiles(...folders: readonly string[]): SourceFile[] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => readSource(join(folder, name)))
      .sort((one, other) => one.path.localeCompare(other.path)),
  );
}

function readSource(path: string): SourceFile {
  const text = readFileSync(join(root, path), 'utf8');
  const parts = path.split('/');
  return {
    path,
    room: parts.length > 2 ? (parts[1] ?? '') : path,
    name: parts.at(-1) ?? '',
    lines: text.split('\n').length - 1,
    code: withoutComments(text),
    imports: importsOf(path, text),
  };
}

function importsOf(path: string, text: string): Import[] {
  const found = text.matchAll(/^(?:import|export)\s+(type\s+)?(?:[^;'"]*?\sfrom\s+)?'([^']+)'/gm);
  return [...found].map(([, type, target = '']) => ({
    target: target.startsWith('.') ? normalize(join(dirname(path), target)) : target,
    isOurs: target.startsWith('.'),
    typeOnly: type !== undefined,
  }));
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[^:'"`])\/\/.*$/gm, '$1');
}
