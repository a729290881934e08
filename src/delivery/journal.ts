/**
 * What was submitted and is not yet in the ledger, in a file beside it: a process that is killed leaves it behind, and
 * the next one tells the ledger. It outlives the process, not the machine; without it everything is as safe, and a few
 * more mails come twice (promise 6).
 */
import {
  closeSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';

export interface Journal {
  /** Written before the event loop turns again. */
  note(deliveryId: number, reply: string): void;
  /** That many of what was noted stand in the ledger now. */
  recorded(count: number): void;
  close(): void;
}

export interface LeftJournal {
  readonly file: string;
  readonly owner: string;
  readonly submitted: readonly { readonly id: number; readonly reply: string }[];
}

const suffix = '.journal';
const truncateFrom = 64 * 1024;

/** Owners whose run is under way in this process: what they noted is not left behind. */
const running = new Set<string>();

/** `folder` is made if need be. Throws when it cannot be written to. */
export function openJournal(folder: string, owner: string): Journal {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${encodeURIComponent(owner)}${suffix}`);
  const fd = openSync(file, 'a', 0o600);
  let size = writeSync(fd, `pid\t${process.pid}\n`);
  let lines: string[] = [];
  let open = 0;
  running.add(owner);

  function flush(): void {
    const text = lines.join('');
    lines = [];
    size += writeSync(fd, text);
  }

  return {
    note(deliveryId, reply) {
      if (lines.length === 0) setImmediate(flush);
      lines.push(`${deliveryId}\t${reply.replace(/[\x00-\x1f\x7f]+/g, ' ').slice(0, 300)}\n`);
      open++;
    },
    recorded(count) {
      open -= count;
      if (open > 0 || lines.length > 0 || size < truncateFrom) return;
      ftruncateSync(fd, 0);
      size = writeSync(fd, `pid\t${process.pid}\n`);
    },
    close() {
      if (lines.length > 0) flush();
      closeSync(fd);
      running.delete(owner);
      if (open === 0) rmSync(file, { force: true });
    },
  };
}

/**
 * Journals of processes that are no more, and of runs of this process that could not tell the ledger. A last line that
 * was cut off is left out.
 */
export function readLeftJournals(folder: string): LeftJournal[] {
  let names: string[];
  try {
    names = readdirSync(folder).filter((name) => name.endsWith(suffix));
  } catch {
    return [];
  }
  const journals: LeftJournal[] = [];
  for (const name of names) {
    const file = join(folder, name);
    const owner = decodeURIComponent(name.slice(0, -suffix.length));
    const lines = readFileSync(file, 'utf8').split('\n').slice(0, -1);
    const pid = Number(/^pid\t(\d+)$/.exec(lines[0] ?? '')?.[1] ?? 0);
    if (running.has(owner) || isAlive(pid)) continue;
    const submitted = lines.slice(1).flatMap((line) => {
      const [, id, reply] = /^(\d+)\t(.*)$/.exec(line) ?? [];
      return id === undefined ? [] : [{ id: Number(id), reply: reply ?? '' }];
    });
    journals.push({ file, owner, submitted });
  }
  return journals;
}

export function forgetJournal(journal: LeftJournal): void {
  rmSync(journal.file, { force: true });
}

/** The same number with another owner was this process's predecessor: in a container every process has it. */
function isAlive(pid: number): boolean {
  if (pid === 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
