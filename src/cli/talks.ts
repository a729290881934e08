/** `calendar show, edit, add, cancel, postpone, restore`: what a host says of a talk, at the command line. */
import { actOnTalk, addTalkByHand, type Doer, type TalkDeedOutcome } from '../calendar/handle-talk-deed.ts';
import { conflictsOf, factName, wordsOf } from '../calendar/host-word.ts';
import type { FactName, Talk } from '../calendar/talk.ts';
import type { TalkDeed } from '../calendar/talk-deed.ts';
import { type GivenFacts, givenFields } from '../calendar/talk-given.ts';
import type { Context } from '../context.ts';
import { OperatorError } from '../errors.ts';
import { isAnnounced } from '../mailings/changes.ts';
import { loadTalk } from '../store/talks.ts';
import { atDesk, chosenColloquium, idArgument } from './desk.ts';
import { type Io, table, UsageError } from './io.ts';
import { common, readWords, visible } from './words.ts';

const facts = Object.fromEntries(givenFields.map((field) => [field, { type: 'string' }])) as Readonly<
  Record<keyof GivenFacts, { type: 'string' }>
>;
const reason = { reason: { type: 'string' } } as const;

const factsHelp = `  --date 2026-11-24 --start 14:00 --end 15:00
  --title, --speaker, --affiliation, --abstract, --bio, --place, --online, --photo, --watch TEXT
              an empty text takes a fact away`;

const editHelp = `Usage: ./convoke calendar edit NUMBER [--title TEXT …] [--reason TEXT] [--keep FACT] [--follow FACT] [--json]

Changes a talk here, over what the calendar says. The word stands until the calendar says something new.
${factsHelp}
  --reason    told to the subscribers, where they must hear of the change
  --keep      the calendar says something new about this fact: what was said here stands
  --follow    the calendar is followed again about this fact`;

export async function calendarEdit(args: string[], io: Io): Promise<number> {
  const settle = {
    keep: { type: 'string', multiple: true },
    follow: { type: 'string', multiple: true },
  } as const;
  const options = { ...common, ...facts, ...reason, ...settle } as const;
  const words = readWords(args, io, { help: editHelp, options, mostNames: 1 });
  if (words === null) return 0;
  const { values } = words;
  const given = givenIn(values);
  const deeds: TalkDeed[] = [];
  if (values.keep !== undefined) deeds.push({ kind: 'keep', fields: values.keep.map(fieldNamed) });
  if (values.follow !== undefined) deeds.push({ kind: 'follow', fields: values.follow.map(fieldNamed) });
  if (Object.keys(given).length > 0)
    deeds.push({ kind: 'edit', facts: given, reason: values.reason ?? null });
  if (deeds.length === 0) throw new UsageError(`Say what to change.\n${editHelp.split('\n', 1)[0]}`);
  return doAll(words.names[0], deeds, values, io);
}

const calledOff = (
  word: 'cancel' | 'postpone',
  what: string,
) => `Usage: ./convoke calendar ${word} NUMBER [--reason TEXT] [--json]

${what} Everybody who was told about it gets a mail, and the entry leaves
their calendars. --reason is told to them in your words.`;

const off = (kind: 'cancel' | 'postpone', help: string) => async (args: string[], io: Io) => {
  const words = readWords(args, io, { help, options: { ...common, ...reason }, mostNames: 1 });
  if (words === null) return 0;
  return doAll(words.names[0], [{ kind, reason: words.values.reason ?? null }], words.values, io);
};

export const calendarCancel = off('cancel', calledOff('cancel', 'The talk does not take place.'));
export const calendarPostpone = off('postpone', calledOff('postpone', 'The talk has no day any more.'));

const restoreHelp = `Usage: ./convoke calendar restore NUMBER [--json]

A talk that was called off, or that is gone from the calendar, takes place after all.`;

export async function calendarRestore(args: string[], io: Io): Promise<number> {
  const words = readWords(args, io, { help: restoreHelp, options: common, mostNames: 1 });
  return words === null ? 0 : doAll(words.names[0], [{ kind: 'restore' }], words.values, io);
}

const addHelp = `Usage: ./convoke calendar add --date 2026-11-24 --speaker NAME [--title TEXT …] [--json]

A talk that the calendar does not have. When the calendar comes to have it, it is the same talk.
${factsHelp}`;

export async function calendarAdd(args: string[], io: Io): Promise<number> {
  const words = readWords(args, io, { help: addHelp, options: { ...common, ...facts }, mostNames: 0 });
  if (words === null) return 0;
  const { values } = words;
  return atDesk(async (context) => {
    const added = await addTalkByHand(context, givenIn(values), doerOf(context, values.colloquium));
    if ('fault' in added) throw new OperatorError(added.fault.why);
    io.out(values.json ? JSON.stringify(added.talk, null, 2) : `Added as talk ${added.talk.id}.`);
    return 0;
  });
}

