/** `subscribers list, add, remove, pause, erase`; import and export have files of their own. */
import type { Context } from '../context.ts';
import { OperatorError } from '../errors.ts';
import { addressKey, parseAddress } from '../mail/address.ts';
import { countByState, searchSubscribers } from '../store/export-subscribers.ts';
import type { SubscriberRow } from '../store/schema.ts';
import { findSubscriber, loadSubscriber } from '../store/subscribers.ts';
import { addSubscriber } from '../subscribers/handle-add.ts';
import { eraseAddress } from '../subscribers/handle-erase.ts';
import { actOnSubscriber } from '../subscribers/handle-subscriber-act.ts';
import { type SubscriberAct, type SubscriberDecision, subscriberState } from '../subscribers/preferences.ts';
import { atDesk, chosenColloquium } from './desk.ts';
import { type Io, shortMoment, table, UsageError } from './io.ts';
import { common, counted, dayArgument, readWords, visible } from './words.ts';

export { subscribersExport } from './subscribers-export.ts';
export { subscribersImport } from './subscribers-import.ts';

const listHelp = `Usage: ./convoke subscribers list [WORDS] [--state STATE] [--limit N] [--json]

Who is on the list, by name or address if WORDS are given.
  --state       active, paused, unsubscribed or suppressed; without it all of them
  --limit       at most so many (200); 0: all
  --colloquium  which one, where there are several`;

const states = ['active', 'paused', 'unsubscribed', 'suppressed'] as const;

export async function subscribersList(args: string[], io: Io): Promise<number> {
  const options = { ...common, state: { type: 'string' }, limit: { type: 'string' } } as const;
  const words = readWords(args, io, { help: listHelp, options, mostNames: 1 });
  if (words === null) return 0;
  const { values, names } = words;
  const state = states.find((each) => each === values.state);
  if (values.state !== undefined && state === undefined)
    throw new UsageError(`There is no state “${values.state}”: use ${states.join(', ')}.`);
  const limit = Number(values.limit ?? 200);
  if (!Number.isInteger(limit) || limit < 0) throw new UsageError('--limit wants a number; 0 means all.');
  return atDesk(async ({ config, store, clock }) => {
    const colloquium = chosenColloquium(config, values.colloquium);
    const now = clock.now();
    const filter = { search: names[0] ?? null, state: state ?? null, limit: limit || null };
    const found = await searchSubscribers(store.db, colloquium.id, filter, now);
    if (values.json) {
      io.out(
        JSON.stringify(
          found.map((row) => ({ ...row, state: subscriberState(row, now) })),
          null,
          2,
        ),
      );
      return 0;
    }
    if (found.length > 0) io.out(table(found.map((row) => listRow(row, now, colloquium.zone))));
    const counts = await countByState(store.db, colloquium.id, now);
    io.err(states.map((each) => `${counts[each]} ${each}`).join(', '));
    return 0;
  });
}

function listRow(row: SubscriberRow, now: Temporal.Instant, zone: string): string[] {
  const state = subscriberState(row, now);
  const word =
    state === 'paused' && row.paused_until !== null ? `until ${shortMoment(row.paused_until, zone)}` : state;
  return [String(row.id), word, visible(row.name || '–'), visible(row.email)];
}

const addHelp = `Usage: ./convoke subscribers add ADDRESS [--name NAME] [--affiliation TEXT] [--welcome]

Puts one person on the list. Only with their consent: they get every mail from now on.
  --welcome      sends them the welcome mail with their links
  --resubscribe  also somebody who left or was erased, and has asked again`;

export async function subscribersAdd(args: string[], io: Io): Promise<number> {
  const options = {
    ...common,
    name: { type: 'string' },
    affiliation: { type: 'string' },
    language: { type: 'string' },
    welcome: { type: 'boolean' },
    resubscribe: { type: 'boolean' },
  } as const;
  const words = readWords(args, io, { help: addHelp, options, mostNames: 1 });
  if (words === null) return 0;
  const { values, names } = words;
  const address = parseAddress((names[0] ?? '').trim());
  if (address === null)
    throw new UsageError(`“${names[0] ?? ''}” is not a mail address.\n${addHelp.split('\n', 1)[0]}`);
  return atDesk(async (context) => {
    const colloquium = chosenColloquium(context.config, values.colloquium);
    const outcome = await addSubscriber(context, colloquium, {
      address,
      name: values.name?.trim() ?? '',
      affiliation: values.affiliation?.trim() || null,
      language: values.language ?? null,
      welcome: values.welcome ?? false,
      resubscribe: values.resubscribe ?? false,
      who: 'command',
      way: 'command',
      now: context.clock.now(),
    });
    if (values.json) io.out(JSON.stringify({ address: address.text, ...outcome }));
    else if (outcome.kind === 'added') io.out(`${address.text} is on the list of the ${colloquium.name}.`);
    else io.err(notAdded[outcome.kind](address.text));
    return outcome.kind === 'added' ? 0 : 1;
  });
}

const again = 'If they have asked again, add --resubscribe.';
const notAdded = {
  already: (who: string) => `${who} is on the list already; nothing was done.`,
  unsubscribed: (who: string) => `${who} left the list. ${again}`,
  suppressed: (who: string) =>
    `${who} does not take our mail (suppressed). If that was mended, add --resubscribe.`,
  erased: (who: string) => `${who} was erased at their own wish. ${again}`,
} as const;

