/**
 * Two slips of hand-written YAML, repaired line by line so that line numbers stay: text in quotation marks
 * that goes on at the left margin (libyaml, and so Jekyll, allows it), and a value with a colon in it
 * (`title: Flows: a survey`), which no parser allows.
 */

const OPEN_VALUE = /^(\s*(?:- +)?[\p{L}_][\p{L}\d_ -]{0,60}:\s+)(["'])(.*)$/u;
const PLAIN_VALUE = /^(\s*(?:- +)?[\p{L}_][\p{L}\d_ -]{0,60}:\s+)([^\s"'|>[{&*#!%@`-].*)$/u;
const DEEPER = ' '.repeat(12);
const MAX_LINE = 100_000;

/** Continuation lines of a quoted value moved to the right of their key. */
export function indentQuotedText(text: string): string {
  let quote: string | null = null;
  const lines = text.split('\n').map((line) => {
    if (line.length > MAX_LINE) return line;
    if (quote !== null) {
      const moved = DEEPER + line.trimStart();
      if (closes(line, quote)) quote = null;
      return moved;
    }
    const open = OPEN_VALUE.exec(line);
    if (open !== null && !closes(open[3] ?? '', open[2] ?? '')) quote = open[2] ?? null;
    return line;
  });
  return quote === null ? lines.join('\n') : text;
}

/** Plain values that hold `: ` or ` #` put in quotation marks. */
export function quoteColons(text: string): string {
  return text
    .split('\n')
    .map((line) => {
      if (line.length > MAX_LINE) return line;
      const plain = PLAIN_VALUE.exec(line);
      const value = plain?.[2] ?? '';
      return plain !== null && /: |:$/.test(value) ? `${plain[1]}${JSON.stringify(value.trimEnd())}` : line;
    })
    .join('\n');
}

/** The text ends with the closing mark (not an escaped or doubled one). */
function closes(text: string, quote: string): boolean {
  const end = text.replace(/\s*(?:#.*)?$/, '');
  if (!end.endsWith(quote)) return false;
  const before = end.slice(0, -1);
  const escaped = quote === '"' ? /\\*$/.exec(before)?.[0].length : /'*$/.exec(before)?.[0].length;
  return (escaped ?? 0) % 2 === 0;
}
