/**
 * A judge of sentences: for each role a logistic regression over hashed signs, since one sentence may do several things. The weights are
 * learned from a corpus (`npm run fit`) and lie beside the file that names the roles.
 */
import { BUCKETS, signsOf } from './signs.ts';

/** As in a `*weights.json`: bytes in base64, bucket by bucket, a role each, in units of `step`. */
export interface LearnedWeights {
  readonly step: number;
  readonly bias: readonly number[];
  readonly weights: string;
}

/** How probable it is that a sentence has each role, from 0 to 1. */
export type Shares<Role extends string> = Readonly<Record<Role, number>>;

/** More sentences than a person writes in one mail; the rest is not judged. */
const MAX_SENTENCES = 150;

/** Makes a judge: the sentences of one mail, in their order, to their shares; at most 150 of them. */
export function sentenceModel<Role extends string>(
  roles: readonly Role[],
  learned: LearnedWeights,
): (sentences: readonly string[]) => Shares<Role>[] {
  const weights = new Int8Array(Buffer.from(learned.weights, 'base64'));
  if (weights.length !== BUCKETS * roles.length)
    throw new Error(
      `the weights are ${weights.length} bytes, not ${BUCKETS} for each of ${roles.length} roles`,
    );
  const judge = (signs: Int32Array): Shares<Role> => {
    const scale = learned.step / Math.sqrt(signs.length);
    const shares = roles.map((_, role) => {
      let score = 0;
      for (const bucket of signs) score += weights[bucket * roles.length + role] ?? 0;
      return 1 / (1 + Math.exp(-score * scale - (learned.bias[role] ?? 0)));
    });
    return Object.fromEntries(roles.map((role, at) => [role, shares[at] ?? 0])) as Shares<Role>;
  };
  return (sentences) => {
    const judged = sentences.slice(0, MAX_SENTENCES);
    return judged.map((sentence, index) => judge(signsOf(sentence, index, judged.length)));
  };
}
