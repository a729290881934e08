/**
 * The environment: addresses of other servers, secrets, ports. Each name also as NAME_FILE, for secrets that are
 * handed over as files. A `.env` file beside the project is read by the launcher.
 */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { ConfigFault } from './load-config.ts';
import type { ServiceSettings } from './schema.ts';

export interface Environment {
  readonly databaseUrl: string | null;
  readonly redisUrl: string | null;
  readonly smtpUrl: string | null;
  readonly imapUrl: string | null;
  readonly clientSecret: string | null;
  readonly refreshToken: string | null;
  readonly secret: string;
  readonly production: boolean;
  readonly dataDir: string;
  readonly configDir: string;
  readonly publicUrl: string | null;
  readonly port: number | null;
  readonly intakePort: number | null;
  readonly inboxPort: number | null;
  readonly logLevel: ServiceSettings['log_level'] | null;
}

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'silent'] as const;

/** Faults are added to `faults`; what could not be read is null then. */
export function readEnvironment(
  env: Readonly<Record<string, string | undefined>>,
  root: string,
  faults: ConfigFault[],
): Environment {
  const fault = (text: string) => faults.push({ file: 'environment', line: null, text });
  const value = (name: string): string | null => {
    const file = env[`${name}_FILE`];
    if (file === undefined || file === '') return env[name]?.trim() || null;
    if (env[name]) fault(`${name} and ${name}_FILE are both set: keep one`);
    try {
      return readFileSync(file, 'utf8').trim() || null;
    } catch (error) {
      const why = error instanceof Error ? error.message : error;
      fault(`${name}_FILE names ${file}, which cannot be read: ${why}`);
      return null;
    }
  };
  const url = (name: string, schemes: readonly string[]): string | null => {
    const text = value(name);
    if (text === null) return null;
    const parsed = URL.parse(text);
    if (parsed !== null && schemes.includes(parsed.protocol.slice(0, -1))) return text;
    fault(`${name} must begin with ${schemes.map((scheme) => `${scheme}://`).join(' or ')}`);
    return null;
  };
  const port = (name: string): number | null => {
    const text = value(name);
    if (text === null) return null;
    if (/^\d{1,5}$/.test(text) && Number(text) <= 65535) return Number(text);
    fault(`${name} is “${text}”: write a port number from 0 to 65535`);
    return null;
  };
  const dataDir = resolve(root, value('CONVOKE_DATA') ?? 'data');
  const logLevel = value('LOG_LEVEL');
  if (logLevel !== null && !(logLevels as readonly string[]).includes(logLevel)) {
    fault(`LOG_LEVEL is “${logLevel}”: write one of ${logLevels.join(', ')}`);
  }
  const publicUrl = url('PUBLIC_URL', ['http', 'https']);
  return {
    databaseUrl: url('DATABASE_URL', ['postgres', 'postgresql']),
    redisUrl: url('REDIS_URL', ['redis', 'rediss']),
    smtpUrl: url('SMTP_URL', ['smtp', 'smtps', 'lmtp']),
    imapUrl: url('IMAP_URL', ['imap', 'imaps']),
    clientSecret: value('OAUTH2_CLIENT_SECRET'),
    refreshToken: value('OAUTH2_REFRESH_TOKEN'),
    secret: readSecret(value('CONVOKE_SECRET'), dataDir, fault),
    production: env['NODE_ENV'] === 'production',
    dataDir,
    configDir: resolve(root, value('CONVOKE_CONFIG') ?? 'config'),
    publicUrl: publicUrl?.replace(/\/$/, '') ?? null,
    port: port('PORT'),
    intakePort: port('INTAKE_PORT'),
    inboxPort: port('INBOX_PORT'),
    logLevel: logLevel as Environment['logLevel'],
  };
}

/** All links and tokens hang on this one value; without CONVOKE_SECRET it is made once and kept in the data folder. */
function readSecret(given: string | null, dataDir: string, fault: (text: string) => void): string {
  if (given !== null) {
    if (given.length < 32)
      fault('CONVOKE_SECRET is too short: use at least 32 random characters (openssl rand -hex 32)');
    return given;
  }
  const path = join(dataDir, 'secret');
  try {
    if (existsSync(path)) return readFileSync(path, 'utf8').trim();
    mkdirSync(dataDir, { recursive: true });
    const secret = randomBytes(32).toString('hex');
    writeFileSync(path, `${secret}\n`, { mode: 0o600, flag: 'wx' });
    return secret;
  } catch (error) {
    // Two first starts at once: the other one's secret counts.
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST')
      return readFileSync(path, 'utf8').trim();
    fault(
      `the data folder ${dataDir} cannot be written: ${error instanceof Error ? error.message : error}. Set CONVOKE_DATA to one that can`,
    );
    return '';
  }
}
