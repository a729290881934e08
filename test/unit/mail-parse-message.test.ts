import assert from 'node:assert/strict';
import { test } from 'node:test';
import { htmlToText } from '../../src/mail/html-to-text.ts';
import type { Message } from '../../src/mail/message.ts';
import { parseMessage } from '../../src/mail/parse-message.ts';
import { readLines } from '../../src/mail/quotes.ts';

async function parse(...pieces: (string | readonly number[])[]): Promise<Message> {
  const raw = Buffer.concat(
    pieces.map((piece) =>
      typeof piece === 'string' ? Buffer.from(piece.replaceAll('\n', '\r\n')) : Buffer.from(piece),
    ),
  );
  const outcome = await parseMessage(raw);
  assert.ok(outcome.ok, outcome.ok ? '' : outcome.reason);
  return outcome.message;
}

test('raw bytes in headers are read as UTF-8, or as windows-1252 when they are not', async () => {
  const utf8 = await parse('From: Zoë <z@a.example>\nSubject: für alle\n\nx');
  assert.equal(utf8.from[0]?.name, 'Zoë');
  const latin = await parse(
    'From: Leoc',
    [0xe1],
    'dia <l@a.example>\nSubject: inscri',
    [0xe7, 0xe3],
    'o\n\nx',
  );
  assert.deepEqual([latin.from[0]?.name, latin.subject], ['Leocádia', 'inscrição']);
});

test('iso-8859-1 means windows-1252, and UTF-8 under a Latin label is still UTF-8', async () => {
  const curly = await parse(
    'From: a@a.example\nContent-Type: text/plain; charset=iso-8859-1\n\n',
    [0x93],
    'hi',
    [0x94],
    ' ',
    [0x96],
    ' x',
  );
  assert.equal(curly.text.trim(), '“hi” – x');
  const mislabelled = await parse('From: a@a.example\nContent-Type: text/plain; charset=us-ascii\n\nÇağrı');
  assert.equal(mislabelled.text.trim(), 'Çağrı');
  const unknown = await parse('From: a@a.example\nContent-Type: text/plain; charset=x-klingon\n\nhello');
  assert.equal(unknown.text.trim(), 'hello');
});

test('encoded words inside a quoted name, and commas and comments, do not break the address', async () => {
  const message = await parse(
    'From: "=?utf-8?Q?Ha=C3=A5rd=2C_Ann?=" <ann@a.example>\nTo: "Doe, Jane" <jane@b.example>, c@d.example (Carl)\n\nx',
  );
  assert.deepEqual(message.from, [{ name: 'Haård, Ann', address: 'ann@a.example' }]);
  assert.deepEqual(
    message.to.map((box) => box.address),
    ['jane@b.example', 'c@d.example'],
  );
});

test('flowed lines are joined within one quote depth, the signature separator stays', async () => {
  const message = await parse(
    'From: a@a.example\nContent-Type: text/plain; format=flowed\n\nOne long \nline.\n> quoted \n> text\n-- \nAnn',
  );
  assert.equal(message.text.trimEnd(), 'One long line.\n> quoted text\n-- \nAnn');
});

test('the parts of an attached message come with their depth and stay out of the body', async () => {
  const message = await parse(
    'From: a@a.example\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nmine\n--b\nContent-Type: message/rfc822\n\nFrom: x@y.example\nContent-Type: text/plain\n\ntheirs\n--b--\n',
  );
  assert.deepEqual(
    message.parts.map((part) => [part.contentType, part.depth]),
    [
      ['text/plain', 0],
      ['message/rfc822', 0],
      ['text/plain', 1],
    ],
  );
  assert.equal(message.text.trim(), 'mine');
});

test('a stub beside real HTML is not the body', async () => {
  const html = `<p>${'Real words of a person. '.repeat(12)}</p>`;
  const message = await parse(
    `From: a@a.example\nContent-Type: multipart/alternative; boundary=b\n\n--b\n\nHTML only\n--b\nContent-Type: text/html\n\n${html}\n--b--\n`,
  );
  assert.match(message.text, /Real words/);
});

test('HTML becomes the lines a person sees', () => {
  const html =
    '<style>p{}</style><p>A&nbsp;&amp;&#8217;</p><ul><li><b>Name:</b> Ada</li></ul><table><tr><td>Why</td><td>x<br>y</td></tr></table><blockquote>old</blockquote><script>evil()</script>';
  assert.deepEqual(
    htmlToText(html)
      .split('\n')
      .filter((line) => line !== ''),
    ['A &’', '- Name: Ada', 'Why\tx', 'y', '> old'],
  );
});

test('whose line is it: greeting, own, closing, signature, phone footer, quote', () => {
  const body =
    'Dear all,\n\nPlease add me.\n\nKind regards,\nAda Byron\nEngine Institute\n\nSent from my iPhone\n\nOn Mon, 2 Nov 2026 at 10:00, Bob <b@c.example>\nwrote:\n> hello';
  const kinds = readLines(body)
    .filter((line) => line.text !== '')
    .map((line) => line.kind);
  assert.deepEqual(kinds, [
    'greeting',
    'own',
    'closing',
    'signature',
    'signature',
    'notice',
    'quoted',
    'quoted',
    'quoted',
  ]);
});

test('an Outlook quotation without any prefix is somebody else’s, in Dutch as in English', () => {
  for (const head of [
    'Van: Bob <b@c.example>\nVerzonden: maandag 2 november 2026\nOnderwerp: x',
    'From: Bob <b@c.example>\nSent: Monday, November 2, 2026\nSubject: x',
  ]) {
    const lines = readLines(`Please add me.\n\n${head}\n\nName: Bob`);
    assert.deepEqual(
      lines
        .filter((line) => line.kind === 'own')
        .map((line) => line.text)
        .join(''),
      'Please add me.',
    );
  }
});
