/** Answers numbered 1) 2) 3) without labels, in the order in which the pages ask: name, affiliation, motivation. */
import type { BodyLine } from '../../mail/quotes.ts';
import { type Found, found } from './evidence.ts';
import { isInstitution } from './institution-words.ts';
import { nameAt, nameWeight } from './names.ts';
import { readParagraphs, spanOf } from './prose.ts';

/** The three answers, each only if its place in the list and its shape agree. */
export interface Items {
  readonly name: Found | null;
  readonly affiliation: Found | null;
  readonly motivation: Found | null;
}

/** A body of bare lines: a full name, a place, and perhaps a reason. */
function readBareLines(lines: readonly BodyLine[]): Items | null {
  const own = lines.filter((line) => line.kind === 'own' && line.text.trim() !== '');
  const [first, second, ...rest] = own;
  if (first === undefined || second === undefined || own.length > 6) return null;
  const span = nameAt(first.text, 0);
  const name = span === null ? '' : first.text.slice(span.from, span.to);
  if (
    span === null ||
    nameWeight(name) < 3 ||
    /[:：,，!！]\s*$/.test(first.text) ||
    span.to < first.text.trimEnd().length - 1
  )
    return null;
  const place = second.text.trim().replace(/[.;,]$/, '');
  if (
    place.length > 90 ||
    /[。.!?！？]$/.test(place) ||
    place.split(/\s+/).length > 12 ||
    !(isInstitution(place) || /^(?:\p{Lu}\S*\s*){1,6}$/u.test(place))
  )
    return null;
  const reason = rest.map((line) => line.text.trim()).join(' ');
  const last = rest.at(-1);
  const at = second.start + second.text.indexOf(place);
  return {
    name: found(name, 'text', first.start + span.from, first.start + span.to, 'bare lines'),
    affiliation: found(place, 'text', at, at + place.length, 'bare lines'),
    motivation:
      last === undefined || reason.split(' ').length < 4
        ? null
        : found(reason, 'text', rest[0]?.start ?? 0, last.start + last.text.length, 'bare lines'),
  };
}

/** Reads a list of two to five unlabelled items. */
export function readItems(lines: readonly BodyLine[]): Items | null {
  const bare = readBareLines(lines);
  if (bare !== null) return bare;
  const items = readParagraphs(lines, 'own').filter((each) =>
    /^(?:\(?\d{1,2}[.):]|\(?[a-c]\)|[-*•])\s+/.test(each.flat),
  );
  if (items.length < 2 || items.length > 5) return null;
  let name: Found | null = null;
  let affiliation: Found | null = null;
  let motivation: Found | null = null;
  for (const item of items) {
    const lead = /^\S+\s+/.exec(item.flat)?.[0].length ?? 0;
    const value = item.flat.slice(lead);
    if (value.includes('@') || /^[\p{L} ]{2,25}[:：]/u.test(value)) return null;
    const { start, end } = spanOf(item, lead, item.flat.length);
    const span = nameAt(item.flat, lead);
    const isName =
      span !== null &&
      span.to >= item.flat.length - 1 &&
      nameWeight(item.flat.slice(span.from, span.to)) >= 2;
    const words = value.split(/\s+/).length;
    if (name === null && isName && span !== null)
      name = found(
        item.flat.slice(span.from, span.to),
        'text',
        spanOf(item, span.from, span.to).start,
        end,
        'numbered',
      );
    else if (affiliation === null && name !== null && words <= 14 && (isInstitution(value) || words <= 6))
      affiliation = found(value.replace(/[.;,]$/, ''), 'text', start, end, 'numbered');
    else if (motivation === null && words >= 4) motivation = found(value, 'text', start, end, 'numbered');
  }
  return name === null ? null : { name, affiliation, motivation };
}
