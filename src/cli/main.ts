/** The command line: which words run what. Exit codes: 0 done, 1 failed, 2 wrong usage. Results on standard output only. */

import { OperatorError, reasonOf } from '../errors.ts';
import { type Io, terminal, UsageError } from './io.ts';

type Command = (args: string[], io: Io) => Promise<number>;

/** Loaded when needed: `calendar read` does not pay for MJML or the database. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  start: async () => (await import('./start.ts')).startCommand,
  demo: async () => (await import('./demo.ts')).demoCommand,
  'calendar read': async () => (await import('./calendar.ts')).calendarRead,
  'calendar sync': async () => (await import('./calendar.ts')).calendarSync,
  'calendar list': async () => (await import('./calendar.ts')).calendarList,
  'calendar show': async () => (await import('./talks.ts')).calendarShow,
  'calendar edit': async () => (await import('./talks.ts')).calendarEdit,
  'calendar add': async () => (await import('./talks.ts')).calendarAdd,
  'calendar cancel': async () => (await import('./talks.ts')).calendarCancel,
  'calendar postpone': async () => (await import('./talks.ts')).calendarPostpone,
  'calendar restore': async () => (await import('./talks.ts')).calendarRestore,
  'calendar versions': async () => (await import('./calendar.ts')).calendarVersions,
  'calendar attendance': async () => (await import('./calendar-attendance.ts')).calendarAttendance,
  plan: async () => (await import('./plan.ts')).planCommand,
  simulate: async () => (await import('./plan.ts')).simulate,
  'intake read': async () => (await import('./intake.ts')).intakeRead,
  'intake receive': async () => (await import('./intake.ts')).intakeReceive,
  'requests list': async () => (await import('./requests.ts')).requestsList,
  'requests show': async () => (await import('./requests.ts')).requestsShow,
  'requests approve': async () => (await import('./requests.ts')).requestsApprove,
  'requests decline': async () => (await import('./requests.ts')).requestsDecline,
  'requests ask': async () => (await import('./requests.ts')).requestsAsk,
  'requests undo': async () => (await import('./requests.ts')).requestsUndo,
  'requests read-reply': async () => (await import('./requests-read-reply.ts')).requestsReadReplyCommand,
  'subscribers list': async () => (await import('./subscribers.ts')).subscribersList,
  'subscribers add': async () => (await import('./subscribers.ts')).subscribersAdd,
  'subscribers remove': async () => (await import('./subscribers.ts')).subscribersRemove,
  'subscribers pause': async () => (await import('./subscribers.ts')).subscribersPause,
  'subscribers import': async () => (await import('./subscribers.ts')).subscribersImport,
  'subscribers export': async () => (await import('./subscribers.ts')).subscribersExport,
  'subscribers erase': async () => (await import('./subscribers.ts')).subscribersErase,
  'mailings list': async () => (await import('./mailings.ts')).mailingsList,
  'mailings show': async () => (await import('./mailings.ts')).mailingsShow,
  'mailings report': async () => (await import('./mailings.ts')).mailingsShow,
  'mailings preview': async () => (await import('./preview.ts')).mailingsPreview,
  'mailings test': async () => (await import('./preview.ts')).mailingsTest,
  'mailings hold': async () => (await import('./mailings.ts')).mailingsHold,
  'mailings release': async () => (await import('./mailings.ts')).mailingsRelease,
  'mailings send': async () => (await import('./mailings.ts')).mailingsSend,
  'mailings pause': async () => (await import('./mailings.ts')).mailingsPause,
  'mailings resume': async () => (await import('./mailings.ts')).mailingsResume,
  'mailings cancel': async () => (await import('./mailings.ts')).mailingsCancel,
  'mailings retry': async () => (await import('./mailings.ts')).mailingsRetry,
  'hosts list': async () => (await import('./hosts.ts')).hostsList,
  'hosts add': async () => (await import('./hosts.ts')).hostsAdd,
  'hosts remove': async () => (await import('./hosts.ts')).hostsRemove,
  'hosts away': async () => (await import('./hosts.ts')).hostsAway,
  preview: async () => (await import('./preview.ts')).previewCommand,
  doctor: async () => (await import('./doctor.ts')).doctorCommand,
  backup: async () => (await import('./backup.ts')).backupCommand,
  restore: async () => (await import('./backup.ts')).restoreCommand,
  migrate: async () => (await import('./backup.ts')).migrateCommand,
};

const usage = `Convoke, the mailing desk of a colloquium.

  ./convoke start [--role web|intake|worker|scheduler]   run the service
  ./convoke demo [--keep]                                play the whole story

  ./convoke calendar read FILE… | sync | list | versions the hosts' page
  ./convoke calendar show | edit | cancel | postpone | restore NUMBER | add
  ./convoke plan [--from INSTANT] [--weeks N]            what will be sent, and when
  ./convoke simulate DIR                                 replay a page's history
  ./convoke intake read FILE… | receive < MAIL           mail in
  ./convoke requests list | show ID | approve ID | decline ID | ask ID | undo ID
  ./convoke requests read-reply FILE…                    how an answer is understood
  ./convoke subscribers list | add | remove | pause | import | export | erase
  ./convoke mailings list | show ID | preview ID | test ID | hold | release |
                     send | pause | resume | cancel | retry
  ./convoke hosts list | add | remove | away
  ./convoke preview KIND [--talk ID] [--to ADDR] [--eml FILE]
  ./convoke doctor                                       is all well, and what to do
  ./convoke backup FILE | restore FILE | migrate

Results are JSON with --json. Each command explains itself with --help.
Set-up and daily life: README.md, docs/operating.md`;

export async function run(argv: readonly string[], io: Io = terminal): Promise<number> {
  const [first = 'help', second = ''] = argv;
  if (['help', '--help', '-h'].includes(first)) {
    io.out(usage);
    return 0;
  }
  const two = commands[`${first} ${second}`];
  const load = two ?? commands[first];
  if (load === undefined) {
    io.err(`There is no command “${[first, second].join(' ').trim()}”.\n\n${usage}`);
    return 2;
  }
  try {
    const command = await load();
    return await command(argv.slice(two === undefined ? 1 : 2), io);
  } catch (error) {
    return failed(error, io);
  }
}

/** Expected trouble is one sentence; a bug keeps its stack, or nobody could mend it. */
function failed(error: unknown, io: Io): number {
  if (error instanceof UsageError) {
    io.err(`${error.message}`);
    return 2;
  }
  if (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')) {
    io.err(`${reasonOf(error)}. See ./convoke help.`);
    return 2;
  }
  if (error instanceof OperatorError) io.err(error.message);
  else io.err(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return 1;
}

if (process.argv[1]?.endsWith('convoke')) {
  process.exitCode = await run(process.argv.slice(2));
}
