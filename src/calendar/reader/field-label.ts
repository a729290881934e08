/** The label in front of a fact: `**Speaker:** Ana Bell`, `Date: 22-06-2021`, `#### Title: …`, `**Bio** <br/>`. */

import { leadingSign } from './signs.ts';
import { isUnknown } from './talk-state.ts';

export type Field =
  | 'title'
  | 'date'
  | 'time'
  | 'speaker'
  | 'affiliation'
  | 'abstract'
  | 'bio'
  | 'place'
  | 'online'
  | 'watch'
  | 'photo'
  | 'ignored';

export interface LabelledText {
  readonly field: Field;
  /** The markup behind the label, trimmed. */
  readonly value: string;
  /** The label is bold, a heading or a term, not plain text. */
  readonly marked: boolean;
}

const WORDS: Readonly<Record<Field, string>> = {
  title:
    'title of (?:the )?(?:talk|lecture|presentation)|(?:talk|lecture|presentation|working|provisional) title|title|titel|titre|título|titolo|topic|onderwerp|thema|subject|vortragstitel|what|wat|was|quoi',
  date: 'date (?:and|&|\\+|/) time|date/time|time (?:and|&|\\+) date|(?:date|time|when)(?:,? time)? (?:and|&|\\+) (?:place|location|venue|where|room)|when|date|datum(?: en tijd| und uhrzeit)?|wanneer|wann|quand|fecha|data|day',
  time: 'time|tijd|uhrzeit|zeit|heure|hora|ora|hours?',
  speaker:
    'invited speakers?|guest speakers?|speaker name|speakers?|sprekers?|presenters?|presented by|vortragende(?:/?\\*?r|r|:r|n)?|referent(?:in)?|redner(?:in)?|orateurs?|oratrice|ponente|relatore|who|wie|wer|qui|lecturer|guest|name|with|featuring',
  affiliation:
    'affiliations?|affil\\.?|from|van|von|based at|works at|home institution|institutions?|institutes?|universit(?:y|eit|ät)|affiliatie|organi[sz]ation|company|instelling',
  abstract:
    'abstract|summary|samenvatting|zusammenfassung|kurzfassung|résumé|resumen|description|talk abstract|about the talk|why|waarom|warum|pourquoi|inhoud|inhalt',
  bio: 'short bio(?:graphy)?|speaker bio(?:graphy)?|bio(?:graphy|sketch)?|biographical sketch|biografie|kurzbiografie|about the (?:speakers?|lecturer|guest)|over de spreker|zur person|cv|short cv',
  place:
    'place|location|locatie|plaats|venue|room|zaal|where|waar|wo|ort|raum|lieu|salle|lugar|luogo|building',
  online:
    'zoom(?: link| meeting| url)?|online|livestream|live stream|stream|join(?: link| online| us)?|meeting link|teams(?: link)?|meet link|webex|link',
  watch:
    'watch(?: back| here| online)?|recordings?|video(?: recording)?|youtube|opname|aufzeichnung|replay|terugkijken|(?:see |watch |view )?again|missed it\\??|kijk terug|video link|link to (?:the )?(?:recording|video)',
  photo: 'photo|picture|portrait|image|foto',
  ignored:
    'hosts?|chair|organi[sz]ers?|moderator|slides?|paper|papers|language|format|registration|contact|tags|meeting id|passcode|password|website|homepage|email|duration|series|type|folien|code|github|discussion|host(?:ed)? by',
};

