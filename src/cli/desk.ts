/** What most commands begin with: the configuration, and the parts of the service they work on. */
import { join } from 'node:path';
import { formatFaults, loadConfig } from '../../config/load-config.ts';
import type { Colloquium, Config } from '../../config/schema.ts';
import type { Context } from '../context.ts';
import { OperatorError } from '../errors.ts';
import { openLog } from '../log.ts';
import { UsageError } from './io.ts';

export const projectRoot = join(import.meta.dirname, '../..');

/** Throws OperatorError that lists every fault with file and line. */
export function readConfig(): Config {
  const outcome = loadConfig(process.env, projectRoot);
  if (!outcome.ok) throw new OperatorError(formatFaults(outcome.faults));
  return outcome.config;
}

/** Opens database and queue, runs the work, and closes them again whatever happens. A running service does the sending. */
export async function atDesk<T>(work: (context: Context) => Promise<T>): Promise<T> {
  const config = readConfig();
  // A command says what it did itself; only trouble is worth a log line.
  const log = openLog(process.env['LOG_LEVEL'] ? config.service.log_level : 'warn');
  // Loaded only now: who asks for --help, or writes a wrong word, does not wait for MJML and the queue.
  const { openContext } = await import('../context.ts');
  const context = await openContext({ config, log, sends: false });
  try {
    return await work(context);
  } finally {
    await context.close();
  }
}

/** The colloquium named by --colloquium; the only one where none is named. */
export function chosenColloquium(config: Config, id: string | undefined): Colloquium {
  if (id === undefined) {
    const [only, another] = config.colloquia;
    if (only !== undefined && another === undefined) return only;
    throw new UsageError(
      `There are several colloquia: say --colloquium ${config.colloquia.map((each) => each.id).join(' or --colloquium ')}.`,
    );
  }
  const found = config.colloquia.find((each) => each.id === id);
  if (found === undefined) throw new UsageError(`There is no colloquium “${id}”.`);
  return found;
}

/** A positive whole number, as rows are named. */
export function idArgument(text: string | undefined, what: string): number {
  if (text !== undefined && /^\d{1,15}$/.test(text)) return Number(text);
  throw new UsageError(`Name the ${what} by its number; the list command shows them.`);
}
