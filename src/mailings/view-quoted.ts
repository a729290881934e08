/** A mail as it came, ready to be quoted inside a mail to the hosts. */

export interface QuotedMail {
  /** `Samir Haddad <s.haddad@delta-research.example>`, as written. */
  readonly from: string;
  readonly date: string | null;
  readonly subject: string | null;
  /** Each paragraph as its lines: line ends that a person typed stay, those of a program that folds are joined. */
  readonly paragraphs: readonly (readonly string[])[];
  /** False where the mail was too long and only its beginning stands here. */
  readonly whole: boolean;
}

/** Enough for any letter; more would push the mail over the size at which Gmail cuts. */
const QUOTED_CHARACTERS = 6000;

/** Lines at least this long were folded by a program; the next one goes on in the same sentence. */
const FOLDED_COLUMNS = 56;

/**
 * The body of a mail by paragraphs and lines, cut after `limit` characters. Quotation marks and signatures stay:
 * hosts decide on the mail as it came.
 */
export function quotedParagraphs(
  text: string,
  limit: number = QUOTED_CHARACTERS,
): Pick<QuotedMail, 'paragraphs' | 'whole'> {
  const body = text.replace(/\r\n?/g, '\n').trim();
  const kept = body.length <= limit ? body : `${body.slice(0, limit)} …`;
  const paragraphs = kept
    .split(/\n[ \t]*(?:\n[ \t]*)+/)
    .map((paragraph) => joinFolded(paragraph.split('\n').map((line) => line.trim())))
    .filter((lines) => lines.length > 0);
  return { paragraphs, whole: body.length <= limit };
}

/** `["a long line that a program", "folded"]` becomes one line; short lines (an address, a signature) stay apart. */
function joinFolded(lines: string[]): string[] {
  const joined: string[] = [];
  let previousWasLong = false;
  for (const line of lines) {
    if (line === '') continue;
    const goesOn = previousWasLong && !/^[>*•–-]/.test(line);
    if (goesOn) joined[joined.length - 1] += ` ${line}`;
    else joined.push(line);
    previousWasLong = line.length >= FOLDED_COLUMNS;
  }
  return joined;
}
