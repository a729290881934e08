/** Items of a list that have the day behind: `Ana Bell, MIT (14 April): *Glass*`, `Ana Bell – 14 April`. */
import { findDate, type WrittenDate } from './date-words.ts';
import { readBy } from './entry-parts.ts';
import { readLabel } from './field-label.ts';
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
  const isBetween = /(?:[,;:|·–—-])\s*$/u.test(before) && /^\s*(?:[;:|·–—-]|--)\s/.test(behind);
  if (markup.length > 300 || readLabel(markup) !== null || !(inBrackets || atEnd || isBetween)) return null;
  const name = before.replace(/[\s([,;:|·–—-]+$/u, '').replace(/\son$/, '');
  const rest = behind.replace(/^\s*[)\]]/, '');
  return isCustom ||
    readBy(plainText(name)) !== null ||
    isPersonLike(divide(plainText(name)).name) ||
    isUnknown(plainText(name))
    ? `${date}: ${name}${rest}`
    : null;
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
  return behind;
}
