/** What the other columns of a list say about a person. Pure. */
import { bareCell } from './csv.ts';
import type { Column, Columns, OwnColumn } from './import-columns.ts';
import { cleanName } from './import-mailboxes.ts';

export interface ImportPerson {
  readonly email: string;
  /** `addressKey(email)`. */
  readonly emailKey: string;
  readonly name: string;
  readonly affiliation: string | null;
  readonly language: string | null;
  /** What our own export remembers of a subscription; null in anybody else's list. */
  readonly history: ImportHistory | null;
}

/** Instants as ISO texts, already checked. */
export interface ImportHistory {
  readonly joinedAt: string;
  readonly joinedBy: string;
  readonly pausedUntil: string | null;
  readonly unsubscribedAt: string | null;
  readonly unsubscribedBy: string | null;
  readonly suppressedAt: string | null;
  readonly suppressedWhy: string | null;
  readonly declinedKinds: readonly string[];
}

export type PersonOutcome =
  | { readonly kind: 'person'; readonly person: ImportPerson }
  | { readonly kind: 'inactive' | 'invalid'; readonly why: string };

type CellOf = (column: Column) => string;

/** `nameBeside`: one that stood with the address in its own cell. */
export function readPerson(
  address: { readonly text: string; readonly key: string },
  nameBeside: string,
  cells: readonly string[],
  columns: Columns,
): PersonOutcome {
  const cell: CellOf = (column) => bareCell(cells[columns.at.get(column)?.[0] ?? -1] ?? '');
  const base = { email: address.text, emailKey: address.key };
  if (columns.isOwn) return readOwn(base, cell);
  for (const index of columns.at.get('status') ?? []) {
    const text = bareCell(cells[index] ?? '');
    const why = columns.leftAt.has(index) && yes.test(text) ? 'left or blocked there' : inactiveWord(text);
    if (why !== null) return { kind: 'inactive', why };
  }
  const full = cleanName(cell('name'));
  const parts = cleanName(`${cell('first-name')} ${cell('last-name')}`);
  const affiliation = cleanName(cell('affiliation')) || affiliationAmong(cell('attributes'));
  const language = /^([a-z]{2})(?:[-_]|$)/i.exec(cell('language').trim())?.[1]?.toLowerCase() ?? null;
  const name = (full.includes('@') ? '' : full) || parts || nameBeside;
  return {
    kind: 'person',
    person: { ...base, name, affiliation: affiliation || null, language, history: null },
  };
}

const yes = /^\s*(?:1|true|yes|y|x|ja|oui|sì|si|sí)\s*$/i;

/** How other programs say that somebody should get no mail. */
const inactive =
  /unsub|un-sub|block|blacklist|disabled|bounc|banned|removed|deleted|pending|invited|unconfirmed|not confirmed|clean|complain|by_(?:user|bounces|moderator|admin)|\binactive|suspended|no ?e?-?mail|\bnone\b|\bnomail\b|opt(?:ed)?-?out|abgemeldet|gesperrt|uitgeschreven|désabonn|désinscri|cancellat|annullat/i;

/** The word to repeat in the report; null for somebody who gets mail. A date in such a column says when they left. */
function inactiveWord(text: string): string | null {
  const word = text.trim();
  if (/^\d{4}-\d\d-\d\d/.test(word)) return `left on ${word.slice(0, 10)}`;
  return inactive.test(word) ? `“${word.slice(0, 40)}” there` : null;
}

/** listmonk keeps what it has no column for as JSON. */
function affiliationAmong(attributes: string): string {
  if (!attributes.trim().startsWith('{')) return '';
  try {
    const entries = Object.entries(JSON.parse(attributes) as Record<string, unknown>);
    const found = entries.find(([key]) => /affil|institut|organi[sz]|company|universit/i.test(key))?.[1];
    return typeof found === 'string' ? cleanName(found) : '';
  } catch {
    return '';
  }
}

function readOwn(base: { email: string; emailKey: string }, cell: CellOf): PersonOutcome {
  const instants: Partial<Record<OwnColumn, string | null>> = {};
  for (const column of ['joined_at', 'paused_until', 'unsubscribed_at', 'suppressed_at'] as const) {
    const text = cell(column);
    if (text !== '' && !isInstant(text))
      return { kind: 'invalid', why: `${column} is not a moment: “${text}”` };
    instants[column] = text || null;
  }
  if (instants.joined_at == null) return { kind: 'invalid', why: 'joined_at is missing' };
  const person = {
    ...base,
    name: cell('name'),
    affiliation: cell('affiliation') || null,
    language: cell('language') || null,
    history: {
      joinedAt: instants.joined_at,
      joinedBy: cell('joined_by') || 'import',
      pausedUntil: instants.paused_until ?? null,
      unsubscribedAt: instants.unsubscribed_at ?? null,
      unsubscribedBy: cell('unsubscribed_by') || null,
      suppressedAt: instants.suppressed_at ?? null,
      suppressedWhy: cell('suppressed_why') || null,
      declinedKinds: cell('declined_kinds')
        .split(' ')
        .filter((kind) => kind !== ''),
    },
  };
  return { kind: 'person', person };
}

function isInstant(text: string): boolean {
  try {
    Temporal.Instant.from(text);
    return true;
  } catch {
    return false;
  }
}
