import { fromKey, type Handled, isProvenSender, type ReadMail } from '../intake/read-mail.ts';
import type { Message } from '../mail/message.ts';
import { actInside, type MailingActOutcome } from '../mailings/handle-mailing-act.ts';
import { dayMonthOf } from '../mailings/host-mails.ts';
import type { MailingAct } from '../mailings/mailing-act.ts';
import { kindsOfMailing } from '../mailings/mailing-kinds.ts';
import { findHost } from '../store/hosts.ts';
import { loadMailingRow } from '../store/mailings.ts';
import type { Db } from '../store/open-store.ts';
import type { HostRow, MailingRow } from '../store/schema.ts';
import { hasUnclearEcho, insertServiceMail } from '../store/service-mails.ts';
import { proofEchoMail } from './host-mails.ts';
import { type ProofVerdict, readProofReply } from './read-proof-reply.ts';
import { ownWords } from './read-reply/own-words.ts';
import { isAutomaticAnswer } from './read-reply/read-reply.ts';

const acts = {
  hold: { kind: 'hold' },
  send: { kind: 'send' },
  release: { kind: 'release' },
  skip: { kind: 'cancel' },
} as const satisfies Partial<Record<ProofVerdict, MailingAct>>;

const deeds = { hold: 'held', send: 'sending', release: 'released', skip: 'skipped' } as const;

export async function handleProofReply(
  tx: Db,
  mail: ReadMail,
  message: Message,
  mailingId: number,
): Promise<Handled> {
  const mailing = await loadMailingRow(tx, mailingId);
  if (mailing === null || mailing.colloquium !== mail.colloquium.id)
    return { held: true, reason: 'answers a mailing that is not there' };
  const host = await findHost(tx, mail.colloquium.id, fromKey(mail) ?? '');
  if (host === null) return refused('it does not come from a host');
  if (!isProvenSender(mail)) return refused('nothing proves who sent it (SPF, DKIM, DMARC)');
  if (isAutomaticAnswer(message)) return { held: false, reason: 'an automatic answer: it decides nothing' };
  const verdict = readProofReply(ownWords(message));
  if (verdict === 'fine') return { held: false, reason: `fine: mailing ${mailingId} goes as planned` };
  if (verdict === 'unclear' || verdict === 'none') return askBack(tx, mail, message, host, mailing);
  const deed = { mailingId, act: acts[verdict], host, way: 'reply', now: mail.now } as const;
  const already = whyNot(await actInside(tx, deed));
  await echo(tx, mail, message, host, mailing, {
    outcome: already === null ? 'done' : 'late',
    deed: already === null ? deeds[verdict] : 'nothing',
    already,
  });
  return { held: false, reason: `${already ?? deeds[verdict]}: mailing ${mailingId}`, plan: true };
}

function refused(why: string): Handled {
  return { held: true, reason: `an answer to a proof was not accepted: ${why}` };
}

async function askBack(
  tx: Db,
  mail: ReadMail,
  message: Message,
  host: HostRow,
  mailing: MailingRow,
): Promise<Handled> {
  const about = { hostId: host.id, requestId: null, mailingId: mailing.id };
  if (await hasUnclearEcho(tx, about, mail.now.subtract({ hours: 1 })))
    return {
      held: true,
      reason: 'an answer to a proof that is not clear, and was asked back within the hour',
    };
  await echo(tx, mail, message, host, mailing, { outcome: 'unclear', deed: 'nothing', already: null });
  return { held: false, reason: `unclear; mailing ${mailing.id}` };
}

type Said = Pick<Parameters<typeof proofEchoMail>[2], 'outcome' | 'deed' | 'already'>;

async function echo(
  tx: Db,
  mail: ReadMail,
  message: Message,
  host: HostRow,
  mailing: MailingRow,
  said: Said,
): Promise<void> {
  const words = ownWords(message).replace(/\s+/g, ' ').trim().slice(0, 300);
  const whole = {
    ...said,
    words: words || '(nothing)',
    mailingId: mailing.id,
    name: `the ${kindsOfMailing[mailing.kind].words} for ${dayMonthOf(mailing.facts)}`,
    inboundId: mail.row.id,
    threadId: message.messageId,
  };
  await insertServiceMail(tx, proofEchoMail(host, mail.colloquium, whole, mail.now), mail.now);
}

/** As a clause after “We”; null when it was done. */
function whyNot(outcome: MailingActOutcome): string | null {
  switch (outcome.kind) {
    case 'done':
      return null;
    case 'already':
      return `found it so already (${outcome.state})`;
    case 'not-possible':
      return `did nothing: ${outcome.why}`;
    case 'missing':
      return 'did nothing: it is not there any more';
  }
}
