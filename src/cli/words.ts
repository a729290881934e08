/** The words after a command: options and names, its own --help, and one sentence where they are wrong. */
import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { reasonOf } from '../errors.ts';
import { type Io, UsageError } from './io.ts';

type Spec = ParseArgsOptionsConfig;

/** What an option holds once it is read; absent options are undefined. */
type Value<Option> = Option extends { type: 'boolean' }
  ? boolean
  : Option extends { multiple: true }
    ? string[]
    : string;

export interface Words<Options extends Spec> {
  readonly values: { readonly [Name in keyof Options]?: Value<Options[Name]> };
  /** What is not an option, in the order in which it was written. */
  readonly names: readonly string[];
}

/** Options that nearly every command has. */
export const common = { json: { type: 'boolean' }, colloquium: { type: 'string' } } as const;

/**
 * Null when --help was asked for and printed. The first line of `help` is the usage and stands under a fault.
 * Throws UsageError for an unknown option, and for more than `mostNames` names.
 */
export function readWords<const Options extends Spec>(
  args: readonly string[],
  io: Io,
  { help, options, mostNames }: { help: string; options: Options; mostNames: number },
): Words<Options> | null {
  const usage = help.split('\n', 1)[0] ?? '';
  if (args.includes('--help') || args.includes('-h')) {
    io.out(help);
    return null;
  }
  const read = readArgs(args, options, usage);
  if (read.positionals.length > mostNames) {
    throw new UsageError(`“${read.positionals[mostNames]}” is one word too many.\n${usage}`);
  }
  return { values: read.values as Words<Options>['values'], names: read.positionals };
}

function readArgs(args: readonly string[], options: Spec, usage: string) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    const sentence = reasonOf(error).split(/\. (?=To |If )/)[0] ?? '';
    throw new UsageError(`${sentence.replace(/\.?$/, '.')}\n${usage}`);
  }
}

/** The words in rows of at most `width` characters, for a terminal; a word that is longer is cut. */
export function wrapped(text: string, indent = '', width = 80): string {
  const rows: string[] = [];
  let row = indent;
  const room = new RegExp(`.{1,${width - indent.length}}`, 'gsu');
  for (const word of text.split(/\s+/).flatMap((each) => each.match(room) ?? [''])) {
    if (row.trim() !== '' && row.length + word.length + 1 > width) {
      rows.push(row);
      row = indent;
    }
    row += row.trim() === '' ? word : ` ${word}`;
  }
  return [...rows, row].join('\n');
}

/** Names with what belongs to them beside, folded below itself; what strangers wrote moves no cursor. */
export function facts(rows: readonly (readonly [name: string, value: string])[]): string {
  const indent = ' '.repeat(Math.max(...rows.map(([name]) => name.length)) + 2);
  return rows
    .map(([name, value]) => `${name}${wrapped(visible(value), indent).slice(name.length)}`)
    .join('\n');
}

/** `one line`, `12 lines`, `no lines`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count === 0 ? 'no' : count.toLocaleString('en-GB')} ${count === 1 ? one : many}`;
}

/** Nothing that a terminal would act on: no control, bidirectional or zero-width characters of strangers. */
export function visible(text: string): string {
  return text.replace(/[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '·');
}

/** The first moment of a day written as 2026-09-01, on the colloquium's clock. */
export function dayArgument(text: string, zone: string): Temporal.Instant {
  try {
    return Temporal.PlainDate.from(text).toZonedDateTime(zone).toInstant();
  } catch {
    throw new UsageError(`“${text}” is not a day: write 2026-09-01.`);
  }
}
