/**
 * The shape of the configuration, its defaults, and the words that values are written in.
 * Files give raw input, `load-config.ts` makes one frozen Config of it.
 */
import { z } from 'zod';
import { cronFault } from '../src/mailings/cron-slots.ts';
import { ruleKinds } from '../src/mailings/mailing-kinds.ts';
import type { NoticeRule } from '../src/mailings/notice.ts';
import type { OAuth2Settings } from '../src/oauth2.ts';
import { contrastOf, leastContrast } from './contrast.ts';
import { publicMailboxes } from './public-mailboxes.ts';

const unitFields = {
  second: 'seconds',
  minute: 'minutes',
  hour: 'hours',
  day: 'days',
  week: 'weeks',
} as const;

/** `14 days`, `30 minutes`, `1 hour after` (negative). Days are calendar days in the colloquium's zone. */
const durationWords = 'write a number and a unit: 20 minutes, 14 days, 1 hour after';
export const duration = z
  .string(durationWords)
  .regex(/^\d{1,4} (second|minute|hour|day|week)s?( after)?$/, durationWords)
  .transform((text) => {
    const [amount, unit, after] = text.split(' ') as [string, string, string | undefined];
    const field = unitFields[unit.replace(/s$/, '') as keyof typeof unitFields];
    const value = Temporal.Duration.from({ [field]: Number(amount) });
    return after ? value.negated() : value;
  });

const byteSize = z
  .string('write a size: 10 MB')
  .regex(/^\d{1,3} (KB|MB)$/, 'write a size: 10 MB')
  .transform((text) => Number(text.split(' ')[0]) * (text.endsWith('MB') ? 1024 * 1024 : 1024));

const wallTime = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, "write a time on 24 hours, in quotes: '14:00'");
const networkWords = 'write an address or a network: 127.0.0.1, 10.0.0.0/8';
const network = z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()], networkWords);
const port = z.number().int().min(0).max(65535);
const colourWords = "write a colour as '#1f4a94', in quotes";
/** Links and buttons are drawn in it, on the ground of the pages and mails: it must be readable there. */
const colourOn = (ground: string) =>
  z
    .string(colourWords)
    .regex(/^#[0-9a-f]{6}$/i, { error: colourWords, abort: true })
    .refine((colour) => contrastOf(colour, ground) >= leastContrast, {
      error: ({ input }) =>
        `${input} cannot be read on ${ground}: its contrast is ${shown(contrastOf(String(input), ground))}, and text needs ${leastContrast}. Take a ${ground === lightGround ? 'darker' : 'lighter'} one`,
    });
const lightGround = '#ffffff';
const darkGround = '#161513';
const address = z
  .string()
  .regex(
    /^[A-Za-z0-9.!#$%&'*/=?^_`{|}~+-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/,
    'write one mail address: name@host.example',
  )
  .max(254);
const trustedDomain = z
  .string()
  .toLowerCase()
  .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'write one mail domain: lab.example')
  .refine(
    (domain) => !publicMailboxes.has(domain),
    'everybody can have an address there: name a domain of your own',
  );
const zone = z.string().refine(isZone, 'write a time zone of the IANA list: Europe/Amsterdam');
const cronWords = "write five fields: '0 9 * * 1-5' (minute hour day month weekday)";
const cron = z
  .string(cronWords)
  .regex(/^(\S+ ){4}\S+$/, { error: cronWords, abort: true })
  .refine((text) => cronFault(text) === null, {
    error: ({ input }) => `${cronFault(String(input))}; ${cronWords}`,
  });
const piece = z.enum(['title', 'speaker', 'affiliation', 'abstract', 'place', 'watch']);

export const serviceSchema = z.strictObject({
  public_url: z
    .string()
    .regex(/^https?:\/\/[^/\s]+$/, 'write an address without a path: https://desk.example')
    .nullable()
    .default(null),
  web: z
    .strictObject({
      port: port.default(3000),
      host: z.string().default('127.0.0.1'),
      proxies: z.array(network).default([]),
    })
    .prefault({}),
  intake: z
    .strictObject({
      port: port.default(2525),
      host: z.string().default('127.0.0.1'),
      protocol: z.enum(['smtp', 'lmtp']).default('smtp'),
      max_size: byteSize.prefault('10 MB'),
      poll: duration.prefault('60 seconds'),
      verify_senders: z.boolean().default(true),
    })
    .prefault({}),
  inbox: z.strictObject({ port: port.default(8025) }).prefault({}),
  oauth2: z
    .strictObject({
      token_url: z
        .string()
        .regex(
          /^(https:|http:\/\/(localhost|127\.0\.0\.1)[:/])/,
          'write the https address that gives tokens',
        ),
      client_id: z.string().min(1),
      scope: z.string().min(1).nullable().default(null),
    })
    .nullable()
    .default(null),
  delivery: z
    .strictObject({
      connections: z.number().int().min(1).max(200).default(20),
      per_second: z.number().int().min(0).default(0),
      per_hour: z.number().int().min(0).default(0),
      per_day: z.number().int().min(0).default(0),
      return_path: z.enum(['verp', 'plain']).default('verp'),
      require_tls: z.boolean().default(false),
      give_up: duration.prefault('4 days'),
      complaints: z.number().min(0).max(100).default(0.3),
      dsn: z
        .strictObject({
          notify: z
            .array(z.enum(['failure', 'delay', 'success']))
            .min(1)
            .default(['failure', 'delay']),
          return: z.enum(['headers', 'full']).default('headers'),
        })
        .nullable()
        .default(null),
      dkim: z
        .strictObject({
          domain: z.string().min(1),
          selector: z.string().min(1),
          key_file: z.string().min(1),
          ed25519: z
            .strictObject({ selector: z.string().min(1), key_file: z.string().min(1) })
            .nullable()
            .default(null),
        })
        .nullable()
        .default(null),
    })
    .prefault({}),
  retention: z
    .strictObject({
      raw_mail: duration.prefault('14 days'),
      held_mail: duration.prefault('60 days'),
      declined_requests: duration.prefault('30 days'),
    })
    .prefault({}),
  log_level: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
});

const noticeSchema = z
  .strictObject({
    name: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'write a short name in lower-case letters'),
    kind: z.enum(ruleKinds),
    cron,
    opens: duration,
    closes: duration,
    needs: z.array(piece).default(['title', 'speaker']),
    last_call: z.boolean().default(false),
    lateness: duration.prefault('6 hours'),
    apart: duration.prefault('0 hours'),
    proof: duration.prefault('30 minutes'),
  })
  .transform(
    (rule): NoticeRule => ({
      name: rule.name,
      kind: rule.kind,
      cron: rule.cron,
      opensBefore: rule.opens,
      closesBefore: rule.closes,
      needs: rule.needs,
      lastCall: rule.last_call,
      lateness: rule.lateness,
      apart: rule.apart,
      proof: rule.proof,
    }),
  );

