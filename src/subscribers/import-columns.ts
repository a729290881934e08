/** Which column of a list holds what, by the words that Mailman, Google Groups, listmonk and spreadsheets use for it. */

export type Column =
  | 'email'
  | 'name'
  | 'first-name'
  | 'last-name'
  | 'affiliation'
  | 'language'
  | 'status'
  | 'attributes'
  | OwnColumn;

/** Columns that only our own export has: with them a list is read back exactly. */
export const ownColumns = [
  'joined_at',
  'joined_by',
  'paused_until',
  'unsubscribed_at',
  'unsubscribed_by',
  'suppressed_at',
  'suppressed_why',
  'declined_kinds',
] as const;
export type OwnColumn = (typeof ownColumns)[number];

/** The order of our export. */
export const exportColumns = ['email', 'name', 'affiliation', 'language', 'status', ...ownColumns] as const;

export interface Columns {
  /** Where each is; `status` may be in several. */
  readonly at: ReadonlyMap<Column, readonly number[]>;
  /** Columns that ask “has this person left?”: a yes there is a no to mail. */
  readonly leftAt: ReadonlySet<number>;
  /** Whether this is a list that we exported. */
  readonly isOwn: boolean;
}

/** Compared without case, accents, spaces and punctuation. English, Dutch, German, French, Italian, Spanish. */
const words: readonly (readonly [Column, RegExp])[] = [
  [
    'email',
    /^(subscriber|member|user|primary|contact|work)?(e?mail|emailad+res+e?|mailad+res+e?|e?mailadres|adresse|adresseemail|adressee?mail|adressedecourriel|courriel|address|indirizzo(e?mail)?|correo(electronico)?|direccion(de)?(correo|email))\d?(required)?$/,
  ],
  [
    'first-name',
    /^(first|given|fore)names?$|^(vorname|voornaam|prenom|firstname|givenname|nomedibattesimo)$/,
  ],
  [
    'last-name',
    /^(last|family|sur)names?$|^(nachname|familienname|achternaam|nomdefamille|cognome|apellidos?)$/,
  ],
  [
    'name',
    /^(full|display|real|member|subscriber|contact)?names?$|^(nick(name)?|naam|volledigenaam|vollstandigername|anzeigename|nom|nomcomplet|nome|nomecompleto|nombre(completo)?)$/,
  ],
  [
    'affiliation',
    /^(affiliations?|affiliatie|institut(ion|ions|e|ie|o|zione)?|organi[sz]ation(name)?|organisatie|organizzazione|compan(y|ie)(name)?|employer|universit(y|at|eit|e|a)|firma|einrichtung|department)$/,
  ],
  ['language', /^((preferred)?lang(uage)?|sprache|taal|langue|lingua|idioma|locale)$/],
  [
    'status',
    /^((group|member|email|delivery|subscription|subscriber|mail)?(status|state|preference)|unsubscribed|unsubtime|optouttime|blocklisted|blacklisted|emailblacklisted|bounced|deliverystatus)$/,
  ],
  ['attributes', /^(attributes|attribs|metadata)$/],
];

const asksWhetherLeft = /unsub|opt.?out|block|blacklist|bounced/i;
const searchedRecords = 6;

/** Looks for the line of headings near the top; null where there is none and the list is bare. */
export function findColumns(
  records: readonly { readonly cells: readonly string[] }[],
): { readonly columns: Columns; readonly heading: number } | null {
  for (let heading = 0; heading < Math.min(searchedRecords, records.length); heading++) {
    const columns = columnsOf(records[heading]?.cells ?? []);
    if (columns !== null) return { columns, heading };
  }
  return null;
}

function columnsOf(cells: readonly string[]): Columns | null {
  if (cells.some((cell) => cell.includes('@'))) return null;
  const at = new Map<Column, number[]>();
  for (const [index, cell] of cells.entries()) {
    const column = columnOf(cell);
    if (column === null) continue;
    const places = at.get(column) ?? [];
    // The first of several counts, as in “Email 1, Email 2”; every status has a say.
    if (places.length === 0 || column === 'status') at.set(column, [...places, index]);
  }
  if (!at.has('email')) return null;
  const leftAt = new Set(
    (at.get('status') ?? []).filter((index) => asksWhetherLeft.test(cells[index] ?? '')),
  );
  return { at, leftAt, isOwn: ownColumns.every((column) => at.has(column)) };
}

function columnOf(cell: string): Column | null {
  const own = ownColumns.find((column) => column === cell.trim());
  if (own !== undefined) return own;
  const bare = cell
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();
  return words.find(([, pattern]) => pattern.test(bare))?.[0] ?? null;
}
