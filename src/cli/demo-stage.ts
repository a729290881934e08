/** The stage of the demo: the whole service on a database of its own, a clock that the play moves, and the local inbox. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import nodemailer from 'nodemailer';
import type { Colloquium, Config } from '../../config/schema.ts';
import { openVirtualClock, type VirtualClock } from '../clock.ts';
import { type Context, openContext } from '../context.ts';
import { OperatorError } from '../errors.ts';
import { workOn } from '../flow.ts';
import { healthOf } from '../health.ts';
import { openWeb } from '../http/open-web.ts';
import { receiveMail } from '../intake/receive.ts';
import { openSmtpSource } from '../intake/source-smtp.ts';
import { openLog } from '../log.ts';
import { parseMessage } from '../mail/parse-message.ts';
import { untilQuiet } from '../quiet.ts';
import { beat } from '../schedule.ts';
import type { SentMail } from './demo-mails.ts';

export interface Stage {
  readonly context: Context;
  readonly colloquium: Colloquium;
  readonly clock: VirtualClock;
  readonly webUrl: string;
  readonly inboxUrl: string;
  /** Hands a mail to the listener by real SMTP, and waits until what it causes is done. */
  mailIn(raw: Buffer, envelope: { from: string; to?: string }): Promise<void>;
  writePage(text: string): void;
  /** Until nothing is due, waiting or in hand any more. */
  settle(): Promise<void>;
  /** Moves the clock, with a heartbeat every half hour, as a service that was asleep would catch up. */
  advanceTo(instant: Temporal.Instant): Promise<void>;
  /** Mails that were sent to an address, read back from the inbox, oldest first. */
  mailsTo(address: string): Promise<SentMail[]>;
  close(): Promise<void>;
}

const beatEvery = { minutes: 30 };

export async function openStage(base: Config, start: Temporal.Instant): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'convoke-demo-'));
  const page = join(folder, 'page.md');
  writeFileSync(page, '');
  const config = stageConfig(base, folder, page);
  const clock = openVirtualClock(start);
  const log = openLog(process.env['LOG_LEVEL'] ?? 'error');
  const context = await openContext({ config, log, clock, sends: true });
  workOn(context);
  const source = await openSmtpSource({
    settings: { ...config.service.intake, port: 0 },
    mailboxes: config.colloquia,
    receive: (mail) => receiveMail(context, mail),
    log,
  });
  const web = await openWeb({ ...context, health: () => healthOf(context) });
  const mailer = nodemailer.createTransport({ host: source.host, port: source.port, ignoreTLS: true });
  const { inbox } = context;
  const colloquium = config.colloquia[0];
  if (inbox === null || colloquium === undefined)
    throw new OperatorError('The demo needs a colloquium and its local inbox.');
  return {
    context,
    colloquium,
    clock,
    webUrl: web.url,
    inboxUrl: inbox.url,
    async mailIn(raw, { from, to }) {
      await mailer.sendMail({ envelope: { from, to: to ?? colloquium.address }, raw });
      await untilQuiet(context);
    },
    writePage: (text) => writeFileSync(page, text),
    settle: () => untilQuiet(context),
    async advanceTo(instant) {
      while (Temporal.Instant.compare(clock.now(), instant) < 0) {
        const next = clock.now().add(beatEvery);
        clock.moveTo(Temporal.Instant.compare(next, instant) > 0 ? instant : next);
        await beat(context);
        await untilQuiet(context);
      }
    },
    async mailsTo(address) {
      const caught = await inbox.store.listMessages({ recipient: address });
      return Promise.all(caught.toReversed().map(({ id }) => readCaught(inbox, id)));
    },
    async close() {
      mailer.close();
      await web.close();
      await source.close();
      await context.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function readCaught(inbox: NonNullable<Context['inbox']>, id: string): Promise<SentMail> {
  const found = await inbox.store.readMessage(id);
  const outcome = found === null ? null : await parseMessage(found.raw);
  if (found === null || !outcome?.ok) throw new Error(`mail ${id} in the inbox could not be read`);
  return { from: found.mail.from, to: found.mail.to[0] ?? '', raw: found.raw, message: outcome.message };
}

/** Everything temporary and on free ports: the demo never meets a service that runs beside it. */
function stageConfig(base: Config, folder: string, page: string): Config {
  const [first, ...others] = base.colloquia;
  if (first === undefined) return base;
  const calendar = { ...first.calendar, source: page, format: 'page' as const };
  return {
    ...base,
    databaseUrl: null,
    redisUrl: null,
    smtpUrl: null,
    imapUrl: null,
    production: false,
    dataDir: join(folder, 'data'),
    service: { ...base.service, web: { ...base.service.web, port: 0 }, inbox: { port: 0 } },
    colloquia: [{ ...first, calendar }, ...others],
  };
}
