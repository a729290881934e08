/**
 * HTML that a template made: elements whose class names the fact (`<div class="speaker">Ana Bell</div>`), and list items
 * written over several lines. The first become labelled lines, the second one line each.
 */
import { type Field, fieldOf } from './field-label.ts';

const NAMED =
  /^\s*<(div|p|span|dd|section)\b[^<>]{0,300}?\b(?:class|itemprop)=["']([^"'<>]{3,80})["'][^<>]{0,300}>(.{1,8000})<\/\1>\s*$/i;
const ITEM_START = /^\s*<li\b[^<>]{0,300}>\s*$/i;
const MAX_ITEM_LINES = 8;
/** Facts that a class may name; `title` and `name` may be anything. */
const BY_CLASS: ReadonlySet<Field> = new Set([
  'date',
  'time',
  'speaker',
  'affiliation',
  'abstract',
  'bio',
  'place',
  'title',
]);

export function readHtmlItems(lines: readonly string[], continued: string): string[] {
  if (!lines.some((line) => line.includes('<'))) return [...lines];
  let isInTable = false;
  const read = lines.map((line) => {
    // In a table the columns tell what is what.
    if (/<\/?table\b/i.test(line)) isInTable = !/<\/table>/i.test(line);
    return isInTable ? line : named(line);
  });
  for (const [index, line] of lines.entries()) {
    if (!ITEM_START.test(line.slice(0, 400))) continue;
    const end = lines
      .slice(index + 1, index + 1 + MAX_ITEM_LINES)
      .findIndex((one) => /<\/li>\s*$/i.test(one.slice(-40)));
    const inside = end < 0 ? [] : lines.slice(index + 1, index + 2 + end);
    if (end < 0 || inside.some((one) => one.length > 400 || /<(?:ul|ol|li|p|h\d|table|details)\b/i.test(one)))
      continue;
    const words = inside.map((one) => one.replace(/<\/li>\s*$/i, '').trim()).filter((one) => one !== '');
    read[index] = `${line.trim()}${words.join(' · ')}`;
    for (let gone = index + 1; gone <= index + 1 + end; gone += 1) read[gone] = continued;
  }
  return read;
}

function named(line: string): string {
  if (!line.includes('=')) return line;
  const match = NAMED.exec(line.slice(0, 10_000));
  const inner = match?.[3] ?? '';
  if (match === null || /<(?:div|p|section|ul|table|h\d)\b/i.test(inner)) return line;
  const names = (match[2] ?? '')
    .split(/\s+/)
    .map((name) => name.replace(/^(?:talk|event|seminar|colloquium)[-_]+/i, ''));
  const name = names.find((one) => BY_CLASS.has(fieldOf(one) ?? 'ignored'));
  return name === undefined || /^\s*(?:<[^<>]{0,100}>\s*)?\p{L}{2,20}\s?:/u.test(inner)
    ? line
    : `**${name}:** ${inner.trim()}`;
}
