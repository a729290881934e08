/** What one sender process reports about its work, and how it is started. */
import { fork } from 'node:child_process';
import { join } from 'node:path';

export interface Measurement {
  readonly messages: number;
  readonly seconds: number;
  /** User and system time of the sending process, per message, from the trigger on. */
  readonly cpuMs: number;
  /** The same without the first 500 messages: what starting costs aside. */
  readonly steadyCpuMs: number;
  readonly peakMb: number;
  /** The most when a tenth of the messages was out: what is above it at the end has grown with the mailing. */
  readonly earlyMb: number;
  /** From the trigger to the first accepted message, and to the end of a freezing in parts (0: it was one). */
  readonly firstMs: number;
  readonly frozenMs: number;
}

export interface Measuring {
  /** A message was accepted. */
  accepted(): void;
  /** The whole audience stands in the ledger. */
  frozen(): void;
  end(messages: number): Measurement;
}

const startingMessages = 500;
const memoryEvery = 1000;

/** Counts from here to `end`. */
export function startMeasure(): Measuring {
  const cpu = process.cpuUsage();
  const began = performance.now();
  const peaks: number[] = [];
  let accepted = 0;
  let firstMs = 0;
  let frozenMs = 0;
  let steady = cpu;
  return {
    accepted() {
      accepted++;
      firstMs ||= performance.now() - began;
      if (accepted === startingMessages) steady = process.cpuUsage();
      if (accepted % memoryEvery === 0) peaks.push(process.resourceUsage().maxRSS / 1024);
    },
    frozen() {
      frozenMs = performance.now() - began;
    },
    end(messages) {
      const seconds = (performance.now() - began) / 1000;
      const peakMb = process.resourceUsage().maxRSS / 1024;
      return {
        messages,
        seconds,
        cpuMs: cpuSince(cpu) / messages,
        steadyCpuMs: cpuSince(steady) / Math.max(1, messages - startingMessages),
        peakMb,
        earlyMb: peaks[Math.floor(peaks.length / 10)] ?? peakMb,
        firstMs,
        frozenMs,
      };
    },
  };
}

/** Milliseconds. */
function cpuSince(before: NodeJS.CpuUsage): number {
  const used = process.cpuUsage(before);
  return (used.user + used.system) / 1000;
}

/** Runs a script of this folder in its own process; the first message it sends is its result. */
export function runSender<Result>(script: string, args: readonly string[]): Promise<Result> {
  return new Promise((resolve, reject) => {
    const child = fork(join(import.meta.dirname, script), args, {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    child.once('message', (result) => resolve(result as Result));
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`${script} ended with ${code} and no result`)));
  });
}

export interface SinkProcess {
  readonly url: string;
  close(): void;
}

export function openSinkProcess(roundTripMs = 0): Promise<SinkProcess> {
  return new Promise((resolve, reject) => {
    const script = join(import.meta.dirname, '../test/support/smtp-sink-process.ts');
    const child = fork(script, [String(roundTripMs)]);
    child.once('error', reject);
    child.once('message', (ready) =>
      resolve({ url: (ready as { url: string }).url, close: () => child.disconnect() }),
    );
  });
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** Messages per second. */
export function rate(run: Measurement): number {
  return run.messages / run.seconds;
}
