import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readMail } from '../../src/intake/parse-worker-mail.ts';
import { makeContext } from '../../src/intake/parse-worker-thread.ts';
import type { Reading } from '../../src/intake/read.ts';

const context = makeContext({
  address: 'colloquium@lab.example',
  authserv: 'mx.lab.example',
  listId: 'ai4science.lab.example',
  hosts: null,
});

/** Reads a mail from `from` with the given subject and body. */
function read(from: string, subject: string, body: string): Promise<Reading> {
  const head = [`From: ${from}`, 'To: colloquium@lab.example', `Subject: ${subject}`];
  const type = ['MIME-Version: 1.0', 'Content-Type: text/plain; charset=utf-8'];
  return readMail(new TextEncoder().encode(`${[...head, ...type].join('\r\n')}\r\n\r\n${body}\r\n`), context);
}

/** Name, address and affiliation of everybody a mail asks for. */
async function who(from: string, body: string, subject = 'mailing list'): Promise<(string | null)[][]> {
  const { requests } = await read(from, subject, body);
  return requests.map(({ name, email, affiliation }) => [name, email, affiliation]);
}

test('a secretary asks for the one whose address the mail gives', async () => {
  const body = `Good morning,

Prof. Aldous has asked me to have her put on your list. Her address is
rebecca.aldous@northwick.example; please do not use this one.

Kind regards,
Moira Telfer
Secretary to Prof. Rebecca Aldous
Northwick University`;
  assert.deepEqual(await who('Secretariat <office@northwick.example>', body), [
    ['Rebecca Aldous', 'rebecca.aldous@northwick.example', 'Northwick University'],
  ]);
});

test('who stands in their own list of people without an address is asked for as well', async () => {
  const body = `Could you add three people from Tidepool Analytics?

- Aaliyah Brooks (that's me) - I do the oyster growth models
- Hamid Soltani, hsoltani@tidepool.example - he asks about conformal prediction
- Greta Lindahl, glindahl@tidepool.example - new, and curious`;
  assert.deepEqual(await who('Aaliyah Brooks <abrooks@tidepool.example>', body), [
    ['Aaliyah Brooks', 'abrooks@tidepool.example', 'Tidepool Analytics'],
    ['Hamid Soltani', 'hsoltani@tidepool.example', 'Tidepool Analytics'],
    ['Greta Lindahl', 'glindahl@tidepool.example', 'Tidepool Analytics'],
  ]);
});

test('two who write together are two, each with the address that is theirs', async () => {
  const body = `Hello! We are Beatriz Quintal and Tomás Arruda, both students at the Universidade do Minho Norte.
Could you put us both on the list? Tomás prefers t.arruda@uminho-norte.example.`;
  const [first, second] = await who('Bea & Tomás <bea.tomas@quintal.example>', body);
  assert.deepEqual(first?.slice(0, 2), ['Beatriz Quintal', 'bea.tomas@quintal.example']);
  assert.deepEqual(second?.slice(0, 2), ['Tomás Arruda', 't.arruda@uminho-norte.example']);
});

