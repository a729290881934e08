/** When an address is no longer written to. Pure; a success in between wipes the slate (threat 22). */

export interface BounceEvidence {
  readonly countsAs: 'hard' | 'soft';
  readonly status: string | null;
  readonly at: Temporal.Instant;
  /** The refusal came from an address that the person's own forwards to: theirs exists. */
  readonly isForwarded?: boolean;
}

/** A mail that only asks whether it arrives: `none` was sent since the last success, one is `out`, or it is what came `back`. */
export type ProbeState = 'none' | 'out' | 'back';

export type Verdict =
  | { readonly kind: 'suppress'; readonly why: string }
  /** Soft evidence is enough: the address is asked once more before it is given up. */
  | { readonly kind: 'probe'; readonly score: number }
  | { readonly kind: 'keep'; readonly score: number };

/** RFC 3463 §3.2: the mailbox or its domain does not exist. One such answer is proof. */
const gone = /^5\.1\.(1|2|3|6|10)$/;
const softLimit = 5;
/** Evidence older than this says nothing about today. */
const memory = Temporal.Duration.from({ hours: 45 * 24 });

/** `earlier` are the bounces since the last success, oldest first. */
export function judgeBounce(
  earlier: readonly BounceEvidence[],
  bounce: BounceEvidence,
  probe: ProbeState,
): Verdict {
  const isGone = bounce.countsAs === 'hard' && bounce.status !== null && gone.test(bounce.status);
  if (isGone && bounce.isForwarded !== true) {
    return { kind: 'suppress', why: `the mailbox does not exist (${bounce.status})` };
  }
  const recent = [...earlier, bounce].filter(
    (each) => Temporal.Instant.compare(each.at.add(memory), bounce.at) >= 0,
  );
  const hardDays = daysOf(recent.filter((each) => each.countsAs === 'hard'));
  if (hardDays >= 2) return { kind: 'suppress', why: 'refused for good on two days' };
  const days = daysOf(recent);
  if (probe === 'back')
    return { kind: 'suppress', why: `nothing could be delivered on ${days} days, a last short mail neither` };
  if (days >= softLimit && probe === 'none') return { kind: 'probe', score: days };
  return { kind: 'keep', score: days };
}

function daysOf(bounces: readonly BounceEvidence[]): number {
  return new Set(bounces.map((bounce) => bounce.at.toString().slice(0, 10))).size;
}
