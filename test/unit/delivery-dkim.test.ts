import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { dkimVerify } from 'mailauth/lib/dkim/verify.js';
import { openMessageMaker } from '../../src/delivery/deliver-message.ts';
import { openSigner } from '../../src/delivery/dkim-sign.ts';
import { fromWire } from '../../src/mail/mime-wire.ts';
import { composeMailing } from '../../src/mailings/compose-mailing.ts';
import { stamp } from '../../src/mailings/stamp.ts';
import type { ClaimedDelivery } from '../../src/store/deliveries.ts';
import { openSampleMailing } from '../support/delivery.ts';
import { openTestKeys } from '../support/dkim-keys.ts';
import { judgeMissing, verifyWithPython } from '../support/mail-judges.ts';
import { sampleDomain, sampleMailing, sampleRecipient } from '../support/sample-mailing.ts';

const keys = openTestKeys(sampleDomain);
const { settings } = keys;

/** The keys as the name server would say them. */
async function resolver(name: string): Promise<string[][]> {
  const record = keys.records[name];
  assert.ok(record !== undefined, name);
  return [[record]];
}

/** The copies of these people as the engine makes them, one after the other in the same memory. */
async function copiesFor(names: readonly string[]): Promise<Buffer[]> {
  const sign = openSigner(settings);
  const maker = openMessageMaker({
    openMailing: (id) => openSampleMailing(id),
    composeService: async () => null,
    sign,
  });
  const copies: Buffer[] = [];
  for (const [at, name] of names.entries()) {
    const making = await maker.make({ ...delivery, id: at + 1, name });
    assert.ok(making.kind === 'message');
    const { wire } = making.message;
    copies.push(Buffer.from(fromWire(wire)));
    maker.done(wire);
  }
  return copies;
}

const delivery: ClaimedDelivery = {
  id: 1,
  mailing_id: 1,
  subscriber_id: 1,
  service_mail_id: null,
  attempts: 1,
  uncertain_count: 0,
  email: 'someone@lab.example',
  name: '',
  give_up_at: Temporal.Instant.from('2026-12-01T00:00:00Z'),
  earlier_id: null,
};
const names = [
  'Ada Lovelace',
  'Zoë  Ångström',
  '',
  '"Q." \t de Wit',
  'x '.repeat(90),
  '李明'.repeat(30),
  '.',
];

async function verdictOn(message: Buffer) {
  const { results } = await dkimVerify(message, { resolver });
  return { result: results[0]?.status.result, signed: results[0]?.signingHeaders?.keys.toLowerCase() ?? '' };
}

suite('signed mail', () => {
  test('is verified by another implementation, also after a relay folded and trimmed it', async () => {
    const template = await composeMailing(sampleMailing());
    const wire = await openSigner({ ...settings, ed25519: null })(
      stamp(template, sampleRecipient('Zoë Ångström', 'zoe@lab.example')),
    );
    const message = fromWire(wire);
    const { result, signed } = await verdictOn(message);
    assert.equal(result, 'pass');
    for (const name of [
      'list-unsubscribe',
      'list-unsubscribe-post',
      'list-id',
      'from',
      'to',
      'message-id',
      'date',
    ]) {
      assert.ok(signed.split(/\s*:\s*/).includes(name), `${name} is covered`);
    }
    const relayed = message
      .toString('latin1')
      .replace('Subject: ', 'Subject:   ')
      .replace(/\r\n\r\n$/, '\r\n\r\n\r\n\r\n');
    const trace = `Received: from desk.example by relay.example;\r\n Thu, 19 Nov 2026 09:00:08 +0000\r\n`;
    assert.equal((await verdictOn(Buffer.from(trace + relayed, 'latin1'))).result, 'pass');
    const forged = message.toString('latin1').replace('glacier', 'volcano');
    assert.notEqual((await verdictOn(Buffer.from(forged, 'latin1'))).result, 'pass');
    const second = `From: evil@attacker.example\r\n${message.toString('latin1')}`;
    assert.notEqual((await verdictOn(Buffer.from(second, 'latin1'))).result, 'pass');
  });

  test('twice is the same mail', async () => {
    const copy = stamp(await composeMailing(sampleMailing()), sampleRecipient('Ada', 'ada@lab.example'));
    const sign = openSigner({ ...settings, ed25519: null });
    assert.deepEqual(await sign(copy), await sign(copy));
  });

  test('is so for each copy of a mailing, whatever the name in it', async () => {
    const copies = await copiesFor(names);
    assert.equal(new Set(copies.map((copy) => copy.toString('latin1'))).size, names.length);
    for (const [at, copy] of copies.entries()) {
      const { results } = await dkimVerify(copy, { resolver });
      assert.deepEqual(
        results.map(({ status }) => status.result),
        ['pass', 'pass'],
        `for ${JSON.stringify(names[at])}`,
      );
    }
    assert.deepEqual(await copiesFor(names), copies, 'a retry is the same mail');
  });

  test('python3-dkim finds the same of each copy', { skip: judgeMissing('python3-dkim') }, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'convoke-signed-'));
    const files = (await copiesFor(names)).map((copy, at) => {
      const file = join(folder, `${at}.eml`);
      writeFileSync(file, copy);
      return file;
    });
    try {
      const verdicts = [...verifyWithPython(files, keys.records).values()];
      assert.equal(verdicts.length, names.length);
      for (const each of verdicts) assert.deepEqual(each, ['ed25519-sha256 pass', 'rsa-sha256 pass']);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('with two keys has two signatures, and each holds by itself (RFC 8463)', async () => {
    const copy = stamp(await composeMailing(sampleMailing()), sampleRecipient('Ada', 'ada@lab.example'));
    const sign = openSigner(settings);
    const wire = await sign(copy);
    assert.deepEqual(wire, await sign(copy), 'a retry is the same mail');
    const { results } = await dkimVerify(fromWire(wire), { resolver });
    assert.deepEqual(
      results.map(({ algo, status }) => [algo, status.result]),
      [
        ['ed25519-sha256', 'pass'],
        ['rsa-sha256', 'pass'],
      ],
    );
  });

  test('a key that receivers would not accept is refused at the start', () => {
    const { rsa, ed25519 } = settings;
    const { selector } = rsa;
    assert.throws(
      () => openSigner({ ...settings, rsa: { ...ed25519!, selector } }),
      /is ed25519.*RSA with 2048 bits/,
    );
    assert.throws(() => openSigner({ ...settings, ed25519: rsa }), /is rsa; it must be Ed25519/);
    const short = generateKeyPairSync('rsa', { modulusLength: 1024 })
      .privateKey.export({ type: 'pkcs8', format: 'pem' })
      .toString();
    const withKey = (privateKey: string) => openSigner({ ...settings, rsa: { selector, privateKey } });
    assert.throws(() => withKey(short), /1024 bits/);
    assert.throws(() => withKey('nonsense'), /cannot be read/);
  });
});
