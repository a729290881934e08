/** Reports and notices of mail systems: who failed, what counts, and what never counts. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { type Report, readReport } from '../../src/bounces/read-report.ts';
import { parseMessage } from '../../src/mail/parse-message.ts';

interface Expected {
  readonly kind: string;
  readonly recipients: readonly {
    readonly address: string;
    readonly finalRecipient: string;
    readonly status: string | null;
    readonly countsAs: string;
  }[];
  readonly returnedMessageId: string | null;
}

async function read(raw: Uint8Array): Promise<Report | null> {
  const outcome = await parseMessage(raw);
  return outcome.ok ? readReport(outcome.message) : null;
}

const cases = JSON.parse(
  readFileSync(new URL('../corpus/bounces/reports.json', import.meta.url), 'utf8'),
) as { name: string; raw: string; expect: Expected | null }[];

describe('what comes back', () => {
  for (const one of cases) {
    test(one.name, async () => {
      const report = await read(Buffer.from(one.raw));
      const got = report && {
        kind: report.kind,
        recipients: report.recipients.map(({ address, finalRecipient, status, countsAs }) => ({
          address,
          finalRecipient,
          status,
          countsAs,
        })),
        returnedMessageId: report.returnedMessageId,
      };
      assert.deepEqual(got, one.expect);
    });
  }
});

test('a hostile report is read in bounded time', async () => {
  const fields = 'Final-Recipient: rfc822; a@b.example\nAction: failed\nStatus: 5.1.1\n\n'.repeat(20_000);
  const head = 'Return-Path: <>\r\nFrom: mailer-daemon@x.example\r\nSubject: failure notice\r\n';
  const raws = [
    `${head}Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n${fields}\r\n--b--\r\n`,
    `${head}\r\n${'could not be delivered to a@b.example, '.repeat(20_000)}`,
    `${head}\r\n${'<'.repeat(200_000)}`,
    `${head}\r\n${'user user user unknown@ '.repeat(20_000)}`,
    `${head}\r\n${'a'.repeat(300_000)}@${'b'.repeat(300_000)}`,
  ];
  for (const raw of raws) {
    const outcome = await parseMessage(Buffer.from(raw));
    if (!outcome.ok) continue;
    const start = performance.now();
    readReport(outcome.message);
    assert.ok(performance.now() - start < 1000, raw.slice(80, 140));
  }
});

interface Collected {
  readonly file: string;
  readonly kind: string;
  readonly set: string;
  readonly recipients: string[] | null;
  readonly results: readonly { readonly hard: boolean | null }[];
}

const shared = new URL('../../../shared/data/bounces/', import.meta.url);
const hasShared = existsSync(new URL('expected.json', shared));

describe('the collected bounces', {
  skip: hasShared ? false : '../shared/data/bounces is not here',
}, async () => {
  const expected = hasShared
    ? Object.values(
        JSON.parse(readFileSync(new URL('expected.json', shared), 'utf8')) as Record<string, Collected>,
      )
    : [];
  const reports = await Promise.all(
    expected.map(async (one) => ({ ...one, report: await read(readFileSync(new URL(one.file, shared))) })),
  );
  const key = (addresses: readonly string[]) =>
    addresses
      .map((address) => address.toLowerCase())
      .sort()
      .join();

  test('nobody is suppressed by a vacation, delay, delivery or anything that is no bounce', () => {
    const harmless = reports.filter((one) =>
      ['vacation', 'delayed', 'delivered', 'not-bounce', 'feedback'].includes(one.kind),
    );
    assert.deepEqual(
      harmless
        .filter((one) => one.report?.recipients.some((who) => who.countsAs !== 'none'))
        .map((one) => one.file),
      [],
    );
  });
  test('19 of 20 labelled recipients are found', () => {
    const labelled = reports.filter((one) => (one.recipients?.length ?? 0) > 0);
    const found = labelled.filter((one) =>
      [
        key(one.report?.recipients.map((who) => who.address) ?? []),
        key(one.report?.recipients.map((who) => who.finalRecipient) ?? []),
      ].includes(key(one.recipients ?? [])),
    );
    assert.ok(found.length >= 0.95 * labelled.length, `${found.length} of ${labelled.length}`);
  });
  // flufl.bounce and Mailman call every failure permanent, full mailboxes and expired queues too (docs/bounces.md, where judges disagree).
  test('hard and soft are told apart as the collections do, where they do', () => {
    const judged = reports.filter(
      (one) => one.kind === 'bounce' && one.set === 'sisimai' && one.results[0]?.hard != null,
    );
    const right = judged.filter(
      (one) =>
        one.report !== null &&
        (one.report.kind === 'bounce-hard') === one.results.some((result) => result.hard),
    );
    assert.ok(right.length >= 0.95 * judged.length, `${right.length} of ${judged.length}`);
  });
});
