/** Whether somebody asked before, in a sentence. Pure. */
import { dayMonthWords } from '../../moderation/words.ts';
import type { RequestRow } from '../../store/schema.ts';

export function earlierWords(earlier: readonly RequestRow[], zone: string): string {
  const last = earlier[0];
  if (last === undefined) return 'No earlier request from this address.';
  const what =
    last.decision === 'approve' ? 'approved' : last.decision === 'decline' ? 'declined' : 'not decided';
  const count = earlier.length === 1 ? 'One earlier request' : `${earlier.length} earlier requests`;
  return `${count} from this address, the last on ${dayMonthWords(last.asked_at, zone)}, ${what}.`;
}
