/**
 * A mailing to 200 people through Debian's Postfix, which takes everything and reports later: addresses that do not exist, full
 * mailboxes, greylisting, forwards to dead addresses, slow servers. Its own reports come back into a Dovecot mailbox and are
 * read by IMAP. Each finds its delivery, by the return path, and by the returned mail where a relay rewrites the return path.
 */
import assert from 'node:assert/strict';
import test from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { storyPage } from '../../src/cli/demo-page.ts';
import { receiveMail } from '../../src/intake/receive.ts';
import { openImapSource } from '../../src/intake/source-imap.ts';
import { books } from '../../src/store/deliveries-control.ts';
import { type Dovecot, dovecotMissing, openDovecot } from '../support/dovecot.ts';
import { openPostfix, postfixMissing } from '../support/postfix.ts';
import { openTestService, type TestService } from '../support/service.ts';
import { openSmtpSink } from '../support/smtp-sink.ts';
import * as story from '../support/stories.ts';

const skip = postfixMissing() || dovecotMissing();

/** How many people have which fate, by the domain of their address. */
const fates = {
  'fine.example': 120,
  'gone.example': 20,
  'full.example': 15,
  'filling.example': 10,
  'grey.example': 15,
  'forward.example': 10,
  'slow.example': 10,
} as const;
type Domain = keyof typeof fates;
const domains = Object.keys(fates) as Domain[];
const people = domains.flatMap((domain) =>
  Array.from({ length: fates[domain] }, (_, index) => `member-${index + 1}@${domain}`),
);

test('every report finds its delivery by the return path', { skip }, () => throughTheRelay({}));

test(
  'every report finds its delivery by the returned mail, where the relay rewrites the return path',
  {
    skip,
  },
  () =>
    throughTheRelay({
      sender_canonical_classes: 'envelope_sender',
      sender_canonical_maps: `regexp:{ {/^colloquium[+].*@ai4science[.]example$$/ ${story.mailbox}} }`,
    }),
);

async function throughTheRelay(rewriting: Readonly<Record<string, string>>): Promise<void> {
  const dovecot = await openDovecot();
  const world = await openSmtpSink({
    refusals: [
      { match: /@(?:gone|dead)\.example/, reply: '550 5.1.1 no such user here' },
      { match: /@full\.example/, reply: '552 5.2.2 the mailbox is full' },
      { match: /@filling\.example/, reply: '452 4.2.2 the mailbox is full, try later' },
      { match: /@grey\.example/, reply: '451 4.7.1 greylisted, come back in a moment', times: 1 },
    ],
    delayMs: (recipient) => (recipient.endsWith('@slow.example') ? 300 : 0),
  });
  const outside = { smtpPort: world.port };
  const postfix = await openPostfix({
    deliver: {
      'ai4science.example': { lmtpPort: dovecot.lmtpPort },
      ...Object.fromEntries([...domains, 'dead.example'].map((domain) => [domain, outside])),
    },
    settings: {
      virtual_alias_maps: `inline:{ ${people
        .filter((email) => email.endsWith('@forward.example'))
        .map((email) => `${email}=${email.replace('@forward.', '@dead.')}`)
        .join(', ')} }`,
      // Hours become seconds: a warning at once, given up soon.
      delay_warning_time: '1s',
      maximal_queue_lifetime: '20s',
      bounce_queue_lifetime: '60s',
      ...rewriting,
    },
  });
  const service = await openTestService({
    at: Temporal.Now.instant().toString(),
    page: presentPage(),
    smtpUrl: `${postfix.smtpUrl}?tls=off`,
  });
  try {
    await story.listed(service, people);
    await service.advanceTo(service.clock.now().add({ hours: 26 }), 30);
    // The mailbox is read when the mailing is out, as after a night: the reports have gathered in it.
    const source = mailboxOf(service, dovecot);
    try {
      await untilReported(service);
      await reportsAreRight(service);
    } finally {
      await source.close();
    }
    if ('sender_canonical_maps' in rewriting) await returnPathsAreGone(service);
    await service.settle();
    await story.allIsWell(service, people);
  } finally {
    await service.close();
    await postfix.close();
    await Promise.all([world.close(), dovecot.close()]);
  }
}

