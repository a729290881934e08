/** `intake read FILE…`: what would be made of these mails, without database or network. */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { openReader, type ReaderContext } from '../intake/parse-worker.ts';
import { formatCard } from './intake-read-card.ts';
import { describeReading, type MailReading } from './intake-read-shape.ts';

/** Whose mailbox it is, unless options say otherwise. */
export interface IntakeReadDefaults {
  readonly address: string;
  readonly authserv: string | null;
  readonly listId: string | null;
}

/** Where output goes; each call is one write. */
export interface IntakeReadIo {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

const USAGE = 'usage: intake read FILE… [--address ADDR] [--authserv ID] [--list-id ID] [--json]\n';

/** Reads the files and prints an array in the shape of the labels, or a card per mail. Exit code 0, 1 (a file unreadable), 2 (usage). */
export async function intakeReadCommand(
  args: readonly string[],
  defaults: IntakeReadDefaults,
  io: IntakeReadIo,
): Promise<number> {
  const options = readOptions(args);
  if (typeof options === 'string' || options.files.length === 0) {
    io.err(typeof options === 'string' ? `${options}\n${USAGE}` : USAGE);
    return 2;
  }
  const context: ReaderContext = {
    address: options.address ?? defaults.address,
    authserv: options.authserv ?? defaults.authserv,
    listId: options.listId ?? defaults.listId,
    hosts: null,
  };
  const { readings, failed } = await readAll(options.files, context, io);
  io.out(options.json ? `${JSON.stringify(readings, null, 2)}\n` : `${readings.map(formatCard).join('\n')}`);
  return failed ? 1 : 0;
}

interface Options {
  readonly files: readonly string[];
  readonly json: boolean;
  readonly address: string | undefined;
  readonly authserv: string | undefined;
  readonly listId: string | undefined;
}

function readOptions(args: readonly string[]): Options | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        address: { type: 'string' },
        authserv: { type: 'string' },
        'list-id': { type: 'string' },
        json: { type: 'boolean' },
      },
    });
    return {
      files: positionals,
      json: values.json ?? false,
      address: values.address,
      authserv: values.authserv,
      listId: values['list-id'],
    };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Reads in order, a few ahead, so that the thread never waits for the disk. */
async function readAll(
  files: readonly string[],
  context: ReaderContext,
  io: IntakeReadIo,
): Promise<{ readings: MailReading[]; failed: boolean }> {
  const reader = openReader();
  const slots: (MailReading | null)[] = files.map(() => null);
  let next = 0;
  let failed = false;
  const lane = async () => {
    for (let i = next++; i < files.length; i = next++) {
      const file = files[i] ?? '';
      try {
        slots[i] = describeReading(basename(file), await reader.read(await readFile(file), context));
      } catch (error) {
        failed = true;
        io.err(`${file}: ${error instanceof Error ? error.message : String(error)}\n`);
      }
    }
  };
  try {
    await Promise.all([lane(), lane(), lane(), lane()]);
  } finally {
    await reader.close();
  }
  return { readings: slots.filter((each) => each !== null), failed };
}
