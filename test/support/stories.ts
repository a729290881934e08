/** What the stories of mail and moderation have in common: how people and hosts write, and what is looked at afterwards. */
import assert from 'node:assert/strict';
import { answerTo, type SentMail } from '../../src/cli/demo-mails.ts';
import { receiveMail } from '../../src/intake/receive.ts';
import type { Deed } from '../../src/store/audit.ts';
import { books } from '../../src/store/deliveries-control.ts';
import { unbalancedMailings } from '../../src/store/ledger-lines.ts';
import type { RequestRow, SubscriberRow } from '../../src/store/schema.ts';
import type { TestService } from './service.ts';

export const noor = 'noor@ai4science.example';
export const elias = 'elias@ai4science.example';
export const mailbox = 'colloquium@ai4science.example';
export const storyBegins = '2026-11-16T20:15:00Z';

export interface Letter {
  readonly from: string;
  readonly name?: string;
  readonly to?: string;
  readonly subject: string;
  readonly text: string;
  readonly id?: string;
  readonly date?: string;
  /** What our mail server says about the sender; `forged` is a DMARC failure, `silent` says nothing. */
  readonly sender?: 'genuine' | 'forged' | 'silent';
  readonly headers?: readonly string[];
  readonly type?: string;
}

let written = 0;

/** A mail as it reaches us, with what our own mail server adds. */
export function letter(mail: Letter): Buffer {
  const domain = mail.from.split('@')[1] ?? '';
  written += 1;
  const verdict = {
    genuine: `dkim=pass header.d=${domain} header.s=k; spf=pass smtp.mailfrom=${mail.from}; dmarc=pass header.from=${domain}`,
    forged: `dkim=none; spf=fail smtp.mailfrom=${mail.from}; dmarc=fail (policy=none) header.from=${domain}`,
    silent: '',
  }[mail.sender ?? 'genuine'];
  const lines = [
    `Return-Path: <${mail.from}>`,
    ...(verdict === '' ? [] : [`Authentication-Results: mx.ai4science.example; ${verdict}`]),
    `From: ${mail.name === undefined ? '' : `"${mail.name}" `}<${mail.from}>`,
    `To: ${mail.to ?? mailbox}`,
    `Subject: ${mail.subject}`,
    `Date: ${mail.date ?? 'Mon, 16 Nov 2026 21:14:00 +0100'}`,
    `Message-ID: <${mail.id ?? `letter-${written}`}@${domain}>`,
    ...(mail.headers ?? []),
    'MIME-Version: 1.0',
    `Content-Type: ${mail.type ?? 'text/plain; charset=utf-8'}`,
    '',
    mail.text,
    '',
  ];
  return Buffer.from(lines.join('\r\n'));
}

export const motivation =
  'I model how sediment moves in estuaries and would like to hear how others learn such models.';

/** A request with all three pieces. */
export function wish(email: string, name: string, more: Partial<Letter> = {}): Buffer {
  return letter({
    from: email,
    name,
    subject: 'Joining the colloquium list',
    text: `Name: ${name}\r\nAffiliation: Institute for Delta Research, Middelburg\r\nMotivation: ${motivation}`,
    ...more,
  });
}

/** Somebody asks, and both hosts have the decision mail. */
export async function asks(service: TestService, email: string, name: string): Promise<void> {
  await service.mailIn(wish(email, name), { from: email });
}

/** Many mails at once, without waiting for each: as they come from a queue of a mail server. */
export async function pour(
  service: TestService,
  mails: readonly (Buffer | { raw: Buffer; from: string; to?: string })[],
): Promise<void> {
  for (const [index, mail] of mails.entries()) {
    const { raw, from, to } = Buffer.isBuffer(mail)
      ? { raw: mail, from: 'someone@elsewhere.example', to: undefined }
      : mail;
    await receiveMail(service.context, {
      colloquium: service.colloquium.id,
      recipient: to ?? service.colloquium.address,
      raw,
      size: raw.length,
      source: 'stdin',
      envelopeFrom: from,
      clientIp: null,
    });
    if (index % 100 === 99) await service.settle();
  }
  await service.settle();
}

export interface HostAnswer {
  readonly host?: string;
  readonly text: string;
  readonly proven?: boolean;
  /** The address it goes to; the Reply-To of the mail when left out. */
  readonly to?: string;
  readonly from?: string;
  readonly headers?: readonly string[];
}

let answers = 0;

/** The answer to a mail of ours, with it quoted below. */
export function answer(sent: SentMail, given: HostAnswer): Buffer {
  answers += 1;
  const from = given.from ?? given.host ?? sent.to;
  const raw = answerTo(sent, {
    from,
    text: given.text,
    date: `Mon, 16 Nov 2026 22:${String(answers % 60).padStart(2, '0')}:00 +0100`,
    ...(given.proven === undefined ? {} : { proven: given.proven }),
    ...(given.to === undefined ? {} : { to: given.to }),
  });
  const text = raw
    .toString('utf8')
    .replace(/^Message-ID: <[^>]*>/m, `Message-ID: <answer-${answers}@mail.example>`);
  const added = (given.headers ?? []).map((header) => `${header}\r\n`).join('');
  return Buffer.from(`${added}${text}`);
}

