/** The mail that asked, with what was understood marked in it: `[name: Imke Boelhouwer]`. 80 columns. */
import { marksOf } from '../moderation/evidence-marks.ts';
import { visible, wrapped } from './words.ts';

const columns = 80;

interface Piece {
  readonly text: string;
  readonly source: string;
  readonly rule?: string;
}

/** `evidence`: field → where in the decoded text it stands; fields found elsewhere are listed below. */
export function markedOriginal(text: string, evidence: Readonly<Record<string, unknown>>): string {
  const marks = marksOf(text, evidence);
  let out = '';
  let done = 0;
  for (const { field, start, end } of marks) {
    out += `${text.slice(done, start)}[${field}: ${text.slice(start, end)}]`;
    done = end;
  }
  out += text.slice(done);
  const notes = Object.entries(evidence)
    .filter(([field, piece]) => piece !== null && !marks.some((mark) => mark.field === field))
    .map(([field, piece]) => note(field, piece as Piece));
  return [...folded(out), ...(notes.length > 0 ? ['', 'Found outside the text:', ...notes] : [])].join('\n');
}

function note(field: string, { text, source, rule }: Piece): string {
  const place = source === 'earlier' ? `known from before: ${rule ?? ''}` : `from the ${source}`;
  return wrapped(`${field}: ${visible(text)} (${place})`, '  ', columns);
}

/** Lines of at most 80 columns. What does not fit goes on before the next line of the paragraph, as one would write it. */
function folded(text: string): string[] {
  const lines: string[] = [];
  let over = '';
  for (const line of text.split('\n')) {
    const shown = visible(line.trimEnd());
    if (shown === '' && over !== '') lines.push(over);
    const whole = over === '' || shown === '' ? shown : `${over} ${shown}`;
    const rows = whole.length <= columns ? [whole] : wrapped(whole, '', columns).split('\n');
    over = rows.length > 1 ? (rows.pop() ?? '') : '';
    lines.push(...rows);
  }
  return over === '' ? lines : [...lines, over];
}
