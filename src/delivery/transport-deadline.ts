/**
 * The time a server has for its next answer. Deadlines move with each message and hardly ever pass: one slow timer
 * looks after them instead of one timer for each answer.
 */

const looksPerLimit = 10;

export class SessionDeadline {
  readonly #everyMs: number;
  readonly #onPassed: (why: string) => void;
  #at = 0;
  #why = '';
  #timer: NodeJS.Timeout | null = null;

  /** Noticed within a tenth of `shortestMs`, the shortest limit there is. */
  constructor(shortestMs: number, onPassed: (why: string) => void) {
    this.#everyMs = shortestMs / looksPerLimit;
    this.#onPassed = onPassed;
  }

  set(limitMs: number, why: string): void {
    this.#at = performance.now() + limitMs;
    this.#why = why;
    this.#timer ??= setTimeout(() => this.#look(), this.#everyMs).unref();
  }

  /** Nothing is waited for; the timer runs out by itself. */
  clear(): void {
    this.#at = Number.POSITIVE_INFINITY;
  }

  #look(): void {
    this.#timer = null;
    if (this.#at === Number.POSITIVE_INFINITY) return;
    if (performance.now() >= this.#at) this.#onPassed(this.#why);
    else this.#timer = setTimeout(() => this.#look(), this.#everyMs).unref();
  }
}
