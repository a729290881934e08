/** `demo`: the whole story in fast motion. Each step prints what came and what was really sent, read back from the inbox. */
import { parseArgs } from 'node:util';
import type { Config } from '../../config/schema.ts';
import { dayWords } from '../calendar/format-date.ts';
import { nextDates } from '../calendar/fortnight.ts';
import { plannerSettings } from '../mailings/handle-plan.ts';
import { forecast } from '../mailings/planner-forecast.ts';
import { books } from '../store/deliveries-control.ts';
import { loadMailings, loadNotes } from '../store/mailings.ts';
import { loadTalks } from '../store/talks.ts';
import { answerTo, bounceOf, type SentMail, storyMail } from './demo-mails.ts';
import { storyPage } from './demo-page.ts';
import { sentLine } from './demo-print.ts';
import { openStage, type Stage } from './demo-stage.ts';
import { readConfig } from './desk.ts';
import { type Io, table } from './io.ts';
import { formatPlan } from './plan-table.ts';

const people = {
  samir: 's.haddad@delta-research.example',
  mira: 'm.okafor@kelp.example',
  lin: 'lin.zhao@westerpark.example',
  ama: 'ama.darko@harbour.example',
} as const;

const glacier = 'What a glacier remembers: learning ice flow from satellite images';

/** The play: its stage, its clock, and where it prints. */
interface Play {
  readonly stage: Stage;
  readonly io: Io;
  /** The day of the talk, and the day it moves to. */
  readonly talkDay: Temporal.PlainDate;
  readonly movedDay: Temporal.PlainDate;
  readonly hosts: readonly [string, string];
  /** How many mails each address had when the last step ended. */
  readonly seen: Map<string, number>;
}

export async function demoCommand(args: string[], io: Io): Promise<number> {
  const { values } = parseArgs({ args, options: { keep: { type: 'boolean' }, help: { type: 'boolean' } } });
  if (values.help) {
    io.out(
      './convoke demo [--keep]\n\nPlays the whole story on a temporary database. --keep leaves it open in the browser.',
    );
    return 0;
  }
  const config = readConfig();
  const { talkDay, start } = when(config);
  const stage = await openStage(config, start);
  try {
    const [first, second] = stage.colloquium.hosts;
    const hosts = [first?.email ?? '', second?.email ?? first?.email ?? ''] as const;
    const play: Play = { stage, io, talkDay, movedDay: talkDay.add({ days: 1 }), hosts, seen: new Map() };
    const balanced = await perform(play);
    if (values.keep) await keepOpen(play);
    return balanced ? 0 : 1;
  } finally {
    await stage.close();
  }
}

/** A talk of the series at least nine days ahead, and the evening eight days before it. */
function when(config: Config): { talkDay: Temporal.PlainDate; start: Temporal.Instant } {
  const colloquium = config.colloquia[0];
  if (colloquium === undefined) throw new Error('there is no colloquium');
  const today = Temporal.Now.zonedDateTimeISO(colloquium.zone).toPlainDate();
  const every = colloquium.usual.every.total({ unit: 'days', relativeTo: today });
  const [day = ''] = nextDates(colloquium.usual.anchor, every, [], today.add({ days: 9 }).toString(), 1);
  const talkDay = Temporal.PlainDate.from(day);
  const evening = talkDay
    .subtract({ days: 8 })
    .toZonedDateTime({ timeZone: colloquium.zone, plainTime: '21:15' });
  return { talkDay, start: evening.toInstant() };
}

