/** A bold or italic run over two or three lines is moved to its first line: a long title that the host broke. */

const OPEN = /^\s{0,3}(?:>\s?)?(?:#{1,6}\s+)?(\*\*|__)(?=\S)/;
const MAX_LINES = 3;
const MAX_CHARS = 400;

/** `continued` is left on the lines that were moved. */
export function joinSpreadMarks(lines: readonly string[], continued: string): string[] {
  const joined = [...lines];
  for (const [index, line] of lines.entries()) {
    const mark = OPEN.exec(line.slice(0, 40))?.[1];
    if (mark === undefined || line.length > MAX_CHARS || line.split(mark).length !== 2) continue;
    const end = closingLine(lines, index, mark);
    if (end === null) continue;
    joined[index] = lines
      .slice(index, end + 1)
      .map((part) => part.trim())
      .join(' ');
    for (let gone = index + 1; gone <= end; gone += 1) joined[gone] = continued;
  }
  return joined;
}

/** The line that ends with the mark, with nothing but running text before it. */
function closingLine(lines: readonly string[], from: number, mark: string): number | null {
  for (let at = from + 1; at < Math.min(lines.length, from + MAX_LINES); at += 1) {
    const line = lines[at]?.trim() ?? '';
    if (line === '' || line.length > MAX_CHARS || /^(?:[#>|<]|[-+]\s)/.test(line)) return null;
    const pieces = line.split(mark);
    if (pieces.length === 1) continue;
    return pieces.length === 2 && pieces[1]?.trim() === '' ? at : null;
  }
  return null;
}