/** Sends an answer to the address that the mail asked for. */
export async function replies(service: TestService, sent: SentMail, given: HostAnswer): Promise<void> {
  const to = given.to ?? sent.message.replyTo[0]?.address ?? mailbox;
  await service.mailIn(answer(sent, given), { from: given.from ?? given.host ?? sent.to, to });
}

export async function last(service: TestService, address: string): Promise<SentMail> {
  const mail = (await service.mailsTo(address)).at(-1);
  assert.ok(mail, `no mail came to ${address}`);
  return mail;
}

/** The latest mail to an address whose subject holds these words. */
export async function mailAbout(service: TestService, address: string, words: string): Promise<SentMail> {
  const mails = await service.mailsTo(address);
  const found = mails.findLast((mail) => mail.message.subject.includes(words));
  assert.ok(
    found,
    `no mail about “${words}” came to ${address}: ${mails.map((mail) => mail.message.subject)}`,
  );
  return found;
}

export async function subjectsTo(service: TestService, address: string): Promise<string[]> {
  return (await service.mailsTo(address)).map((mail) => mail.message.subject);
}

export async function requestOf(service: TestService, email: string): Promise<RequestRow> {
  const rows = await requestsOf(service, email);
  assert.ok(rows.at(-1), `there is no request of ${email}`);
  return rows.at(-1)!;
}

export async function requestsOf(service: TestService, email: string): Promise<RequestRow[]> {
  const { db } = service.context.store;
  return db.selectFrom('request').selectAll().where('email_key', '=', email).orderBy('id').execute();
}

export async function subscriberOf(service: TestService, email: string): Promise<SubscriberRow | null> {
  const { db } = service.context.store;
  const row = await db.selectFrom('subscriber').selectAll().where('email_key', '=', email).executeTakeFirst();
  return row ?? null;
}

/** What the log of changes says about a request or a person, oldest first. */
export async function deedsOn(service: TestService, subject: string): Promise<Deed[]> {
  const { db } = service.context.store;
  const rows = await db
    .selectFrom('audit')
    .selectAll()
    .where('subject', '=', subject)
    .orderBy('id')
    .execute();
  return rows as unknown as Deed[];
}

/** The latest mail that came in: what it was taken for and what became of it. */
export async function lastInbound(service: TestService) {
  const { db } = service.context.store;
  return db
    .selectFrom('inbound')
    .select(['id', 'class', 'reason', 'held_at', 'attempts'])
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
}

/** Promises 1, 7 and 13 after a story: nothing unread, books that balance, no address in the log. */
export async function allIsWell(service: TestService, addresses: readonly string[] = []): Promise<void> {
  const { db } = service.context.store;
  assert.deepEqual(await unbalancedMailings(db), [], 'the books balance');
  for (const { id } of await db
    .selectFrom('mailing')
    .select('id')
    .where('frozen_at', 'is not', null)
    .execute())
    assert.equal((await books(db, id))?.balance, 0);
  const unread = await db
    .selectFrom('inbound')
    .select('id')
    .where((row) => row.or([row('processed_at', 'is', null), row('attempts', '>', 1)]))
    .execute();
  assert.deepEqual(unread, [], 'every mail was read, at the first try');
  const text = service.logged.join('');
  for (const address of [noor, elias, ...addresses])
    assert.ok(!text.includes(address), `${address} does not stand in the log`);
}

export const at = Temporal.Instant.from;

/** Moves the clock without a heartbeat: two deeds are not at one instant. */
export function pass(service: TestService, duration: Temporal.DurationLike): void {
  service.clock.moveTo(service.clock.now().add(duration));
}

/** The decision page behind the links of a mail: shown, filled, posted. `base` is where the web server listens. */
export async function decidesByPage(
  base: string,
  sent: SentMail,
  chosen: Readonly<Record<string, string>>,
): Promise<{ status: number; text: string }> {
  const link = /http:\/\/\S+\/requests\/[a-z2-7]{26}/.exec(sent.message.text)?.[0] ?? '';
  const path = link.replace(/^http:\/\/[^/]+/, base);
  const shown = await fetch(`${path}?do=${chosen['do'] ?? 'undo'}`);
  return postForm(base, path, await shown.text(), chosen);
}

/** Posts a form as a browser does: its hidden fields, and what the person chose. */
export async function postForm(
  base: string,
  path: string,
  page: string,
  chosen: Readonly<Record<string, string>>,
): Promise<{ status: number; text: string }> {
  const fields = new URLSearchParams(chosen);
  for (const [input] of page.matchAll(/<input[^>]*type="hidden"[^>]*>/g)) {
    const name = /name="([^"]*)"/.exec(input)?.[1];
    if (name && !fields.has(name)) fields.set(name, /value="([^"]*)"/.exec(input)?.[1] ?? '');
  }
  const posted = await fetch(path, {
    method: 'POST',
    redirect: 'follow',
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin: base },
    body: fields,
  });
  return { status: posted.status, text: await posted.text() };
}

