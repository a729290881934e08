/** `convoke simulate DIR [--json]`: replays a folder of page versions through the running service's decisions. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readCalendar } from '../calendar/reader/read-calendar.ts';
import { reasonOf } from '../errors.ts';
import { formatReplay } from './plan-table.ts';
import {
  type PageVersion,
  replay,
  type SimulatedColloquium,
  type SimulatedEvent,
} from './simulate-replay.ts';

export interface CommandOutput {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

const usage =
  'Usage: convoke simulate DIR [--config FILE] [--json]\nDIR holds page versions named YYYYMMDDTHHMMSSZ-*.md\n';

/** `args` without the command's name; `--config` is resolved by the caller, who gives the colloquium. Exit code 0, 1 or 2. */
export async function simulateCommand(
  args: readonly string[],
  colloquium: SimulatedColloquium,
  io: CommandOutput,
): Promise<number> {
  const asked = readArgs(args);
  if (asked === null) {
    io.err(usage);
    return 2;
  }
  try {
    const versions = readVersions(asked.folder, colloquium);
    if (versions.length === 0) {
      io.err(`${asked.folder} holds no page version: name them YYYYMMDDTHHMMSSZ-anything.md\n`);
      return 1;
    }
    const played = replay(versions, colloquium);
    io.out(
      asked.json
        ? `${JSON.stringify({ events: played.events.map(asJson) }, null, 2)}\n`
        : formatReplay(played, colloquium.zone),
    );
    return 0;
  } catch (error) {
    io.err(`${asked.folder} cannot be replayed: ${reasonOf(error)}\n`);
    return 1;
  }
}

function readArgs(args: readonly string[]): { folder: string; json: boolean } | null {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { json: { type: 'boolean', default: false }, config: { type: 'string' } },
    });
    const [folder] = positionals;
    return folder === undefined || positionals.length > 1 ? null : { folder, json: values.json };
  } catch {
    return null;
  }
}

/** Pages are read when their turn comes; `at` is the instant in the name. Other files in the folder are left alone. */
export function readVersions(folder: string, colloquium: SimulatedColloquium): readonly PageVersion[] {
  return readdirSync(folder).flatMap((name) => {
    const stamp = /^(\d{8}T\d{6}Z)-.*\.md$/.exec(name)?.[1];
    if (stamp === undefined) return [];
    const at = instantOf(stamp, name);
    const { zone, defaultTime, defaultDurationMinutes = 60 } = colloquium;
    const read = () =>
      readCalendar(readFileSync(join(folder, name), 'utf8'), {
        format: 'page',
        at,
        zone,
        defaultTime,
        defaultDurationMinutes,
        fileName: name,
      });
    return [{ at, read }];
  });
}

function instantOf(stamp: string, name: string): Temporal.Instant {
  try {
    return Temporal.Instant.from(stamp);
  } catch {
    throw new Error(`${name} does not begin with an instant`);
  }
}

function asJson({ at, kind, talk, reason }: SimulatedEvent): object {
  return { at: at.toString(), kind, talk, reason };
}
