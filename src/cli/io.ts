/** What commands share: where they print, and how a table, a fault and a wrong usage look at 80 columns. */

export interface Io {
  /** Standard output: results. */
  out(text: string): void;
  /** Standard error: everything else. */
  err(text: string): void;
}

/** Each call is one block that ends its line. */
export const terminal: Io = {
  out: (text) => void process.stdout.write(endedLine(text)),
  err: (text) => void process.stderr.write(endedLine(text)),
};

// A reader that has seen enough (`| head`) is no fault; the command still ends what it does.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

function endedLine(text: string): string {
  return text.endsWith('\n') ? text : `${text}\n`;
}

/** Wrong usage: exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Rows as columns, each as wide as it needs, the last one cut so that the line has at most `width` characters. */
export function table(rows: readonly (readonly string[])[], width = 80): string {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, index) =>
    Math.max(...rows.map((row) => (row[index] ?? '').length)),
  );
  return rows
    .map((row) => {
      const line = row
        .map((cell, index) => (index === row.length - 1 ? cell : cell.padEnd(widths[index] ?? 0)))
        .join('  ');
      return line.length <= width ? line.trimEnd() : `${line.slice(0, width - 1)}…`;
    })
    .join('\n');
}

/** `Tue 24 Nov 14:00` on the colloquium's clock. */
export function shortMoment(at: Temporal.Instant, zone: string): string {
  const local = at.toZonedDateTimeISO(zone);
  const day = local
    .toLocaleString('en-GB', { weekday: 'short', day: 'numeric', month: 'short' })
    .replace(',', '');
  return `${day} ${local.toPlainTime().toString({ smallestUnit: 'minute' })}`;
}