export const colloquiumSchema = z.strictObject({
  name: z.string().min(1).max(80),
  tagline: z.string().max(200).default(''),
  language: z.enum(['en', 'nl', 'de', 'fr']).default('en'),
  accent: colourOn(lightGround).default('#1f4a94'),
  dark_accent: colourOn(darkGround).default('#a3bdf3'),
  postal: z.string().max(200).default(''),
  address,
  sub_addresses: z.boolean().default(true),
  list_id: z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/i, 'write a name with dots: colloquium.lab.example'),
  authserv: z.string().nullable().default(null),
  hosts: z
    .array(
      z.strictObject({
        name: z.string().min(1),
        email: address,
        role: z.enum(['host', 'observer']).default('host'),
      }),
    )
    .refine((people) => people.some((each) => each.role === 'host'), 'name at least one host'),
  zone,
  usual: z.strictObject({
    start: wallTime,
    end: wallTime,
    every: duration.prefault('14 days'),
    anchor: z.iso.date('write a day as 2026-01-06'),
    place: z.string().nullable().default(null),
    online: z.string().nullable().default(null),
  }),
  calendar: z
    .strictObject({
      source: z.string().min(1).default('sample'),
      format: z.enum(['page', 'yaml', 'ics']).default('page'),
      every: duration.prefault('10 minutes'),
      settle: duration.prefault('20 minutes'),
      private_addresses: z.boolean().default(false),
    })
    .prefault({}),
  requests: z
    .strictObject({
      need: z
        .array(z.enum(['name', 'affiliation', 'motivation']))
        .default(['name', 'affiliation', 'motivation']),
      confirm: z.enum(['always', 'unauthenticated', 'never']).default('unauthenticated'),
      undo: duration.prefault('10 minutes'),
      expire: duration.prefault('30 days'),
      digest: cron.default('0 8 * * 1-5'),
      max_per_hour: z.number().int().min(1).default(60),
      approve: z
        .strictObject({
          domains: z.array(trustedDomain).default([]),
          vouches: z
            .strictObject({
              people: z.number().int().min(0).max(50).default(0),
              within: duration.prefault('26 weeks'),
              expire: duration.prefault('30 days'),
            })
            .prefault({}),
        })
        .prefault({}),
    })
    .prefault({}),
  changes: z.strictObject({ proof: duration.prefault('15 minutes') }).prefault({}),
  ask: z
    .strictObject({
      cron: cron.default('0 9 * * *'),
      days_before: z.number().int().min(0).max(60).default(7),
    })
    .prefault({}),
  notices: z
    .array(noticeSchema)
    .refine(
      (rules) => new Set(rules.map((rule) => rule.name)).size === rules.length,
      'two notices have the same name',
    ),
});

/** As used: a `public_url` that nobody set is this machine at the port of the pages. */
export type ServiceSettings = z.output<typeof serviceSchema> & { public_url: string };
export type ColloquiumSettings = z.output<typeof colloquiumSchema>;

/** One colloquium, with the id that its rows carry. */
export interface Colloquium extends ColloquiumSettings {
  readonly id: string;
}

/** Everything the service was told before it started. Frozen; made once by `loadConfig`. */
export interface Config {
  readonly service: ServiceSettings;
  readonly colloquia: readonly Colloquium[];
  readonly databaseUrl: string | null;
  readonly redisUrl: string | null;
  readonly smtpUrl: string | null;
  readonly imapUrl: string | null;
  /** How mailbox and relay are signed in to where their URLs hold no password. */
  readonly oauth2: OAuth2Settings | null;
  readonly secret: string;
  readonly production: boolean;
  /** Absolute: the embedded database, the secret and the sample page live here. */
  readonly dataDir: string;
  /** Absolute: where `service.yaml` and `colloquia/` were read. */
  readonly configDir: string;
}

/** Rounded down: 4.49 is not shown as enough. */
function shown(contrast: number): string {
  return (Math.floor(contrast * 100) / 100).toString();
}

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return name.includes('/') || name === 'UTC';
  } catch {
    return false;
  }
}
