/** A calendar that does not sort its talks into Next, Schedule and Previous: the date does. */
import type { PageTalk, ReadOptions, TalkSection } from '../reading.ts';
import type { FoundTalk } from './talk-draft.ts';

export function sortByDate(found: readonly FoundTalk[], options: ReadOptions): FoundTalk[] {
  return sortByDay(found, options.at.toZonedDateTimeISO(options.zone).toPlainDate().toString());
}

/** The first day ahead is `next` (all talks of that day), later ones `schedule`, the rest `previous`. `today`: YYYY-MM-DD. */
export function sortByDay(found: readonly FoundTalk[], today: string): FoundTalk[] {
  const ahead = found
    .map((one) => one.talk)
    .filter((talk) => talk.date !== null && talk.date >= today && talk.status !== 'cancelled');
  const next = ahead.map((talk) => talk.date ?? '').sort()[0];
  const sectionOf = (talk: PageTalk): TalkSection => {
    if (talk.date !== null && talk.date < today) return 'previous';
    return talk.date !== null && talk.date === next ? 'next' : 'schedule';
  };
  return found.map((one) => ({ ...one, talk: { ...one.talk, section: sectionOf(one.talk) } }));
}
