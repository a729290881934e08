/**
 * What a person told us before completes a short request: an earlier request, the list they were on, or a mail of theirs
 * whose sender was proven. Only name and affiliation: why somebody wants to join is asked each time.
 */

import type { InboundDeps, ReadMail } from '../intake/read-mail.ts';
import { contextOf } from '../intake/read-stored.ts';
import { addressKey } from '../mail/address.ts';
import { dayMonthWords } from '../moderation/words.ts';
import { earlierFacts, earlierMails } from '../store/applicants.ts';
import type { Db } from '../store/open-store.ts';
import type { ExtractedRequest } from './extract/extract.ts';

const fields = ['name', 'affiliation'] as const;
type Field = (typeof fields)[number];

/** As evidence of a value that this mail does not hold. */
interface Earlier {
  readonly source: 'earlier';
  readonly text: string;
  readonly rule: string;
}

/** A request with what was known; `evidence` says for each value where it was read. */
export type CompletedRequest = Omit<ExtractedRequest, 'evidence'> & {
  readonly evidence: Readonly<Record<string, unknown>>;
};

export async function completeFromBefore(
  tx: Db,
  deps: InboundDeps,
  mail: ReadMail,
  asked: ExtractedRequest,
  emailKey: string,
): Promise<CompletedRequest> {
  const { colloquium } = mail;
  let request: CompletedRequest = asked;
  const wanted = () =>
    fields.filter((field) => request[field] === null && colloquium.requests.need.includes(field));
  if (wanted().length === 0) return request;
  for (const fact of await earlierFacts(tx, colloquium.id, emailKey)) {
    const rule =
      fact.at === null
        ? 'they were on the list'
        : `their request of ${dayMonthWords(fact.at, colloquium.zone)}`;
    request = fill(request, wanted(), fact, rule);
  }
  if (wanted().length === 0) return request;
  for (const row of await earlierMails(tx, colloquium.id, emailKey, mail.row.id)) {
    const context = await contextOf(deps, colloquium, mail.hosts, row, row.raw);
    const reading = await deps.reader.read(row.raw, { ...context, extractsAnyway: true });
    const isTheirs =
      reading.classification?.sender.verdict === 'authenticated' &&
      addressKey(reading.message?.from[0]?.address ?? '') === emailKey;
    const own = reading.requests.find(({ email }) => addressKey(email ?? '') === emailKey);
    if (!isTheirs || own === undefined) continue;
    request = fill(
      request,
      wanted(),
      own,
      `their mail of ${dayMonthWords(row.received_at, colloquium.zone)}`,
    );
  }
  return request;
}

function fill(
  request: CompletedRequest,
  wanted: readonly Field[],
  known: Readonly<Record<Field, string | null>>,
  rule: string,
): CompletedRequest {
  const found = wanted.filter((field) => (known[field] ?? '').trim() !== '');
  const values = Object.fromEntries(found.map((field) => [field, known[field]]));
  const evidence = Object.fromEntries(
    found.map((field): [string, Earlier] => [field, { source: 'earlier', text: known[field] ?? '', rule }]),
  );
  return {
    ...request,
    ...values,
    missing: request.missing.filter((field) => !found.some((each) => each === field)),
    evidence: { ...request.evidence, ...evidence },
  };
}
