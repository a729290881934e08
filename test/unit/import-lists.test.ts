/** Lists as Mailman, Google Groups, listmonk, spreadsheets and people write them. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { decideImport } from '../../src/subscribers/import-decide.ts';
import { type ImportEntry, readList } from '../../src/subscribers/import-read.ts';
import { decodeList } from '../../src/subscribers/import-text.ts';

const brief = (entries: readonly ImportEntry[]) =>
  entries.map((entry) => {
    if (entry.kind !== 'person') return `${entry.line} ${entry.kind}: ${entry.why}`;
    const { name, email, affiliation, language } = entry.person;
    return [`${entry.line} ${name || '?'} <${email}>`, affiliation, language]
      .filter((part) => part !== null)
      .join(', ');
  });
const read = (text: string) => brief(readList(text).entries);

test('Google Groups writes a title above the headings, and says who bounces', () => {
  const list = `Members for group colloquium
Email address,Nickname,Group status,Email status,Email preference,Posting permissions,Join year
ana@lab.example,Ana Ruiz,member,,Email,override,2021
bo@lab.example,,member,Bouncing,Email,override,2021
cy@lab.example,Cy,member,,No email,override,2020
di@lab.example,Di,owner,,Email,override,2019
`;
  assert.deepEqual(read(list), [
    '3 Ana Ruiz <ana@lab.example>',
    '4 inactive: “Bouncing” there',
    '5 inactive: “No email” there',
    '6 Di <di@lab.example>',
  ]);
});

test('listmonk keeps the affiliation in its attributes and blocklists people', () => {
  const list = `uuid,email,name,attributes,status,created_at,updated_at
1,ana@lab.example,Ana Ruiz,"{""affiliation"": ""Lab of Ice""}",enabled,2021-01-01,2021-01-01
2,bo@lab.example,Bo,{},blocklisted,2021-01-01,2021-01-01
3,cy@lab.example,Cy,{},disabled,2021-01-01,2021-01-01
`;
  assert.deepEqual(read(list), [
    '2 Ana Ruiz <ana@lab.example>, Lab of Ice',
    '3 inactive: “blocklisted” there',
    '4 inactive: “disabled” there',
  ]);
});

test('Mailman gives addresses one a line, or with names', () => {
  assert.deepEqual(read('ana@lab.example\nBo Berg <bo@lab.example>\n"Curie, Marie" <marie@lab.example>\n'), [
    '1 ? <ana@lab.example>',
    '2 Bo Berg <bo@lab.example>',
    '3 Curie, Marie <marie@lab.example>',
  ]);
  const table =
    'Display name,Email,Delivery status\nAna,ana@lab.example,enabled\nBo,bo@lab.example,by_bounces\n';
  assert.deepEqual(read(table), ['2 Ana <ana@lab.example>', '3 inactive: “by_bounces” there']);
});

test('people paste what they have: several a line, comments, old forms, semicolons', () => {
  const list = `# the Tuesday people
ana@lab.example, bo@lab.example; cy@lab.example
di@lab.example (Di Dorn)
mailto:eve@lab.example
Fay Falk, fay@lab.example
Hal Ek <hal@lab.example>, ivy@lab.example; "Jo, K." <jo@lab.example>
nobody here
gus at lab.example
`;
  assert.deepEqual(read(list), [
    '2 ? <ana@lab.example>',
    '2 ? <bo@lab.example>',
    '2 ? <cy@lab.example>',
    '3 Di Dorn <di@lab.example>',
    '4 ? <eve@lab.example>',
    '5 Fay Falk <fay@lab.example>',
    '6 Hal Ek <hal@lab.example>',
    '6 Jo, K. <jo@lab.example>',
    '6 ? <ivy@lab.example>',
    '7 invalid: no address in this line',
    '8 invalid: no address in this line',
  ]);
});

test('headings are understood in the languages of the hosts', () => {
  assert.deepEqual(
    read('Vorname;Nachname;E-Mail-Adresse;Einrichtung\nAna;Ruiz;ana@lab.example;Institut für Eis\n'),
    ['2 Ana Ruiz <ana@lab.example>, Institut für Eis'],
  );
  assert.deepEqual(read('Prénom\tNom de famille\tAdresse e-mail\tLangue\nAna\tRuiz\tana@lab.example\tfr\n'), [
    '2 Ana Ruiz <ana@lab.example>, fr',
  ]);
  assert.deepEqual(read('Naam,E-mailadres,Universiteit\nAna,ana@lab.example,Leiden\n'), [
    '2 Ana <ana@lab.example>, Leiden',
  ]);
});

test('a column that asks whether somebody left counts a yes as a no', () => {
  const list =
    'email,unsubscribed\nana@lab.example,false\nbo@lab.example,TRUE\ncy@lab.example,2023-04-01 10:00\n';
  assert.deepEqual(read(list), [
    '2 ? <ana@lab.example>',
    '3 inactive: left or blocked there',
    '4 inactive: left on 2023-04-01',
  ]);
});

test('lines that hold no valid address say so, and never become two addresses', () => {
  assert.deepEqual(read('email,name\n,Ana\nana@@lab.example,Ana\n"a@x.example>, <b"@lab.example,Eve\n'), [
    '2 invalid: no address in this line',
    '3 invalid: not a mail address',
    '4 invalid: not a mail address',
  ]);
});

test('the bytes may be those of any office program', () => {
  const text = 'Name;E-Mail\r\nJosé Núñez;jose@lab.example\r\n';
  const utf16 = Buffer.from(`\ufeff${text}`, 'utf16le');
  for (const [bytes, encoding] of [
    [Buffer.from(text), 'utf-8'],
    [Buffer.from(`\ufeff${text}`), 'utf-8'],
    [Buffer.from(text, 'latin1'), 'windows-1252'],
    [utf16, 'utf-16le'],
    [utf16.subarray(2), 'utf-16le'],
    [Buffer.from(utf16).swap16(), 'utf-16be'],
  ] as const) {
    const decoded = decodeList(bytes);
    assert.equal(decoded.encoding, encoding);
    assert.deepEqual(read(decoded.text), ['2 José Núñez <jose@lab.example>']);
  }
});

test('a file does not bring back who left, and never who was erased', () => {
  const person = { history: null };
  const none = { erased: false, resubscribe: false };
  assert.equal(decideImport(person, null, none), 'added');
  assert.equal(decideImport(person, null, { erased: true, resubscribe: true }), 'erased');
  const left = { unsubscribed: true, suppressed: false };
  assert.equal(decideImport(person, left, none), 'unsubscribed');
  assert.equal(decideImport(person, left, { erased: false, resubscribe: true }), 'resubscribed');
  assert.equal(decideImport(person, { unsubscribed: false, suppressed: true }, none), 'suppressed');
  assert.equal(decideImport(person, { unsubscribed: false, suppressed: false }, none), 'already');
});
