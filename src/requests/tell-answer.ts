/** What an applicant answers to a host's question goes to every host, in the thread of the request and with its buttons. */
import type { InboundDeps, ReadMail } from '../intake/read-mail.ts';
import { messageIdOf } from '../links.ts';
import { hostsOnDuty } from '../moderation/duty.ts';
import { decisionRequestMail } from '../moderation/host-mails.ts';
import { activeHosts } from '../store/hosts.ts';
import type { Db } from '../store/open-store.ts';
import { findDecisionLink, grantDecisionLink, loadRequest, updateRequest } from '../store/requests.ts';
import { countAnswers, deliveryOf, insertServiceMail } from '../store/service-mails.ts';
import { linkLife } from './advance.ts';
import { originalOf } from './original.ts';

/** Beyond so many a day they wait on the desk: somebody's autoresponder must not become the hosts' flood. */
const mostAnswersPerDay = 3;

/** False: there were too many, and no host was told. */
export async function tellAnswer(
  tx: Db,
  deps: InboundDeps,
  mail: ReadMail,
  requestId: number,
): Promise<boolean> {
  const { colloquium, now, row } = mail;
  const { message } = mail.reading;
  const request = await loadRequest(tx, requestId);
  const hosts = hostsOnDuty(await activeHosts(tx, colloquium.id), now);
  const since = now.subtract({ hours: 24 });
  if (request === null || (await countAnswers(tx, requestId, since)) >= mostAnswersPerDay * hosts.length)
    return false;
  const undoMinutes = Math.round(colloquium.requests.undo.total('minutes'));
  for (const host of hosts) {
    if ((await findDecisionLink(tx, requestId, host.id)) === null) {
      const link = { request_id: requestId, host_id: host.id, made_at: now, expires_at: now.add(linkLife) };
      await grantDecisionLink(tx, link);
    }
    const story = { original: message === null ? null : originalOf(message), earlier: [], undoMinutes };
    const letter = decisionRequestMail(request, host, colloquium, story, now);
    const asked = await deliveryOf(tx, letter.identity);
    const facts = letter.facts as { request: object };
    const answer = {
      ...letter,
      identity: `${letter.identity}/answer:${row.id}`,
      threadId: asked === null ? null : messageIdOf(deps.config, colloquium, asked),
      facts: { ...facts, request: { ...facts.request, earlier: answerSentence(request.question) } },
    };
    await insertServiceMail(tx, answer, now);
  }
  // The question stays to be read; that it was answered is what counts now.
  if (request.question_at !== null) await updateRequest(tx, requestId, { question_at: null });
  return true;
}

function answerSentence(question: string | null): string {
  return question === null
    ? 'They have written again; the mail is below.'
    : `They were asked “${question}”; the answer is below.`;
}