function mailboxOf(service: TestService, dovecot: Dovecot): ReturnType<typeof openImapSource> {
  return openImapSource({
    url: `${dovecot.imapUrl(story.mailbox)}?tls=off`,
    poll: Temporal.Duration.from({ seconds: 1 }),
    maxSize: service.context.config.service.intake.max_size,
    mailboxes: service.context.config.colloquia,
    receive: (mail) => receiveMail(service.context, mail),
    store: service.context.store,
    log: service.context.log,
  });
}

/** The mail servers live in the present, so the story does too: a talk nine days from today. */
function presentPage(): string {
  const today = Temporal.Now.zonedDateTimeISO('Europe/Amsterdam');
  return storyPage({
    date: today.add({ days: 9 }).toPlainDate().toString(),
    title: 'What a glacier remembers',
    speaker: 'Ingrid Solbakken',
    following: today.add({ days: 23 }).toPlainDate().toString(),
    held: today.subtract({ days: 5 }).toPlainDate().toString(),
  });
}

const reports = (service: TestService) =>
  service.context.store.db
    .selectFrom('inbound')
    .select(['id', 'class', 'reason', 'recipient', 'held_at', 'processed_at'])
    .execute();

/** A final report for each of the four fates that fail, and warnings about what is late. */
async function untilReported(service: TestService): Promise<void> {
  const expected =
    fates['gone.example'] + fates['full.example'] + fates['filling.example'] + fates['forward.example'];
  const deadline = performance.now() + 180_000;
  let seen = '';
  while (performance.now() < deadline) {
    const counted = await service.context.store.db
      .selectFrom('bounce')
      .select((each) => each.fn.countAll<string>().as('count'))
      .executeTakeFirstOrThrow();
    seen = `${counted.count} bounces of ${expected}, ${(await reports(service)).length} mails in`;
    if (Number(counted.count) >= expected) return;
    await pause(100);
  }
  throw new Error(`reports are missing: ${seen}`);
}

async function reportsAreRight(service: TestService): Promise<void> {
  const { db } = service.context.store;
  const rows = await db
    .selectFrom('subscriber')
    .leftJoin('bounce', 'bounce.subscriber_id', 'subscriber.id')
    .select(['subscriber.email', 'subscriber.suppressed_at', 'bounce.counts_as', 'bounce.status'])
    .execute();
  assert.equal(rows.length, people.length, 'nobody has two bounces for one mail');
  const found = (domain: Domain) => {
    const mine = rows.filter((row) => row.email.endsWith(`@${domain}`));
    const kinds = new Set(
      mine.map(
        (row) => `${row.counts_as} ${row.status} ${row.suppressed_at === null ? 'kept' : 'suppressed'}`,
      ),
    );
    return [mine.length, ...kinds];
  };
  assert.deepEqual(Object.fromEntries(domains.map((domain) => [domain, found(domain)])), {
    'fine.example': [120, 'null null kept'],
    'gone.example': [20, 'hard 5.1.1 suppressed'],
    'full.example': [15, 'soft 5.2.2 kept'],
    'filling.example': [10, 'soft 4.2.2 kept'],
    'grey.example': [15, 'null null kept'],
    // The mailbox that was mailed is there, its owner's forward is not: one such report is no proof.
    'forward.example': [10, 'hard 5.1.1 kept'],
    'slow.example': [10, 'null null kept'],
  });
  const came = await reports(service);
  const warnings = came.filter((mail) => mail.reason?.includes('counts for nobody'));
  assert.ok(
    warnings.length >= fates['filling.example'],
    `${warnings.length} warnings, none of which counted`,
  );
  assert.deepEqual(
    came.filter((mail) => mail.held_at !== null || mail.reason?.includes('no delivery of ours')),
    [],
    'every report was understood',
  );
  const mailing = await db.selectFrom('mailing').select('id').executeTakeFirstOrThrow();
  const account = await books(db, mailing.id);
  assert.deepEqual([account?.balance, account?.audience], [0, 200]);
}

async function returnPathsAreGone(service: TestService): Promise<void> {
  const recipients = new Set((await reports(service)).map((mail) => mail.recipient));
  assert.deepEqual([...recipients], [story.mailbox], 'no report came to a return path of its own');
}
