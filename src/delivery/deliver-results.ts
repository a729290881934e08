/** What came of each attempt goes into the ledger, to whoever keeps the list clean, and into the decision to pause. */

import { type ClaimedDelivery, type RecordedOutcome, recordOutcomes } from '../store/deliveries.ts';
import { pauseMailing } from '../store/deliveries-control.ts';
import { type Answers, decidePause } from './decide-pause.ts';
import type { DeliverDeps, Refusal, Summary } from './deliver-due.ts';
import { openRecorder, type Recorder } from './deliver-recorder.ts';
import { type Journal, openJournal } from './journal.ts';
import { judgeGivenUp } from './judge-reply.ts';
import { decideNext } from './retry-policy.ts';
import type { Outcome } from './transport.ts';

interface Entry {
  readonly record: RecordedOutcome;
  readonly refusal: Refusal | null;
}

export interface ResultEvents {
  mayRetry(): boolean;
  onDatabaseTrouble(error: unknown): void;
  onPause(mailingId: number, paused: Promise<unknown>): Promise<void>;
}

type Tally = { submitted: number; deferred: number; failed: number; uncertain: number };
type Counts = Omit<Summary, 'withdrawn' | 'done' | 'stopped' | 'restMs'>;

export class DeliveryResults {
  readonly #deps: DeliverDeps;
  readonly #events: ResultEvents;
  readonly #journal: Journal | null;
  readonly #recorder: Recorder<Entry>;
  readonly #answers = new Map<number, { -readonly [Key in keyof Answers]: number }>();
  readonly #paused = new Set<number>();
  readonly #told: Promise<void>[] = [];
  readonly #counts: Tally = { submitted: 0, deferred: 0, failed: 0, uncertain: 0 };

  constructor(deps: DeliverDeps, events: ResultEvents) {
    this.#deps = deps;
    this.#events = events;
    this.#journal = deps.journalFolder === undefined ? null : openJournal(deps.journalFolder, deps.owner);
    this.#recorder = openRecorder<Entry>({
      write: (group) => this.#write(group),
      mayRetry: () => events.mayRetry(),
      onFailure: (error) => events.onDatabaseTrouble(error),
    });
  }

  take(delivery: ClaimedDelivery, outcome: Outcome): void {
    const attempted = {
      id: delivery.id,
      attempts: delivery.attempts,
      uncertainCount: delivery.uncertain_count,
      giveUpAt: delivery.give_up_at,
    };
    const record = decideNext(attempted, outcome, this.#deps.clock.now());
    const countsAs = heldAgainst(outcome, record.state);
    const refusal = countsAs === null ? null : refusalOf(delivery, countsAs, outcome.reply);
    if (record.state === 'submitted') this.#journal?.note(record.id, record.reply);
    this.#recorder.push({ record, refusal });
    if (delivery.mailing_id !== null) this.#count(delivery.mailing_id, outcome);
  }

  settle(delivery: ClaimedDelivery, state: 'skipped', reply: string): void {
    const record = { id: delivery.id, state, nextAt: null, reply, uncertain: false, attempted: false };
    this.#recorder.push({ record, refusal: null });
  }

  /** Stops a mailing; the hosts are told why. */
  async pause(mailingId: number, why: string): Promise<void> {
    if (this.#paused.has(mailingId)) return;
    this.#paused.add(mailingId);
    try {
      const pausing = pauseMailing(this.#deps.store.db, mailingId, this.#deps.clock.now(), why);
      // Nothing more is begun from here on; what was claimed goes back when nobody can claim it again.
      await this.#events.onPause(mailingId, pausing);
      const paused = await pausing;
      if (paused) await this.#deps.onPaused?.(mailingId, why);
    } catch (error) {
      this.#deps.onTrouble?.('a mailing could not be paused', error);
    }
  }

  isOverdue(): boolean {
    return this.#recorder.isOverdue();
  }

  isPaused(mailingId: number | null): boolean {
    return mailingId !== null && this.#paused.has(mailingId);
  }

  counts(): Counts {
    return { ...this.#counts, paused: [...this.#paused] };
  }

  /** Everything is written or given up; nothing may be taken after it. */
  async end(): Promise<void> {
    await this.#recorder.idle();
    await Promise.all(this.#told.splice(0));
    this.#journal?.close();
  }

  #count(mailingId: number, outcome: Outcome): void {
    let answers = this.#answers.get(mailingId);
    if (answers === undefined) {
      answers = { submitted: 0, policy: 0, hard: 0 };
      this.#answers.set(mailingId, answers);
    }
    if (outcome.kind === 'submitted') {
      answers.submitted++;
      return;
    }
    if (outcome.kind === 'policy' && outcome.permanent) answers.policy++;
    else if (outcome.kind === 'permanent' && outcome.countsAs === 'hard') answers.hard++;
    else return;
    const why = decidePause(answers, outcome.reply);
    if (why !== null) this.#told.push(this.pause(mailingId, why));
  }

  async #write(group: Entry[]): Promise<void> {
    const { store, owner, clock } = this.#deps;
    const written = await recordOutcomes(
      store.db,
      owner,
      group.map((entry) => entry.record),
      clock.now(),
    );
    this.#journal?.recorded(group.filter(({ record }) => record.state === 'submitted').length);
    const refusals: Refusal[] = [];
    for (const { record, refusal } of group) {
      // A row that was not written belongs to another worker by now, who will report what becomes of it.
      if (!written.has(record.id)) continue;
      if (record.state in this.#counts) this.#counts[record.state as keyof Tally]++;
      else if (record.state === 'queued') this.#counts.deferred++;
      if (refusal !== null) refusals.push(refusal);
    }
    if (refusals.length > 0) this.#told.push(this.#tell(refusals));
  }

  async #tell(refusals: Refusal[]): Promise<void> {
    try {
      await this.#deps.onRefusals?.(refusals);
    } catch (error) {
      this.#deps.onTrouble?.('refusals could not be passed on', error);
    }
  }
}

/** What the list is told of an outcome: a refusal for good, or one for now that was given up. */
function heldAgainst(outcome: Outcome, state: RecordedOutcome['state']): 'hard' | 'soft' | null {
  if (outcome.kind === 'permanent') return outcome.countsAs === 'none' ? null : outcome.countsAs;
  return outcome.kind === 'temporary' && state === 'failed' ? judgeGivenUp(outcome.reply) : null;
}

function refusalOf(delivery: ClaimedDelivery, countsAs: 'hard' | 'soft', reply: string): Refusal {
  return {
    deliveryId: delivery.id,
    mailingId: delivery.mailing_id,
    subscriberId: delivery.subscriber_id,
    countsAs,
    reply,
  };
}
