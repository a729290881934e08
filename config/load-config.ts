/**
 * Files and environment become one frozen Config, or the list of everything that is wrong with them,
 * each with file, line and what to write instead.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { isMap, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import type { z } from 'zod';
import type { OAuth2Settings } from '../src/oauth2.ts';
import { faultPath, faultText } from './fault-text.ts';
import {
  type Colloquium,
  type Config,
  colloquiumSchema,
  type ServiceSettings,
  serviceSchema,
} from './schema.ts';
import { type Environment, readEnvironment } from './secrets.ts';

export interface ConfigFault {
  /** Relative to the configuration folder, or `environment`. */
  readonly file: string;
  readonly line: number | null;
  readonly text: string;
}

export type ConfigOutcome =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly faults: readonly ConfigFault[] };

/** `env` is `process.env` or a test's; `root` is the project's folder. */
export function loadConfig(env: Readonly<Record<string, string | undefined>>, root: string): ConfigOutcome {
  const faults: ConfigFault[] = [];
  const environment = readEnvironment(env, root, faults);
  const service = readFile(environment.configDir, 'service.yaml', serviceSchema, faults, {});
  const colloquia = readColloquia(environment.configDir, faults);
  const oauth2 = readOAuth2(environment, service?.oauth2 ?? null, faults);
  if (faults.length > 0 || service === null) return { ok: false, faults };
  const { publicUrl, port, intakePort, inboxPort, logLevel, clientSecret, refreshToken, ...rest } =
    environment;
  const web = { ...service.web, port: port ?? service.web.port };
  const settings: ServiceSettings = {
    ...service,
    public_url: publicUrl ?? service.public_url ?? `http://localhost:${web.port}`,
    web,
    intake: { ...service.intake, port: intakePort ?? service.intake.port },
    inbox: { ...service.inbox, port: inboxPort ?? service.inbox.port },
    log_level: logLevel ?? service.log_level,
  };
  return { ok: true, config: deepFreeze({ service: settings, colloquia, oauth2, ...rest }) };
}

/** Half of it is in the file, the secret half in the environment. */
function readOAuth2(
  { clientSecret, refreshToken }: Environment,
  settings: ServiceSettings['oauth2'],
  faults: ConfigFault[],
): OAuth2Settings | null {
  if (settings === null) return null;
  if (refreshToken === null) {
    const text =
      'oauth2 is set, so OAUTH2_REFRESH_TOKEN is needed too: the token that the provider gave when you signed in';
    faults.push({ file: 'environment', line: null, text });
    return null;
  }
  const { token_url, client_id, scope } = settings;
  return { tokenUrl: token_url, clientId: client_id, clientSecret, refreshToken, scope };
}

function readColloquia(configDir: string, faults: ConfigFault[]): Colloquium[] {
  const folder = join(configDir, 'colloquia');
  const files = existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith('.yaml'))
        .sort()
    : [];
  if (files.length === 0) {
    faults.push({
      file: 'colloquia/',
      line: null,
      text: 'there is no colloquium: add a file such as colloquia/ai4science.yaml',
    });
  }
  const colloquia: Colloquium[] = [];
  for (const name of files) {
    const settings = readFile(configDir, join('colloquia', name), colloquiumSchema, faults, null);
    if (settings !== null) colloquia.push({ id: basename(name, '.yaml'), ...settings });
  }
  const addresses = new Map<string, string>();
  for (const { id, address } of colloquia) {
    const other = addresses.get(address.toLowerCase());
    if (other !== undefined) {
      faults.push({
        file: `colloquia/${id}.yaml`,
        line: null,
        text: `address ${address} is also that of ${other}: each colloquium needs its own`,
      });
    }
    addresses.set(address.toLowerCase(), id);
  }
  return colloquia;
}

/** One colloquium from a file anywhere, for a simulation. */
export function loadColloquium(
  path: string,
):
  | { readonly ok: true; readonly colloquium: Colloquium }
  | { readonly ok: false; readonly faults: readonly ConfigFault[] } {
  const faults: ConfigFault[] = [];
  const settings = readFile(dirname(resolve(path)), basename(path), colloquiumSchema, faults, null);
  return settings === null
    ? { ok: false, faults }
    : { ok: true, colloquium: { id: basename(path, '.yaml'), ...settings } };
}

/** Null when the file has faults; a missing file counts as `whenMissing`, or as a fault where that is null. */
function readFile<Schema extends z.ZodType>(
  configDir: string,
  file: string,
  schema: Schema,
  faults: ConfigFault[],
  whenMissing: object | null,
): z.output<Schema> | null {
  const path = join(configDir, file);
  if (!existsSync(path)) {
    if (whenMissing !== null) return schema.parse(whenMissing);
    faults.push({ file, line: null, text: `is missing: put it at ${resolve(path)}` });
    return null;
  }
  const counter = new LineCounter();
  const document = parseDocument(readFileSync(path, 'utf8'), { lineCounter: counter });
  const [error] = document.errors;
  if (error !== undefined) {
    // What follows a broken line is read wrongly too: only the first says what to mend.
    const line = error.linePos?.[0].line ?? null;
    const what = error.message.split(/\n| at line \d/)[0];
    faults.push({ file, line, text: `is not valid YAML: ${what}` });
    return null;
  }
  const outcome = schema.safeParse(document.toJS() ?? {});
  if (outcome.success) return outcome.data;
  for (const issue of outcome.error.issues) {
    const line = lineOf(document.contents, faultPath(issue), counter);
    faults.push({ file, line, text: faultText(issue) });
  }
  return null;
}

/** The line of the deepest part of the path that is written in the file. */
function lineOf(contents: unknown, path: readonly PropertyKey[], counter: LineCounter): number | null {
  let node = contents as Node | null;
  let offset: number | null = null;
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find((item) => String(item.key) === String(step));
      if (!pair) break;
      offset = (pair.key as Node).range?.[0] ?? offset;
      node = pair.value as Node | null;
    } else if (isSeq(node)) {
      const item = node.items[Number(step)] as Node | undefined;
      if (!item) break;
      offset = item.range?.[0] ?? offset;
      node = item;
    } else break;
  }
  return offset === null ? null : counter.linePos(offset).line;
}

function deepFreeze<T>(value: T): T {
  if (value !== null && typeof value === 'object' && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const part of Object.values(value)) deepFreeze(part);
  }
  return value;
}

/** One line per fault, as the command line prints them. */
export function formatFaults(faults: readonly ConfigFault[]): string {
  const lines = faults.map(
    ({ file, line, text }) => `  ${file}${line === null ? '' : `, line ${line}`}: ${text}`,
  );
  return `The configuration cannot be used:\n${lines.join('\n')}`;
}
