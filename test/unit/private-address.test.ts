import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isPrivateAddress, publicAddress } from '../../src/private-address.ts';

test('addresses of the open internet are told from those of this machine and of private networks (RFC 6890)', () => {
  for (const open of ['203.0.113.7', '8.8.8.8', '172.32.0.1', '100.128.0.1', '2001:db8::1', '2a00:1450::5'])
    assert.equal(publicAddress(open), open);
  const ours = [
    '127.0.0.1',
    '10.1.2.3',
    '172.16.0.1',
    '192.168.0.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
  ];
  for (const address of [
    ...ours,
    '224.0.0.1',
    '255.255.255.255',
    '::1',
    '::',
    'fe80::1',
    'fd00::1',
    'ff02::1',
  ])
    assert.equal(isPrivateAddress(address), true, address);
});

test('an IPv4 address written as IPv6 is what it is', () => {
  assert.equal(publicAddress('::ffff:203.0.113.7'), '203.0.113.7');
  assert.equal(publicAddress('::FFFF:127.0.0.1'), null);
  assert.equal(publicAddress('::ffff:7f00:1'), null);
  assert.equal(publicAddress('64:ff9b::a9fe:a9fe'), null);
});

test('what is no address is not open', () => {
  for (const word of [null, '', 'lab.example', '203.0.113', '0x7f.1', '203.0.113.7:25'])
    assert.equal(publicAddress(word), null);
});
