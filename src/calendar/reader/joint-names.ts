/** `Ana Bell, Ben Cole` reads like a name and where she comes from; where the page has him as a speaker elsewhere, both speak. */
import type { FoundTalk } from './talk-draft.ts';

export function withJointNames(found: readonly FoundTalk[]): FoundTalk[] {
  const names = new Set(found.flatMap(({ talk }) => talk.speaker?.split(/,\s+/) ?? []));
  return found.map((one) => {
    const { speaker, affiliation } = one.talk;
    const isName = affiliation?.includes(' ') === true && names.has(affiliation);
    if (speaker === null || !isName) return one;
    return { ...one, talk: { ...one.talk, speaker: `${speaker}, ${affiliation}`, affiliation: null } };
  });
}
