/** When a mailing stops itself: refusals that concern us, or a list that is not what it was. */
import { addressesGone, receiversRefuse } from '../mailings/stop-words.ts';

/** Answers that one mailing got so far. */
export interface Answers {
  readonly submitted: number;
  /** Refusals for good that concern the sender (5.7.x). */
  readonly policy: number;
  /** Refusals because the address is gone. */
  readonly hard: number;
}

const fewTries = 5;
const sampleSize = 200;
const hardShare = 0.05;

/** One sentence for the hosts, or null. Thresholds of the big providers: 5 % hard bounces mean review (SES). */
export function decidePause(answers: Answers, lastReply: string): string | null {
  const answered = answers.submitted + answers.policy + answers.hard;
  const mostlyPolicy = answers.policy >= fewTries && answers.policy * 2 >= answered;
  const oftenPolicy = answers.policy >= 4 * fewTries && answers.policy >= answered * hardShare;
  if (mostlyPolicy || oftenPolicy) {
    return `${receiversRefuse}${lastReply}`;
  }
  if (answers.hard > sampleSize * hardShare && answered <= 2 * sampleSize) {
    return `${answers.hard} of the first ${answered} ${addressesGone}. Look at the list before going on.`;
  }
  return null;
}