/** A list of people who joined yesterday: name@place.example. */
export async function listed(service: TestService, emails: readonly string[]): Promise<void> {
  const joined = service.clock.now().subtract({ hours: 24 });
  await service.context.store.db
    .insertInto('subscriber')
    .values(
      emails.map((email) => ({
        colloquium: service.colloquium.id,
        email,
        email_key: email,
        name: `Member ${email.split('@')[0]}`,
        joined_at: joined,
        joined_by: 'import',
      })),
    )
    .execute();
}

/** The announcement of the page's talk, as each of these people got it. Begin the story at 08:00 on the colloquium's clock. */
export async function announced(
  service: TestService,
  emails: readonly string[],
): Promise<Map<string, SentMail>> {
  await listed(service, emails);
  for (let half = 0; half < 8; half += 1) {
    if (
      await service.context.store.db
        .selectFrom('talk')
        .select('id')
        .where('told_at', 'is not', null)
        .executeTakeFirst()
    )
      break;
    await service.advanceTo(service.clock.now().add({ minutes: 30 }), 30);
  }
  const found = new Map<string, SentMail>();
  for (const email of emails) found.set(email, await last(service, email));
  return found;
}

export interface CalendarAnswer {
  readonly from: string;
  readonly attendee: string;
  readonly uid: string;
  readonly partstat: 'ACCEPTED' | 'DECLINED' | 'TENTATIVE';
  readonly sequence?: number;
  /** `20261117T120000Z`. */
  readonly stamp: string;
  readonly to?: string;
  readonly sender?: 'genuine' | 'forged' | 'silent';
  readonly comment?: string;
  /** DTSTART with its name: the answer is a COUNTER that proposes it (§3.2.7). */
  readonly proposes?: string;
}

/** The answer of a calendar program (RFC 5546 §3.2.3). */
export function rsvp(given: CalendarAnswer): Buffer {
  const method = given.proposes === undefined ? 'REPLY' : 'COUNTER';
  return letter({
    from: given.from,
    subject: `${given.partstat}: the talk`,
    type: `text/calendar; charset=utf-8; method=${method}`,
    ...(given.to === undefined ? {} : { to: given.to }),
    ...(given.sender === undefined ? {} : { sender: given.sender }),
    text: [
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//A calendar//EN',
      `METHOD:${method}`,
      'BEGIN:VEVENT',
      `UID:${given.uid}`,
      `DTSTAMP:${given.stamp}`,
      `SEQUENCE:${given.sequence ?? 0}`,
      `ORGANIZER:mailto:${given.to ?? mailbox}`,
      `ATTENDEE;PARTSTAT=${given.partstat}:mailto:${given.attendee}`,
      ...(given.comment === undefined ? [] : [`COMMENT:${given.comment}`]),
      ...(given.proposes === undefined ? [] : [given.proposes]),
      'END:VEVENT',
      'END:VCALENDAR',
    ].join('\r\n'),
  });
}

/** What the calendar part of a mail says, folds undone: a property's value. */
export function inCalendar(sent: SentMail, property: string): string {
  const part = sent.message.parts.find((each) => each.contentType === 'text/calendar');
  const text = (part?.text ?? '').replace(/\r?\n[ \t]/g, '');
  return (
    new RegExp(`^${property}[;:].*$`, 'm')
      .exec(text)?.[0]
      .replace(/^[^:]*:(?:mailto:)?/, '')
      .trim() ?? ''
  );
}

/** A complaint that a provider sends on (RFC 5965), with the returned message's head in it. */
export function complaint(about: { email: string; messageId: string; to?: string; id?: string }): Buffer {
  return letter({
    from: 'feedback@provider.example',
    subject: 'Abuse report',
    type: 'multipart/report; report-type=feedback-report; boundary="b"',
    ...(about.to === undefined ? {} : { to: about.to }),
    ...(about.id === undefined ? {} : { id: about.id }),
    text: [
      '--b',
      'Content-Type: text/plain',
      '',
      'This is an email abuse report.',
      '',
      '--b',
      'Content-Type: message/feedback-report',
      '',
      'Feedback-Type: abuse',
      'User-Agent: SomeGenerator/1.0',
      'Version: 1',
      `Original-Rcpt-To: ${about.email}`,
      '',
      '--b',
      'Content-Type: text/rfc822-headers',
      '',
      `From: ${mailbox}`,
      `To: ${about.email}`,
      `Message-ID: <${about.messageId.replace(/[<>]/g, '')}>`,
      'Subject: The talk',
      '',
      '--b--',
    ].join('\r\n'),
  });
}