const removeHelp = `Usage: ./convoke subscribers remove ADDRESS|NUMBER… [--json]

Ends a subscription, as a click on “unsubscribe” does. The person hears nothing of it.
To remove everything that is kept about a person: ./convoke subscribers erase`;

export async function subscribersRemove(args: string[], io: Io): Promise<number> {
  const words = readWords(args, io, { help: removeHelp, options: common, mostNames: 1000 });
  if (words === null) return 0;
  return changeEach(words.names, words.values, io, removeHelp, () => ({ kind: 'leave' }));
}

const pauseHelp = `Usage: ./convoke subscribers pause ADDRESS|NUMBER… --until DAY [--json]

No mail until that day (2026-09-01, on the colloquium's clock), then as before.
  --resume  ends a pause now`;

export async function subscribersPause(args: string[], io: Io): Promise<number> {
  const options = { ...common, until: { type: 'string' }, resume: { type: 'boolean' } } as const;
  const words = readWords(args, io, { help: pauseHelp, options, mostNames: 1000 });
  if (words === null) return 0;
  const { until, resume } = words.values;
  if ((until === undefined) === (resume === undefined))
    throw new UsageError(`Say --until DAY, or --resume.\n${pauseHelp.split('\n', 1)[0]}`);
  return changeEach(words.names, words.values, io, pauseHelp, (zone) =>
    until === undefined ? { kind: 'resume' } : { kind: 'pause', until: dayArgument(until, zone) },
  );
}

async function changeEach(
  names: readonly string[],
  values: { readonly json?: boolean; readonly colloquium?: string },
  io: Io,
  help: string,
  actIn: (zone: string) => SubscriberAct,
): Promise<number> {
  if (names.length === 0) throw new UsageError(help.split('\n', 1)[0]);
  return atDesk(async (context) => {
    const colloquium = chosenColloquium(context.config, values.colloquium);
    const act = actIn(colloquium.zone);
    const results: { name: string; outcome: string; done: boolean }[] = [];
    for (const name of names) {
      const row = await subscriberNamed(context, colloquium.id, name);
      const decision: SubscriberDecision =
        row === null
          ? { kind: 'missing' }
          : await actOnSubscriber(context, {
              subscriberId: row.id,
              act,
              who: 'command',
              way: 'command',
              now: context.clock.now(),
            });
      results.push({ name, outcome: outcomeWords(decision), done: !isRefused(decision) });
    }
    if (values.json) io.out(JSON.stringify(results, null, 2));
    else for (const { name, outcome, done } of results) (done ? io.out : io.err)(`${name}: ${outcome}`);
    return results.every(({ done }) => done) ? 0 : 1;
  });
}

function isRefused(decision: SubscriberDecision): boolean {
  return decision.kind === 'missing' || decision.kind === 'not-possible';
}

function outcomeWords(decision: SubscriberDecision): string {
  switch (decision.kind) {
    case 'leave':
      return 'no longer on the list.';
    case 'erase':
      return 'erased.';
    case 'change':
      return decision.what === 'subscriber.resumed' ? 'gets mail again.' : 'paused.';
    case 'already':
      return 'it was so already.';
    case 'missing':
      return 'is not on this list; ./convoke subscribers list shows who is.';
    case 'not-possible':
      return decision.why === 'bad-date'
        ? 'a pause ends at most a year from now, and not in the past.'
        : 'this subscription has ended.';
  }
}

async function subscriberNamed(
  { store }: Context,
  colloquium: string,
  name: string,
): Promise<SubscriberRow | null> {
  if (!/^\d{1,15}$/.test(name)) return findSubscriber(store.db, colloquium, addressKey(name));
  const row = await loadSubscriber(store.db, Number(name));
  return row?.colloquium === colloquium ? row : null;
}

const eraseHelp = `Usage: ./convoke subscribers erase ADDRESS --yes [--json]

Removes everything that is kept about a person, in every colloquium: name, address, requests,
mails and answers. A keyed hash stays, so that no import brings the person back. This cannot be undone.
  --yes  says that it is meant`;

export async function subscribersErase(args: string[], io: Io): Promise<number> {
  const options = { ...common, yes: { type: 'boolean' } } as const;
  const words = readWords(args, io, { help: eraseHelp, options, mostNames: 1 });
  if (words === null) return 0;
  const address = parseAddress((words.names[0] ?? '').trim());
  if (address === null) throw new UsageError(`Name one mail address.\n${eraseHelp.split('\n', 1)[0]}`);
  if (!words.values.yes) throw new UsageError('Erasing cannot be undone: say --yes if it is meant.');
  return atDesk(async (context) => {
    const found = await eraseAddress(context, {
      address,
      who: 'command',
      way: 'command',
      now: context.clock.now(),
    });
    const counts = { ...found, subscriptions: found.subscriptions.length, requests: found.requests.length };
    if (words.values.json) io.out(JSON.stringify(counts));
    else if (found.rows === 0) throw new OperatorError('Nothing is kept about this address.');
    else {
      io.out(
        `Erased: ${counted(counts.subscriptions, 'subscription')}, ${counted(counts.requests, 'request')}.`,
      );
      io.out(
        'Only a keyed hash remains. Backups made before now still hold the address until you delete them.',
      );
      if (found.isHost) io.err('The address is also that of a host: ./convoke hosts remove ends that.');
    }
    return 0;
  });
}
