/** `requests read-reply FILE… [--json]`: what hosts' answers say, without acting; token and sender are taken as valid. */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { parseMessage } from '../mail/parse-message.ts';
import { type HostDecision, readDecisionMessage } from '../moderation/read-reply/read-reply.ts';

interface Output {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

interface Row {
  readonly file: string;
  readonly verdict: HostDecision['verdict'];
  readonly reason: string | null;
  readonly question: string | null;
  readonly per_item: HostDecision['perItem'];
  readonly language: HostDecision['language'];
}

/** Exit status: 0 read, 1 a file could not be read, 2 wrong usage. */
export async function requestsReadReplyCommand(args: string[], io: Output): Promise<number> {
  const options = readArguments(args);
  if (options === null || options.files.length === 0) {
    io.err('usage: requests read-reply FILE… [--json]\n');
    return 2;
  }
  const rows: Row[] = [];
  let status = 0;
  for (const file of options.files) {
    const row = await readFileRow(file);
    if ('problem' in row) {
      io.err(`${file}: ${row.problem}\n`);
      status = 1;
    } else rows.push(row);
  }
  io.out(options.json ? `${JSON.stringify(rows, null, 2)}\n` : rows.map(line).join(''));
  return status;
}

function readArguments(args: string[]): { files: string[]; json: boolean } | null {
  try {
    const { values, positionals } = parseArgs({
      args,
      options: { json: { type: 'boolean', default: false } },
      allowPositionals: true,
    });
    return { files: positionals, json: values.json };
  } catch {
    return null; // an unknown option: the usage line says what there is
  }
}

async function readFileRow(file: string): Promise<Row | { problem: string }> {
  const raw = await readFile(file).catch(() => null);
  if (raw === null) return { problem: 'cannot be read' };
  const outcome = await parseMessage(raw);
  // What cannot be parsed decides nothing; it waits for a person.
  if (!outcome.ok)
    return { file, verdict: 'unclear', reason: null, question: null, per_item: null, language: 'en' };
  const decision = readDecisionMessage(outcome.message);
  return {
    file,
    verdict: decision.verdict,
    reason: decision.reason,
    question: decision.question,
    per_item: decision.perItem,
    language: decision.language,
  };
}

/** One line of at most 80 columns. */
function line(row: Row): string {
  const items = row.per_item?.map((item) => `${item.item} ${item.verdict}`).join(', ');
  const more = items ?? row.reason ?? row.question;
  const text = `${row.verdict.padEnd(8)} ${row.file.split('/').pop() ?? row.file}${more == null ? '' : `: ${more}`}`;
  return `${text.length > 80 ? `${text.slice(0, 79)}…` : text}\n`;
}
