import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { addressKey, parseAddress, subAddress } from '../../src/mail/address.ts';

const shared = fileURLToPath(new URL('../../../shared/data/mime/addresses.json', import.meta.url));

test('an ordinary address is taken as written, its domain lower-cased', () => {
  assert.deepEqual(parseAddress('Jane.Roe+list@Uni.Example'), {
    local: 'Jane.Roe+list',
    domain: 'uni.example',
    text: 'Jane.Roe+list@uni.example',
  });
});

test('what two parsers could read as two mailboxes is refused', () => {
  const refused = [
    '"victim@evil.example x"@good.example',
    'user@good.example(x)evil.example',
    'user@good.example,evil@bad.example',
    '<user@good.example>',
    '@route:user@good.example',
    'user@[192.0.2.1]',
    'user@localhost',
    'a@b@c.example',
    'a..b@c.example',
    '.a@c.example',
    'a@c.example.',
    'a@-c.example',
    'a@c.123',
    'a b@c.example',
    'a@c.example\r\nBcc: x@y.example',
    `${'a'.repeat(65)}@c.example`,
    `a@${'c'.repeat(64)}.example`,
    '',
  ];
  for (const text of refused) assert.equal(parseAddress(text), null, JSON.stringify(text));
});

test('U-label and A-label of a domain are one address, look-alike letters are not', () => {
  const key = addressKey('zoë@universität-weiden.example');
  assert.equal(key, 'zoë@xn--universitt-weiden-yqb.example');
  assert.equal(addressKey('ZOË@xn--universitt-weiden-yqb.EXAMPLE'), key);
  assert.notEqual(addressKey('аdmin@lab.example'), addressKey('admin@lab.example'));
  assert.equal(parseAddress('user@exam\u202eple.example'), null);
  assert.equal(parseAddress('user@exam\u200bple.example'), null);
});

test('a sub-address of ours is recognised whatever its case', () => {
  assert.equal(subAddress('Colloquium+leave-AbC@LAB.example', 'colloquium@lab.example'), 'leave-AbC');
  assert.equal(subAddress('colloquium@lab.example', 'colloquium@lab.example'), '');
  assert.equal(subAddress('colloquium@evil.example', 'colloquium@lab.example'), null);
});

test('no address that the reference collection calls invalid is accepted', {
  skip: !existsSync(shared) && 'no shared data',
}, () => {
  const cases = JSON.parse(readFileSync(shared, 'utf8')) as {
    address: string;
    valid: boolean;
    rfc5321: boolean;
  }[];
  const wrong = cases.filter(({ address, valid }) => !valid && parseAddress(address) !== null);
  assert.deepEqual(
    wrong.map(({ address }) => address),
    [],
  );
  const plain = cases.filter(
    ({ address, valid }) => valid && /^[\w.+-]+@(?:[a-z0-9-]+\.)+[a-z]+$/i.test(address),
  );
  assert.deepEqual(
    plain.filter(({ address }) => parseAddress(address) === null).map(({ address }) => address),
    [],
  );
});
