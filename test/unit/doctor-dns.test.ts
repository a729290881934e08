/** What the records of a domain mean, as published by real hosts: right, missing, doubled, contradicting. */
import assert from 'node:assert/strict';
import test from 'node:test';
import type { Answer } from '../../src/cli/doctor-dns-judge.ts';
import { judgeDkim, judgeDmarc, judgeMx, judgePtr, judgeSpf } from '../../src/cli/doctor-dns-judge.ts';

const domain = 'lab.example';
const found = (...records: string[]): Answer<string> => ({ kind: 'found', records });
const none: Answer<string> = { kind: 'none' };
const silent: Answer<string> = { kind: 'unknown', why: 'ECONNREFUSED' };

test('a domain that says who may send for it is well, also among other records', () => {
  assert.equal(
    judgeSpf(domain, found('site-verification=1', 'v=spf1 mx include:relay.example ~all')).state,
    'well',
  );
});

test('no SPF, two of them, everybody allowed, and too many look-ups are faults', () => {
  assert.equal(judgeSpf(domain, none).state, 'broken');
  assert.match(judgeSpf(domain, found('v=spf1 mx ~all', 'v=spf1 a -all')).text, /2 SPF records/);
  assert.match(judgeSpf(domain, found('v=spf1 mx +all')).text, /everybody/);
  assert.match(judgeSpf(domain, found('v=spf1 a all')).text, /everybody/);
  const many = `v=spf1 ${Array.from({ length: 11 }, (_, index) => `include:r${index}.example`).join(' ')} -all`;
  assert.match(judgeSpf(domain, found(many)).text, /11 look-ups/);
});

test('the key we sign with must be the one that is published', () => {
  assert.equal(judgeDkim(domain, null, null).state, 'well', 'the relay signs');
  assert.equal(judgeDkim(domain, found('v=DKIM1; k=rsa; p=MIIB IjAN'), 'MIIBIjAN').state, 'well');
  assert.equal(judgeDkim(domain, found('v=DKIM1; p=OTHER'), 'MIIBIjAN').state, 'broken');
  assert.equal(judgeDkim(domain, found('v=DKIM1; p='), 'MIIBIjAN').state, 'broken');
  assert.equal(judgeDkim(domain, none, 'MIIBIjAN').state, 'broken');
});

test('DMARC is asked for, and needs a policy', () => {
  assert.equal(judgeDmarc(domain, none).state, 'improve');
  assert.equal(judgeDmarc(domain, found('v=DMARC1; p=none; rua=mailto:x@lab.example')).state, 'well');
  assert.equal(judgeDmarc(domain, found('v=DMARC1; rua=mailto:x@lab.example')).state, 'broken');
});

test('a domain that takes no mail cannot be answered', () => {
  assert.equal(judgeMx(domain, found('mx.lab.example')).state, 'well');
  assert.equal(judgeMx(domain, found('.')).state, 'broken');
  assert.equal(judgeMx(domain, none).state, 'broken');
});

test('the name of the relay leads back to it', () => {
  const address = '192.0.2.7';
  assert.equal(
    judgePtr('relay.lab.example', address, found('relay.lab.example'), found(address)).state,
    'well',
  );
  assert.equal(
    judgePtr('relay.lab.example', address, found('x.isp.example'), found('192.0.2.9')).state,
    'improve',
  );
  assert.equal(judgePtr('relay.lab.example', address, none, none).state, 'improve');
  assert.equal(judgePtr('relay.lab.example', null, none, none).state, 'broken');
});

test('where no name server answers, that is said, and nobody is called broken for it', () => {
  for (const check of [
    judgeSpf(domain, silent),
    judgeDkim(domain, silent, 'x'),
    judgeDmarc(domain, silent),
    judgeMx(domain, silent),
    judgePtr('relay.lab.example', null, silent, none),
  ]) {
    assert.equal(check.state, 'improve');
    assert.match(check.text, /could not be looked up \(ECONNREFUSED\)/);
  }
});
