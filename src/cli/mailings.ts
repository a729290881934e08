/** `mailings list, show (report), hold, release, send, pause, resume, cancel, retry`. */
import { OperatorError } from '../errors.ts';
import { actOnMailing, type MailingActOutcome } from '../mailings/handle-mailing-act.ts';
import type { MailingAct } from '../mailings/mailing-act.ts';
import { mailingState } from '../mailings/mailing-state.ts';
import type { Mailing } from '../mailings/notice.ts';
import { countComplaints } from '../store/bounces.ts';
import { type Books, books } from '../store/deliveries-control.ts';
import { ledgerRows } from '../store/ledger-lines.ts';
import { loadMailing, loadMailings } from '../store/mailings.ts';
import { atDesk, chosenColloquium, idArgument } from './desk.ts';
import { type Io, shortMoment, table, UsageError } from './io.ts';
import { booksTable, doneSentence, mailingRow, mailingTitle, whyNot } from './mailings-words.ts';
import { releaseAll } from './release-all.ts';
import { common, counted, readWords, visible } from './words.ts';

const listHelp = `Usage: ./convoke mailings list [--all] [--json]

The mails to the list that are planned, on their way, or went out in the last 60 days.
  --all         everything that ever was
  --colloquium  which one, where there are several
What comes later, before it exists: ./convoke plan`;

export async function mailingsList(args: string[], io: Io): Promise<number> {
  const options = { ...common, all: { type: 'boolean' } } as const;
  const words = readWords(args, io, { help: listHelp, options, mostNames: 0 });
  if (words === null) return 0;
  const { values } = words;
  return atDesk(async ({ config, store, clock }) => {
    const colloquium = chosenColloquium(config, values.colloquium);
    const now = clock.now();
    const since = now.subtract({ hours: 24 * 60 });
    const isRecent = ({ goesAt }: Mailing) => Temporal.Instant.compare(goesAt, since) >= 0;
    const mailings = (await loadMailings(store.db, colloquium.id)).filter(
      (mailing) => values.all || isRecent(mailing),
    );
    if (values.json) {
      io.out(
        JSON.stringify(
          mailings.map((mailing) => ({ ...mailing, state: mailingState(mailing, now) })),
          null,
          2,
        ),
      );
    } else if (mailings.length === 0) io.out('There is no mailing yet. ./convoke plan shows what comes.');
    else io.out(table(mailings.map((mailing) => mailingRow(mailing, now, colloquium.zone))));
    return 0;
  });
}

const showHelp = `Usage: ./convoke mailings show NUMBER [--json]

One mailing: what it says, its books, and everybody who did not get it, with the reason.
\`mailings report\` is the same.`;

const mostPeople = 100;

export async function mailingsShow(args: string[], io: Io): Promise<number> {
  const words = readWords(args, io, { help: showHelp, options: common, mostNames: 1 });
  if (words === null) return 0;
  const id = idArgument(words.names[0], 'mailing');
  return atDesk(async ({ config, store, clock }) => {
    const mailing = await mailingNamed(store.db, id);
    const colloquium = chosenColloquium(config, mailing.colloquium);
    const counts = await books(store.db, id);
    const states = ['failed', 'deferred', 'uncertain', 'suppressed', 'skipped'] as const;
    const complaints = await countComplaints(store.db, id);
    const people = await ledgerRows(store.db, id, states, mostPeople);
    const now = clock.now();
    if (words.values.json) {
      const state = mailingState(mailing, now);
      io.out(JSON.stringify({ ...mailing, state, books: counts, complaints, notReached: people }, null, 2));
      return 0;
    }
    io.out(mailingTitle(mailing, now, colloquium.zone));
    io.out(
      counts === null ? '\nNobody is on it yet: the audience is taken when it leaves.' : booksText(counts),
    );
    if (complaints > 0)
      io.out(`${counted(complaints, 'person', 'people')} marked it as spam and left the list.`);
    if (people.length > 0) {
      const rows = people.map(({ state, name, email, reply, next_at: nextAt }) => {
        const again = nextAt === null ? '' : ` Again ${shortMoment(nextAt, colloquium.zone)}.`;
        return [state, visible(name || email), visible(`${reply ?? 'no reason given'}${again}`)];
      });
      io.out(`\n${table(rows)}`);
    }
    return 0;
  });
}

function booksText(counts: Books): string {
  return `\n${booksTable(counts)}`;
}

