/**
 * The whole service for a story: its own database, a real mail listener, a mail server that remembers, the queue of the
 * run, and a clock that stands still until the story moves it.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import nodemailer from 'nodemailer';
import { loadConfig } from '../../config/load-config.ts';
import type { Colloquium, Config } from '../../config/schema.ts';
import type { SentMail } from '../../src/cli/demo-mails.ts';
import { openVirtualClock, type VirtualClock } from '../../src/clock.ts';
import { type Context, openContext } from '../../src/context.ts';
import { workOn } from '../../src/flow.ts';
import { receiveMail } from '../../src/intake/receive.ts';
import { openSmtpSource } from '../../src/intake/source-smtp.ts';
import type { ResolveName } from '../../src/intake/verify-sender.ts';
import { openLog } from '../../src/log.ts';
import { parseMessage } from '../../src/mail/parse-message.ts';
import { untilQuiet } from '../../src/quiet.ts';
import { beat } from '../../src/schedule.ts';
import { openTestDatabase } from './database.ts';
import { openSmtpSink, type SmtpSink } from './smtp-sink.ts';

export interface TestService {
  readonly context: Context;
  readonly colloquium: Colloquium;
  readonly clock: VirtualClock;
  readonly sink: SmtpSink;
  readonly logged: string[];
  /** Where mail comes in by SMTP. */
  readonly door: { readonly host: string; readonly port: number };
  /** Hands a mail to the listener by SMTP, as the mail exchanger of the colloquium would. */
  mailIn(raw: string | Buffer, envelope?: { from?: string; to?: string }): Promise<void>;
  /** The page as it now stands. */
  writePage(text: string): void;
  /** Until nothing is due, waiting or in hand any more. */
  settle(): Promise<void>;
  /** Moves the clock on, with a heartbeat every minute or so many, each time until what it causes is done. */
  advanceTo(instant: Temporal.Instant, everyMinutes?: number): Promise<void>;
  /** Mails sent to an address since the story began, oldest first. */
  mailsTo(address: string): Promise<SentMail[]>;
  close(): Promise<void>;
}

export interface TestServiceOptions {
  readonly at: string;
  readonly page?: string;
  readonly redisUrl?: string | null;
  /** A mail server to send through instead of the sink. */
  readonly smtpUrl?: string;
  /** DNS, for who looks at senders. */
  readonly resolveName?: ResolveName;
  /** Changes the first colloquium's settings. */
  readonly change?: Partial<Colloquium>;
  /** Instead of the settings of the whole service. */
  readonly service?: Config['service'];
}

const root = join(import.meta.dirname, '../..');

export async function openTestService(options: TestServiceOptions): Promise<TestService> {
  const folder = mkdtempSync(join(tmpdir(), 'convoke-story-'));
  const page = join(folder, 'page.md');
  writeFileSync(page, options.page ?? '');
  const database = await openTestDatabase();
  const sink = await openSmtpSink();
  const logged: string[] = [];
  const config = testConfig({
    folder,
    page,
    databaseUrl: database.url,
    smtpUrl: options.smtpUrl ?? sink.url,
    options,
  });
  const clock = openVirtualClock(Temporal.Instant.from(options.at));
  const log = openLog('debug', { write: (line) => void logged.push(line) });
  const dns = options.resolveName === undefined ? {} : { resolveName: options.resolveName };
  const context = await openContext({ config, log, clock, sends: true, ...dns });
  workOn(context);
  const source = await openSmtpSource({
    settings: { ...config.service.intake, port: 0 },
    mailboxes: config.colloquia,
    receive: (mail) => receiveMail(context, mail),
    log,
  });
  const colloquium = config.colloquia[0]!;
  const mailer = nodemailer.createTransport({ host: source.host, port: source.port, ignoreTLS: true });

  async function settle(): Promise<void> {
    try {
      await untilQuiet(context, 20_000);
    } catch (error) {
      throw new Error(logged.slice(-20).join(''), { cause: error });
    }
  }

  return {
    context,
    colloquium,
    clock,
    sink,
    logged,
    door: source,
    settle,
    async mailIn(raw, envelope = {}) {
      const from = envelope.from ?? 'someone@elsewhere.example';
      await mailer.sendMail({ envelope: { from, to: envelope.to ?? colloquium.address }, raw });
      await settle();
    },
    writePage: (text) => writeFileSync(page, text),
    async advanceTo(instant, everyMinutes = 1) {
      while (Temporal.Instant.compare(clock.now(), instant) < 0) {
        const next = clock.now().add({ minutes: everyMinutes });
        clock.moveTo(Temporal.Instant.compare(next, instant) > 0 ? instant : next);
        await beat(context);
        await settle();
      }
    },
    async mailsTo(address) {
      const mine = sink.messages.filter((mail) => mail.to.toLowerCase() === address.toLowerCase());
      return Promise.all(mine.map((mail) => readSent(mail)));
    },
    async close() {
      mailer.close();
      await source.close();
      await context.close();
      await sink.close();
      await database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function readSent(mail: { from: string; to: string; data: Buffer }): Promise<SentMail> {
  const outcome = await parseMessage(mail.data);
  if (!outcome.ok) throw new Error(`a mail of ours could not be read: ${outcome.reason}`);
  return { from: mail.from, to: mail.to, raw: mail.data, message: outcome.message };
}

function testConfig(given: {
  folder: string;
  page: string;
  databaseUrl: string;
  smtpUrl: string;
  options: TestServiceOptions;
}): Config {
  const outcome = loadConfig(
    {
      DATABASE_URL: given.databaseUrl,
      SMTP_URL: given.smtpUrl,
      CONVOKE_DATA: join(given.folder, 'data'),
      CONVOKE_SECRET: 'a secret for tests only, long enough',
      PORT: '0',
      ...(given.options.redisUrl ? { REDIS_URL: given.options.redisUrl } : {}),
    },
    root,
  );
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.faults));
  const [first, ...others] = outcome.config.colloquia;
  const calendar = { ...first!.calendar, source: given.page };
  const service = given.options.service ?? outcome.config.service;
  return {
    ...outcome.config,
    service,
    colloquia: [{ ...first!, calendar, ...given.options.change }, ...others],
  };
}
