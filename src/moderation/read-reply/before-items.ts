/** What may stand above the answers to a digest. */
import { hasAny } from './consume.ts';
import type { ReadOne } from './items.ts';
import { splitSentences } from './sentences.ts';
import { signIn } from './signs.ts';
import { isForeign } from './tongue.ts';

/** A greeting, thanks, "see my answers" or "lots of nice people this week" before the first item. */
export function isPolite(before: string, readOne: ReadOne): boolean {
  return (
    before.trim() === '' ||
    readOne(before, null).verdict === 'none' ||
    /^[^.?!]{0,60}:\s*$/u.test(before) ||
    splitSentences(before).every(
      ({ folded, isQuestion }) =>
        !isQuestion && signIn(folded) === null && !isForeign(folded) && !decides(folded),
    )
  );
}

function decides(folded: string): boolean {
  return hasAny(folded, 'negative') || hasAny(folded, 'approve') || hasAny(folded, 'decline');
}
