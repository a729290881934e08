/** What every mail that leaves must satisfy, point by point, on every kind in every language, as it would be handed over. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import PostalMime, { type Email } from 'postal-mime';
import { serviceSchema } from '../../config/schema.ts';
import { storyPage } from '../../src/cli/demo-page.ts';
import { readMessageIdToken } from '../../src/mail/message-id.ts';
import { parseMessage } from '../../src/mail/parse-message.ts';
import { type EmittedMail, emittedMails } from '../support/emitted-mails.ts';
import { addressesIn, bagOfWords, linksOf, visibleText } from '../support/read-html.ts';
import { openTestService, type TestService } from '../support/service.ts';
import * as story from '../support/stories.ts';

interface Looked extends EmittedMail {
  readonly text: string;
  readonly head: string;
  readonly names: readonly string[];
  readonly mail: Email;
}

const domain = 'ai4science.example';
const desk = `https://${domain}`;
let service: TestService;
let mails: Looked[];

before(async () => {
  service = await openTestService({
    at: story.storyBegins,
    page: storyPage({
      date: '24 November 2026',
      title: 'What a glacier remembers',
      speaker: 'Ingrid Solbakken',
    }),
    service: { ...serviceSchema.parse({}), public_url: desk },
  });
  await service.advanceTo(service.clock.now().add({ minutes: 1 }));
  const emitted = await emittedMails(service.context);
  mails = await Promise.all(
    emitted.map(async (each) => {
      const text = each.raw.toString('latin1');
      const head = text.split('\r\n\r\n', 1)[0] ?? '';
      const names = [...head.matchAll(/^([A-Za-z-]+):/gm)].map((match) => match[1]!.toLowerCase());
      return { ...each, text, head, names, mail: await PostalMime.parse(each.raw) };
    }),
  );
});
after(() => service?.close());

const header = ({ mail }: Looked, name: string) =>
  mail.headers.filter((field) => field.key === name).map((field) => field.value);
const listMails = () => mails.filter((each) => each.isList);
const serviceMails = () => mails.filter((each) => !each.isList);

test('1: seven-bit lines of at most 998 octets that end with CRLF (RFC 5321 §4.5.3.1, RFC 5322 §2.1.1)', () => {
  assert.ok(mails.length >= 48, `${mails.length} mails`);
  for (const { name, text } of mails) {
    assert.doesNotMatch(text, /[^\r]\n|\r[^\n]|\0|[\x80-\xff]/, name);
    assert.ok(
      text.split('\r\n').every((line) => line.length <= 998),
      name,
    );
  }
});

test('2: each header once, the Message-ID ours, the date of now (RFC 5322 §3.6)', () => {
  const now = service.clock.now().epochMilliseconds;
  const ids = new Set<string>();
  for (const each of mails) {
    for (const name of ['date', 'from', 'to', 'subject', 'message-id', 'mime-version', 'content-type'])
      assert.equal(each.names.filter((other) => other === name).length, 1, `${each.name}: ${name}`);
    assert.equal(new Set(each.names).size, each.names.length, `${each.name}: ${each.names}`);
    assert.ok(!each.names.some((name) => ['bcc', 'cc', 'sender', 'return-path'].includes(name)), each.name);
    assert.ok(readMessageIdToken(each.mail.messageId ?? '', domain), each.name);
    assert.ok(
      Math.abs(Date.parse(each.mail.date ?? '') - now) < 5 * 60_000,
      `${each.name}: ${each.mail.date}`,
    );
    ids.add(each.mail.messageId ?? '');
  }
  // The mails to a list are previews of one delivery, number 0; every other mail is its own.
  assert.ok(ids.size >= serviceMails().length, `${ids.size} identities`);
});

test('3: from the colloquium, to one person', () => {
  for (const { name, mail, to } of mails) {
    assert.equal(mail.from?.address, `colloquium@${domain}`, name);
    assert.ok(mail.from?.name, name);
    assert.deepEqual(
      mail.to?.map((box) => box.address),
      [to],
      name,
    );
  }
});

test('5: text, HTML, and the invitation last, in UTF-8; text and HTML say the same', () => {
  for (const { name, text, mail } of mails) {
    const types = [...text.matchAll(/^Content-Type: ([a-z]+\/[a-z]+)(;[^\r]*)?/gm)];
    const order = ['multipart/alternative', 'text/plain', 'text/html', 'text/calendar'];
    const found = types.map((match) => match[1]!);
    assert.deepEqual(found, order.slice(0, found.length), name);
    for (const [, type, parameters] of types)
      if (type?.startsWith('text/')) assert.match(parameters ?? '', /charset=utf-8/i, name);
    assert.doesNotMatch(text, /^Content-Transfer-Encoding: (?!7bit|quoted-printable|base64)/im, name);
    const plain = bagOfWords(mail.text ?? '');
    const shown = bagOfWords(visibleText(mail.html ?? ''));
    assert.ok(shared(plain, shown) >= 0.9, `${name}: ${shared(plain, shown)} of the text stands in the HTML`);
    assert.ok(shared(shown, plain) >= 0.9, `${name}: ${shared(shown, plain)} of the HTML stands in the text`);
    const links = new Set(linksOf(mail.html ?? ''));
    for (const address of addressesIn(mail.text ?? '')) assert.ok(links.has(address), `${name}: ${address}`);
    for (const link of links) assert.ok(mail.text?.includes(link), `${name}: ${link} is in the HTML only`);
  }
});

function shared(these: Map<string, number>, those: Map<string, number>): number {
  let [all, common] = [0, 0];
  for (const [word, count] of these) {
    all += count;
    common += Math.min(count, those.get(word) ?? 0);
  }
  return common / all;
}

test('7 and 9: a mail to the list says which list and how to leave it (RFC 8058, 2369, 2919)', () => {
  for (const each of listMails()) {
    const [unsubscribe] = header(each, 'list-unsubscribe');
    assert.match(
      unsubscribe ?? '',
      new RegExp(`^<${desk}/unsubscribe/[a-z0-9]+>,\\s*<mailto:[^>]+@${domain}>$`),
      each.name,
    );
    assert.deepEqual(header(each, 'list-unsubscribe-post'), ['List-Unsubscribe=One-Click'], each.name);
    assert.deepEqual(header(each, 'list-id'), [`AI4Science Colloquium <colloquium.${domain}>`], each.name);
    assert.match(header(each, 'list-help')[0] ?? '', /^<https:[^>]+>$/, each.name);
    assert.match(header(each, 'list-owner')[0] ?? '', /^<mailto:[^>]+>$/, each.name);
    assert.deepEqual(header(each, 'list-post'), ['NO'], each.name);
  }
});

test('10: automatic mail says so, mail to the list is bulk (RFC 3834 §5)', () => {
  for (const each of serviceMails()) {
    assert.match(header(each, 'auto-submitted')[0] ?? '', /^auto-(?:replied|generated)$/, each.name);
    assert.ok(!each.names.some((name) => name.startsWith('list-') || name === 'precedence'), each.name);
    const answers = header(each, 'auto-submitted')[0] === 'auto-replied';
    if (answers)
      assert.ok(each.names.includes('in-reply-to') && each.names.includes('references'), each.name);
  }
  for (const each of listMails()) {
    assert.deepEqual(header(each, 'auto-submitted'), [], each.name);
    assert.deepEqual(header(each, 'precedence'), ['bulk'], each.name);
  }
});

test('11: the foot says who writes and why, and shows the way out', () => {
  for (const { name, mail, isList } of mails) {
    for (const said of [mail.text ?? '', visibleText(mail.html ?? '')]) {
      assert.match(said, /AI4Science Colloquium/, name);
      if (isList) assert.match(said, /You get this mail because[\s\S]*Preferences[\s\S]*Unsubscribe/, name);
      if (isList) assert.match(said, /Science Park 904, 1098 XH Amsterdam/, name);
    }
  }
});

test('12: HTML of at most 102 KB, alone with itself, in a language, every picture with words', () => {
  for (const { name, mail, language } of mails) {
    const html = mail.html ?? '';
    assert.ok(Buffer.byteLength(html) <= 102_000, `${name}: ${Buffer.byteLength(html)}`);
    assert.match(html, new RegExp(`<html lang="${language}"`), name);
    assert.doesNotMatch(
      html,
      /<(?:script|form|iframe|object|embed|link|input)\b|\son[a-z]+=|@import|url\(/i,
      name,
    );
    for (const [image] of html.matchAll(/<img\b[^>]*>/g)) assert.match(image, /\salt="[^"]+"/, name);
    assert.match(html, /<title>[^<]+<\/title>/, name);
    assert.match(html, /prefers-color-scheme: dark/, name);
  }
});

test('13: the invitation is for this person alone (RFC 6047, 5546)', async () => {
  const methods: Record<string, string> = { announcement: 'REQUEST', moved: 'REQUEST', cancelled: 'CANCEL' };
  for (const { name, kind, text, raw, to } of mails) {
    const read = await parseMessage(raw);
    const part = read.ok && read.message.parts.find((each) => each.contentType === 'text/calendar');
    const method = methods[kind];
    if (method === undefined) {
      if (kind !== 'welcome') assert.ok(!part, name);
      continue;
    }
    assert.ok(part, name);
    const calendar = Buffer.from(part.bytes).toString('utf8');
    assert.match(
      text,
      new RegExp(`^Content-Type: text/calendar; charset=utf-8; method=${method}\\r$`, 'm'),
      name,
    );
    assert.ok(
      calendar.split(/\r?\n/).every((line) => Buffer.byteLength(line) <= 75),
      name,
    );
    const lines = calendar.replace(/\r?\n[ \t]/g, '').split(/\r?\n/);
    const only = (property: string) => {
      const found = lines.filter((line) => new RegExp(`^${property}[;:]`).test(line));
      assert.equal(found.length, 1, `${name}: ${property} ${found}`);
      return found[0]!;
    };
    assert.equal(only('METHOD'), `METHOD:${method}`);
    for (const property of ['PRODID', 'VERSION', 'UID', 'SEQUENCE', 'SUMMARY']) only(property);
    assert.match(only('DTSTAMP'), /^DTSTAMP:\d{8}T\d{6}Z$/, name);
    assert.match(
      only('ATTENDEE'),
      new RegExp(`${method === 'REQUEST' ? 'RSVP=TRUE' : ''}.*:mailto:${to}$`),
      name,
    );
    assert.match(only('ORGANIZER'), new RegExp(`:mailto:colloquium\\+a-[a-z0-9]+@${domain}$`), name);
    if (method === 'CANCEL') assert.equal(only('STATUS'), 'STATUS:CANCELLED');
    if (kind !== 'announcement') assert.notEqual(only('SEQUENCE'), 'SEQUENCE:0');
    const zone = lines.find((line) => line.startsWith('DTSTART;TZID='))?.split(/[=:]/)[1];
    assert.ok(zone === undefined || lines.includes(`TZID:${zone}`), name);
  }
});

test('4: an answer has the null return path, everything else one of its own', async () => {
  await story.asks(service, 'samir@delta.example', 'Samir Haddad');
  await service.advanceTo(service.clock.now().add({ minutes: 1 }));
  const paths = new Map(service.sink.messages.map((sunk) => [sunk.to, sunk.from]));
  assert.equal(paths.get('samir@delta.example'), '', service.logged.slice(-12).join(''));
  for (const host of [story.noor, story.elias])
    assert.match(paths.get(host) ?? '', new RegExp(`^colloquium\\+b-[a-z0-9]+@${domain}$`));
  for (const sunk of service.sink.messages)
    assert.ok(sunk.from.split('@')[0]!.length <= 64, 'RFC 5321 §4.5.3.1.1');
});
