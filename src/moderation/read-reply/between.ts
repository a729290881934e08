/** A digest answered between its quoted items: each block of the host's words belongs to the item quoted above it. */
import type { BodyLine } from '../../mail/quotes.ts';

export interface Block {
  /** The number of the item quoted last before it; null: none, or the quotation has left the items. */
  readonly item: number | null;
  readonly text: string;
}

const QUOTED_ITEM = /^[\s>|*]{0,12}#?(\d{1,2})[.):] +\S/u;
const QUOTED_END =
  /^[\s>|*]{0,12}(?:answer|reply|or simply|you can answer|each button|the others stand|open all|the first one ends|-{10,})/iu;

/** @param isOwn whether the host wrote that line */
export function blocksBetween(lines: readonly BodyLine[], isOwn: (index: number) => boolean): Block[] {
  const blocks: Block[] = [];
  let item: number | null = null;
  let open: string[] | null = null;
  for (const [index, line] of lines.entries()) {
    const isQuoted = line.kind === 'quoted' || line.kind === 'forwarded';
    if (isQuoted) {
      const number = QUOTED_ITEM.exec(line.text)?.[1];
      if (number !== undefined) item = Number(number);
      else if (QUOTED_END.test(line.text)) item = null;
      open = null;
    }
    if (isQuoted || !isOwn(index) || (line.text.trim() === '' && open === null)) continue;
    if (open === null) {
      open = [];
      blocks.push({ item, text: '' });
    }
    open.push(line.text);
    blocks.splice(-1, 1, { item: blocks.at(-1)?.item ?? null, text: open.join('\n').trim() });
  }
  return blocks;
}

/** Whether the blocks answer item by item: two items at least, and nothing before or after them that is more than a word. */
export function areAnswers(blocks: readonly Block[], isPolite: (text: string) => boolean): boolean {
  const items = blocks.flatMap(({ item }) => item ?? []);
  const stray = blocks.filter(({ item, text }) => item === null && !isPolite(text) && !SEE_BELOW.test(text));
  return new Set(items).size >= 2 && stray.length === 0;
}

const SEE_BELOW =
  /\b(?:below|inline|in-line|in between|hieronder|tussen de regels|ertussen|unten|dazwischen|ci-dessous|dans le texte|sotto|in mezzo|nel testo)\b/iu;
