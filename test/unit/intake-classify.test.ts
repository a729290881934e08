import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readMail } from '../../src/intake/parse-worker-mail.ts';
import { makeContext } from '../../src/intake/parse-worker-thread.ts';
import type { Reading } from '../../src/intake/read.ts';
import { mayAnswer } from '../../src/mail/auto-submitted.ts';

const context = makeContext({
  address: 'colloquium@lab.example',
  authserv: 'mx.lab.example',
  listId: 'ai4science.lab.example',
  hosts: null,
});

function mail(fields: Record<string, string>, body: string): Uint8Array {
  const all = {
    'Return-Path': '<ada@engine.example>',
    From: 'Ada Byron <ada@engine.example>',
    To: 'colloquium@lab.example',
    Subject: 'hello',
    ...fields,
  };
  const head = Object.entries(all)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}: ${value}`);
  return new TextEncoder().encode(`${head.join('\r\n')}\r\n\r\n${body.replaceAll('\n', '\r\n')}\r\n`);
}
const read = (fields: Record<string, string>, body: string): Promise<Reading> =>
  readMail(mail(fields, body), context);

test('our own list mail coming back is a loop, a quotation of it is not', async () => {
  assert.equal((await read({ 'List-Id': 'AI <ai4science.lab.example>' }, 'Dear all')).class, 'loop');
  assert.equal((await read({}, 'Please add me.\n\n> List-Id: AI <ai4science.lab.example>')).class, 'join');
  assert.equal(
    (await read({ 'List-Id': '<other.list.example>' }, 'Please join our group, add me')).class,
    'list',
  );
});

test('a vacation reply that quotes a decision token decides nothing', async () => {
  const fields = {
    From: 'Femke <f.hoogendoorn@lab.example>',
    Subject: 'Automatic reply: [AI4Science request 7] Ada wants to join',
    'Auto-Submitted': 'auto-replied',
    To: 'colloquium+r-abc123def456@lab.example',
  };
  const reading = await read(fields, 'approve\nI am away.');
  assert.equal(reading.class, 'autoreply');
  assert.equal(reading.decision, null);
});

test('a gatekeeper that asks every sender to prove something joins nothing; a subject in brackets is read', async () => {
  const gate =
    'This mailbox is protected by Portcullis. Click the link to have your address added to the list of senders that I allow.';
  assert.equal((await read({ Subject: 'RE: Talk' }, gate)).class, 'autoreply');
  const link = 'Your mail waits. Please follow this link to be added to my approved senders list.';
  assert.equal((await read({ Subject: 'RE: Talk' }, link)).class, 'autoreply');
  assert.equal(
    (await read({ Subject: '[Out of office] Talk' }, 'The cat sat on the mat.')).class,
    'autoreply',
  );
  assert.equal((await read({}, 'Please have me added to the list of your colloquium.')).class, 'join');
});

test('an answer over our question completes the request, whatever the mail system made of our Message-ID', async () => {
  const fields = { Subject: 'Re: Your request', 'In-Reply-To': '<x7kq2m.4@lab.example>' };
  const above = 'I am at the Analytical Institute.\n\nOn Mon, the desk wrote:\n';
  const asked = '> Some things are missing before we\n> can decide:\n> Where do you work or study?';
  assert.equal((await read(fields, above + asked)).class, 'details');
  assert.equal(
    (await read(fields, `${above}> Affiliation: your university or company\n> Please reply.`)).class,
    'details',
  );
  assert.notEqual((await read(fields, `${above}> Next Tuesday Charles Babbage speaks.`)).class, 'details');
  const elsewhere = { Subject: 'Re: Your request', 'In-Reply-To': '<x7kq2m.4@other.example>' };
  assert.notEqual((await read(elsewhere, above + asked)).class, 'details');
});

test('a host answers by token, a stranger with the same words does not', async () => {
  const fields = {
    Subject: 'Re: [AI4Science request 7] Ada wants to join',
    To: 'colloquium+r-abc123def456@lab.example',
  };
  const host = await read({ ...fields, From: 'Femke <f.hoogendoorn@lab.example>' }, 'approve');
  assert.equal(host.class, 'decision');
  assert.equal(host.classification?.token, 'abc123def456');
  assert.equal(host.decision?.verdict, 'approve');
  assert.notEqual((await read(fields, 'approve')).class, 'decision');
});

test('leaving by sub-address needs no words, also when a mail program writes it by itself', async () => {
  const reading = await read(
    {
      To: 'colloquium+leave-9f27c1d04b@lab.example',
      Subject: 'unsubscribe',
      'Auto-Submitted': 'auto-generated',
    },
    'This is an automatically generated unsubscribe request.',
  );
  assert.equal(reading.class, 'unsubscribe');
  assert.equal(reading.classification?.token, '9f27c1d04b');
  const envelope = await readMail(mail({ To: 'undisclosed', Subject: '' }, 'x'), {
    ...context,
    recipient: 'colloquium+leave-77aa88bb@lab.example',
  });
  assert.equal(envelope.class, 'unsubscribe');
});

test('only the topmost verdict of our own exchanger counts about the sender', async () => {
  const real =
    'mx.lab.example; dmarc=fail header.from=engine.example; spf=fail smtp.mailfrom=ada@engine.example';
  const forged = 'mx.lab.example; dmarc=pass header.from=engine.example';
  const both = { 'Authentication-Results': `${real}\r\nAuthentication-Results: ${forged}` };
  const reading = await read(both, 'Please add me.');
  assert.equal(reading.classification?.sender.verdict, 'unauthenticated');
  const foreign = await read(
    { 'Authentication-Results': 'mx.evil.example; dmarc=pass header.from=engine.example' },
    'Please add me.',
  );
  assert.equal(foreign.classification?.sender.verdict, 'unauthenticated');
  const aligned = await read(
    {
      'Authentication-Results':
        'mx.lab.example; dkim=pass (2048-bit key; x) header.d=mail.engine.example; spf=none',
    },
    'Please add me.',
  );
  assert.deepEqual(
    [aligned.classification?.sender.verdict, aligned.classification?.sender.domain],
    ['authenticated', 'mail.engine.example'],
  );
  const stranger = await read(
    {
      'Authentication-Results':
        'mx.lab.example; dkim=pass header.d=other.example; spf=pass smtp.mailfrom=a@other.example',
    },
    'Please add me.',
  );
  assert.equal(stranger.classification?.sender.verdict, 'unauthenticated');
});

test('a display name that decodes to header lines is held, and no field carries them', async () => {
  const reading = await read(
    { From: '=?utf-8?Q?Ada=0D=0ABcc=3A_all=40lab=2Eexample?= <ada@engine.example>' },
    'Please add me to the list.',
  );
  assert.equal(reading.class, 'malformed');
  assert.doesNotMatch(JSON.stringify(reading.message?.from), /Bcc/);
  assert.equal(
    reading.message?.headers.some((field) => /[\r\n]/.test(field.value)),
    false,
  );
});

test('nothing automatic, listed or addressless is ever answered (RFC 3834)', async () => {
  const never: Record<string, string>[] = [
    { 'Auto-Submitted': 'auto-generated' },
    { Precedence: 'bulk' },
    { 'List-Id': '<x.example>' },
    { 'X-Auto-Response-Suppress': 'All' },
    { 'X-Loop': 'x' },
    { 'Return-Path': '<>' },
    { From: 'MAILER-DAEMON@engine.example' },
    { From: 'no-reply@engine.example' },
    { From: 'colloquium+r-1@lab.example' },
    { From: 'not an address' },
    { Received: Array.from({ length: 51 }, () => 'from a by b').join('\r\nReceived: ') },
  ];
  for (const fields of never) {
    const { message } = await read(fields, 'hello');
    if (message !== null)
      assert.equal(mayAnswer(message, ['colloquium@lab.example']).ok, false, JSON.stringify(fields));
  }
  const { message } = await read({ 'Auto-Submitted': 'no' }, 'Please add me.');
  assert.deepEqual(message && mayAnswer(message, ['colloquium@lab.example']), { ok: true });
});

test('a wish to leave is one in any language, and a request to come back is not', async () => {
  const leaving = [
    'Please take me off your list.',
    'Graag afmelden.',
    'Bitte tragen Sie mich aus.',
    'Merci de me désabonner.',
    'Quiero darme de baja.',
    'Vorrei cancellarmi dalla lista.',
    'Peço que removam o meu endereço da lista.',
    'STOP',
    'I do not want to receive these mails.',
    '请帮我退订。',
  ];
  for (const text of leaving)
    assert.equal((await read({ Subject: 'Re: [AI4Science] a talk' }, text)).class, 'unsubscribe', text);
  assert.equal((await read({}, 'I was unsubscribed by mistake. Please add me again.')).class, 'join');
});

test('a wish to join is one in any language', async () => {
  const joining = [
    'Please put me on the list.',
    'Mag ik op de mailinglijst?',
    'Könnten Sie mich in den Verteiler aufnehmen?',
    'Pourriez-vous m’ajouter à la liste ?',
    'Me gustaría recibir los avisos.',
    'Vorrei iscrivermi.',
    'Gostaria de me inscrever.',
    'Listenize katılmak istiyorum.',
    '我想加入邮件列表。',
    'How do I get on your mailing list?',
  ];
  for (const text of joining) assert.equal((await read({}, text)).class, 'join', text);
});

test('whoever wants to be sent or told what the list sends wants to be on it', async () => {
  const receiving = [
    'I should be grateful to receive your lecture notices.',
    'Would it be possible to be informed of upcoming talks?',
    'Zou ik jullie aankondigingen ook mogen ontvangen?',
    'Kann ich Ihre Einladungen auch bekommen?',
    'Serait-il possible d’être prévenue de vos séances ?',
    '¿Podrían avisarme de las charlas?',
    'Me apunta en la lista de las charlas?',
    'Vorrei essere aggiornata sui vostri incontri.',
    'Gostaria de ser avisado das palestras.',
  ];
  for (const text of receiving) assert.equal((await read({}, text)).class, 'join', text);
  const asking = [
    'Can I get the slides of the talk?',
    'Could you send the Zoom link of the talk again?',
    'The announcements never arrive on time. Is something wrong with the server?',
    'I did not get the mail of Tuesday, can I still come?',
  ];
  for (const text of asking) assert.equal((await read({}, text)).class, 'question', text);
});

test('too many mails and a perhaps of some later year do not keep anybody on the list', async () => {
  const fields = { Subject: 'Re: talk', 'In-Reply-To': '<m-1@lab.example>' };
  const text = 'I get too many mails. Please delete me from the list. Maybe I join again next year.';
  assert.equal((await read(fields, text)).class, 'unsubscribe');
});

test('words that announce a reason are no part of it', async () => {
  const reasons = [
    'Please add me. The reason for my request is that we model ice and know nobody who does.',
    'Please add me.\n\nPS why: we model ice and know nobody who does.',
    'Please add me because of the car. My reason: we model ice and know nobody who does.',
  ];
  for (const text of reasons)
    assert.equal(
      (await read({}, text)).requests[0]?.motivation,
      'we model ice and know nobody who does.',
      text,
    );
});

test('what stands below or behind a name is no part of it, and the employer goes before its unit', async () => {
  const from = { From: 'Ada <ada@lovelane.example>' };
  const below = (await read(from, 'Please add me.\n\nAda Byron\nAMOLF\n\nPS why: we model ice.')).requests[0];
  assert.equal(below?.name, 'Ada Byron');
  const unit =
    'Please add me.\n\nKind regards,\nAda Byron\nInland Water Systems\n\nLovelane\nwww.lovelane.example';
  assert.equal((await read(from, unit)).requests[0]?.affiliation, 'Lovelane');
  const line = 'Please add me.\n\nAda Byron, KNMI, weather models';
  assert.equal((await read({}, line)).requests[0]?.affiliation, 'KNMI, weather models');
});

test('a label may name two kinds of one thing', async () => {
  const form = 'Name - Ada Byron\nSchool/Organization - Analytical Engines\nMotivation - we model ice';
  const reading = (await read({}, form)).requests[0];
  assert.equal(reading?.affiliation, 'Analytical Engines');
  assert.equal(reading?.motivation, 'we model ice');
});
