/**
 * What a failure means for whoever called: come back later, or stop. An expected outcome is never an error
 * but a value in a union; a bug stays an ordinary Error and ends the process.
 */

/** The same call will never succeed. */
export class PermanentError extends Error {
  override readonly name = 'PermanentError';
}

/** Something the operator can mend. The message is one sentence: what, where, what to do. Exit code 1. */
export class OperatorError extends Error {
  override readonly name = 'OperatorError';
}

/** The message of anything thrown, on one line, without a stack. */
export function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message || error.name : String(error);
  return text.replace(/\s+/g, ' ').trim();
}
