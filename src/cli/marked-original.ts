/** The mail that asked, with what was understood marked in it: `[name: Imke Boelhouwer]`. 80 columns. */

interface Span {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly source: string;
  readonly rule?: string;
}

/** `evidence`: field → where in the decoded text it stands; fields found elsewhere are listed below. */
export function markedOriginal(text: string, evidence: Readonly<Record<string, unknown>>): string {
  const spans = Object.entries(evidence)
    .map(([field, value]) => ({ field, span: value as Span }))
    .filter(({ span }) => span !== null && typeof span === 'object');
  const inText = spans
    .map(({ field, span }) => ({
      field,
      at: span.source === 'text' ? text.indexOf(span.text) : -1,
      length: span.text?.length ?? 0,
      span,
    }))
    .filter(({ at, length }) => at >= 0 && length > 0)
    .toSorted((one, other) => one.at - other.at);
  let out = '';
  let done = 0;
  for (const { field, at, length } of inText) {
    if (at < done) continue; // one span within another: the first one shows both
    out += `${text.slice(done, at)}[${field}: ${text.slice(at, at + length)}]`;
    done = at + length;
  }
  out += text.slice(done);
  const elsewhere = spans.filter(({ field }) => !inText.some((each) => each.field === field));
  const notes = elsewhere.map(({ field, span }) => `  ${field}: ${span.text} (${placeWords(span)})`);
  return [wrapLines(out, 80), ...(notes.length > 0 ? ['', 'Found outside the text:', ...notes] : [])].join(
    '\n',
  );
}

function placeWords({ source, rule }: Span): string {
  return source === 'earlier' ? `known from before: ${rule ?? ''}` : `from the ${source}`;
}

function wrapLines(text: string, width: number): string {
  return text
    .split('\n')
    .flatMap((line) => {
      const lines: string[] = [];
      let rest = line;
      while (rest.length > width) {
        const cut = rest.lastIndexOf(' ', width);
        const at = cut > 0 ? cut : width;
        lines.push(rest.slice(0, at));
        rest = rest.slice(at).trimStart();
      }
      return [...lines, rest];
    })
    .join('\n');
}
