import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import test from 'node:test';
import { readToken, signToken, tokenLength } from '../../src/signed-token.ts';

const secret = 'a secret for tests only, long enough';

test('a token names its row, for its one purpose, in 26 letters and digits that survive any mail system', () => {
  for (const id of [1, 42, 2 ** 31, 2 ** 48 - 1]) {
    const token = signToken(secret, 'unsubscribe', id);
    assert.match(token, /^[a-z2-7]{26}$/);
    assert.equal(token.length, tokenLength);
    assert.equal(readToken(secret, 'unsubscribe', token), id);
    assert.equal(
      readToken(secret, 'unsubscribe', token.toUpperCase()),
      id,
      'some systems fold the local part',
    );
    assert.equal(readToken(secret, 'preferences', token), null, 'no token serves a second purpose');
    assert.equal(readToken('another secret, just as long as ours', 'unsubscribe', token), null);
  }
});

test('a token with any letter changed opens nothing', () => {
  const token = signToken(secret, 'decision-link', 7);
  for (let at = 0; at < token.length; at += 1) {
    const other = token[at] === 'a' ? 'b' : 'a';
    assert.equal(readToken(secret, 'decision-link', token.slice(0, at) + other + token.slice(at + 1)), null);
  }
  for (const wrong of ['', 'x', token.slice(1), `${token}a`, token.replace(/./, '!')]) {
    assert.equal(readToken(secret, 'decision-link', wrong), null);
  }
});

const purposes = [
  ['decision-link', 'decision-link', 0],
  ['message-id', 'delivery', 0],
  ['attendee', 'delivery', 10],
  ['return-path', 'delivery', 20],
  ['unsubscribe', 'subscriber', 0],
  ['preferences', 'subscriber', 10],
] as const;

test('ten octets of HMAC-SHA256 over row and what it is, as RFC 2104 has it, for short and long secrets', () => {
  for (const key of [secret, 'x'.repeat(64), 'y'.repeat(200)])
    for (const [purpose, family, from] of purposes)
      assert.equal(signToken(key, purpose, 99), tokenByHand(key, family, from, 99));
});

function tokenByHand(key: string, family: string, from: number, id: number): string {
  const payload = Buffer.alloc(6);
  payload.writeUIntBE(id, 0, 6);
  const mac = createHmac('sha256', key)
    .update(`${family}\0`)
    .update(payload)
    .digest()
    .subarray(from, from + 10);
  const bits = [...Buffer.concat([payload, mac])].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const letters = bits
    .padEnd(130, '0')
    .match(/.{5}/g)
    ?.map((five) => 'abcdefghijklmnopqrstuvwxyz234567'[Number.parseInt(five, 2)]);
  return letters?.join('') ?? '';
}
