/**
 * A mail to one person, for an invented request and host's answer. It goes through the same rows, makers and templates
 * as a real one, in a transaction that is taken back.
 */
import type { Colloquium } from '../../config/schema.ts';
import type { Context } from '../context.ts';
import { OperatorError } from '../errors.ts';
import { addressKey } from '../mail/address.ts';
import { fromWire } from '../mail/mime-wire.ts';
import { composeServiceMailById } from '../mailings/handle-compose.ts';
import { imaginedMailing, type PreviewedMail, pickTalk } from '../mailings/preview-copy.ts';
import type { MailKind } from '../mailings/view.ts';
import { activeHosts } from '../store/hosts.ts';
import { loadMailingRow } from '../store/mailings.ts';
import type { Db } from '../store/open-store.ts';
import { grantDecisionLink, loadRequest } from '../store/requests.ts';
import type { RequestRow } from '../store/schema.ts';
import { insertServiceMail } from '../store/service-mails.ts';
import { admitSubscriber, findSubscriber, loadSubscriber } from '../store/subscribers.ts';
import { loadTalks } from '../store/talks.ts';
import { type SampleScene, sampleMail } from './preview-samples.ts';

export async function previewPersonMail(
  context: Context,
  colloquium: Colloquium,
  wanted: { readonly kind: MailKind; readonly talkId: number | null; readonly to: string | null },
): Promise<PreviewedMail> {
  const takenBack = new Error('taken back');
  let mail: PreviewedMail | null = null;
  try {
    await context.store.transaction(async (tx) => {
      mail = await composeInside(context, tx, colloquium, wanted);
      throw takenBack;
    });
  } catch (error) {
    if (error !== takenBack) throw error;
  }
  if (mail === null) throw new OperatorError(`There is nothing to show of “${wanted.kind}”.`);
  return mail;
}

async function composeInside(
  context: Context,
  tx: Db,
  colloquium: Colloquium,
  { kind, talkId, to }: { kind: MailKind; talkId: number | null; to: string | null },
): Promise<PreviewedMail | null> {
  const now = context.clock.now();
  const scene = await sampleScene(context, tx, colloquium, { kind, talkId, to, now });
  const made = sampleMail(kind, scene);
  const identity = `preview/${now.epochMilliseconds}`;
  const address = to === null ? made.to : { name: made.to.name, email: to };
  const inserted = await insertServiceMail(tx, { ...made, identity, to: address }, now);
  if (inserted === null) return null;
  // What is composed is read in this transaction: outside of it nothing of this was ever there.
  const store = { ...context.store, db: tx as typeof context.store.db };
  const composed = await composeServiceMailById({ ...context, store }, inserted.id);
  return composed === null ? null : { to: composed.to, raw: fromWire(composed.wire), wire: composed.wire };
}

async function sampleScene(
  context: Context,
  tx: Db,
  colloquium: Colloquium,
  {
    kind,
    talkId,
    to,
    now,
  }: { kind: MailKind; talkId: number | null; to: string | null; now: Temporal.Instant },
): Promise<SampleScene> {
  const [host] = await activeHosts(tx, colloquium.id);
  if (host === undefined) throw new OperatorError('There is no host: ./convoke hosts add');
  const email = to ?? 'samir.haddad@delta.example';
  const request = await sampleRequest(tx, colloquium, email, now);
  await grantDecisionLink(tx, {
    request_id: request.id,
    host_id: host.id,
    made_at: now,
    expires_at: now.add({ hours: 1 }),
  });
  const emailKey = addressKey(email);
  const known = await findSubscriber(tx, colloquium.id, emailKey);
  const joined = { colloquium: colloquium.id, email, emailKey, name: request.name ?? '', affiliation: null };
  const { id } =
    known ?? (await admitSubscriber(tx, { ...joined, language: null, joinedBy: 'preview' }, now));
  const subscriber = await loadSubscriber(tx, id);
  const needsTalk = ['proof', 'held', 'report', 'stopped', 'note'].includes(kind);
  const talks = needsTalk ? await loadTalks(tx, colloquium.id) : [];
  const talk = needsTalk ? pickTalk(talks, 'announcement', talkId, colloquium.zone, now) : null;
  const mailing = talk === null ? null : await sampleMailing(context, tx, colloquium, talk.id, now);
  return { colloquium, host, request, subscriber: subscriber!, talk, mailing, now };
}

async function sampleRequest(
  tx: Db,
  colloquium: Colloquium,
  email: string,
  now: Temporal.Instant,
): Promise<RequestRow> {
  // Closed, because a real request of this address may be open and there is only one (promise 2).
  const { id } = await tx
    .insertInto('request')
    .values({
      colloquium: colloquium.id,
      email,
      email_key: addressKey(email),
      name: 'Samir Haddad',
      affiliation: 'Institute for Delta Research, Middelburg',
      motivation:
        'I model how sediment moves in estuaries and would like to hear how others learn such models.',
      sender: JSON.stringify({ verdict: 'authenticated', domain: email.slice(email.indexOf('@') + 1) }),
      subject: 'Joining the colloquium list',
      thread_id: '<joining@delta.example>',
      asked_at: now.subtract({ hours: 20 }),
      confirmed_at: now,
      closed_at: now,
      closed_why: 'preview',
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const row = await loadRequest(tx, id);
  if (row === null) throw new Error('the sample request is not there');
  return row;
}

async function sampleMailing(
  context: Context,
  tx: Db,
  colloquium: Colloquium,
  talkId: number,
  now: Temporal.Instant,
) {
  const store = { ...context.store, db: tx as typeof context.store.db };
  const { id: _, ...row } = await imaginedMailing(
    { ...context, store },
    colloquium,
    'announcement',
    talkId,
    now,
  );
  const { id } = await tx
    .insertInto('mailing')
    .values({
      ...row,
      rule: 'preview',
      goes_at: now.add({ minutes: 30 }),
      facts: JSON.stringify(row.facts),
      excluded: '{}',
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const mailing = await loadMailingRow(tx, id);
  if (mailing === null) throw new Error('the sample mailing is not there');
  return mailing;
}
