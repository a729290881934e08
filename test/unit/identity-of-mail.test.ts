/** Which mails are one mail: fault 21. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { countReceived, identityOf } from '../../src/intake/identity.ts';

const written = [
  'From: Ada Nowak <ada@physics.example>',
  'To: colloquium@lab.example',
  'Subject: Joining the',
  '  list',
  'Message-ID: <1@physics.example>',
  'DKIM-Signature: v=1; d=physics.example; b=abc',
  '',
  'Please add me.',
  '',
].join('\r\n');

const hex = (text: string, colloquium?: string) => identityOf(Buffer.from(text), colloquium).toString('hex');

test('what servers add on the way does not make another mail', () => {
  const added = [
    'Return-Path: <ada@physics.example>',
    'Delivered-To: colloquium+x@lab.example',
    'X-Original-To: colloquium@lab.example',
    'Received: from mx by store (LMTP);\r\n\tTue, 24 Nov 2026 10:00:00 +0100',
    'Authentication-Results: mx.lab.example; dkim=pass\r\n header.d=physics.example',
    'ARC-Seal: i=1; a=rsa-sha256',
    'ARC-Message-Signature: i=1',
    'DKIM-Signature: v=1; d=relay.example; b=xyz',
    'Received-SPF: pass',
    'X-Spam-Status: No, score=-1.2',
    'X-Gm-Message-State: AOAM53',
    'Status: RO',
  ];
  for (const field of added) assert.equal(hex(`${field}\r\n${written}`), hex(written), field);
  assert.equal(hex(`${added.join('\r\n')}\r\n${written}`), hex(written));
});

test('line ends, folding, a mailbox separator and empty lines at the end do not either', () => {
  assert.equal(hex(written.replaceAll('\r\n', '\n')), hex(written));
  assert.equal(hex(written.replace('Joining the\r\n  list', 'Joining the list')), hex(written));
  assert.equal(hex(`From ada@physics.example Tue Nov 24 10:00:00 2026\n${written}`), hex(written));
  assert.equal(hex(`${written}\r\n\r\n`), hex(written));
  assert.equal(hex(written.trimEnd()), hex(written));
});

test('whatever the writer wrote makes another mail', () => {
  for (const other of [
    written.replace('Please', 'please'),
    written.replace('<1@', '<2@'),
    written.replace('Ada Nowak', 'Ada Novak'),
    written.replace('To: ', 'Cc: '),
    written.replace('\r\nMessage-ID: <1@physics.example>', ''),
    written.replace('\r\n\r\nPlease', '\r\nX: \r\n\r\nPlease'),
    `Subject: again\r\n${written}`,
    written.replace('Please add me.', 'Please\r\n\r\nadd me.'),
    written.replace('Please add me.', 'Received: Please add me.'),
  ])
    assert.notEqual(hex(other), hex(written), other);
});

test('a body that looks like a header is a body', () => {
  assert.notEqual(hex('A: b\r\n\r\nC: d\r\n'), hex('A: b\r\nC: d\r\n\r\n'));
  assert.notEqual(hex('A: b\r\n\r\nReceived: d\r\n'), hex('A: b\r\n\r\nReceived: e\r\n'));
});

test('the same words twice from a program without Message-ID are two mails, by the first stamp they got', () => {
  const bare = 'From: scanner@lab.example\r\nSubject: Out of office\r\n\r\nI am away.\r\n';
  const monday = `Received: by mx; Mon, 23 Nov 2026 09:00:00 +0100\r\n${bare}`;
  const tuesday = `Received: by mx; Tue, 24 Nov 2026 09:00:00 +0100\r\n${bare}`;
  assert.notEqual(hex(monday), hex(tuesday));
  assert.equal(hex(`Received: by store\r\n${monday}`), hex(monday), 'copies part later');
});

test('one mail to two colloquia is one row in each', () => {
  assert.notEqual(hex(written, 'ai'), hex(written, 'bio'));
});

test('any bytes have an identity, and changing one byte of the body changes it', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 300 }), fc.nat(), (bytes, at) => {
      const raw = Buffer.concat([Buffer.from('Message-ID: <a@b.example>\r\n\r\n.'), bytes, Buffer.from('.')]);
      assert.equal(identityOf(raw).length, 32);
      const other = Buffer.from(raw);
      const place = 30 + (at % bytes.length);
      other[place] = raw[place] === 0x41 ? 0x42 : 0x41;
      assert.notDeepEqual(identityOf(other), identityOf(raw));
    }),
  );
});

const corpus = join(import.meta.dirname, '../../../shared/data/mails');
test('no two mails of the collection are one', {
  skip: existsSync(corpus) ? false : 'the collection is not here',
}, () => {
  const files = readdirSync(corpus, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.eml'),
  );
  const identities = new Set(
    files.map((name) => identityOf(readFileSync(join(corpus, name))).toString('hex')),
  );
  assert.ok(files.length > 0);
  assert.equal(identities.size, files.length);
});

test('servers passed are counted in the header only', () => {
  const raw =
    'Received: a\r\n\tb\r\nreceived : c\r\nX-Received: d\r\nSubject: Received: e\r\n\r\nReceived: f\r\n';
  assert.equal(countReceived(Buffer.from(raw)), 2);
  assert.equal(countReceived(Buffer.from('')), 0);
});
