/** The service: boot in straight lines, wait, stop within 25 s. */
import type { Config } from '../config/schema.ts';
import { type Context, openContext } from './context.ts';
import { workOn } from './flow.ts';
import { type HealthReport, healthOf } from './health.ts';
import { openWeb } from './http/open-web.ts';
import { openReceive } from './intake/receive.ts';
import { openImapSource } from './intake/source-imap.ts';
import { openSmtpSource } from './intake/source-smtp.ts';
import type { Log } from './log.ts';
import { openSchedule } from './schedule.ts';

export const roles = ['web', 'intake', 'worker', 'scheduler'] as const;
export type Role = (typeof roles)[number];

export interface Service {
  readonly context: Context;
  /** Where each part listens, for the one screen at the start. */
  readonly places: {
    readonly web: string | null;
    readonly intake: string | null;
    readonly inbox: string | null;
  };
  close(): Promise<void>;
}

const stopWithinMs = 24_000;

export async function startService(config: Config, log: Log, wanted: readonly Role[]): Promise<Service> {
  const context = await openContext({ config, log, sends: wanted.includes('worker') });
  const open: { close(): Promise<void> }[] = [];
  try {
    if (wanted.includes('worker')) workOn(context);
    const intake = wanted.includes('intake') ? await openIntake(context, open) : null;
    const web = wanted.includes('web') ? await openPages(context, open) : null;
    if (wanted.includes('scheduler')) open.push(openSchedule(context));
    return {
      context,
      places: { web, intake, inbox: context.inbox?.url ?? null },
      close: () => closeAll(context, open),
    };
  } catch (error) {
    await closeAll(context, open);
    throw error;
  }
}

async function openIntake(context: Context, open: { close(): Promise<void> }[]): Promise<string> {
  const { config, log } = context;
  const mailboxes = config.colloquia.map(({ id, address }) => ({ id, address }));
  const receive = openReceive(context);
  const settings = config.service.intake;
  const smtp = await openSmtpSource({ settings, mailboxes, receive, log });
  open.push(smtp);
  if (config.imapUrl !== null) {
    open.push(
      openImapSource({
        url: config.imapUrl,
        tokens: context.tokens,
        poll: settings.poll,
        maxSize: settings.max_size,
        mailboxes,
        receive,
        store: context.store,
        log,
      }),
    );
  }
  return `${settings.protocol}://${smtp.host}:${smtp.port}`;
}

async function openPages(context: Context, open: { close(): Promise<void> }[]): Promise<string> {
  const health = (): Promise<HealthReport> => healthOf(context);
  const web = await openWeb({ ...context, health });
  open.push(web);
  return web.url;
}

/** Sources first, so that nothing new comes in; then the clock; then what is in hand; the store last. */
async function closeAll(context: Context, open: readonly { close(): Promise<void> }[]): Promise<void> {
  const deadline = setTimeout(() => {
    context.log.error(
      'the stop took too long: ending now; what was in flight is found again at the next start',
    );
    process.exit(1);
  }, stopWithinMs);
  for (const part of open.toReversed()) await part.close();
  await context.close();
  clearTimeout(deadline);
}
