/** Items of a list that have the day behind: `Ana Bell, MIT (14 April): *Glass*`, `Ana Bell – 14 April`. */
import { findDate, type WrittenDate } from './date-words.ts';
import { readBy } from './entry-parts.ts';
import { readLabel } from './field-label.ts';
import { isMonth } from './month-headings.ts';
import type { PageContext, Stretch } from './page-context.ts';
import { isPersonLike } from './person-words.ts';
import { plainText } from './plain-text.ts';
import { divide } from './speaker-line.ts';
import { isUnknown } from './talk-state.ts';

/** What an item of a list begins with. */
export const BULLET =
  /^\s*(?:>\s*)?(?:[-+•–](?!-)|\*(?!\*|[^*\s][^*]{0,200}\*)|\d{1,3}[.)](?=\s)|<li\b[^<>]{0,300}>)\s*/;
export const MAX_ENTRY_LINE = 2000;

/** `Ana Bell, MIT (14 April): *Glass*`, `Ana Bell – 14 April`: the date is put first. */
export function dateFirst(markup: string, { from, to }: WrittenDate, isCustom: boolean): string | null {
  const [before, date, behind] = [markup.slice(0, from), markup.slice(from, to), markup.slice(to)];
  const inBrackets = /[([]\s*$/.test(before) && /^\s*[)\]]/.test(behind);
  const atEnd = /(?:[,;:|·–—-]|\bon)\s*$/u.test(before) && /^[\s.*_]*$/.test(behind);
  const isBetween =
    (/(?:[,;:|·–—-])\s*$/u.test(before) && /^\s*(?:[;:|·–—-]|--)\s/.test(behind)) ||
    (/\son\s*$/u.test(before) && /^\s*(?:[,;:|·(–—-])/u.test(behind));
  if (markup.length > 300 || readLabel(markup) !== null || !(inBrackets || atEnd || isBetween)) return null;
  const name = before.replace(/[\s([,;:|·–—-]+$/u, '').replace(/\son$/, '');
  const rest = behind.replace(/^\s*[)\]]/, '');
  return isCustom ||
    readBy(plainText(name)) !== null ||
    isPersonLike(divide(plainText(name)).name) ||
    isUnknown(plainText(name))
    ? `${date}: ${name}${rest.replace(/^\s*:/, ' –')}`
    : null;
}

export interface DayBelow {
  readonly start: { readonly markup: string; readonly struck: boolean; readonly isItem: true };
  /** The other lines of the item. */
  readonly more: readonly number[];
  /** All of them. */
  readonly lines: readonly number[];
}

const MAX_ITEM_LINES = 6;

/** `2. **Glass** — Ana Bell, MIT` over an indented `2025-10-21, 14:00`: the day is put first. */
export function dayBelow(line: number, { source, taken }: Stretch, page: PageContext): DayBelow | null {
  const raw = (page.lines[line - 1] ?? '').slice(0, MAX_ENTRY_LINE);
  const bullet = taken.has(line) ? null : BULLET.exec(raw);
  if (bullet === null || /^\s{2,}/.test(raw) || readLabel(raw) !== null) return null;
  const lines = [line];
  for (let next = line + 1; next <= Math.min(source.to, line + MAX_ITEM_LINES); next += 1) {
    if (!/^\s+\S/.test(page.lines[next - 1] ?? '') || taken.has(next)) break;
    lines.push(next);
  }
  if (isMonth(plainText(raw.slice(bullet[0].length)))) return null;
  const [at, ...others] = lines.slice(1).filter((next) => {
    const text = (page.lines[next - 1] ?? '').replace(BULLET, '').trim();
    const date = findDate(text, page.senseAt(next).order);
    return date !== null && !/[\p{L}\d]/u.test(plainText(text.slice(0, date.from)));
  });
  if (
    at === undefined ||
    others.length > 0 ||
    lines.some((one) => readLabel(page.lines[one - 1] ?? '') !== null)
  )
    return null;
  const day = (page.lines[at - 1] ?? '').replace(BULLET, '').trim().slice(0, 300);
  const words = raw.slice(bullet[0].length).trim();
  const to = findDate(day, page.senseAt(at).order)?.to ?? 0;
  const markup = /\]\(|<a\b|https?:/.test(day)
    ? `${day.slice(0, to)} – ${words} ${day.slice(to)}`
    : `${day} – ${words}`;
  return {
    start: { markup, struck: false, isItem: true },
    more: lines.slice(1).filter((one) => one !== at),
    lines,
  };
}

/** The items of lists that have their dates behind: two of them at least, and none in front. */
export function linesDatedBehind({ source }: Stretch, page: PageContext): ReadonlySet<number> {
  const behind = new Set<number>();
  let run: { readonly line: number; readonly isBehind: boolean }[] = [];
  const close = (): void => {
    const isCustom = run.length > 1 && run.every((item) => item.isBehind);
    if (isCustom) for (const { line } of run) behind.add(line);
    run = [];
  };
  for (let line = source.from; line <= source.to + 1; line += 1) {
    const raw = (page.lines[line - 1] ?? '').slice(0, MAX_ENTRY_LINE);
    const bullet = line > source.to ? null : BULLET.exec(raw);
    if (bullet === null) {
      if (raw.trim() !== '' && !/^\s/.test(raw)) close();
      continue;
    }
    const markup = raw.slice(bullet[0].length).trim();
    const date = findDate(markup, page.senseAt(line).order);
    if (date === null) continue;
    const isFront = date.from <= 24 && !/[\p{L}\d]/u.test(plainText(markup.slice(0, date.from)));
    run.push({ line, isBehind: !isFront && dateFirst(markup, date, true) !== null });
  }
  close();
  for (const line of bareLinesDatedBehind(source, page)) behind.add(line);
  return behind;
}

/** `**Ana Bell** · KNMI · 21 October` on lines of their own, one after the other. */
function bareLinesDatedBehind(source: Stretch['source'], page: PageContext): number[] {
  const found: number[] = [];
  let run: number[] = [];
  for (let line = source.from; line <= source.to + 1; line += 1) {
    const raw = (line > source.to ? '#' : (page.lines[line - 1] ?? '')).slice(0, MAX_ENTRY_LINE).trim();
    if (raw === '') continue;
    const isBare = !page.headingLines.has(line) && !/^(?:[#|<>]|[-+]\s|\*\s|\d{1,3}[.)]\s)/.test(raw);
    const date = isBare && raw.length < 300 ? findDate(raw, page.senseAt(line).order) : null;
    const isBehind = date !== null && date.from > 6 && dateFirst(raw, date, true) !== null;
    if (isBehind) run.push(line);
    if (isBehind && line < source.to) continue;
    if (run.length > 1) found.push(...run);
    run = [];
  }
  return found;
}
