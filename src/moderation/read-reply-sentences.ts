/** A host's own words as sentences, each also in a folded form in which the word lists are matched. */

export interface Sentence {
  /** As written, trimmed. */
  readonly text: string;
  /** Same length as `text`: lower case, no accents, straight quotes, plain dashes. */
  readonly folded: string;
  readonly isQuestion: boolean;
}

const MAX_TEXT = 4000;
const MAX_SENTENCES = 40;

/** Folds one character to one character, so that positions stay. */
export function fold(text: string): string {
  let folded = '';
  for (const char of text) {
    if (char.length > 1) folded += char;
    else if (/[’‘`´ʼ′]/.test(char)) folded += "'";
    else if (/[“”„«»″]/.test(char)) folded += '"';
    else if (/[–—―−‐‑]/.test(char)) folded += '-';
    else if (/\s/.test(char)) folded += char === '\n' ? '\n' : ' ';
    else folded += (char.normalize('NFD')[0] ?? char).toLowerCase()[0] ?? char;
  }
  return folded;
}

const NEW_SENTENCE =
  /\n(?=\s*(?:\n|[-*•]\s|#?\d{1,2}\b|\p{L}{3,12} ?:\s|\p{Lu}|\p{Extended_Pictographic}|[pP]\.?[sS]\.?[ :]))/u;

/** Lines are joined where a sentence runs on; a line that starts anew (capital, list mark, number) begins a new one. */
export function splitSentences(text: string): Sentence[] {
  const clean = text.normalize('NFC').slice(0, MAX_TEXT);
  const found: Sentence[] = [];
  for (const block of clean.split(NEW_SENTENCE)) {
    for (const piece of splitBlock(block.replace(/\s*\n\s*/g, ' '))) {
      const trimmed = piece.trim();
      if (trimmed === '' || found.length >= MAX_SENTENCES) continue;
      const question = /\?[\s"')!?.\p{Extended_Pictographic}]*$/u.test(trimmed);
      found.push({ text: trimmed, folded: fold(trimmed), isQuestion: question });
    }
  }
  return found;
}

/** At `.`, `!`, `?` and `…` followed by a space, but not after an initial or a common short form. */
function splitBlock(block: string): string[] {
  const pieces: string[] = [];
  let from = 0;
  for (const mark of block.matchAll(/[.!?…]+["')\]]?(?=\s|$)/g)) {
    const end = mark.index + mark[0].length;
    const before = block.slice(Math.max(0, mark.index - 8), mark.index);
    if (
      mark[0] === '.' &&
      /(?:^|[\s(])(?:\p{Lu}|dr|prof|mr|mrs|ms|st|e\.g|i\.e|bijv|z\.b|ca|nr|no|resp|incl|univ|dept|inst)$/iu.test(
        before,
      ) &&
      !/(?:^|\s)no$/i.test(before)
    )
      continue;
    pieces.push(block.slice(from, end));
    from = end;
  }
  pieces.push(block.slice(from));
  return pieces;
}
