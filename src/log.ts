/**
 * The program's log: JSON lines on standard error. Addresses and names never stand in it; rows are named by their
 * identifiers. What happened to mail is told by `events.ts`, one function per event.
 */
import pino from 'pino';

export type Log = pino.Logger;

/** `level` as in configuration. A second argument of a test receives the lines instead of standard error. */
export function openLog(level: string, destination?: { write(line: string): void }): Log {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    destination ?? pino.destination({ dest: 2, sync: true }),
  );
}
