/** What an emitted message must satisfy (RFC 5321, 5322, 2045, 2369, 2919, 8058, 6047, 3834), seen from outside. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import PostalMime from 'postal-mime';
import { readMessageIdToken } from '../../src/mail/message-id.ts';
import { fromWire, toWire } from '../../src/mail/mime-wire.ts';
import { composeMailing } from '../../src/mailings/compose-mailing.ts';
import { composeServiceMail } from '../../src/mailings/compose-service-mail.ts';
import { stamp } from '../../src/mailings/stamp.ts';
import { readToken } from '../../src/signed-token.ts';
import { sampleDomain, sampleMailing, sampleRecipient, sampleSecret } from '../support/sample-mailing.ts';

const service = {
  from: { name: 'AI4Science Colloquium', address: `colloquium@${sampleDomain}` },
  to: { name: 'Zoë "Z" Ångström\r\nBcc: evil@attacker.example', address: 'zoe@lab.example' },
  replyTo: { name: '', address: `colloquium+q-token@${sampleDomain}` },
  subject: 'Re: Joining\r\nBcc: evil@attacker.example',
  text: 'Dear Zoë,\n.\nthank you.\n',
  html: '<!doctype html><html lang="en"><body><p>Dear Zo&#235;,</p></body></html>\n',
  calendar: null,
  photo: null,
  messageId: `<service-12@${sampleDomain}>`,
  inReplyTo: '<CAF.1@mail.lab.example>',
  references: ['<CAF.0@mail.lab.example>', 'not an id\r\nX: y'],
  date: Temporal.Instant.from('2026-11-19T09:00:07Z'),
  autoSubmitted: 'auto-replied' as const,
};

const emitted: Record<string, () => Promise<Buffer>> = {
  'announcement with photo and invitation': () => emit({}),
  'reminder in its thread': () => emit({ threaded: true, calendar: null, photo: null }),
  cancellation: () =>
    emit({ photo: null, calendar: sampleMailing().calendar!.replace('METHOD:REQUEST', 'METHOD:CANCEL') }),
  'service mail': () => composeServiceMail(service),
};

for (const [kind, make] of Object.entries(emitted)) {
  suite(`an emitted message: ${kind}`, () => {
    test('lines, octets and headers are those of a mail', async () => {
      const text = fromWire(await make()).toString('latin1');
      assert.doesNotMatch(text, /[^\r]\n|\r[^\n]|\0|[\x80-\xff]/);
      assert.ok(text.split('\r\n').every((line) => line.length <= 998));
      const head = text.split('\r\n\r\n', 1)[0]!;
      const names = [...head.matchAll(/^([A-Za-z-]+):/gm)].map((match) => match[1]!.toLowerCase());
      for (const name of ['date', 'from', 'to', 'message-id', 'subject', 'mime-version', 'content-type']) {
        assert.equal(names.filter((other) => other === name).length, 1, name);
      }
      assert.ok(!names.includes('bcc') && !names.includes('x') && !names.includes('cc'));
      assert.ok(head.split('\r\n').every((line) => line.length <= 160 && line.trim() !== ''));
      assert.match(head, new RegExp(`^Message-ID: <[a-z0-9-]+@${sampleDomain}>`, 'm'));
    });

    test('the parts stand in the order in which programs choose them', async () => {
      const wire = await make();
      const mail = await PostalMime.parse(fromWire(wire));
      assert.ok(mail.text && mail.html);
      const types = [...wire.toString('latin1').matchAll(/^Content-Type: ([a-z]+\/[a-z]+)/gm)].map(
        (match) => match[1],
      );
      const order = [
        'multipart/alternative',
        'text/plain',
        'multipart/related',
        'text/html',
        'image/jpeg',
        'text/calendar',
      ];
      const positions = types.map((type) => order.indexOf(type!));
      assert.deepEqual(positions, [...positions].sort());
      assert.equal(types[0], 'multipart/alternative');
      if (types.includes('text/calendar')) assert.equal(types.at(-1), 'text/calendar');
      assert.equal(mail.to?.length, 1);
    });
  });
}

suite('list mail and service mail', () => {
  test('a list mail can be left with one click (RFC 8058) and is known as one (RFC 2919)', async () => {
    const recipient = sampleRecipient('Ada', 'ada@lab.example', 57);
    const mail = await PostalMime.parse(fromWire(stamp(await composeMailing(sampleMailing()), recipient)));
    const header = (name: string) =>
      mail.headers.filter((field) => field.key === name).map((field) => field.value);
    const [unsubscribe] = header('list-unsubscribe');
    const [, url, address] = /^<(https:[^>]+)>,\s*<mailto:([^>]+)>$/.exec(unsubscribe!)!;
    assert.equal(readToken(sampleSecret, 'unsubscribe', url!.split('/').at(-1)!), 57);
    assert.ok(address!.includes(recipient.tokens.unsubscribe));
    assert.deepEqual(header('list-unsubscribe-post'), ['List-Unsubscribe=One-Click']);
    assert.deepEqual(header('list-id'), [`AI4Science Colloquium <colloquium.${sampleDomain}>`]);
    assert.deepEqual(header('list-post'), ['NO']);
    assert.deepEqual(header('precedence'), ['bulk']);
    assert.deepEqual(header('auto-submitted'), []);
    const token = readMessageIdToken(mail.messageId!, sampleDomain);
    assert.equal(readToken(sampleSecret, 'message-id', token!), 57);
  });

  test('the invitation’s method is said twice and is the same (RFC 6047 §2.4)', async () => {
    for (const method of ['REQUEST', 'CANCEL']) {
      const calendar = sampleMailing().calendar!.replace('METHOD:REQUEST', `METHOD:${method}`);
      const text = (await emit({ calendar })).toString('latin1');
      assert.match(text, new RegExp(`Content-Type: text/calendar; charset=utf-8; method=${method}\r\n`));
      assert.match(text, new RegExp(`\r\nMETHOD:${method}\r\n`));
    }
  });

  test('an automatic answer says so, threads, and takes nothing from the mail it answers but its id (RFC 3834)', async () => {
    const mail = await PostalMime.parse(fromWire(await composeServiceMail(service)));
    assert.equal(mail.headers.find((field) => field.key === 'auto-submitted')?.value, 'auto-replied');
    assert.equal(mail.inReplyTo, '<CAF.1@mail.lab.example>');
    assert.equal(mail.references, '<CAF.0@mail.lab.example> <CAF.1@mail.lab.example>');
    assert.equal(mail.subject, 'Re: Joining Bcc: evil@attacker.example');
    assert.ok(!mail.headers.some((field) => field.key.startsWith('list-')));
  });

  test('the same mail twice is the same bytes', async () => {
    assert.deepEqual(await composeServiceMail(service), await composeServiceMail(service));
  });

  test('octets that no server should see are refused', () => {
    for (const bad of ['a\nb', 'a\rb', 'a\0b', `${'x'.repeat(999)}\r\n`]) {
      assert.equal(toWire(Buffer.from(`Subject: x\r\n\r\n${bad}`)).ok, false);
    }
  });
});

async function emit(change: Parameters<typeof sampleMailing>[0]): Promise<Buffer> {
  return stamp(
    await composeMailing(sampleMailing(change)),
    sampleRecipient('Zoë Ångström', 'zoe@lab.example'),
  );
}
