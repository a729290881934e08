/** One season for the pages: talks past and to come, mails in every state, people who wait and people on the list. */
import { sql } from 'kysely';
import { startOf, type Talk } from '../../src/calendar/talk.ts';
import { replaceAddressChange } from '../../src/store/address-changes.ts';
import { loadTalk, reserveTalkIds, saveTalk } from '../../src/store/talks.ts';
import { insertSubscribers } from './audience.ts';
import { storyTime, type TestWeb } from './web.ts';

export interface WebStory {
  readonly talks: readonly number[];
  /** Noor: complete, proven. */
  readonly requestId: number;
  readonly linkId: number;
  readonly hostId: number;
  readonly otherHostId: number;
  readonly otherLinkId: number;
  readonly unprovenId: number;
  readonly decidedId: number;
  readonly subscriberId: number;
  readonly sendingId: number;
  readonly doneId: number;
  readonly heldId: number;
  readonly messageId: number;
  /** Daniel Osei wants his mail elsewhere. */
  readonly moveId: number;
}

export const noorsMail = `From: Noor El-Amrani <n.elamrani@hydrolab.example>
To: colloquium@ai4science.example
Subject: joining the colloquium list?
Date: Tue, 17 Nov 2026 08:41:00 +0100
Message-ID: <noor-1@hydrolab.example>
Content-Type: text/plain; charset=utf-8

Dear organisers,

Our group heard about your colloquium from Ravi's talk last week. I am a second-year PhD student at the Institute for Water and Environment, Delft, working on flood forecasting with neural emulators, and I would like to follow the talks because we struggle with exactly the calibration problem he described.

Could you add me to the list?

Best wishes,
Noor El-Amrani

On 10 Nov, Ravi Holt wrote:
> Thanks for having me. If people in your group want
> to follow the series, they can just write.
`;

const text = noorsMail.slice(noorsMail.indexOf('\n\n') + 2);

function spot(value: string, rule: string) {
  const start = text.indexOf(value);
  return { source: 'text', start, end: start + value.length, text: value, rule };
}

const affiliation = 'Institute for Water and Environment, Delft';
const motivation =
  'I would like to follow the talks because we struggle with exactly the calibration problem he described';