/** Where somebody is said to be: from, body, affiliation. */
const places: readonly [string, string, string | null][] = [
  // Nowhere: no former house, no house of others, no firm that is only a name.
  [
    'Harold Finchley <hf@post.example>',
    'I spent four years at the University of Nottingham and am now happily retired. May I receive your notices?',
    null,
  ],
  [
    'Giulia Montanari <gm@post.example>',
    'My contract at the Max Planck Institute ended in September. Could you add me to your list?',
    null,
  ],
  [
    'Peter Gorsky <p.gorsky@gorsky.example>',
    'I am a patient. My doctor at Karolinska says I should listen. Could you add me to your list?',
    null,
  ],
  ['Karel Smeets <ks@post.example>', 'Ik ben postbode. Mag ik op de lijst? Karel Smeets, Roermond', null],
  // A name of their own.
  [
    'Marloes Kuipers <m@post.example>',
    'Ik heb een adviesbureau (Kuipers Advies). Mag ik op de lijst?',
    'Kuipers Advies',
  ],
  // Known to the domain of the mail.
  [
    'Victor Lindqvist <victor@helixbio.example>',
    'Victor from HelixBio (protein design). Please add us to the list.',
    'HelixBio',
  ],
  // Adjectives, the South, endings, two places in one name.
  [
    'Bastien Quéméneur <bq@post.example>',
    "Doctorant à l'École navale d'Armor, j'aimerais recevoir vos annonces.",
    "École navale d'Armor",
  ],
  [
    'Rocío Balmaseda <rb@post.example>',
    'Trabajo en el Instituto de Astrofísica del Sur. ¿Podrían añadirme a su lista?',
    'Instituto de Astrofísica del Sur',
  ],
  [
    'Selin Karaca <sk@post.example>',
    "Ege Teknik Üniversitesi'nde doktora öğrencisiyim. Listenize eklenebilir miyim?",
    'Ege Teknik Üniversitesi',
  ],
  [
    'Evelien Kok <ek@post.example>',
    'Ik werk bij Waterschap Vallei en Zoom en wil graag op de lijst.',
    'Waterschap Vallei en Zoom',
  ],
  // The house to come before the one that is left.
  [
    'Marcus Feld <mf@post.example>',
    `Until Christmas I am still a postdoc at the University of Tartu West, but from January you'll find me at the
Lindqvist Observatory, so please add me.`,
    'Lindqvist Observatory',
  ],
  // A kind of house, what one runs, a body one sits on.
  [
    'Margo Kuil <mk@post.example>',
    "Ik heb een praktijk met twee collega's, De Wilgenhof, en wil graag op de lijst.",
    'De Wilgenhof',
  ],
  [
    'Ruth Adler <ra@post.example>',
    'Please add me to your list. We run the Open Climate Workshop, a charity.',
    'Open Climate Workshop',
  ],
  [
    'Elias Brandvold <eb@post.example>',
    'I sit on the board of the Polar Fisheries Cooperative. Please add me to your list.',
    'Polar Fisheries Cooperative',
  ],
];

for (const [from, body, wanted] of places) {
  test(`“${body.slice(0, 50)}…”: ${wanted ?? 'no affiliation'}`, async () => {
    assert.equal((await who(from, body))[0]?.[2], wanted);
  });
}

test('a university is named rather than the institute above it in a signature', async () => {
  const body = `Kindly put this address on your list.

--
Tobenna Okonjo
Institute of Marine Acoustics
Universität Bremerhaven-Nord`;
  assert.equal((await who('T. Okonjo <t@uni-bn.example>', body))[0]?.[2], 'Universität Bremerhaven-Nord');
});

test('a letterhead names who writes as a signature does', async () => {
  const body = `Naomi Ferreira | Image Analysis Facility | EMBL Coast

Is the list open to core-facility staff? If so I'd be glad to be on it.`;
  assert.deepEqual(await who('nf <n.f@embl-coast.example>', body), [
    ['Naomi Ferreira', 'n.f@embl-coast.example', 'EMBL Coast'],
  ]);
});

/** Mails that ask for nothing: from, subject, body, class. */
const others: readonly [string, string, string, string][] = [
  [
    'Nina Voss <nv@tu.example>',
    'Nicht da: [AI4Science] Tue 8 Dec',
    'Ich bin bis zum 4.1. nicht erreichbar und lese meine Mails erst danach.',
    'autoreply',
  ],
  [
    'Wilma Grote <wg@old.example>',
    'Wilma has left',
    'Wilma Grote no longer works at the Weber Institute. This inbox is not read. Please write to Jonas instead.',
    'autoreply',
  ],
  [
    'Peter Gorsky <pg@post.example>',
    'Re: Colloquium',
    "I'm not employed any longer and would like to be on your list as a guest.",
    'join',
  ],
  [
    'Rick de Boer <rick@leads.example>',
    'samenwerking?',
    'Ik zag dat jullie een site hebben. Wij helpen organisaties met vindbaarheid, nu tijdelijk met korting. Zullen we even bellen?',
    'spam',
  ],
  [
    'Olivia Reed <olivia@gpu.example>',
    'GPU capacity',
    'We have reserved capacity at 40% below list price. I could set up a short demo. Olivia Reed, Account Executive. Tell me if you want to be removed from my list.',
    'spam',
  ],
];

for (const [from, subject, body, wanted] of others) {
  test(`“${body.slice(0, 50)}…” is ${wanted}`, async () => {
    assert.equal((await read(from, subject, body)).class, wanted);
  });
}
