/** From raw bytes to a reading: the one asynchronous step before everything that decides. */

import { parseMessage } from '../mail/parse-message.ts';
import { MESSAGE_LIMITS, type MessageLimits } from '../mail/parse-message-limits.ts';
import type { IntakeContext } from './classify-context.ts';
import { type Reading, readMessage, refused } from './read.ts';

/** Parses, classifies and extracts. A refused mail is `malformed` with the reason; never throws for bad input. */
export async function readMail(
  raw: Uint8Array,
  context: IntakeContext,
  limits: MessageLimits = MESSAGE_LIMITS,
): Promise<Reading> {
  const outcome = await parseMessage(raw, limits);
  if (!outcome.ok) return refused(outcome.reason);
  return readMessage(outcome.message, context, outcome.suspect ?? null);
}