export async function tellStory(web: TestWeb, people = 40): Promise<WebStory> {
  const { db } = web.store;
  const { id: colloquium } = web.colloquium;
  const talks = await insertTalks(web);
  await insertSubscribers(web.store, people, {
    colloquium,
    domains: 6,
    at: storyTime.subtract({ hours: 24 * 60 }),
  });
  const hosts = await db.selectFrom('host').select('id').orderBy('id').execute();
  const [hostId, otherHostId] = [hosts[0]!.id, hosts[1]!.id];
  const inbound = await insertInbound(web, noorsMail, 'join', false);
  const base = {
    colloquium,
    language: 'en',
    subject: 'joining the colloquium list?',
    sender: JSON.stringify({
      verdict: 'authenticated',
      domain: 'hydrolab.example',
      spf: 'pass',
      dkim: 'pass',
      dmarc: 'pass',
    }),
  };
  const request = async (values: object) =>
    (
      await db
        .insertInto('request')
        .values({ ...base, asked_at: storyTime.subtract({ minutes: 25 }), ...values } as never)
        .returning('id')
        .executeTakeFirstOrThrow()
    ).id;
  const asked = { confirmed_at: storyTime, hosts_told_at: storyTime };
  const requestId = await request({
    ...asked,
    email: 'n.elamrani@hydrolab.example',
    email_key: 'n.elamrani@hydrolab.example',
    name: 'Noor El-Amrani',
    affiliation,
    motivation,
    inbound_id: inbound,
    evidence: JSON.stringify({
      name: spot('Noor El-Amrani', 'closing line'),
      affiliation: spot(affiliation, 'follows “PhD student at the”'),
      motivation: spot(motivation, 'a sentence with “I would like to … because”'),
    }),
  });
  await request({
    ...asked,
    asked_at: storyTime.subtract({ hours: 26 }),
    email: 'roth@materials.example',
    email_key: 'roth@materials.example',
    name: 'Benedikt Roth',
    affiliation: 'Freiburg Materials Centre',
    motivation:
      'We build force fields from active learning and want to see what others do about rare events.',
  });
  await request({
    ...asked,
    asked_at: storyTime.subtract({ hours: 75 }),
    email: 'sato@kyoto-info.example',
    email_key: 'sato@kyoto-info.example',
    name: '佐藤 愛子',
    affiliation: 'Kyoto School of Informatics',
    motivation: 'A colleague in Nagoya told me the discussion after the talks is the best part.',
  });
  const unprovenId = await request({
    asked_at: storyTime.subtract({ hours: 70 }),
    email: 'j.smith@postbox.example',
    email_key: 'j.smith@postbox.example',
    name: 'J. Smith',
    motivation: 'interested in AI thanks',
    sender: JSON.stringify({ verdict: 'unauthenticated', dmarc: 'fail' }),
  });
  const decidedId = await request({
    ...asked,
    asked_at: storyTime.subtract({ hours: 20 }),
    email: 'd.osei@kumasi-eng.example',
    email_key: 'd.osei@kumasi-eng.example',
    name: 'Daniel Osei',
    affiliation: 'Kumasi School of Engineering',
    motivation: 'My students ask me about emulators.',
    decision: 'approve',
    decided_at: storyTime.subtract({ hours: 19 }),
    decided_by: 'Elias Lindqvist',
    decided_via: 'reply',
    effective_at: storyTime.subtract({ hours: 18 }),
  });
  const link = async (host_id: number, request_id: number) =>
    (
      await db
        .insertInto('decision_link')
        .values({
          host_id,
          request_id,
          made_at: storyTime,
          expires_at: storyTime.add({ hours: 336 }),
        } as never)
        .returning('id')
        .executeTakeFirstOrThrow()
    ).id;
  const linkId = await link(hostId, requestId);
  const otherLinkId = await link(otherHostId, requestId);
  const subscriber = await db
    .insertInto('subscriber')
    .values({
      colloquium,
      email: 'd.osei@kumasi-eng.example',
      email_key: 'd.osei@kumasi-eng.example',
      name: 'Daniel Osei',
      affiliation: 'Kumasi School of Engineering',
      joined_at: storyTime.subtract({ hours: 18 }),
      joined_by: `request:${decidedId}`,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const mailings = await insertMailings(web, talks);
  const messageId = await insertInbound(
    web,
    noorsMail.replace('noor-1', 'odd-1').replace('joining the colloquium list?', 'Fwd: Re: AI talk???'),
    'question',
    true,
  );
  await db
    .insertInto('audit')
    .values([
      {
        at: storyTime.subtract({ hours: 19 }),
        colloquium,
        who: `host:${otherHostId}`,
        way: 'reply',
        what: 'request.approved',
        subject: `request:${decidedId}`,
      },
      {
        at: storyTime.subtract({ hours: 1 }),
        colloquium,
        who: `host:${hostId}`,
        way: 'console',
        what: 'mailing.held',
        subject: `mailing:${mailings.heldId}`,
      },
    ])
    .execute();
  await insertPage(web);
  const moveId = await replaceAddressChange(db, {
    subscriberId: subscriber.id,
    formerKey: 'd.osei@kumasi-eng.example',
    email: 'daniel@harbour.example',
    emailKey: 'daniel@harbour.example',
    askedAt: storyTime,
    expiresAt: storyTime.add({ hours: 24 * 7 }),
  });
  return {
    talks,
    requestId,
    linkId,
    hostId,
    otherHostId,
    otherLinkId,
    unprovenId,
    decidedId,
    subscriberId: subscriber.id,
    messageId,
    moveId,
    ...mailings,
  };
}

async function insertInbound(web: TestWeb, raw: string, kind: string, held: boolean): Promise<number> {
  const bytes = Buffer.from(raw.replace(/\n/g, '\r\n'));
  const row = {
    colloquium: web.colloquium.id,
    identity: Buffer.from(crypto.randomUUID()),
    raw: bytes,
    size: bytes.length,
    source: 'smtp',
    envelope_from: 'n.elamrani@hydrolab.example',
    recipient: web.colloquium.address,
    client_ip: null,
    received_at: storyTime.subtract({ minutes: 25 }),
    processed_at: storyTime,
    class: kind,
    reason: held ? 'a forwarded mail with two names in it' : null,
    held_at: held ? storyTime : null,
    settled_at: null,
    settled_by: null,
  };
  return (await web.store.db.insertInto('inbound').values(row).returning('id').executeTakeFirstOrThrow()).id;
}

const season = [
  [
    '2026-10-27',
    'Currents from drifters: an inverse problem in the North Atlantic',
    'Mikkel Thorsen',
    'Bergen Ocean Institute',
  ],
  ['2026-11-10', 'Emulators that know when they are wrong', 'Ravi Holt', 'Leeds School of Geosciences'],
  [
    '2026-11-24',
    'Reading the sky twice: simulation-based inference for weak lensing',
    'Ilse Vermaas',
    'Leiden Institute for Cosmology',
  ],
  ['2026-12-08', null, 'Tomasz Wieczorek', 'Gdańsk Institute of Soft Matter'],
  [
    '2026-12-22',
    'Differentiable plasma: gradients through a tokamak',
    'Chiara Bonetti',
    'Trieste Plasma Laboratory',
  ],
  ['2027-01-05', null, null, null],
  ['2027-01-19', 'Graph networks on drifting ice', 'Oluwaseun Strand', 'Tromsø Polar Observatory'],
] as const;

async function insertTalks(web: TestWeb): Promise<number[]> {
  const ids = await reserveTalkIds(web.store.db, season.length);
  for (const [index, [date, title, speaker, from]] of season.entries()) {
    const isPast = date < '2026-11-17';
    const isTold = isPast || date === '2026-11-24';
    const facts = {
      date,
      start: '14:00',
      end: '15:00',
      title,
      speaker,
      place: 'Science Park 904, room A1.28',
      online: 'https://meet.example/ai4science',
    };
    const talk: Talk = {
      ...facts,
      id: ids[index]!,
      colloquium: web.colloquium.id,
      uid: `talk-${date}@ai4science.example`,
      sequence: 0,
      affiliation: from,
      abstract:
        title === null
          ? null
          : 'Every galaxy survey is one noisy draw from a universe that we can only simulate. Instead of writing down a likelihood that nobody believes, we let a network learn it from simulations, and then ask the harder question: how would we notice that it is wrong?\n\nReading the same sky twice, with two simulators that disagree, turns out to be a good test.',
      bio:
        speaker === 'Ilse Vermaas'
          ? 'Ilse Vermaas is an assistant professor at the Leiden Institute for Cosmology. She keeps a public list of the ways her own models have failed.'
          : null,
      photo: null,
      watch: isPast ? `https://video.ai4science.example/${date}` : null,
      status: speaker === null ? 'tba' : 'scheduled',
      problems:
        date === '2026-12-22'
          ? [
              {
                kind: 'zone-label',
                where: [6],
                text: '“Summer Time” in December. 22 December is in winter time (CET); change line 6 on your page.',
                blocking: false,
              },
            ]
          : [],
      firstSeenAt: storyTime.subtract({ hours: 24 * 90 }),
      changedAt: storyTime.subtract({ hours: 24 * 3 }),
      withdrawnAt: null,
      told: isTold ? facts : null,
      toldAt: isTold ? startOf(facts, web.colloquium.zone).subtract({ hours: 24 * 7 }) : null,
      calledOffAt: null,
      hostWords: {},
      addedBy: null,
      reason: null,
    };
    await saveTalk(web.store.db, talk, web.colloquium.zone);
  }
  return ids;
}

async function insertMailings(web: TestWeb, talks: readonly number[]) {
  const { db } = web.store;
  const insert = async (talk: number, kind: string, at: Temporal.Instant, values: object = {}) => {
    const facts = JSON.stringify({ ...(await loadTalk(db, talk)) });
    const row = {
      colloquium: web.colloquium.id,
      talk_id: talk,
      kind,
      rule: kind,
      revision: 0,
      slot_at: at,
      goes_at: at,
      planned_at: at,
      facts,
      ...values,
    };
    return (
      await db
        .insertInto('mailing')
        .values(row as never)
        .returning('id')
        .executeTakeFirstOrThrow()
    ).id;
  };
  const gone = (at: Temporal.Instant) => ({
    frozen_at: at,
    done_at: at.add({ minutes: 10 }),
    audience: 40,
    reported_at: at,
  });
  const week = (talkIndex: number, hours: number) =>
    startOf({ date: season[talkIndex]![0], start: '14:00' }, web.colloquium.zone).subtract({ hours });
  const doneId = await insert(talks[1]!, 'announcement', week(1, 173), gone(week(1, 173)));
  await insert(talks[1]!, 'reminder', week(1, 29), {
    missed_at: week(1, 26),
    missed_why: 'the mail relay did not answer from 08:52 to 13:31',
  });
  await insert(talks[1]!, 'recording', week(1, -44), gone(week(1, -44)));
  await insert(talks[0]!, 'announcement', week(0, 173), gone(week(0, 173)));
  const sendingId = await insert(talks[2]!, 'announcement', storyTime.subtract({ minutes: 6 }), {
    frozen_at: storyTime.subtract({ minutes: 6 }),
    audience: 40,
    excluded: JSON.stringify({ declined: 3, paused: 2 }),
  });
  const heldId = await insert(talks[4]!, 'announcement', week(4, 24 * 14), {
    held_at: storyTime,
    held_by: 'Noor Achterberg',
  });
  for (const [mailing, states] of [
    [doneId, ['submitted', 'submitted', 'submitted', 'failed']],
    [sendingId, ['submitted', 'submitted', 'queued', 'sending']],
  ] as const) {
    await sql`
      insert into delivery (mailing_id, subscriber_id, state, reply, next_at, settled_at)
      select ${mailing}, id, state,
        case state when 'failed' then '550 5.1.1 <' || email || '>: no such user' when 'submitted' then '250 2.0.0 queued' end,
        case when state = 'queued' then ${storyTime}::timestamptz end, case when state in ('submitted', 'failed') then ${storyTime}::timestamptz end
      from (select id, email, (${sql.val([...states])}::text[])[1 + (row_number() over (order by id))::int % 4] as state from subscriber where joined_by = 'import' order by id limit 40) as people`.execute(
      db,
    );
  }
  return { doneId, sendingId, heldId };
}

async function insertPage(web: TestWeb): Promise<void> {
  const content = [
    '## Schedule',
    '',
    '#### Title: Sampling rare events',
    'Speaker: **Tomasz Wieczorek**',
    '',
    'Date: 22-12-2026 14:00-15:00 Central European Summer Time',
    'Abstract: TBA',
    '',
  ].join('\n');
  const problems = [
    {
      kind: 'zone-label',
      where: [6],
      text: '“Summer Time” in December. 22 December is in winter time (CET); change line 6 on your page.',
      blocking: false,
    },
    {
      kind: 'missing-title',
      where: [3, 4],
      text: 'The talk of 8 December has no title. Without it the announcement stays held.',
      blocking: true,
    },
  ];
  await web.store.db
    .insertInto('calendar_version')
    .values({
      colloquium: web.colloquium.id,
      read_at: storyTime,
      hash: Buffer.from('one'),
      content,
      problems: JSON.stringify(problems),
    })
    .execute();
  await web.store.db
    .insertInto('calendar_source')
    .values({
      colloquium: web.colloquium.id,
      read_at: storyTime,
      failed_at: null,
      failed_why: null,
      etag: null,
    })
    .execute();
}
