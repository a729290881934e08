/** Mails as blocks of sentences, a line each, with letters before it for what it is there for. */
import { readdirSync, readFileSync } from 'node:fs';

/** A sentence and what it is there for; it may do several things at once. */
export interface JudgedSentence<Role extends string> {
  readonly roles: readonly Role[];
  readonly text: string;
}

/** The sentences of one mail, in their order. */
export type JudgedMail<Role extends string> = readonly JudgedSentence<Role>[];

/** Reads `test/corpus/<folder>/*.txt`, in the order of the files. Throws where a line has no role. */
export function readSentenceCorpus<Role extends string>(
  folder: string,
  letters: Readonly<Record<Role, string>>,
): JudgedMail<Role>[] {
  const home = new URL(`../corpus/${folder}/`, import.meta.url);
  const byLetter = new Map(Object.entries<string>(letters).map(([role, letter]) => [letter, role as Role]));
  return readdirSync(home)
    .filter((name) => name.endsWith('.txt'))
    .toSorted()
    .flatMap((name) => readMails(name, readFileSync(new URL(name, home), 'utf8'), byLetter));
}

function readMails<Role extends string>(
  name: string,
  text: string,
  byLetter: ReadonlyMap<string, Role>,
): JudgedMail<Role>[] {
  let line = 1;
  return text.split(/\n[ \t]*\n/).flatMap((block) => {
    const where = `${name}:${line}`;
    line += block.split('\n').length + 1;
    const [head = '', ...rest] = block.trim().split('\n');
    if (head === '') return [];
    if (!/^# \S+(?: \S+)?$/.test(head))
      throw new Error(`${where}: no heading “# language kind” but “${head}”`);
    return [rest.map((each) => readLine(each, where, byLetter))];
  });
}

function readLine<Role extends string>(
  line: string,
  where: string,
  byLetter: ReadonlyMap<string, Role>,
): JudgedSentence<Role> {
  const [letters = '', text] = /^([a-z]{1,6}) (.*)$/.exec(line)?.slice(1) ?? [];
  const roles = [...letters].map((letter) => byLetter.get(letter));
  if (text === undefined || roles.includes(undefined))
    throw new Error(`${where}: no role before “${line.slice(0, 60)}”`);
  return { roles: roles.filter((role) => role !== undefined), text: text.trim() };
}
