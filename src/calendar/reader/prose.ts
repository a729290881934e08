/**
 * The plain text of an abstract or a biography from its lines. Paragraphs are divided by an empty line.
 * Figures and their captions, "not recorded" notices and the page's own footer are not part of it.
 */
import { plainText } from './plain-text.ts';
import { isNotRecorded, known } from './talk-state.ts';

const FOOTER =
  /\b(?:overview|list|archive|recordings?|videos?|details|information|more)\b.{0,60}\b(?:previous|past|earlier|former|older)\b.{0,40}\b(?:colloqui\w+|talks?|seminars?|lectures?|events?|meetings?|speakers?|editions?)\b|^(?:all|our|the)?\s*(?:previous|past|earlier)\s+(?:colloqui\w+|talks?|seminars?)\b.{0,80}\b(?:found|available|here|see|blog|archive)\b/i;
const CAPTION =
  /^\s*(?:<p\b|<figcaption|<small|<em|<center|\*|_|fig(?:ure)?\b|ref\b|source\b|credits?\b|image\b|photo\b)/i;
const RULE = /^\s*(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,}|<hr\b[^<>]{0,100}>)\s*$/;
const LIST_ITEM = /^\s*(?:[-*+•]|\d{1,3}[.)]|\[\d{1,3}\])\s/;
const MAX_LINE = 20_000;

/** Null where nothing is said, or only that it will be. */
export function readProse(lines: readonly string[]): string | null {
  const paragraphs: string[] = [];
  let open: string[] = [];
  let afterFigure = false;
  const close = (): void => {
    if (open.length > 0) paragraphs.push(open.join(' '));
    open = [];
  };
  for (const line of lines) {
    const raw = line.slice(0, MAX_LINE);
    if (raw.trim() === '' || RULE.test(raw.slice(0, 200))) {
      close();
      afterFigure = false;
      continue;
    }
    const text = plainText(raw.replace(/^\s*>\s?/, ''));
    const figure = /<img\b|!\[/i.test(raw);
    if ((afterFigure && CAPTION.test(raw)) || isNotRecorded(text)) continue;
    if (figure) afterFigure = true;
    if (text === '') continue;
    if (isFooter(text)) break;
    if (LIST_ITEM.test(raw)) close();
    open.push(text);
  }
  close();
  return known(paragraphs.join('\n\n').trim() || null);
}

/** "For an overview of previous colloquia, please have a look at our blog." */
export function isFooter(text: string): boolean {
  return text.length < 300 && FOOTER.test(text);
}
