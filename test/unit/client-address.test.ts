/** Who asks, behind proxies and without. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clientAddress, proxyList } from '../../src/http/client-address.ts';

const proxies = proxyList(['10.0.0.0/8', '127.0.0.1', '2001:db8:1::/48']);

test('without a proxy in the settings nobody’s word is believed', () => {
  assert.equal(clientAddress('203.0.113.9', '192.0.2.1', proxyList([])), '203.0.113.9');
  assert.equal(clientAddress('203.0.113.9', '192.0.2.1', proxies), '203.0.113.9');
});

test('through one proxy and through two', () => {
  assert.equal(clientAddress('127.0.0.1', '192.0.2.1', proxies), '192.0.2.1');
  assert.equal(clientAddress('::ffff:127.0.0.1', '192.0.2.1, 10.3.2.1', proxies), '192.0.2.1');
  assert.equal(clientAddress('2001:db8:1::5', '2001:db8:77::1', proxies), '2001:db8:77::1');
});

test('what a visitor adds in front is not believed', () => {
  assert.equal(clientAddress('127.0.0.1', '198.51.100.1, 192.0.2.1', proxies), '192.0.2.1');
});

test('a proxy that says nothing, or nonsense, stands for whoever asked', () => {
  assert.equal(clientAddress('127.0.0.1', undefined, proxies), '127.0.0.1');
  assert.equal(clientAddress('127.0.0.1', 'unknown', proxies), '127.0.0.1');
  assert.equal(clientAddress('127.0.0.1', '', proxies), '127.0.0.1');
});
