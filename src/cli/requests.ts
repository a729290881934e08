/** `requests list, show, approve, decline, ask, undo`: every decision of the console, at the command line. */
import type { Context } from '../context.ts';
import { OperatorError } from '../errors.ts';
import { addressKey } from '../mail/address.ts';
import type { Action } from '../moderation/decide.ts';
import { type ActOutcome, actOnRequest } from '../moderation/handle-decision.ts';
import { alreadyWords } from '../moderation/handle-reply.ts';
import { personName, senderSentence } from '../moderation/host-mails.ts';
import { spanWords } from '../moderation/words.ts';
import { loadOriginal } from '../requests/advance.ts';
import { auditOf } from '../store/audit.ts';
import { findHost } from '../store/hosts.ts';
import { listRequests, loadRequest } from '../store/requests.ts';
import type { RequestRow } from '../store/schema.ts';
import { atDesk, chosenColloquium, idArgument } from './desk.ts';
import { type Io, shortMoment, table, UsageError } from './io.ts';
import { markedOriginal } from './marked-original.ts';
import { common, facts, readWords, visible } from './words.ts';

const options = {
  ...common,
  all: { type: 'boolean' },
  reason: { type: 'string' },
  question: { type: 'string' },
  host: { type: 'string' },
} as const;

const help = {
  list: './convoke requests list [--all] [--colloquium ID] [--json]\n\nWho waits, oldest first; --all shows the decided ones too.',
  show: './convoke requests show ID [--json]\n\nOne request, with the mail and what was understood marked in it.',
  approve:
    './convoke requests approve ID [--host ADDRESS] [--json]\n\nThe welcome leaves when the undo window has passed.',
  decline:
    './convoke requests decline ID [--reason TEXT] [--host ADDRESS] [--json]\n\nThe reason goes to the applicant.',
  ask: './convoke requests ask ID --question TEXT [--host ADDRESS] [--json]\n\nThe request waits for the answer.',
  undo: './convoke requests undo ID [--host ADDRESS] [--json]\n\nTakes the decision back; after the undo window it is reversed, with a mail.',
};

export async function requestsList(args: string[], io: Io): Promise<number> {
  const words = readWords(args, io, { help: help.list, options, mostNames: 0 });
  if (words === null) return 0;
  const { values } = words;
  return atDesk(async ({ config, store, clock }) => {
    const colloquium = chosenColloquium(config, values.colloquium);
    const requests = await listRequests(store.db, colloquium.id, values.all ? 'all' : 'open');
    const now = clock.now();
    if (values.json) io.out(JSON.stringify(requests, null, 2));
    else if (requests.length === 0) io.out('Nobody is waiting.');
    else
      io.out(
        table(
          requests.map((request) => [
            String(request.id),
            stateWord(request),
            spanWords(request.asked_at, now),
            visible(personName(request)),
            visible(request.affiliation ?? 'no affiliation'),
          ]),
        ),
      );
    return 0;
  });
}

export function stateWord(request: RequestRow): string {
  if (request.decision !== null) return request.decision === 'approve' ? 'approved' : 'declined';
  if (request.closed_at !== null) return 'closed';
  if (request.confirmed_at === null) return 'unproven';
  if (request.question_at !== null) return 'asked';
  return request.hosts_told_at === null ? 'incomplete' : 'waiting';
}