async function perform(play: Play): Promise<boolean> {
  const { stage } = play;
  stage.writePage(pageFor(play, play.talkDay, '14:00-15:00'));

  await step(play, 'Three people write in their own words', async () => {
    await writes(play, 'join-labelled', people.samir);
    await writes(play, 'join-prose', people.mira);
    await writes(play, 'join-incomplete', people.lin);
  });
  await step(
    play,
    'One mail leaves something out: it is asked for once, and the answer completes the request',
    async () => {
      const question = await lastTo(play, people.lin);
      await answers(
        play,
        question,
        people.lin,
        'I am a master student at the Westerpark Institute of Materials.',
      );
    },
  );
  await step(play, 'A host answers the decision mail: “Yes, welcome!”', async () => {
    await answers(play, await aboutTo(play, 'Samir Haddad'), play.hosts[0], 'Yes, welcome!');
  });
  await step(play, 'A host opens the link (nothing happens), then presses the button', () =>
    decideByPage(play),
  );
  await step(play, 'A host declines, with a reason', async () => {
    await answers(
      play,
      await aboutTo(play, 'Lin Zhao'),
      play.hosts[0],
      'No, because we only take people with a PhD or beyond this year.',
    );
  });
  await step(play, 'Ten minutes later nothing can be undone in silence any more: the mails leave', () =>
    stage.advanceTo(stage.clock.now().add({ minutes: 15 })),
  );
  await step(play, 'The page has been read; this is the plan', () => showPlan(play));
  await step(play, 'The next morning: a proof to the hosts, then the announcement', () =>
    toMorning(play, 7, '09:15'),
  );
  await step(play, 'The hosts move the talk on their page: everybody who was told hears of it', async () => {
    stage.writePage(pageFor(play, play.movedDay, '15:00-16:00'));
    await toMorning(play, 7, '11:00');
  });
  await step(play, 'Somebody joins late: the welcome brings the invitation as it now stands', async () => {
    await writes(play, 'join-late', people.ama);
    await answers(play, await aboutTo(play, 'Ama Darko', 1), play.hosts[1], 'ok');
    await stage.advanceTo(stage.clock.now().add({ minutes: 15 }));
  });
  await step(play, 'A mail comes back (no such mailbox), and somebody leaves with one click', () =>
    bounceAndLeave(play),
  );
  await step(play, 'The day before: the reminder, to whoever is still there', () =>
    toMorning(play, 0, '09:30'),
  );
  return showBooks(play);
}

function pageFor({ talkDay }: Play, day: Temporal.PlainDate, time: string): string {
  return storyPage({
    date: plainDay(day),
    time,
    title: glacier,
    speaker: 'Ingrid Solbakken',
    following: plainDay(talkDay.add({ days: 14 })),
    held: plainDay(talkDay.subtract({ days: 14 })),
  });
}

function plainDay(day: Temporal.PlainDate): string {
  return dayWords(day).full.replace(/^\w+ /, '').replaceAll('\u00a0', ' ');
}

let stepNumber = 0;

/** Runs one step, then prints every mail that was sent in it. */
async function step(play: Play, title: string, act: () => Promise<void>): Promise<void> {
  stepNumber += 1;
  const { stage, io, seen } = play;
  const local = stage.clock.now().toZonedDateTimeISO(stage.colloquium.zone);
  io.out(`\n${String(stepNumber).padStart(2)}. ${title}`);
  io.out(
    `    ${dayWords(local.toPlainDate()).full}, ${local.toPlainTime().toString({ smallestUnit: 'minute' })}`,
  );
  await act();
  for (const address of [...Object.values(people), ...new Set(play.hosts)]) {
    const mails = await stage.mailsTo(address);
    for (const mail of mails.slice(seen.get(address) ?? 0)) io.out(sentLine(mail));
    seen.set(address, mails.length);
  }
}

async function writes(play: Play, mail: string, from: string): Promise<void> {
  play.io.out(`    ← ${from}`);
  await play.stage.mailIn(storyMail(mail), { from });
}

async function answers(play: Play, to: SentMail, from: string, text: string): Promise<void> {
  play.io.out(`    ← ${from}: ${text}`);
  const address = to.message.replyTo[0]?.address ?? play.stage.colloquium.address;
  const date = new Date(play.stage.clock.now().epochMilliseconds).toUTCString();
  await play.stage.mailIn(answerTo(to, { from, text, date }), { from, to: address });
}

async function lastTo({ stage }: Play, address: string): Promise<SentMail> {
  const mail = (await stage.mailsTo(address)).at(-1);
  if (mail === undefined) throw new Error(`no mail came to ${address}`);
  return mail;
}

/** The decision mail about somebody, as the first or second host got it. */
async function aboutTo({ stage, hosts }: Play, name: string, host: 0 | 1 = 0): Promise<SentMail> {
  const mail = (await stage.mailsTo(hosts[host])).find((each) =>
    each.message.subject.startsWith(`Join request: ${name}`),
  );
  if (mail === undefined) throw new Error(`no decision mail about ${name}`);
  return mail;
}

