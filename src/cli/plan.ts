/** `plan` and `simulate`. */
import { formatFaults, loadColloquium } from '../../config/load-config.ts';
import type { Colloquium } from '../../config/schema.ts';
import { usualMinutes } from '../calendar/usual-times.ts';
import { quotaLimits } from '../delivery/quota.ts';
import { OperatorError } from '../errors.ts';
import { plannerSettings } from '../mailings/handle-plan.ts';
import { forecast } from '../mailings/planner-forecast.ts';
import { sendingTime, sendingWords } from '../mailings/sending-time.ts';
import { loadMailings, loadNotes } from '../store/mailings.ts';
import { countReachable } from '../store/subscribers.ts';
import { loadTalks } from '../store/talks.ts';
import { atDesk, chosenColloquium, readConfig } from './desk.ts';
import { type Io, UsageError } from './io.ts';
import { formatPlan } from './plan-table.ts';
import { simulateCommand } from './simulate.ts';
import { common, readWords } from './words.ts';

const planHelp = `./convoke plan [--from INSTANT] [--weeks N] [--colloquium ID] [--json]

Every mail of the coming weeks before it exists, with what is missing.`;

export async function planCommand(args: string[], io: Io): Promise<number> {
  const options = { ...common, from: { type: 'string' }, weeks: { type: 'string' } } as const;
  const words = readWords(args, io, { help: planHelp, options, mostNames: 0 });
  if (words === null) return 0;
  const { values } = words;
  const weeks = Number(values.weeks ?? 8);
  if (!Number.isFinite(weeks) || weeks <= 0 || weeks > 104)
    throw new UsageError('--weeks wants a number from 1 to 104.');
  return atDesk(async ({ config, store, clock }) => {
    const colloquium = chosenColloquium(config, values.colloquium);
    const from = values.from === undefined ? clock.now() : instantArgument(values.from);
    const state = {
      talks: await loadTalks(store.db, colloquium.id),
      mailings: await loadMailings(store.db, colloquium.id),
      notes: await loadNotes(store.db, colloquium.id),
    };
    const mails = forecast(state, from, weeks, colloquium.notices, plannerSettings(colloquium));
    const audience = await countReachable(store.db, colloquium.id, from);
    const limits = quotaLimits(config.service.delivery);
    const planned = mails.map((mail) => ({
      ...mail,
      audience,
      ...sendingTime(mail, audience, limits, colloquium.zone),
    }));
    if (values.json) io.out(JSON.stringify(planned, null, 2));
    else {
      const pace = (mail: (typeof planned)[number]) =>
        sendingWords(mail, mail.goesAt, audience, limits, colloquium.zone);
      io.out(formatPlan(planned, colloquium.zone, pace));
      io.out(
        `Each goes to about ${audience} ${audience === 1 ? 'person' : 'people'}, less those who declined its kind.`,
      );
    }
    return 0;
  });
}

export async function simulate(args: string[], io: Io): Promise<number> {
  const at = args.indexOf('--config');
  const file = at < 0 ? undefined : args[at + 1];
  const rest = at < 0 ? args : args.toSpliced(at, 2);
  const colloquium = file === undefined ? readConfig().colloquia[0] : fileColloquium(file);
  if (colloquium === undefined) throw new OperatorError('There is no colloquium in the configuration.');
  const { zone, usual, notices } = colloquium;
  return simulateCommand(
    rest,
    {
      zone,
      defaultTime: usual.start,
      defaultDurationMinutes: usualMinutes(colloquium),
      rules: notices,
      settings: plannerSettings(colloquium),
    },
    io,
  );
}

function fileColloquium(file: string): Colloquium {
  const outcome = loadColloquium(file);
  if (outcome.ok) return outcome.colloquium;
  throw new OperatorError(formatFaults(outcome.faults));
}

export function instantArgument(text: string): Temporal.Instant {
  try {
    return Temporal.Instant.from(text);
  } catch {
    throw new UsageError(`“${text}” is not an instant: write 2026-11-24T09:00:00Z.`);
  }
}
