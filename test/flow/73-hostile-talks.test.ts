/**
 * Hostile words in every field of a talk, a host's name and a subscriber's: the mail that a server gets is built as every
 * other, is for one person, and has no second message behind it.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { serviceSchema } from '../../config/schema.ts';
import { storyPage } from '../../src/cli/demo-page.ts';
import type { Transport } from '../../src/delivery/transport.ts';
import { readRelayUrl } from '../../src/delivery/transport-options.ts';
import { openTransport } from '../../src/delivery/transport-pool.ts';
import { parseMessage } from '../../src/mail/parse-message.ts';
import { type MailingKind, mailingKinds } from '../../src/mailings/mailing-kinds.ts';
import { mailingParts } from '../../src/mailings/mailing-parts.ts';
import { imaginedMailing } from '../../src/mailings/preview-copy.ts';
import { stamp } from '../../src/mailings/stamp.ts';
import { recipientTokens } from '../../src/mailings/stamp-tokens.ts';
import { hostileWords, naughtyMissing, naughtyStrings } from '../support/hostile-words.ts';
import { linksOf, skeletonOf } from '../support/read-html.ts';
import { openTestService, type TestService } from '../support/service.ts';
import { openSmtpSink, type SmtpSink } from '../support/smtp-sink.ts';
import { storyBegins } from '../support/stories.ts';

const reader = 'reader@lab.example';
const ways = ['fast', 'plain'] as const;
let service: TestService;
let sink: SmtpSink;
let transports: Record<(typeof ways)[number], Transport>;

before(async () => {
  service = await openTestService({
    at: storyBegins,
    page: storyPage({
      date: '24 November 2026',
      title: 'What a glacier remembers',
      speaker: 'Ingrid Solbakken',
    }),
    service: { ...serviceSchema.parse({}), public_url: 'https://desk.example' },
  });
  await service.advanceTo(service.clock.now().add({ minutes: 1 }));
  sink = await openSmtpSink();
  transports = {
    fast: openTransport(readRelayUrl(sink.url)),
    plain: openTransport(readRelayUrl(`${sink.url}?plain=yes`)),
  };
});
after(async () => {
  for (const way of ways) await transports?.[way].close();
  await sink?.close();
  await service?.close();
});

/** What stays the same whatever is said: header fields, parts, tags, and where links lead. */
interface Frame {
  readonly fields: string;
  readonly parts: string;
  readonly tags: string;
  readonly links: string;
  readonly calendar: string;
}

/** Every field says the next word; `turn` decides with which it begins. */
async function send(kind: MailingKind, say: () => string, way: (typeof ways)[number]): Promise<Frame> {
  const { context, colloquium, clock } = service;
  const mailing = await imaginedMailing(context, colloquium, kind, null, clock.now());
  const facts = {
    ...mailing.facts,
    ...{ title: say(), speaker: say(), affiliation: say(), abstract: say(), bio: say(), place: say() },
    ...{ online: say(), watch: say(), reason: say() },
    surroundings: { hosts: [say(), say()], next: null, announcedAt: null },
  };
  const template = await (await mailingParts(context, { ...mailing, facts })).template();
  const ids = { deliveryId: 0, subscriberId: 0, earlierId: null, talkId: mailing.talk_id };
  const tokens = recipientTokens(context.config.secret, ids);
  const wire = stamp(template, { name: say(), address: reader, tokens });
  const earlier = sink.messages.length;
  const outcome = await transports[way].send({ from: colloquium.address, to: reader }, wire);
  assert.equal(outcome.kind, 'submitted', outcome.reply);
  assert.equal(sink.messages.length, earlier + 1, 'one message');
  const { to, data } = sink.messages[earlier]!;
  assert.equal(to, reader);
  return frameOf(data);
}