async function decideByPage(play: Play): Promise<void> {
  const { stage, io } = play;
  const mail = await aboutTo(play, 'Mira Okafor');
  const path = /\/requests\/[a-z2-7]{26}/.exec(mail.message.text)?.[0] ?? '';
  const shown = await fetch(`${stage.webUrl}${path}?do=approve`);
  const html = await shown.text();
  const before = await decisionOf(stage, people.mira);
  io.out(`    GET  ${path.slice(0, 18)}…  ${shown.status}, decision: ${before ?? 'none'}`);
  const fields = new URLSearchParams({ do: 'approve' });
  for (const [input] of html.matchAll(/<input[^>]*type="hidden"[^>]*>/g)) {
    fields.set(/name="([^"]*)"/.exec(input)?.[1] ?? '', /value="([^"]*)"/.exec(input)?.[1] ?? '');
  }
  const origin = stage.webUrl;
  const posted = await fetch(`${stage.webUrl}${path}`, {
    method: 'POST',
    redirect: 'manual',
    body: fields,
    headers: { origin },
  });
  await stage.advanceTo(stage.clock.now());
  io.out(
    `    POST ${path.slice(0, 18)}…  ${posted.status}, decision: ${(await decisionOf(stage, people.mira)) ?? 'none'}`,
  );
}

async function decisionOf({ context }: Stage, email: string): Promise<string | null> {
  const row = await context.store.db
    .selectFrom('request')
    .select('decision')
    .where('email', '=', email)
    .executeTakeFirst();
  return row?.decision ?? null;
}

async function showPlan({ stage, io }: Play): Promise<void> {
  const { context, colloquium } = stage;
  const state = {
    talks: await loadTalks(context.store.db, colloquium.id),
    mailings: await loadMailings(context.store.db, colloquium.id),
    notes: await loadNotes(context.store.db, colloquium.id),
  };
  const mails = forecast(state, stage.clock.now(), 2, colloquium.notices, plannerSettings(colloquium));
  io.out(formatPlan(mails, colloquium.zone).replace(/^/gm, '    ').trimEnd());
}

async function toMorning(
  { stage, movedDay, talkDay }: Play,
  daysBefore: number,
  time: string,
): Promise<void> {
  const day = daysBefore === 0 ? movedDay.subtract({ days: 1 }) : talkDay.subtract({ days: daysBefore });
  await stage.advanceTo(
    day.toZonedDateTime({ timeZone: stage.colloquium.zone, plainTime: time }).toInstant(),
  );
}

async function bounceAndLeave(play: Play): Promise<void> {
  const { stage, io } = play;
  const returned = await lastTo(play, people.mira);
  io.out(`    ← report: 5.1.1, no such mailbox, for ${people.mira}`);
  await stage.mailIn(bounceOf(returned), { from: '', to: returned.from });
  const last = await lastTo(play, people.ama);
  const path = /\/unsubscribe\/[a-z2-7]{26}/.exec(last.message.text)?.[0] ?? '';
  const left = await fetch(`${stage.webUrl}${path}`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
  });
  io.out(`    POST ${path.slice(0, 21)}…  ${left.status}: ${people.ama} has left`);
}

/** Promise 7: every mailing adds up to its audience. */
async function showBooks({ stage, io }: Play): Promise<boolean> {
  const { store } = stage.context;
  io.out('\n    The books\n');
  const rows = [['mailing', 'audience', 'submitted', 'failed', 'other', 'balance']];
  let balanced = true;
  for (const mailing of await loadMailings(store.db, stage.colloquium.id)) {
    const counts = await books(store.db, mailing.id);
    if (counts === null) continue;
    const { submitted, failed } = counts.states;
    balanced &&= counts.balance === 0;
    rows.push([
      mailing.kind,
      ...[counts.audience, submitted, failed, counts.audience - submitted - failed, counts.balance].map(
        String,
      ),
    ]);
  }
  io.out(table(rows).replace(/^/gm, '    '));
  io.out(balanced ? '\n    The books balance.' : '\n    The books do not balance.');
  return balanced;
}

async function keepOpen({ stage, io }: Play): Promise<void> {
  io.out(
    `\nEverything stays open until Ctrl-C:\n  pages  ${stage.webUrl}\n  inbox  ${stage.inboxUrl}   every mail above, as HTML, text, calendar and source`,
  );
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}
