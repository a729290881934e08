/**
 * Many people are put on the list from a file, in batches that are each whole or not done. A run that is cut off is
 * simply run again: what it had done is found to be there.
 */
import {
  erasedAmong,
  type ImportedRow,
  insertImported,
  knownAddresses,
  readmitImported,
} from '../store/import-subscribers.ts';
import type { Db, Store } from '../store/open-store.ts';
import { erasureKey } from '../store/subscribers.ts';
import { decideImport, type ImportResult, importResults } from './import-decide.ts';
import type { ImportPerson } from './import-person.ts';
import { type ImportEntry, type ReadList, readList } from './import-read.ts';
import { type DecodedText, decodeList } from './import-text.ts';

export interface ImportDeps {
  readonly store: Store;
  readonly config: { readonly secret: string };
}

export interface Import {
  readonly colloquium: string;
  readonly bytes: Uint8Array;
  /** Its name without folders: stands in the audit as evidence. */
  readonly file: string;
  readonly dryRun: boolean;
  readonly resubscribe: boolean;
  /** `command`, `host:2`. */
  readonly who: string;
  readonly now: Temporal.Instant;
}

export interface ImportLine {
  readonly line: number;
  /** The address; for an invalid line what stands there. */
  readonly text: string;
  readonly result: ImportResult;
  readonly why: string | null;
}

export interface ImportReport {
  readonly encoding: DecodedText['encoding'];
  readonly form: ReadList['form'];
  readonly separator: ReadList['separator'];
  readonly counts: Readonly<Record<ImportResult, number>>;
  /** One per address and faulty line, in the order of the file. */
  readonly lines: readonly ImportLine[];
}

const batchSize = 1000;

type PersonEntry = Extract<ImportEntry, { kind: 'person' }>;

export async function importSubscribers(deps: ImportDeps, order: Import): Promise<ImportReport> {
  const { text, encoding } = decodeList(order.bytes);
  const list = readList(text);
  const lines: ImportLine[] = [];
  const firstLines = new Map<string, number>();
  let batch: PersonEntry[] = [];
  const finish = async () => {
    if (batch.length > 0) lines.push(...(await importBatch(deps, order, batch)));
    batch = [];
  };
  for (const entry of list.entries) {
    const dropped = lineWithout(entry, firstLines);
    if (dropped !== null) lines.push(dropped);
    if (dropped !== null || entry.kind !== 'person') continue;
    firstLines.set(entry.person.emailKey, entry.line);
    batch.push(entry);
    if (batch.length >= batchSize) await finish();
  }
  await finish();
  lines.sort((a, b) => a.line - b.line);
  return { encoding, form: list.form, separator: list.separator, counts: countResults(lines), lines };
}

/** What the file alone decides; null for a person whom the table must be asked about. */
function lineWithout(entry: ImportEntry, firstLines: ReadonlyMap<string, number>): ImportLine | null {
  const { line } = entry;
  if (entry.kind === 'invalid') return { line, text: entry.text, result: 'invalid', why: entry.why };
  if (entry.kind === 'inactive') return { line, text: entry.email, result: 'inactive', why: entry.why };
  const first = firstLines.get(entry.person.emailKey);
  if (first === undefined) return null;
  return { line, text: entry.person.email, result: 'duplicate', why: `the same as line ${first}` };
}

async function importBatch(
  { store, config }: ImportDeps,
  order: Import,
  batch: readonly PersonEntry[],
): Promise<ImportLine[]> {
  return store.transaction(async (tx) => {
    const judged = await judgeBatch(tx, config.secret, order, batch);
    if (!order.dryRun) await applyBatch(tx, order, judged);
    return judged.map(({ line, person, result }) => ({
      line,
      text: person.email,
      result,
      why: whys[result] ?? null,
    }));
  });
}

const whys: Partial<Record<ImportResult, string>> = {
  already: 'on the list already',
  unsubscribed: 'left the list',
  suppressed: 'does not take our mail',
  erased: 'was erased at their own wish',
};

interface Judged {
  readonly line: number;
  readonly person: ImportPerson;
  result: ReturnType<typeof decideImport>;
}

async function judgeBatch(
  tx: Db,
  secret: string,
  order: Import,
  batch: readonly PersonEntry[],
): Promise<Judged[]> {
  const known = await knownAddresses(
    tx,
    order.colloquium,
    batch.map(({ person }) => person.emailKey),
  );
  const hashes = batch.map(({ person }) => erasureKey(secret, person.emailKey));
  const erased = await erasedAmong(tx, hashes);
  return batch.map(({ line, person }, index) => {
    const isErased = erased.has(hashes[index]?.toString('hex') ?? '');
    const facts = { erased: isErased, resubscribe: order.resubscribe };
    return { line, person, result: decideImport(person, known.get(person.emailKey) ?? null, facts) };
  });
}

async function applyBatch(tx: Db, order: Import, judged: readonly Judged[]): Promise<void> {
  const source = { who: order.who, file: order.file, now: order.now };
  const wanted = judged.filter(({ result }) => result === 'added');
  const inserted = await insertImported(tx, order.colloquium, wanted.map(rowOf), source);
  // Somebody else was first, between looking and inserting.
  for (const one of wanted) if (!inserted.has(one.person.emailKey)) one.result = 'already';
  const back = judged.filter(({ result }) => result === 'resubscribed').map(({ person }) => person.emailKey);
  await readmitImported(tx, order.colloquium, back, source);
}

function rowOf({ line, person }: Judged): ImportedRow {
  const { email, emailKey, name, affiliation, language, history } = person;
  return {
    line,
    email,
    email_key: emailKey,
    name,
    affiliation,
    language,
    joined_at: history?.joinedAt ?? null,
    joined_by: history?.joinedBy ?? 'import',
    paused_until: history?.pausedUntil ?? null,
    unsubscribed_at: history?.unsubscribedAt ?? null,
    unsubscribed_by: history?.unsubscribedBy ?? null,
    suppressed_at: history?.suppressedAt ?? null,
    suppressed_why: history?.suppressedWhy ?? null,
    declined_kinds: history?.declinedKinds ?? [],
  };
}

function countResults(lines: readonly ImportLine[]): Record<ImportResult, number> {
  const counts = Object.fromEntries(importResults.map((result) => [result, 0])) as Record<
    ImportResult,
    number
  >;
  for (const { result } of lines) counts[result]++;
  return counts;
}