async function frameOf(data: Buffer): Promise<Frame> {
  const text = data.toString('latin1');
  assert.doesNotMatch(text, /[^\r]\n|\r[^\n]|\0|[\x80-\xff]/, 'lines end with CRLF, octets are seven-bit');
  assert.ok(text.split('\r\n').every((line) => line.length <= 998 && line !== '.'));
  const outcome = await parseMessage(Buffer.from(text.replace(/^\.\./gm, '.'), 'latin1'));
  assert.ok(outcome.ok);
  const { message } = outcome;
  assert.deepEqual(
    message.to.map((box) => box.address),
    [reader],
  );
  assert.equal(message.cc.length, 0);
  const shown = [message.subject, message.text, message.to[0]?.name ?? ''].join('\n');
  assert.doesNotMatch(
    shown,
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/u,
  );
  const html = message.html ?? '';
  const calendar = message.parts.find((part) => part.contentType === 'text/calendar');
  const properties = Buffer.from(calendar?.bytes ?? '')
    .toString('utf8')
    .replace(/\r?\n[ \t]/g, '')
    .split(/\r?\n/)
    .map((line) => /^[A-Z-]+/.exec(line)?.[0])
    // These two are left out where nothing that can be printed was said.
    .filter((name) => name !== 'LOCATION' && name !== 'DESCRIPTION');
  const head = text.split('\r\n\r\n', 1)[0] ?? '';
  return {
    fields: [...head.matchAll(/^([A-Za-z-]+):/gm)].map((match) => match[1]).join(' '),
    parts: message.parts.map((part) => part.contentType).join(' '),
    // An abstract may have as many paragraphs as it likes.
    tags: skeletonOf(html)
      .filter((tag) => !/^\/?p\b/.test(tag))
      .join('\n'),
    links: linksOf(html).join(' '),
    calendar: properties.join(' '),
  };
}

/** Fields that hold nothing printable are left out, and links that are none are words: the tags are compared where all is said. */
async function everyWordInEveryField(words: readonly string[], stride: number): Promise<number> {
  let sent = 0;
  for (const kind of mailingKinds) {
    const usual = await send(kind, () => 'word', 'fast');
    for (let begin = 0; begin < words.length; begin += stride) {
      let at = begin;
      const say = () => words[at++ % words.length]!;
      const frame = await send(kind, say, ways[sent % 2]!);
      sent += 1;
      for (const what of ['fields', 'parts', 'calendar'] as const)
        assert.equal(frame[what], usual[what], `${kind} ${begin}`);
      for (const link of frame.links.split(' ')) assert.match(link, /^https?:\/\//, `${kind} ${begin}`);
      const tags = new Set(frame.tags.split('\n'));
      for (const tag of tags)
        assert.doesNotMatch(
          tag,
          /^(?:script|svg|iframe|form|object|input|mj-)| on[a-z]+/,
          `${kind} ${begin}`,
        );
    }
  }
  return sent;
}

test('one word after another, each in every field of a talk and of a subscriber', async (t) => {
  for (const kind of mailingKinds) {
    const usual = await send(kind, () => 'word', 'fast');
    for (const [index, word] of hostileWords.entries()) {
      const frame = await send(kind, () => word, ways[index % 2]!);
      for (const what of ['fields', 'parts', 'calendar'] as const)
        assert.equal(frame[what], usual[what], `${kind}: ${JSON.stringify(word.slice(0, 60))}`);
      const isSaid = /[^\s\p{C}]/u.test(word);
      if (isSaid && !/^https?:/.test(word)) {
        assert.equal(frame.tags, usual.tags, `${kind}: ${JSON.stringify(word.slice(0, 60))}`);
        assert.equal(frame.links, usual.links, `${kind}: ${JSON.stringify(word.slice(0, 60))}`);
      }
    }
  }
  t.diagnostic(`${sink.messages.length} mails`);
});

test('515 naughty strings, each in some field of every kind', { skip: naughtyMissing }, async (t) => {
  const sent = await everyWordInEveryField(naughtyStrings(), 12);
  t.diagnostic(`${sent} mails`);
});
