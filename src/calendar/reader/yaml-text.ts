/** The only place where a calendar meets the YAML library: text to plain values with their lines, and faults. */
import { isMap, isScalar, isSeq, LineCounter, parseDocument, type YAMLMap } from 'yaml';
import { indentQuotedText, quoteColons } from './yaml-repair.ts';

export interface YamlFault {
  /** 1-based, in the given text. */
  readonly line: number;
  /** The library's reason, first line only. */
  readonly reason: string;
}

/** A map of a YAML file whose values are read as text; nested maps and lists are left out. */
export interface YamlRecord {
  readonly line: number;
  readonly values: ReadonlyMap<string, { readonly text: string; readonly line: number }>;
}

export interface YamlList {
  readonly records: readonly YamlRecord[];
  readonly fault: YamlFault | null;
}

/** Aliases are not resolved (a "billion laughs" file stays small); every value is text, `14:00` is no number. */
const OPTIONS = {
  schema: 'failsafe',
  strict: false,
  uniqueKeys: false,
  prettyErrors: false,
  merge: false,
} as const;
const MAX_RECORDS = 2000;
const MAX_DEPTH = 4;
/** A list of talks is small; a front matter is tiny. */
const MAX_CHARS = 300_000;
const MAX_FRONT_MATTER_CHARS = 20_000;
const MAX_LINE_CHARS = 20_000;
/** With more faults than this the text is no YAML, and is not worth a repair. */
const MAX_FAULTS = 100;

/** The first fault of a YAML text, or null; used for front matter, whose values are of no interest. */
export function findYamlFault(text: string): YamlFault | null {
  const counter = new LineCounter();
  const document = parseDocument(text.slice(0, MAX_FRONT_MATTER_CHARS), { ...OPTIONS, lineCounter: counter });
  return faultOf(document.errors[0], counter);
}

/**
 * All maps in the file's lists: at the top, under `talks:` or any other key, or grouped one level deeper. Where
 * the text is not YAML its usual slips are repaired first; only what Jekyll would refuse stays a fault.
 */
export function readYamlList(text: string): YamlList {
  const kept = text
    .slice(0, MAX_CHARS)
    .split('\n')
    .map((line) => line.slice(0, MAX_LINE_CHARS))
    .join('\n');
  const tolerant = indentQuotedText(kept);
  const as = [kept, tolerant, quoteColons(tolerant)].map((one) => () => parseList(one));
  let fault: YamlFault | null = null;
  let best: YamlList | null = null;
  for (const [index, parse] of as.entries()) {
    const list = parse();
    if (best === null || list.records.length > best.records.length || list.fault === null) best = list;
    if (index < 2) fault = list.fault;
    if (list.fault === null || (index > 0 && list.faults > MAX_FAULTS)) break;
  }
  return { records: best?.records ?? [], fault };
}

/** The values of a front matter; an empty record where it is no map. */
export function readYamlRecord(text: string): YamlRecord {
  const counter = new LineCounter();
  const document = parseDocument(quoteColons(text.slice(0, MAX_FRONT_MATTER_CHARS)), {
    ...OPTIONS,
    lineCounter: counter,
  });
  return isMap(document.contents) ? recordOf(document.contents, counter) : { line: 1, values: new Map() };
}

function parseList(text: string): YamlList & { readonly faults: number } {
  const counter = new LineCounter();
  const document = parseDocument(text, { ...OPTIONS, lineCounter: counter });
  const records: YamlRecord[] = [];
  collect(document.contents, counter, records, 0);
  return { records, fault: faultOf(document.errors[0], counter), faults: document.errors.length };
}

function collect(node: unknown, counter: LineCounter, records: YamlRecord[], depth: number): void {
  if (depth > MAX_DEPTH || records.length >= MAX_RECORDS) return;
  if (isSeq(node)) {
    for (const item of node.items) {
      if (isMap(item)) records.push(recordOf(item, counter));
      if (isMap(item) || isSeq(item)) collect(item, counter, records, depth + 1);
    }
    return;
  }
  if (!isMap(node)) return;
  for (const pair of node.items) {
    if (isSeq(pair.value) || isMap(pair.value)) collect(pair.value, counter, records, depth + 1);
  }
}

function recordOf(map: YAMLMap, counter: LineCounter): YamlRecord {
  const values = new Map<string, { text: string; line: number }>();
  for (const pair of map.items) {
    if (!isScalar(pair.key) || !isScalar(pair.value)) continue;
    const text = pair.value.value;
    const offset = pair.key.range?.[0] ?? 0;
    if (typeof text === 'string')
      values.set(String(pair.key.value).trim().toLowerCase(), { text, line: counter.linePos(offset).line });
  }
  return { line: counter.linePos(map.range?.[0] ?? 0).line, values };
}

function faultOf(
  error: { message: string; pos: [number, number] } | undefined,
  counter: LineCounter,
): YamlFault | null {
  if (error === undefined) return null;
  const reason = (error.message.split('\n')[0] ?? '').replace(/ at line \d+.*$/, '').slice(0, 120);
  return { line: Math.max(counter.linePos(error.pos[0]).line, 1), reason };
}
