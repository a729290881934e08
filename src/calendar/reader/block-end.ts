/** Whether a line begins another talk, given how far the one being read has come. */
import { isBoldTitleAgain, isDeeper } from './block-lines.ts';
import { type LabelledText, readLabel } from './field-label.ts';
import type { PageContext } from './page-context.ts';
import type { PageHeading } from './page-outline.ts';
import type { TalkDraft } from './talk-draft.ts';
import { readWhen } from './when-line.ts';

interface Reached {
  /** A recording or the page's footer has closed the talk. */
  readonly ended: boolean;
  readonly hasAbstract: boolean;
  readonly titleIsHeading: boolean;
}

interface NextLine {
  readonly label: LabelledText | null;
  readonly heading: PageHeading | undefined;
  readonly raw: string;
}

export function beginsAnother(
  draft: TalkDraft,
  { ended, hasAbstract, titleIsHeading }: Reached,
  { label, heading, raw }: NextLine,
  page: PageContext,
): boolean {
  const { lines } = draft;
  const dated = lines.date !== undefined;
  const described = lines.speaker !== undefined || hasAbstract;
  const isOpen = !described && !ended;
  // `Date`, `Speaker`, and only then the heading with the title.
  const isUntitled = lines.title === undefined && draft.title === null && !hasAbstract && !ended;
  if (heading !== undefined && isUntitled && isLabelled(draft, page)) return false;
  if (heading !== undefined && isOpen && isDeeper(heading, lines.title, page)) return false;
  if (heading !== undefined)
    return (dated && described) || (lines.title !== undefined && (dated || described)) || ended;
  // The recording may stand above the abstract, in a list of facts.
  const isOver = ended || (lines.watch !== undefined && hasAbstract);
  if (isOver && dated && isBoldTitleAgain(draft, raw, page)) return true;
  if (label?.field === 'title')
    return lines.title !== undefined && (!titleIsHeading || (dated && hasAbstract));
  if (label?.field === 'date' && isTimeOnly(label, page)) return false;
  if (label?.field === 'date')
    return dated && draft.date !== null && (described || lines.title !== undefined);
  if (label?.field === 'speaker') return lines.speaker !== undefined && hasAbstract && dated;
  return ended && label === null && /^\s*(?:-{3,}|\*{3,}|<hr)/i.test(raw.slice(0, 40)) && dated;
}

/** Day and speaker were told by labels, and the speaker by a line below the day or above it, not by a heading. */
function isLabelled({ lines }: TalkDraft, page: PageContext): boolean {
  const { date, speaker } = lines;
  if (date === undefined || speaker === undefined) return false;
  return [date, speaker].every((line) => readLabel(page.lines[line - 1] ?? '') !== null);
}

/** `⏰ 14:00–15:00` below the day. */
function isTimeOnly({ value }: LabelledText, page: PageContext): boolean {
  const { date, start } = readWhen(value, page.senseAt(1));
  return date === null && start !== null;
}