const FIELD_OF: readonly (readonly [Field, RegExp])[] = (Object.keys(WORDS) as Field[]).map(
  (field) => [field, new RegExp(`^(?:${WORDS[field]})(?:\\(s\\))?$`, 'iu')] as const,
);
/** Plain (unbold) labels are believed only with a colon, and these only where they cannot be prose. */
const LEAD = /^\s*(?:>\s*)?(?:(?:[-*+•]|\d{1,2}[.)])\s+)?/;
const OPEN_MARK =
  /^(?:#{1,6}\s*|\*\*|__|\*|_|<(?:strong|b|em|i|h[1-6]|p|li|dt|span|u|div|details|summary)\b[^<>]{0,300}>\s*)/i;
const CLOSE_MARK = /^(?:\*\*|__|\*|_|<\/(?:strong|b|em|i|h[1-6]|dt|span|u|p|summary)>)/i;
const MAX_LABEL = 40;

/** The label of a line, or null. Cost is bounded: only the first characters are looked at. */
export function readLabel(line: string): LabelledText | null {
  return signLabel(line) ?? fieldListLabel(line) ?? rowLabel(line) ?? wordLabel(line);
}

/** `📍 Turing room`; in `📅 **Date:** …` the word knows better. */
function signLabel(line: string): LabelledText | null {
  const sign = leadingSign(line);
  if (sign === null) return null;
  const value = line.slice(sign.to).trim();
  return wordLabel(value) ?? { field: sign.field, value, marked: true };
}

/** `:Speaker: Ana Bell`, as reStructuredText writes it. */
function fieldListLabel(line: string): LabelledText | null {
  const match = line.startsWith(':') ? /^:([\p{L} ]{2,25}):\s+(\S.*)$/u.exec(line.slice(0, 5000)) : null;
  const field = match === null ? null : fieldOf(match[1] ?? '');
  return match === null || field === null ? null : { field, value: (match[2] ?? '').trim(), marked: true };
}

/** `| **Title** | Can a network learn? |`: a table that lists the facts of one talk, one per row. */
function rowLabel(line: string): LabelledText | null {
  const cells = ROW.exec(line.slice(0, 5000));
  if (cells === null) return null;
  const field = fieldOf(
    withoutClose((cells[1] ?? '').trim().replace(/^[*_]{1,3}/, '')).replace(/[:：]$/, ''),
  );
  const value = (cells[2] ?? '').trim();
  if (field === null || fieldOf(value.replace(/[*_]/g, '')) !== null) return null;
  return { field, value, marked: true };
}

const ROW = /^\s*\|\s*([^|]{1,40})\|\s*([^|]{1,4000})\|?\s*$/;

function wordLabel(line: string): LabelledText | null {
  let rest = line.slice(LEAD.exec(line.slice(0, 60))?.[0].length ?? 0);
  let marked = false;
  for (let turn = 0; turn < 4; turn += 1) {
    const mark = OPEN_MARK.exec(rest.slice(0, 340));
    if (mark === null) break;
    rest = rest.slice(mark[0].length);
    marked = true;
  }
  rest = rest.replace(
    /^(who|what|when|where|why|wie|wat|waar|wanneer|waarom|wer|wo|wann|warum|qui|quoi|quand)\s?\?\s+/iu,
    '$1: ',
  );
  const word = /^[\p{L}(][\p{L}()&+/:*\s]{1,39}/u.exec(rest.slice(0, MAX_LABEL))?.[0] ?? '';
  return (
    remarkedLabel(rest, marked) ??
    colonLabel(rest, word, marked) ??
    dashLabel(rest, marked) ??
    dotLabel(rest, marked) ??
    bareLabel(rest, word, marked)
  );
}

/** `Samenvatting (in English): …`: what stands in brackets behind the label belongs to neither. */
function remarkedLabel(rest: string, marked: boolean): LabelledText | null {
  const match = /^([\p{L} ]{2,30}?)(?:\*\*|__)?\s?\([^()]{2,80}\)\s*(?:\*\*|__)?\s*[:：]/u.exec(
    rest.slice(0, 130),
  );
  const field = match === null ? null : fieldOf(match[1] ?? '');
  if (match === null || field === null) return null;
  return { field, value: valueBehind(rest.slice(match[0].length), marked), marked };
}

/** `Label: value`, `**Label**: value`, `**Label:** value`. */
function colonLabel(rest: string, word: string, marked: boolean): LabelledText | null {
  const head = rest.slice(0, MAX_LABEL + 12);
  const colon = /[:：]/.exec(head.replace(/:r\b/i, '_r'))?.index ?? -1;
  const name = colon < 0 ? '' : withoutClose(head.slice(0, colon));
  if (name === '' || name.length > word.length + 1) return null;
  // `About: …` tells what the talk is about; the word alone heads what the page says of itself.
  const field = /^about$/i.test(name) ? 'abstract' : fieldOf(name);
  if (field === null) return null;
  return { field, value: valueBehind(rest.slice(colon + 1), marked), marked };
}

/** `Speaker — Ana Bell`, `**When** | 3 March`: a dash or a bar in the colon's place. */
function dashLabel(rest: string, marked: boolean): LabelledText | null {
  const match = /^(\p{Lu}[\p{L} &]{1,24}?)(?:\*\*|__|\*|_)?\s+(?:[–—|]|-{1,3})\s+(?=\S)/u.exec(
    rest.slice(0, MAX_LABEL + 12),
  );
  const field = match === null ? null : fieldOf(match[1] ?? '');
  if (match === null || field === null || !DASHED.has(field)) return null;
  const value = rest.slice(match[0].length).trim();
  return fieldOf(value.slice(0, 60)) === null ? { field, value, marked } : null;
}

const DASHED: ReadonlySet<Field> = new Set([
  'title',
  'date',
  'time',
  'speaker',
  'affiliation',
  'abstract',
  'bio',
  'place',
  'watch',
]);

/** `*Abstract.* The …`, as papers set it. */
function dotLabel(rest: string, marked: boolean): LabelledText | null {
  const match = marked
    ? /^([\p{L} ]{2,30})\.(?:\*\*|__|\*|_|<\/\w{1,6}>)\s*/u.exec(rest.slice(0, MAX_LABEL + 12))
    : null;
  const field = match === null ? null : fieldOf(match[1] ?? '');
  if (match === null || (field !== 'abstract' && field !== 'bio')) return null;
  return { field, value: rest.slice(match[0].length).trim(), marked };
}

/** `**Abstract** <br/>`, `#### Bio`, or the word alone on its line. */
function bareLabel(rest: string, word: string, marked: boolean): LabelledText | null {
  if (word === '') return null;
  const open = /^(title|abstract|speaker|bio(?:graphy)?|summary)\s+(.{2,40})$/i.exec(rest.trim());
  if (open !== null && isUnknown(open[2] ?? ''))
    return { field: fieldOf(open[1] ?? '') ?? 'ignored', value: open[2] ?? '', marked };
  const close = marked ? /\*\*|__|<\/|\*|_|$/.exec(rest.slice(0, MAX_LABEL)) : null;
  const name = (close === null ? rest.slice(0, MAX_LABEL) : rest.slice(0, close.index)).trim();
  const field = fieldOf(
    name
      .replace(/<br\s*\/?>$/i, '')
      .replace(/\s?\?$/, '')
      .trim(),
  );
  if (field === null || field === 'ignored') return null;
  if (!marked)
    return rest.trim().replace(/<br\s*\/?>/i, '').length === name.length && isProse(field)
      ? { field, value: '', marked }
      : null;
  const value = valueBehind(rest.slice(name.length), marked);
  return { field, value: value.replace(/^[-–—]\s+/, ''), marked };
}

function isProse(field: Field): boolean {
  return field === 'abstract' || field === 'bio';
}

function withoutClose(text: string): string {
  return text.replace(/(?:\*\*|__|\*|_|<\/\w{1,8}>)\s*$/, '').trim();
}

function valueBehind(text: string, marked: boolean): string {
  let value = text.trim().replace(/\s#{1,6}$/, '');
  for (let turn = 0; turn < 4; turn += 1) {
    const mark = CLOSE_MARK.exec(value.slice(0, 20)) ?? /^<br\s*\/?>/i.exec(value.slice(0, 10));
    // `**` right before a letter opens the value, if it closes again: `Speaker: **Ana Bell**`.
    if (mark === null) break;
    if (
      /^[*_]/.test(mark[0]) &&
      /^\S/.test(value.slice(mark[0].length)) &&
      (!marked || closesAgain(value, mark[0]))
    )
      break;
    value = value.slice(mark[0].length).trim();
  }
  return value;
}

/** The field a column header or label names, or null. */
export function fieldOf(name: string): Field | null {
  const clean = name
    .trim()
    .replace(/\s+/g, ' ')
    .replace(/^(?:our|the|today['’]s|onze|unsere?)\s+(?=\p{L})/iu, '');
  if (/^[Aa]bout (?:(?:prof|dr)\.? )?\p{Lu}[\p{L}'’-]{1,30}(?: \p{Lu}[\p{L}'’-]{1,30})?$/u.test(clean))
    return 'bio';
  if (clean.length < 2 || clean.length > MAX_LABEL) return null;
  return FIELD_OF.find(([, pattern]) => pattern.test(clean))?.[0] ?? inTwoLanguages(clean);
}

/** `Wie / who`, `Waar | where`: one label in two languages. */
function inTwoLanguages(name: string): Field | null {
  const [one, other, ...more] = name.split(/\s?[/|]\s?/);
  if (one === undefined || other === undefined || more.length > 0) return null;
  const [field, same] = [fieldOf(one), fieldOf(other)];
  return field === same ? field : null;
}

function closesAgain(value: string, mark: string): boolean {
  return value.slice(0, 400).split(mark).length % 2 === 1 || mark.length === 1;
}
