/** What a line with a label says of a talk: `Speaker: Ana Bell, MIT`, `**Where:** Lab42`, `- Time: 1pm-2pm`. */
import type { LabelledText } from './field-label.ts';
import type { PageContext } from './page-context.ts';
import { findLinks, findPicture, findWatch, joinAmong } from './page-links.ts';
import { plainText } from './plain-text.ts';
import { type TalkDraft, takeSpeaker, takeTitle, takeWhenLabel } from './talk-draft.ts';
import { known } from './talk-state.ts';
import { withoutStruck } from './when-line.ts';

const MAX_PLACE_CHARS = 200;

/** Where a session is, told once before its talks. */
export interface PlaceLine {
  readonly label: LabelledText;
  readonly raw: string;
  readonly line: number;
}

/** Fills the draft; abstract and biography go on over lines and are not taken here. */
export function takeLabelled(
  draft: TalkDraft,
  label: LabelledText,
  raw: string,
  line: number,
  page: PageContext,
): void {
  const links = findLinks(raw, page.references);
  switch (label.field) {
    case 'title':
      takeTitle(draft, withoutStruck(label.value));
      draft.lines.title = line;
      return;
    case 'date':
    case 'time':
      draft.lines[label.field] ??= line;
      takeWhenLabel(draft, label.value, line, page.senseAt(line));
      return;
    case 'speaker':
      draft.lines.speaker ??= line;
      takeSpeaker(draft, withoutStruck(label.value), line);
      return;
    case 'watch':
      takeWatch(draft, findWatch(raw, page.references) ?? links[0]?.url ?? null, line);
      return;
    case 'photo':
      draft.photo ??= findPicture(raw) ?? links[0]?.url ?? null;
      draft.lines.photo ??= line;
      return;
    case 'online':
      draft.online ??= joinAmong(links) ?? links[0]?.url ?? null;
      return;
    case 'affiliation':
      draft.affiliation ??= placeOf(label);
      draft.lines.affiliation ??= line;
      return;
    case 'place':
      draft.online ??= joinAmong(links);
      // What a label says outweighs what was found beside the time.
      draft.place = draft.lines.place === undefined ? (placeOf(label) ?? draft.place) : draft.place;
      draft.lines.place ??= line;
      return;
    default:
  }
}

function placeOf({ value }: LabelledText): string | null {
  return known(
    plainText(withoutStruck(value))
      .replace(/\s*\((?:link|here|join|map|directions)\)$/i, '')
      .slice(0, MAX_PLACE_CHARS),
  );
}

/** The first recording counts. */
export function takeWatch(draft: TalkDraft, url: string | null, line: number): void {
  if (url === null || draft.watch !== null) return;
  draft.watch = url;
  draft.lines.watch = line;
}
