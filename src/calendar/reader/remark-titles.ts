/**
 * What stands behind a name is the title, or a remark in its place: `Ana Bell (MIT) – together with the physicists`. A title
 * begins with a capital or is set apart; words in small letters are one only where the other lines of the list have such titles.
 */
import type { FoundTalk } from './talk-draft.ts';

const MIN_ALIKE = 2;

export function withoutRemarkTitles(found: readonly FoundTalk[]): FoundTalk[] {
  const small = found.filter((one) => mayBeRemark(one));
  if (small.length === 0 || small.length > MIN_ALIKE) return [...found];
  return found.map((one) => (small.includes(one) ? { ...one, talk: { ...one.talk, title: null } } : one));
}

function mayBeRemark({ talk, words }: FoundTalk): boolean {
  const { title, speaker } = talk;
  if (words === undefined || title === null || speaker === null || !/^\p{Ll}(?!\p{Lu})/u.test(title))
    return false;
  const before = words.slice(0, words.indexOf(title));
  // Behind a colon, a quotation mark or "on" it is told as a title.
  return words.includes(title) && !/(?:[:*_"“„«]|\b(?:on|about|over|über|sur))\s*$/iu.test(before);
}
