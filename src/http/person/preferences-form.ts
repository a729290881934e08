/** What a posted preferences form asks for, and how it is answered. Pure. */
import type { SubscriberRow } from '../../store/schema.ts';
import type { ChoosableKind, SubscriberAct } from '../../subscribers/preferences.ts';
import { choosableKinds } from '../../subscribers/preferences.ts';
import type { Html } from '../hono.ts';
import { done, notDone } from '../parts/small.ts';
import type { Form } from '../read-form.ts';

/** Null where nothing valid was asked: nothing happens then. */
export function readPreferencesForm(
  form: Form,
  zone: string,
  subscriber: Pick<SubscriberRow, 'declined_kinds'>,
  offered: readonly ChoosableKind[],
): SubscriberAct | null {
  switch (form.text('act')) {
    case 'kinds': {
      const ticked = new Set(form.all('kind'));
      // A kind that was not on the page was not unticked either.
      const wanted = choosableKinds.filter((kind) =>
        offered.includes(kind) ? ticked.has(kind) : !subscriber.declined_kinds.includes(kind),
      );
      return { kind: 'kinds', wanted };
    }
    case 'pause': {
      const until = startOfDay(form.text('until'), zone);
      return until === null ? null : { kind: 'pause', until };
    }
    case 'resume':
      return { kind: 'resume' };
    case 'stay':
      return { kind: 'stay' };
    case 'write-again':
      return { kind: 'write-again' };
    case 'erase':
      return form.text('sure') === 'yes' ? { kind: 'erase' } : null;
    default:
      return null;
  }
}

/** The first moment of a day written as 2027-02-01. */
export function startOfDay(text: string, zone: string): Temporal.Instant | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' }).toZonedDateTime(zone).toInstant();
  } catch {
    return null;
  }
}

export type DoneWord =
  | 'kinds'
  | 'pause'
  | 'resume'
  | 'stay'
  | 'write-again'
  | 'erase'
  | 'move-asked'
  | 'bad-address'
  | 'same-address'
  | 'too-often'
  | 'made'
  | 'taken-back'
  | 'none-left'
  | 'nothing'
  | 'not-possible';

const unchanged = 'Nothing has changed.';
const doneWords: Readonly<Record<DoneWord, readonly [string, string | null]>> = {
  kinds: ['Saved.', 'It counts from the next mail on.'],
  pause: ['Saved.', 'We start again by ourselves on that day.'],
  resume: ['Welcome back.', 'You get the next mail again.'],
  stay: ['You are on the list again.', null],
  'write-again': ['We write to you again.', 'You get the next mail. If it comes back, we stop once more.'],
  erase: ['Erased.', null],
  'move-asked': [
    'We wrote to both addresses.',
    'Open the link in each of the two mails within a week. Until both have agreed, nothing changes.',
  ],
  'bad-address': [unchanged, 'That is not an address we can write to.'],
  'same-address': [unchanged, 'Your mail goes there already.'],
  'too-often': [unchanged, 'You asked several times today. Try again tomorrow.'],
  made: ['Here is the link.', 'Pass it on to one person whom you know. It stands below until it is used.'],
  'taken-back': ['Taken back.', 'Nobody can use that link any more.'],
  'none-left': [unchanged, 'You have no more links for now.'],
  nothing: [unchanged, 'Something was missing in what you sent.'],
  'not-possible': [
    unchanged,
    'Choose a day from tomorrow on, at most a year ahead. Who left long ago joins again by mail.',
  ],
};

export function bannerOf(word: DoneWord): Html | null {
  const words = Object.hasOwn(doneWords, word) ? doneWords[word] : undefined;
  if (words === undefined) return null;
  return words[0] === unchanged ? notDone(words[0], words[1]) : done(words[0], words[1]);
}
