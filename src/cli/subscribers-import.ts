/** `subscribers import FILE`: with a dry run, and a line of report for every line that was not simply added. */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { OperatorError } from '../errors.ts';
import { type ImportLine, type ImportReport, importSubscribers } from '../subscribers/handle-import.ts';
import { importResults } from '../subscribers/import-decide.ts';
import { atDesk, chosenColloquium } from './desk.ts';
import { fileFault } from './files.ts';
import { type Io, table, UsageError } from './io.ts';
import { common, counted, readWords, visible } from './words.ts';

const help = `Usage: ./convoke subscribers import FILE [--dry-run] [--resubscribe] [--json]

Puts the people of a list on ours: CSV of Mailman, Google Groups, listmonk or a spreadsheet, our own
export, or plain addresses, one or several a line. Import only people who agreed to get the mails.
Running it again changes nothing; a run that was cut off is simply run again.
  --dry-run      says what would happen, and does nothing
  --resubscribe  also those who left or whose address failed; never those who were erased
  --colloquium   which list, where there are several
FILE may be - for standard input.`;

const mostBytes = 200_000_000;
const mostShown = 500;

export async function subscribersImport(args: string[], io: Io): Promise<number> {
  const options = { ...common, 'dry-run': { type: 'boolean' }, resubscribe: { type: 'boolean' } } as const;
  const words = readWords(args, io, { help, options, mostNames: 1 });
  if (words === null) return 0;
  const { values, names } = words;
  const [file] = names;
  if (file === undefined) throw new UsageError(`Name the file to import.\n${help.split('\n', 1)[0]}`);
  const bytes = await readBytes(file);
  return atDesk(async (context) => {
    const report = await importSubscribers(context, {
      colloquium: chosenColloquium(context.config, values.colloquium).id,
      bytes,
      file: file === '-' ? 'standard input' : basename(file),
      dryRun: values['dry-run'] ?? false,
      resubscribe: values.resubscribe ?? false,
      who: 'command',
      now: context.clock.now(),
    });
    if (values.json) io.out(JSON.stringify({ dryRun: values['dry-run'] ?? false, ...report }, null, 2));
    else show(report, values['dry-run'] ?? false, io);
    return report.lines.length === 0 ? 1 : 0;
  });
}

async function readBytes(file: string): Promise<Uint8Array> {
  if (file === '-') {
    const chunks: Buffer[] = [];
    for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks);
  }
  try {
    const bytes = await readFile(file);
    if (bytes.length > mostBytes) throw new OperatorError(`${file} is larger than 200 MB: this is no list.`);
    return bytes;
  } catch (error) {
    throw fileFault(file, error);
  }
}

function show(report: ImportReport, dryRun: boolean, io: Io): void {
  if (report.lines.length === 0) {
    io.err('There is no address in this file; nothing was done.');
    return;
  }
  const notable = report.lines.filter(({ result }) => result !== 'added' && result !== 'already');
  if (notable.length > 0) io.out(table(notable.slice(0, mostShown).map(lineRow)));
  if (notable.length > mostShown)
    io.out(`… and ${counted(notable.length - mostShown, 'more line')}; --json shows all.`);
  const what = { convoke: 'our own export', columns: 'a list with headings', bare: 'a bare list' }[
    report.form
  ];
  io.out(`${notable.length > 0 ? '\n' : ''}Read as ${what}, ${report.encoding}.`);
  const counts = importResults.filter((result) => report.counts[result] > 0);
  io.out(table(counts.map((result) => [String(report.counts[result]).padStart(7), countWords[result]])));
  if (dryRun) io.out('This was a dry run: nothing has changed.');
}

function lineRow({ line, text, result, why }: ImportLine): string[] {
  return [`line ${line}`, result, `${visible(text.slice(0, 60))}${why === null ? '' : `: ${visible(why)}`}`];
}

const countWords: Readonly<Record<ImportLine['result'], string>> = {
  added: 'added',
  resubscribed: 'back on the list',
  already: 'on the list already',
  duplicate: 'stand in the file twice',
  unsubscribed: 'left the list earlier: not brought back without --resubscribe',
  suppressed: 'do not take our mail: not brought back without --resubscribe',
  erased: 'were erased at their own wish: not brought back',
  inactive: 'get no mail where the list comes from: left out',
  invalid: 'could not be read',
};
