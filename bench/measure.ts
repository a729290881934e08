/** What one sender process reports about its work, and how it is started. */
import { fork } from 'node:child_process';
import { join } from 'node:path';

export interface Measurement {
  readonly messages: number;
  readonly seconds: number;
  /** User and system time of the sending process, per message. */
  readonly cpuMs: number;
  /** The system's part of it: mostly the copy into the socket. */
  readonly systemMs: number;
  readonly peakMb: number;
  /** From the trigger to the first accepted message. */
  readonly firstMs: number;
}

/** Counts from here to `end`. */
export function startMeasure(): { first(): void; end(messages: number): Measurement } {
  const cpu = process.cpuUsage();
  const began = performance.now();
  let firstMs = 0;
  return {
    first() {
      firstMs ||= performance.now() - began;
    },
    end(messages) {
      const seconds = (performance.now() - began) / 1000;
      const used = process.cpuUsage(cpu);
      const cpuMs = (used.user + used.system) / 1000 / messages;
      return {
        messages,
        seconds,
        cpuMs,
        systemMs: used.system / 1000 / messages,
        peakMb: process.resourceUsage().maxRSS / 1024,
        firstMs,
      };
    },
  };
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

export function openSinkProcess(delayMs = 0): Promise<SinkProcess> {
  return new Promise((resolve, reject) => {
    const script = join(import.meta.dirname, '../test/support/smtp-sink-process.ts');
    const child = fork(script, [String(delayMs)]);
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
