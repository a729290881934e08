/** Which domains a colloquium may trust to come onto its list without a host. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { colloquiumSchema } from '../../config/schema.ts';

const domainsOf = (domains: string[]) =>
  colloquiumSchema.shape.requests.safeParse({ approve: { domains } }).data?.approve.domains ?? null;

test('nobody by default, and domains of one’s own in any case of letters', () => {
  assert.deepEqual(colloquiumSchema.shape.requests.parse(undefined).approve.domains, []);
  assert.deepEqual(domainsOf(['Lab.Example', 'physics.uni.example']), ['lab.example', 'physics.uni.example']);
});

test('not a provider where everybody can have an address, and nothing that is no domain', () => {
  for (const domain of ['gmail.com', 'GMX.de', 'not a domain', '*.lab.example', 'lab', 'ada@lab.example'])
    assert.equal(domainsOf([domain]), null, domain);
});