export async function requestsShow(args: string[], io: Io): Promise<number> {
  const words = readWords(args, io, { help: help.show, options, mostNames: 1 });
  if (words === null) return 0;
  const { values, names } = words;
  const id = idArgument(names[0], 'request');
  return atDesk(async (context) => {
    const request = await loadRequest(context.store.db, id);
    if (request === null) throw new OperatorError(`There is no request ${id}.`);
    const deeds = await auditOf(context.store.db, `request:${id}`);
    const colloquium = chosenColloquium(context.config, request.colloquium);
    const original = await loadOriginal(context.store.db, context, colloquium, request);
    if (values.json) {
      io.out(JSON.stringify({ ...request, original, deeds }, null, 2));
      return 0;
    }
    const { zone } = colloquium;
    io.out(
      facts([
        ['Request', `${id}, ${stateWord(request)}, asked ${shortMoment(request.asked_at, zone)}`],
        ['Name', request.name ?? 'missing'],
        ['Address', request.email],
        ['From', request.affiliation ?? 'missing'],
        ['Why', request.motivation ?? 'missing'],
        ['Sender', senderSentence(request.sender)],
        ...deeds.map(({ at, what, who, way }): [string, string] => [
          shortMoment(at, zone),
          `${what.replace('request.', '')} by ${who} (${way})`,
        ]),
      ]),
    );
    io.out(
      `\n${original === null ? 'The mail itself is no longer kept.' : markedOriginal(original.text, request.evidence)}`,
    );
    return 0;
  });
}

export const requestsApprove = (args: string[], io: Io) =>
  decideCommand(args, io, help.approve, () => ({ kind: 'approve' }));
export const requestsUndo = (args: string[], io: Io) =>
  decideCommand(args, io, help.undo, () => ({ kind: 'undo' }));
export const requestsDecline = (args: string[], io: Io) =>
  decideCommand(args, io, help.decline, ({ reason }) => ({ kind: 'decline', reason: reason ?? null }));
export const requestsAsk = (args: string[], io: Io) =>
  decideCommand(args, io, help.ask, ({ question }) => {
    if (question === undefined) throw new UsageError('Say what to ask: --question "Where do you work?"');
    return { kind: 'ask', question };
  });

async function decideCommand(
  args: string[],
  io: Io,
  usage: string,
  actionOf: (values: { reason?: string | undefined; question?: string | undefined }) => Action,
): Promise<number> {
  const words = readWords(args, io, { help: usage, options, mostNames: 1 });
  if (words === null) return 0;
  const { values, names } = words;
  const requestId = idArgument(names[0], 'request');
  const action = actionOf(values);
  return atDesk(async (context) => {
    const request = await loadRequest(context.store.db, requestId);
    if (request === null) throw new OperatorError(`There is no request ${requestId}.`);
    const host = values.host === undefined ? null : await hostNamed(context, request.colloquium, values.host);
    const outcome = await actOnRequest(context, {
      requestId,
      action,
      host,
      way: 'command',
      how: 'At the command line',
      now: context.clock.now(),
    });
    const zone = chosenColloquium(context.config, request.colloquium).zone;
    const already = alreadyWords(outcome, zone, personName(request));
    if (values.json) io.out(JSON.stringify({ request: requestId, ...outcome }));
    else if (already === null) io.out(doneSentence(outcome, request, zone));
    else io.err(`Nothing was done: ${already}.`);
    return already === null ? 0 : 1;
  });
}

async function hostNamed({ store }: Context, colloquium: string, email: string) {
  const host = await findHost(store.db, colloquium, addressKey(email));
  if (host === null) throw new UsageError(`${email} is not a host here: ./convoke hosts list shows them.`);
  return host;
}

function doneSentence(outcome: ActOutcome, request: RequestRow, zone: string): string {
  const who = personName(request);
  switch (outcome.kind) {
    case 'decide': {
      const until = shortMoment(outcome.effectiveAt, zone);
      const mail = outcome.decision === 'approve' ? 'The welcome' : 'The refusal';
      const deed = outcome.decision === 'approve' ? 'approved' : 'declined';
      return `${who} is ${deed}. ${mail} leaves at ${until}; until then: ./convoke requests undo ${request.id}`;
    }
    case 'ask':
      return `${who} is asked. The request waits for the answer.`;
    case 'undo':
      return `Taken back; ${who} will not notice. The request waits again.`;
    case 'reverse':
      return `Reversed: ${who} is now ${outcome.to === 'approve' ? 'on the list' : 'declined'}, and gets a mail that says so.`;
    default:
      return 'Nothing was done.';
  }
}