async function mailingNamed(db: Parameters<typeof loadMailing>[0], id: number): Promise<Mailing> {
  const mailing = await loadMailing(db, id);
  if (mailing === null)
    throw new OperatorError(`There is no mailing ${id}; ./convoke mailings list shows them.`);
  return mailing;
}

const holdHelp = `Usage: ./convoke mailings hold NUMBER [--json]

It waits until it is released, or until it is too late for the talk.`;

const releaseHelp = `Usage: ./convoke mailings release NUMBER | --all [--skip-waiting] [--json]

A held mailing goes at its time, or at once where that has passed.
  --all           everything: in a copy restored from a backup, all mail; otherwise all held mailings
  --skip-waiting  with --all after a restore: what waited when the backup was made is not sent,
                  because it has probably gone out since`;

const sendHelp = `Usage: ./convoke mailings send NUMBER [--json]

It leaves now instead of at its time, if everything it says is still true.`;

const pauseHelp = `Usage: ./convoke mailings pause NUMBER [--json]

Stops a mailing on its way; those who have it have it. \`resume\` goes on.`;

const resumeHelp = `Usage: ./convoke mailings resume NUMBER [--json]

Goes on with a paused mailing; what waited for a later attempt is tried at once.`;

const cancelHelp = `Usage: ./convoke mailings cancel NUMBER [--json]

What has not left never will. This cannot be undone.`;

const retryHelp = `Usage: ./convoke mailings retry NUMBER [--uncertain] [--json]

Sends the same mail again to those who were refused it.
  --uncertain  also to those who perhaps have it: some of them get it twice`;

const act = (help: string, what: MailingAct) => async (args: string[], io: Io) => {
  const words = readWords(args, io, { help, options: common, mostNames: 1 });
  return words === null ? 0 : actCommand(words.names[0], what, words.values.json ?? false, io);
};

export const mailingsHold = act(holdHelp, { kind: 'hold' });
export const mailingsSend = act(sendHelp, { kind: 'send' });
export const mailingsPause = act(pauseHelp, { kind: 'pause' });
export const mailingsResume = act(resumeHelp, { kind: 'resume' });
export const mailingsCancel = act(cancelHelp, { kind: 'cancel' });

export async function mailingsRelease(args: string[], io: Io): Promise<number> {
  const options = { ...common, all: { type: 'boolean' }, 'skip-waiting': { type: 'boolean' } } as const;
  const words = readWords(args, io, { help: releaseHelp, options, mostNames: 1 });
  if (words === null) return 0;
  const { values, names } = words;
  if (!values.all) {
    if (values['skip-waiting']) throw new UsageError('--skip-waiting goes with --all.');
    return actCommand(names[0], { kind: 'release' }, values.json ?? false, io);
  }
  if (names.length > 0) throw new UsageError('Name one mailing, or say --all.');
  return atDesk((context) =>
    releaseAll(context, io, { json: values.json ?? false, skipWaiting: values['skip-waiting'] ?? false }),
  );
}

export async function mailingsRetry(args: string[], io: Io): Promise<number> {
  const options = { ...common, uncertain: { type: 'boolean' } } as const;
  const words = readWords(args, io, { help: retryHelp, options, mostNames: 1 });
  if (words === null) return 0;
  const states = words.values.uncertain ? (['failed', 'uncertain'] as const) : (['failed'] as const);
  return actCommand(words.names[0], { kind: 'retry', states }, words.values.json ?? false, io);
}

async function actCommand(
  name: string | undefined,
  what: MailingAct,
  json: boolean,
  io: Io,
): Promise<number> {
  const mailingId = idArgument(name, 'mailing');
  return atDesk(async (context) => {
    const now = context.clock.now();
    const outcome: MailingActOutcome = await actOnMailing(context, {
      mailingId,
      act: what,
      host: null,
      way: 'command',
      now,
    });
    if (outcome.kind === 'missing') await mailingNamed(context.store.db, mailingId);
    const isDone = outcome.kind === 'done' && outcome.deliveries !== 0;
    if (json) io.out(JSON.stringify({ mailing: mailingId, act: what.kind, ...shown(outcome) }));
    else if (outcome.kind === 'done') (isDone ? io.out : io.err)(doneSentence(what, outcome, now));
    else io.err(whyNot(mailingId, outcome));
    return isDone || outcome.kind === 'already' ? 0 : 1;
  });
}

function shown(outcome: MailingActOutcome): object {
  if (outcome.kind !== 'done') return { outcome: outcome.kind, ...outcome };
  return { outcome: 'done', deliveries: outcome.deliveries };
}
