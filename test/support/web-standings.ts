/** Beside the story: somebody in each standing that a page can be about, so that every state can be opened. */
import type { MailingKind } from '../../src/mailings/mailing-kinds.ts';
import { replaceAddressChange } from '../../src/store/address-changes.ts';
import { storyTime, type TestWeb } from './web.ts';
import type { WebStory } from './web-story.ts';

const before = (hours: number) => storyTime.subtract({ hours });
const after = (hours: number) => storyTime.add({ hours });

export type Standings = Awaited<ReturnType<typeof tellStandings>>;

export async function tellStandings(web: TestWeb, story: WebStory) {
  await callOffTheLast(web, story);
  return {
    ...(await requestsInEachState(web, story)),
    ...(await peopleInEachState(web)),
    ...(await movesInEachState(web)),
    ...(await mailingsInEachState(web, story)),
    ...(await signInsInEachState(web, story)),
    ...(await vouchesInEachState(web, story)),
  };
}

async function requestsInEachState(web: TestWeb, story: WebStory) {
  const { db } = web.store;
  const link = async (requestId: number, expires: Temporal.Instant, hostId = story.hostId) => {
    const row = { host_id: hostId, request_id: requestId, made_at: before(400), expires_at: expires };
    return (await db.insertInto('decision_link').values(row).returning('id').executeTakeFirstOrThrow()).id;
  };
  const request = async (name: string, values: object = {}) => {
    const email = `${name.toLowerCase()}@reef.example`;
    const row = {
      colloquium: web.colloquium.id,
      email,
      email_key: email,
      name: `${name} Reef`,
      affiliation: 'Coral Reef Station',
      motivation: 'We count fish with cameras, and the cameras are wrong at dusk.',
      language: 'en',
      sender: JSON.stringify({ verdict: 'confirmed' }),
      asked_at: before(30),
      confirmed_at: before(30),
      hosts_told_at: before(30),
      ...values,
    };
    const { id } = await db.insertInto('request').values(row).returning('id').executeTakeFirstOrThrow();
    return { id, link: await link(id, after(300)) };
  };
  const byNoor = {
    decided_at: storyTime,
    decided_by: 'Noor Achterberg',
    decided_via: 'page',
    effective_at: storyTime.add({ minutes: 10 }),
  };
  const removed = await db
    .insertInto('host')
    .values({
      colloquium: web.colloquium.id,
      name: 'Gone Host',
      email: 'gone@ai4science.example',
      email_key: 'gone@ai4science.example',
      added_at: before(900),
      removed_at: before(1),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const waiting = await request('Wim', {
    affiliation: null,
    question_at: before(5),
    question: 'Where do you work?',
  });
  return {
    freshId: await request('Fay', { decision: 'approve', ...byNoor }),
    declinedId: await request('Dee', {
      decision: 'decline',
      reason: 'Students only, sorry.',
      ...byNoor,
      effective_at: before(1),
      decided_at: before(2),
      decided_via: 'reply',
    }),
    closedId: await request('Cor', { closed_at: before(3), closed_why: 'expired' }),
    waitingId: waiting,
    choosingId: await request('Cho'),
    askingId: await request('Asa'),
    decidingId: await request('Dob'),
    oldId: { ...waiting, link: await link(story.unprovenId, before(1)) },
    unproven: await link(story.unprovenId, after(300), story.otherHostId),
    endedLink: await link(story.requestId, after(300), removed.id),
  };
}

async function peopleInEachState(web: TestWeb) {
  const person = async (name: string, values: object) => {
    const email = `${name.toLowerCase()}@shore.example`;
    const row = {
      colloquium: web.colloquium.id,
      email,
      email_key: email,
      name: `${name} Shore`,
      affiliation: 'Institute of the Shore',
      joined_at: before(2_000),
      joined_by: 'import',
      ...values,
    };
    return (await web.store.db.insertInto('subscriber').values(row).returning('id').executeTakeFirstOrThrow())
      .id;
  };
  return {
    pausedId: await person('Pia', { paused_until: after(24 * 40) }),
    leftId: await person('Lea', { unsubscribed_at: before(2), unsubscribed_by: 'page' }),
    suppressedId: await person('Sam', {
      suppressed_at: before(50),
      suppressed_why: '550 5.1.1 no such user',
    }),
    erasedId: await person('Era', {
      email: '',
      name: '',
      affiliation: null,
      unsubscribed_at: before(9),
      erased_at: before(9),
    }),
    leavingId: await person('Lin', {}),
    erasingId: await person('Eli', {}),
    hereId: await person('Hal', {}),
  };
}

/** One pending change each. */
async function movesInEachState(web: TestWeb) {
  const { db } = web.store;
  const people = await db
    .selectFrom('subscriber')
    .select(['id', 'email_key'])
    .where('joined_by', '=', 'import')
    .orderBy('id')
    .limit(6)
    .execute();
  const move = async (index: number, values: object) => {
    const { id, email_key } = people[index]!;
    const wish = {
      subscriberId: id,
      formerKey: email_key,
      email: `new-${index}@lab.example`,
      emailKey: `new-${index}@lab.example`,
    };
    const changeId = await replaceAddressChange(db, { ...wish, askedAt: before(10), expiresAt: after(100) });
    if (Object.keys(values).length > 0)
      await db.updateTable('address_change').set(values).where('id', '=', changeId).execute();
    return changeId;
  };
  return {
    agreedMove: await move(0, { old_confirmed_at: before(1) }),
    movedMove: await move(1, {
      old_confirmed_at: before(2),
      new_confirmed_at: before(1),
      done_at: before(1),
    }),
    refusedMove: await move(2, { refused_at: before(1) }),
    overMove: await move(3, { expires_at: before(1) }),
    openMove: await move(4, {}),
    takenMove: await move(5, { old_confirmed_at: before(2), new_confirmed_at: before(1) }),
  };
}

async function mailingsInEachState(web: TestWeb, { talks }: WebStory) {
  const mailing = async (talk: number, kind: MailingKind, values: object) => {
    const row = {
      colloquium: web.colloquium.id,
      talk_id: talks[talk]!,
      kind,
      rule: `${kind}-of-the-test`,
      revision: 0,
      slot_at: storyTime,
      goes_at: storyTime.add({ minutes: 14 }),
      planned_at: storyTime,
      facts: '{}',
      ...values,
    };
    return (await web.store.db.insertInto('mailing').values(row).returning('id').executeTakeFirstOrThrow())
      .id;
  };
  const missed = await web.store.db
    .selectFrom('mailing')
    .select('id')
    .where('missed_at', 'is not', null)
    .executeTakeFirstOrThrow();
  return {
    missedId: missed.id,
    proofId: await mailing(2, 'reminder', {}),
    cancelledId: await mailing(2, 'starting-soon', {
      cancelled_at: before(1),
      cancelled_by: 'Elias Lindqvist',
    }),
    pausedMailingId: await mailing(1, 'starting-soon', {
      frozen_at: before(1),
      audience: 0,
      paused_at: storyTime,
      paused_why: 'The mail server refuses us as a sender: 550 5.7.1 sender not allowed',
    }),
  };
}

/** The last talk is off; on the one before it, a host and the page differ. */
async function callOffTheLast(web: TestWeb, { talks }: WebStory): Promise<void> {
  const word = {
    said: 'Graphs on ice',
    over: 'Graph networks',
    page: 'Graph networks on ice',
    by: 'Noor',
    at: storyTime.toString(),
  };
  const { db } = web.store;
  await db
    .updateTable('talk')
    .set({ host_words: JSON.stringify({ title: word }) })
    .where('id', '=', talks.at(-1)!)
    .execute();
  await db
    .updateTable('talk')
    .set({ status: 'cancelled', reason: 'The speaker is ill.' })
    .where('id', '=', talks[5]!)
    .execute();
}

async function vouchesInEachState(web: TestWeb, { subscriberId }: WebStory) {
  const vouch = async (used_at: Temporal.Instant | null) => {
    const row = { subscriber_id: subscriberId, made_at: before(5), expires_at: after(500), used_at };
    return (await web.store.db.insertInto('vouch').values(row).returning('id').executeTakeFirstOrThrow()).id;
  };
  return { openVouch: await vouch(null), usedVouch: await vouch(before(1)) };
}

async function signInsInEachState(web: TestWeb, { hostId }: WebStory) {
  const signIn = async (used_at: Temporal.Instant | null) => {
    const row = { host_id: hostId, made_at: storyTime, expires_at: storyTime.add({ minutes: 15 }), used_at };
    return (await web.store.db.insertInto('sign_in').values(row).returning('id').executeTakeFirstOrThrow())
      .id;
  };
  return { freshSignIn: await signIn(null), usedSignIn: await signIn(storyTime) };
}
