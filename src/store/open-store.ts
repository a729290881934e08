/**
 * The one way to PostgreSQL: a pool, kysely over it, and the conversions between SQL and our values.
 * This folder is the only importer of pg and kysely's dialect.
 */
import { Kysely, PostgresDialect, type Transaction } from 'kysely';
import pg from 'pg';
import { OperatorError, reasonOf } from '../errors.ts';
import type { Database } from './schema.ts';

export type Db = Kysely<Database> | Transaction<Database>;

export interface Store {
  readonly db: Kysely<Database>;
  readonly url: string;
  /** One transaction; what `work` returns is returned after the commit. */
  transaction<T>(work: (tx: Transaction<Database>) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

const types = new pg.TypeOverrides();
types.setTypeParser(pg.types.builtins.INT8, Number);
types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, readInstant);

/** `url` is a connection URL. Throws OperatorError when the server does not answer. */
export async function openStore(url: string, options: { connections?: number } = {}): Promise<Store> {
  const pool = openPool(url, { connections: options.connections ?? 20, schema: null });
  try {
    const client = await pool.connect();
    client.release();
  } catch (error) {
    await pool.end();
    throw new OperatorError(
      `The database does not answer (${withoutPassword(url)}): ${reasonOf(error)}. Start it, or correct DATABASE_URL.`,
    );
  }
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
  return {
    db,
    url,
    transaction: (work) => db.transaction().execute(work),
    close: () => db.destroy(),
  };
}

/**
 * A bare pool, for the queue. `schema` is what unqualified names mean on its connections; null: the default. `isDisposable`:
 * a commit does not wait for the disk, for what is lost in a power failure is found again elsewhere (promise 8).
 */
export function openPool(
  url: string,
  options: { connections: number; schema: string | null; isDisposable?: boolean },
): pg.Pool {
  const settings = [
    ...(options.schema === null ? [] : [`-c search_path=${options.schema}`]),
    ...(options.isDisposable ? ['-c synchronous_commit=off'] : []),
  ];
  const pool = new pg.Pool({
    connectionString: url,
    max: options.connections,
    types,
    application_name: 'convoke',
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    ...(settings.length === 0 ? {} : { options: settings.join(' ') }),
  });
  // An idle connection that breaks is replaced by the pool; the next query hears of a server that is gone.
  pool.on('error', () => undefined);
  // The same while one is checked out: the statement it was for is rejected, and says so to whoever waits for it.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/** Temporal values are given to SQL as text: pg would otherwise write them as JSON strings. */
const prototype = Temporal.Instant.prototype as Temporal.Instant & { toPostgres?: () => string };
prototype.toPostgres ??= function (this: Temporal.Instant) {
  return this.toString();
};

/** Rows that are read together often share an instant: the last one is kept. */
let lastInstant = { text: '', instant: Temporal.Instant.fromEpochMilliseconds(0) };

/** `2026-11-24 13:00:00.123+00` as the server writes it. */
function readInstant(text: string): Temporal.Instant {
  if (text === lastInstant.text) return lastInstant.instant;
  const iso = text.replace(' ', 'T');
  const instant = Temporal.Instant.from(/[+-]\d\d$/.test(iso) ? `${iso}:00` : iso);
  lastInstant = { text, instant };
  return instant;
}

function withoutPassword(url: string): string {
  const parsed = URL.parse(url);
  if (parsed === null) return 'DATABASE_URL';
  return `${parsed.host || 'local socket'}${parsed.pathname}`;
}
