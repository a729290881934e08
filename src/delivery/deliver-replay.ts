/** Before a run: what a killed process, or a run without its database, had handed over and could not record. */
import { type RecordedOutcome, recordOutcomes } from '../store/deliveries.ts';
import type { DeliverDeps } from './deliver-due.ts';
import { forgetJournal, readLeftJournals } from './journal.ts';

/** Rows that expired meanwhile belong to nobody and stay as they are. Throws when the database does not answer. */
export async function replayJournals(deps: DeliverDeps, folder: string): Promise<void> {
  for (const journal of readLeftJournals(folder)) {
    const outcomes = journal.submitted.map(
      ({ id, reply }): RecordedOutcome => ({
        id,
        state: 'submitted',
        nextAt: null,
        reply,
        uncertain: false,
        attempted: true,
      }),
    );
    await recordOutcomes(deps.store.db, journal.owner, outcomes, deps.clock.now());
    forgetJournal(journal);
  }
}
