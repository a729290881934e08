/** Access tokens: bought once, kept while they last, bought anew before they end; what a person must do is told apart from what passes. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { openVirtualClock } from '../../src/clock.ts';
import { PermanentError } from '../../src/errors.ts';
import { openAccessTokens } from '../../src/oauth2.ts';
import { openTokenServer, type TokenServer } from '../support/token-server.ts';

let server: TokenServer;
const clock = openVirtualClock(Temporal.Instant.from('2026-11-24T12:00:00Z'));
before(async () => {
  server = await openTokenServer('colloquium@lab.example', 'refresh-me');
});
after(() => server.close());
beforeEach(() => server.answerWith(null));

const open = (refreshToken = 'refresh-me') =>
  openAccessTokens(
    { tokenUrl: server.tokenUrl, clientId: 'desk', clientSecret: 'hush', refreshToken, scope: 'mail' },
    { fetch, clock },
  );

test('a token is bought with the refresh token, and the next is bought only when this one ends', async () => {
  const tokens = open();
  const sold = server.sales.length;
  const [one, other] = await Promise.all([tokens.token(), tokens.token()]);
  assert.equal(one, other, 'whoever asks meanwhile gets the same');
  assert.deepEqual(Object.fromEntries(server.sales.at(-1) ?? []), {
    grant_type: 'refresh_token',
    refresh_token: 'refresh-me',
    client_id: 'desk',
    client_secret: 'hush',
    scope: 'mail',
  });
  clock.moveTo(clock.now().add({ minutes: 58 }));
  assert.equal(await tokens.token(), one);
  assert.equal(server.sales.length, sold + 1);
  clock.moveTo(clock.now().add({ minutes: 1 }));
  assert.notEqual(await tokens.token(), one, 'in its last minute it is not used');
  assert.equal(server.sales.length, sold + 2);
});

test('a token that the mail server refused is forgotten', async () => {
  const tokens = open();
  const first = await tokens.token();
  tokens.forget();
  assert.notEqual(await tokens.token(), first);
});

test('a grant that has ended needs a person; the secret is not in the words', async () => {
  await assert.rejects(open('an-old-one').token(), (error) => {
    assert.ok(error instanceof PermanentError);
    assert.match(error.message, /invalid_grant.*sign in again/);
    assert.doesNotMatch(error.message, /an-old-one|hush/);
    return true;
  });
});

for (const [what, answer] of [
  ['is out of order', { status: 503, body: '{}' }],
  ['answers in HTML', { status: 200, body: '<html>' }],
  ['gives none', { status: 200, body: '{"token_type":"Bearer"}' }],
  ['says something wild', { status: 400, body: `{"error":"${'x'.repeat(5000)}<script>"}` }],
] as const)
  test(`a token server that ${what} is asked again later`, async () => {
    const tokens = open();
    server.answerWith(answer);
    await assert.rejects(tokens.token(), (error) => {
      assert.ok(error instanceof Error && !(error instanceof PermanentError));
      assert.ok(error.message.length < 200);
      return true;
    });
    server.answerWith(null);
    assert.match(await tokens.token(), /^token-/);
  });
