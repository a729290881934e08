/** A reading in the shape of the labelled mails; absent parts are left out. */
import type { Reading } from '../intake/read.ts';
import type { ExtractedRequest } from '../requests/extract/extract.ts';

/** One element of `intake read --json`. `because` is why the class was chosen; `reason` is a host's, for the applicant. */
export interface MailReading {
  readonly file: string;
  readonly class: string;
  readonly language: string | null;
  readonly because: string;
  readonly requests?: readonly ExtractedRequest[];
  readonly recipient?: string | null;
  readonly status?: string | null;
  readonly attendee?: string;
  readonly partstat?: string;
  readonly uid?: string;
  readonly recurrence_id?: string;
  readonly verdict?: string;
  readonly reason?: string | null;
  readonly request_id?: string;
  readonly token?: string;
  readonly sender?: string;
}

/** Describes one reading. */
export function describeReading(file: string, reading: Reading): MailReading {
  const { classification } = reading;
  const base = { file, class: reading.class, language: reading.language, because: reading.reason };
  if (classification === null) return base;
  const request = /\brequest\s+#?(\d+)/i.exec(reading.message?.subject ?? '')?.[1];
  return {
    ...base,
    ...(reading.requests.length > 0 ? { requests: reading.requests } : {}),
    ...describeReport(reading),
    ...describeCalendar(reading),
    ...(reading.decision === null
      ? {}
      : { verdict: reading.decision.verdict, reason: reading.decision.reason }),
    ...(request !== undefined && reading.class === 'decision' ? { request_id: request } : {}),
    ...(classification.token === null ? {} : { token: classification.token }),
    sender: classification.sender.verdict,
  };
}

function describeReport({ classification }: Reading): Partial<MailReading> {
  const report = classification?.report;
  if (report == null) return {};
  const first = report.recipients[0];
  return { recipient: first?.originalRecipient ?? first?.address ?? null, status: first?.status ?? null };
}

function describeCalendar({ classification }: Reading): Partial<MailReading> {
  const calendar = classification?.calendar;
  if (calendar == null) return {};
  const { attendee, partstat, uid, recurrenceId } = calendar;
  return { attendee, partstat, uid, ...(recurrenceId === null ? {} : { recurrence_id: recurrenceId }) };
}
