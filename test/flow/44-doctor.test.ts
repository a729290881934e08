/** The doctor speaks to real servers, sends nothing, and says what to do. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { type Cli, openCli } from '../support/cli.ts';
import { openSmtpSink } from '../support/smtp-sink.ts';

interface Visit {
  readonly ok: boolean;
  readonly checks: readonly { name: string; state: string; text: string; advice: string | null }[];
}

let cli: Cli;
test.before(async () => {
  cli = await openCli();
});
test.after(() => cli.close());

test('a relay that answers is well, no mail is sent, and every fault comes with what to do', async () => {
  const sink = await openSmtpSink();
  try {
    const visit = await cli.json<Visit>(['doctor'], { env: { SMTP_URL: sink.url } });
    const smtp = visit.checks.find(({ name }) => name === 'SMTP');
    assert.equal(smtp?.state, 'well', smtp?.text ?? 'it was not looked at');
    assert.equal(sink.messages.length, 0);
    for (const { state, text, advice } of visit.checks) {
      assert.ok(['well', 'improve', 'broken'].includes(state));
      assert.match(text, /[.!?]$/);
      if (state !== 'well') assert.ok(advice, text);
    }
  } finally {
    await sink.close();
  }
});

test('servers that do not answer are broken, and the exit code says so', async () => {
  const env = { SMTP_URL: 'smtp://u:secret@127.0.0.1:1', IMAP_URL: 'imap://u:secret@127.0.0.1:1/INBOX' };
  const ran = await cli.run(['doctor'], { env });
  assert.equal(ran.code, 1);
  assert.match(ran.out, /^broken {3}SMTP/m);
  assert.match(ran.out, /^broken {3}IMAP/m);
  assert.doesNotMatch(ran.out + ran.err, /secret/);
  for (const line of ran.out.split('\n')) assert.ok(line.length <= 80, line);
});

test('without a database it still says everything else', async () => {
  const visit = await cli.json<Visit>(['doctor'], {
    env: { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' },
  });
  assert.equal(visit.ok, false);
  assert.equal(visit.checks.find(({ name }) => name === 'Database')?.state, 'broken');
  assert.ok(visit.checks.some(({ name }) => name === 'Disk'));
});

test('a configuration that is valid and unwise is told apart from one that is wrong', async () => {
  const unwise = await cli.json<Visit>(['doctor'], {
    env: { PUBLIC_URL: 'http://desk.lab.example', NODE_ENV: 'production' },
  });
  const config = unwise.checks.filter(({ name }) => name === 'Config').map(({ text }) => text);
  assert.ok(config.some((text) => text.includes('one-click unsubscribe')));
  const wrong = await cli.json<Visit>(['doctor'], { env: { PORT: 'many', CONVOKE_SECRET: 'short' } });
  assert.equal(wrong.checks.filter(({ state }) => state === 'broken').length, 2);
});
