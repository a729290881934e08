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
    // Orange, GoDaddy and Cox give a code of their own, and it says more than the words around it.
    ['message', 550, '5.2.0', 'Mail rejected. OFR_506 [506]'],
    ['soft-recipient', 552, '5.1.1', 'Boite du destinataire pleine. Recipient overquota. OFR_417 [417]'],
    ['permanent-recipient', 550, '5.5.0', 'Invalid recipient. LPN007_416'],
    ['policy', 550, null, 'lab.example From: Domain is invalid. Provide a valid From: IB506'],
    ['policy', 554, null, 'mx ESMTP IP rejected. Email our desk. AUP#CXBL'],
    // Seen in other words than usual.
    ['permanent-recipient', 550, null, 'sorry, this recipient is not in my validrcptto list (#5.7.1)'],
    ['permanent-recipient', 550, null, '<eva@uni.example>... blocked by LDAP'],
    ['permanent-recipient', 550, '5.1.1', 'eva@uni.example: inactive email address'],
    ['soft-recipient', 550, '5.1.1', "the user's space has been used up"],
    ['soft-recipient', 550, null, 'eva is only accepting mail from specific email addresses'],
    ['policy', 550, null, 'BATV failed to verify'],
    ['policy', 550, null, 'Not currently accepting mail from your ip'],
    ['policy', 553, null, "sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)"],
    ['message', 550, null, 'An illegal attachment on your message'],
    ['soft-recipient', 550, null, 'Cannot route mail to user (eva@uni.example)'],
    ['soft-recipient', 550, null, 'maximum forwarding loop count exceeded'],
    ['soft-recipient', 550, null, 'local delivery failed'],
    ['soft-recipient', 550, null, 'This account is currently suspended'],
    ['soft-recipient', 550, null, 'The user refuses to receive this mail'],
    ['soft-recipient', 550, null, "The sender is not on the recipient's list"],
    ['soft-recipient', 554, null, 'Command failed: exit 255'],
    ['policy', 550, null, 'Server does not accept mail from lab.example'],
    ['policy', 550, null, 'This system is not configured to relay mail'],
    ['policy', 550, null, 'Access denied'],
    ['policy', 554, null, 'server access forbidden by your IP'],
    ['policy', 550, null, 'This domain requires STARTTLS'],
    ['soft-recipient', 554, null, 'mx ESMTP not accepting connections'],
    ['soft-recipient', 550, null, 'File system full'],
    ['message', 550, null, 'Improper use of 8-bit data in message header'],
    ['permanent-recipient', 550, '5.4.1', 'Recipient address rejected: Access denied'],
    ['message', 550, null, 'Message rejected'],
    ['message', 553, null, 'Exceeded maximum inbound message size'],
    // Filters say this of people who exist, with a bare code or with none.
    ['soft-recipient', 550, null, '550 : User unknown'],
    ['permanent-recipient', 550, null, '550 <eva@uni.example>: User unknown'],
    ['permanent-recipient', 550, null, '550 - Not done: no such user here'],
    ['soft-recipient', null, null, 'eva@uni.example [User unknown]'],
    ['permanent-recipient', null, '5.1.1', 'eva@uni.example [User unknown]'],
    ['permanent-recipient', null, null, 'Unknown user: eva@uni.example'],
    ['policy', 421, '4.7.1', 'Messages to eva@uni.example deferred due to excessive volume'],
    // Codes whose detail says that the mailbox is there, or that it is somebody else's now (RFC 3463, RFC 7293).
    ['soft-recipient', 550, '5.2.0', 'Refused'],
    ['soft-recipient', 550, '5.1.4', 'Not delivered'],
    ['soft-recipient', 550, '5.2.4', 'Not delivered'],
    ['soft-recipient', 550, '5.4.0', 'Not delivered'],
    ['permanent-recipient', 550, '5.7.17', 'Not delivered to this owner'],
    ['policy', 550, '5.2.122', 'eva may not get as many an hour'],
    ['permanent-recipient', 550, '5.2.0', 'There is no such mailbox'],
    // About us, and nothing else is said than a link or the name of a list.
    ['policy', 550, null, 'See https://www.spamlist.example/why?ip=203.0.113.9'],
    ['policy', 550, null, '203.0.113.9 found in the XRBL of uni.example'],
    ['policy', 554, null, '203.0.113.9 is on two DNSBLs'],
    ['policy', 554, null, 'IP=203.0.113.9: ask whoever runs it'],
    [
      'policy',
      550,
      '5.7.1',
      '<eva@uni.example>: Recipient address rejected: https://zen.dnsbl.example/203.0.113.9',
    ],
    ['permanent-recipient', 550, '5.1.1', 'No such user, see https://uni.example/help/spam'],
    ['soft-recipient', 550, null, 'rejected by this user'],
    ['soft-recipient', 550, null, 'eva@uni.example is on the suppression list of this relay'],
    ['policy', 550, null, 'Reverse lookup: sender IP reverse lookup rejected'],
    ['policy', 550, null, 'We do not handle mail for uni.example'],
    ['policy', 550, null, 'this machine is not a gateway'],
    ['policy', 535, null, 'Username and password not accepted for eva'],
    ['policy', 550, null, 'Reached your daily limit for recipients'],
    ['policy', 550, null, 'too many SMTP sessions from lab.example'],
    // About this mail.
    ['message', 550, null, 'This message contains a bad header: two dates'],
    ['message', 550, null, 'the message is malformed'],
    ['message', 550, null, 'Message length exceeds what we take'],
    ['message', 550, null, 'attachment extension .vbs'],
    // The server's own trouble, though it names a recipient, an address or credentials.
    ['soft-recipient', 550, null, 'Could not log in to the LDAP server: bad credentials'],
    ['soft-recipient', 550, null, 'Recipient is ambiguous'],
    ['permanent-recipient', 550, null, 'User eva was not found in the LDAP server'],
    ['permanent-recipient', 550, null, 'This server does not handle mail for that user'],
    ['soft-recipient', 550, null, 'Casella bloccata per inutilizzo'],
    ['soft-recipient', 550, null, 'Konto zablokowane'],
    ['policy', 550, null, 'SC-003 ask your administrator'],
    ['message', 554, null, 'a password-protected archive'],
    ['soft-recipient', 550, null, 'malformed address: two brackets'],
    ['soft-recipient', 554, null, 'Delivered nothing after multiple retries'],
    ['soft-recipient', 550, null, 'mx lookup had no relevant answers'],
    ['soft-recipient', 550, null, 'dnssec-invalid: uni.example returned invalid records'],
    // Facebook, Spectrum and i.ua number their reasons.
    ['soft-recipient', 550, '5.1.1', 'RCP-P2 the reader does not want this'],
    ['permanent-recipient', 550, '5.1.1', 'INT-P1 not there'],
    ['policy', 550, null, 'AUP#In-1310 your connection'],
    ['soft-recipient', 550, null, 'Not taken: https://mail.i.ua/err/4'],
    ['permanent-recipient', 550, null, 'Not taken: https://mail.i.ua/err/2'],
  ];
  for (const [wanted, code, enhanced, text] of table)
    test(`${code ?? ''} ${enhanced ?? ''} ${text}: ${wanted}`, () =>
      assert.equal(kind(code, enhanced, text), wanted));
  test('the code is found in the text when it is not given', () =>
    assert.equal(kind(null, null, '550 5.1.1 <x@y.example>: no such user'), 'permanent-recipient'));
  test('a refusal without a reason is about whatever was just said: the sender, the address or the mail', () => {
    const bare = (phase: 'mail' | 'rcpt' | 'data') =>
      classifyReply({ code: 550, enhanced: null, text: '550 Requested action refused', phase }).kind;
    assert.deepEqual(
      [bare('mail'), bare('rcpt'), bare('data')],
      ['policy', 'permanent-recipient', 'message'],
    );
  });
  test('“user unknown” said to MAIL FROM is about our own address', () =>
    assert.equal(
      classifyReply({ code: 550, enhanced: null, text: 'User unknown', phase: 'mail' }).kind,
      'policy',
    ));
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
