/** One verdict on a server's reply, at SMTP time and in reports; and the return path that brings reports back. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { classifyReply } from '../../src/mail/reply-code.ts';
import { formatReturnPath, readReturnPath } from '../../src/mail/return-path.ts';

const kind = (code: number | null, enhanced: string | null, text: string) =>
  classifyReply({ code, enhanced, text }).kind;

describe('a reply of a mail server', () => {
  const table: readonly (readonly [string, number | null, string | null, string])[] = [
    ['accepted', 250, '2.0.0', 'Ok: queued as 4cFq'],
    ['permanent-recipient', 550, '5.1.1', 'User unknown'],
    ['permanent-recipient', 450, '4.1.1', 'unknown user'],
    ['permanent-recipient', 550, '5.1.10', 'Recipient not found'],
    ['permanent-recipient', 556, null, 'Domain does not accept mail'],
    ['soft-recipient', 550, '5.1.1', 'mailbox is full'],
    ['soft-recipient', 452, '4.2.2', 'The email account that you tried to reach is over quota'],
    ['soft-recipient', 550, '5.2.1', 'The account is disabled'],
    ['temporary', 451, '4.7.1', 'Greylisting in action, please come back later'],
    ['temporary', 421, '4.4.2', 'Connection timed out'],
    ['policy', 550, '5.7.26', 'Unauthenticated email is not accepted due to the DMARC policy'],
    [
      'policy',
      550,
      '5.7.515',
      'Access denied, sending domain does not meet the required authentication level',
    ],
    ['policy', 421, '4.7.28', 'an unusual rate of unsolicited mail'],
    ['policy', 554, '5.7.1', 'Client host blocked using a block list'],
    ['policy', 553, '5.1.8', 'Domain of sender address does not exist'],
    ['message', 552, '5.3.4', 'Message size exceeds fixed limit'],
  ];
  for (const [wanted, code, enhanced, text] of table)
    test(`${code ?? ''} ${enhanced ?? ''} ${text}: ${wanted}`, () =>
      assert.equal(kind(code, enhanced, text), wanted));
  test('the code is found in the text when it is not given', () =>
    assert.equal(kind(null, null, '550 5.1.1 <x@y.example>: no such user'), 'permanent-recipient'));
  test('words in an address say nothing', () =>
    assert.notEqual(
      classifyReply({ code: 550, enhanced: '5.7.1', text: '<mailbox-full@y.example>: Access denied' }).reason,
      'mailbox-full',
    ));
});

describe('the return path', () => {
  const mailbox = 'colloquium@lab.example';
  test('comes back with its token', () => {
    const path = formatReturnPath({ mailbox, deliveryToken: 'k7Qz_9-a' });
    assert.ok(path.ok);
    assert.equal(path.address, 'colloquium+b-k7Qz_9-a@lab.example');
    assert.equal(readReturnPath(path.address, mailbox), 'k7Qz_9-a');
    assert.equal(
      readReturnPath(`<${path.address.replace('lab.example', 'LAB.example')}>`, mailbox),
      'k7Qz_9-a',
    );
  });
  test('is refused when its local part is longer than 64 octets', () =>
    assert.equal(formatReturnPath({ mailbox, deliveryToken: 'x'.repeat(60) }).ok, false));
  test('takes no token that would need quoting', () =>
    assert.equal(formatReturnPath({ mailbox, deliveryToken: 'a b' }).ok, false));
  test('of another mailbox is not ours', () =>
    assert.equal(readReturnPath('seminar+b-k7Qz@lab.example', mailbox), null));
});
