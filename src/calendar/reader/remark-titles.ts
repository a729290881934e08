/**
 * What stands behind a name is the title, or a remark in its place: `Ana Bell (MIT) – together with the physicists`. A title
 * begins with a capital or is set apart; words in small letters are one only where the other lines of the list have such titles.
 */
import type { FoundTalk } from './talk-draft.ts';

const MIN_ALIKE = 2;

export function withoutRemarkTitles(found: readonly FoundTalk[]): FoundTalk[] {
  const open = found.filter((one) => isShrug(one) && isAmongNames(one, found));
  return withoutSmallTitles(
    found.map((one) =>
      open.includes(one) ? { ...one, talk: { ...one.talk, title: null, status: 'tba' as const } } : one,
    ),
  );
}

/** `who knows?`, `maybe you!`: in place of a name. */
function isShrug({ talk, words }: FoundTalk): boolean {
  const { title, speaker, section, status } = talk;
  const isOpen = words !== undefined && speaker === null && section !== 'previous' && status === 'scheduled';
  return isOpen && title !== null && /^\p{Ll}.*[!?…]$/u.test(title) && title.split(' ').length < 5;
}

/** The other lines of the list name somebody and nothing else. */
function isAmongNames(one: FoundTalk, all: readonly FoundTalk[]): boolean {
  const others = all.filter(
    (other) => other.words !== undefined && other.talk.section === one.talk.section && !isShrug(other),
  );
  const named = others.filter(({ talk }) => talk.speaker !== null);
  return named.length >= MIN_ALIKE && others.every(({ talk }) => talk.title === null);
}

function withoutSmallTitles(found: readonly FoundTalk[]): FoundTalk[] {
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
