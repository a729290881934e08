import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { suite, test } from 'node:test';
import { dkimVerify } from 'mailauth/lib/dkim/verify.js';
import { openSigner } from '../../src/delivery/dkim-sign.ts';
import { fromWire } from '../../src/mail/mime-wire.ts';
import { composeMailing } from '../../src/mailings/compose-mailing.ts';
import { stamp } from '../../src/mailings/stamp.ts';
import { openTestKeys } from '../support/dkim-keys.ts';
import { sampleDomain, sampleMailing, sampleRecipient } from '../support/sample-mailing.ts';

const keys = openTestKeys(sampleDomain);
const { settings } = keys;

/** The keys as the name server would say them. */
async function resolver(name: string): Promise<string[][]> {
  const record = keys.records[name];
  assert.ok(record !== undefined, name);
  return [[record]];
}

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