const showHelp = `Usage: ./convoke calendar show NUMBER [--json]

One talk: what is known, what hosts said of it over the calendar, and what is wrong.`;

export async function calendarShow(args: string[], io: Io): Promise<number> {
  const words = readWords(args, io, { help: showHelp, options: common, mostNames: 1 });
  if (words === null) return 0;
  const id = idArgument(words.names[0], 'talk');
  return atDesk(async ({ store }) => {
    const talk = await loadTalk(store.db, id);
    if (talk === null) throw new OperatorError(noTalk(id));
    io.out(words.values.json ? JSON.stringify(talk, null, 2) : shown(talk));
    return 0;
  });
}

function shown(talk: Talk): string {
  const fields: FactName[] = ['status', ...givenFields];
  const rows = fields.map((field) => [factName(field), visible((talk[field] ?? '–').slice(0, 200))]);
  const said = wordsOf(talk).map(
    ([field, word]) =>
      `  ${factName(field)}: ${word.by} said “${visible(word.said ?? 'nothing')}”; the calendar says “${visible(word.page ?? 'nothing')}”`,
  );
  const problems = talk.problems.map(
    ({ text, blocking }) => `  ${blocking ? 'holds mail' : 'worth a look'}: ${visible(text)}`,
  );
  const parts = [
    table(rows),
    talk.withdrawnAt === null ? null : 'Gone from the calendar.',
    talk.reason === null ? null : `Reason given: ${visible(talk.reason)}`,
    said.length === 0 ? null : ['Said here:', ...said].join('\n'),
    problems.length === 0 ? null : ['To look at:', ...problems].join('\n'),
  ];
  return parts.filter((part) => part !== null).join('\n\n');
}

interface Values {
  readonly colloquium?: string;
  readonly json?: boolean;
}

async function doAll(
  name: string | undefined,
  deeds: readonly TalkDeed[],
  values: Values,
  io: Io,
): Promise<number> {
  const id = idArgument(name, 'talk');
  return atDesk(async (context) => {
    const talk = await loadTalk(context.store.db, id);
    if (talk === null) throw new OperatorError(noTalk(id));
    const doer = doerOf(context, values.colloquium ?? talk.colloquium);
    for (const deed of deeds) {
      const outcome = await actOnTalk(context, id, deed, doer);
      if (outcome.kind === 'refused') throw new OperatorError(outcome.why);
      if (outcome.kind === 'missing') throw new OperatorError(noTalk(id));
      if (values.json) io.out(JSON.stringify(outcome, null, 2));
      else io.out(sentence(deed, outcome));
    }
    return 0;
  });
}

function sentence(deed: TalkDeed, outcome: Extract<TalkDeedOutcome, { kind: 'do' | 'already' }>): string {
  if (outcome.kind === 'already') return 'It is so already; nothing has changed.';
  const { talk } = outcome;
  const left = conflictsOf(talk).map(([field]) => factName(field));
  const open = left.length === 0 ? '' : ` The calendar still says otherwise about: ${left.join(', ')}.`;
  const mail = isAnnounced(talk)
    ? ' Whoever was told gets a mail where it concerns them: ./convoke mailings list.'
    : '';
  return `${did[deed.kind]}${mail}${open}`;
}

const did: Readonly<Record<TalkDeed['kind'], string>> = {
  edit: 'Changed.',
  cancel: 'Cancelled.',
  postpone: 'Postponed.',
  restore: 'It takes place.',
  keep: 'Kept.',
  follow: 'The calendar is followed.',
};

function doerOf({ config, clock }: Context, colloquium: string | undefined): Doer {
  return { colloquium: chosenColloquium(config, colloquium), host: null, way: 'command', now: clock.now() };
}

function givenIn(values: Readonly<Partial<Record<keyof GivenFacts, string>>>): GivenFacts {
  const given = givenFields.filter((field) => values[field] !== undefined);
  return Object.fromEntries(given.map((field) => [field, values[field] ?? null]));
}

function fieldNamed(name: string): FactName {
  const known: readonly FactName[] = [...givenFields, 'status'];
  const field = known.find((each) => each === name);
  if (field === undefined)
    throw new UsageError(`“${name}” is no fact of a talk; they are: ${known.join(', ')}.`);
  return field;
}

function noTalk(id: number): string {
  return `There is no talk ${id}; ./convoke calendar list shows them.`;
}
