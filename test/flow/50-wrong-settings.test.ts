/** Bad input: whatever is wrong with the settings, the program says one clear sentence, ends with 1, and touches nothing. */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { after, before, suite, type TestContext, test } from 'node:test';
import { type ChildStage, openChildStage, postgresOf } from '../support/child-service.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { freePorts } from '../support/free-port.ts';

interface Mistake {
  readonly name: string;
  /** Changes the text of colloquia/ai4science.yaml. */
  readonly page?: (text: string) => string;
  readonly env?: Readonly<Record<string, string>>;
  readonly says: RegExp;
}

const setting = (from: string | RegExp, to: string) => (text: string) => {
  const changed = text.replace(from, to);
  assert.notEqual(changed, text, 'the running defaults have what the mistake changes');
  return changed;
};

const mistakes: readonly Mistake[] = [
  {
    name: 'a time zone that does not exist',
    page: setting('Europe/Amsterdam', 'Europe/Amsterdamm'),
    says: /ai4science\.yaml, line \d+: zone: write a time zone of the IANA list/,
  },
  {
    name: 'an hour that no clock has',
    page: setting('"0 9 * * *"', '"0 25 * * *"'),
    says: /line \d+: \S*cron: “0 25 \* \* \*”: hour: .*write five fields/,
  },
  {
    name: 'a misspelt setting',
    page: setting('\ntagline:', '\ntag_line:'),
    says: /line 3: “tag_line” is not a setting/,
  },
  {
    name: 'no host',
    page: setting(/\nhosts:.*\n(?: {2}- .*\n)+/, '\nhosts: []\n'),
    says: /line \d+: hosts: name at least one host/,
  },
  {
    name: 'hosts forgotten altogether',
    page: setting(/\nhosts:.*\n(?: {2}- .*\n)+/, '\n'),
    says: /hosts: is missing/,
  },
  {
    name: 'a quote that is never closed',
    page: setting('name: AI4Science', 'name: "AI4Science'),
    says: /line 2: is not valid YAML/,
  },
  {
    name: 'a duration in another language',
    page: setting('10 minutes', '10 Minuten'),
    says: /line \d+: calendar\.every: write a number and a unit: 20 minutes/,
  },
  {
    name: 'a colour that nobody can read',
    page: setting('"#1f4a94"', '"#ffd34d"'),
    says: /line \d+: accent: #ffd34d cannot be read on #ffffff: its contrast is 1\.\d+, and text needs 4\.5/,
  },
  {
    name: 'a colour that nobody can read on a dark screen',
    page: setting('"#a3bdf3"', '"#1f4a94"'),
    says: /line \d+: dark_accent: .*Take a lighter one/,
  },
  {
    name: 'a short secret',
    env: { CONVOKE_SECRET: 'colloquium' },
    says: /CONVOKE_SECRET is too short: use at least 32/,
  },
  {
    name: 'a value and a file for it',
    env: { SMTP_URL: 'smtp://127.0.0.1:25', SMTP_URL_FILE: 'THE-FILE' },
    says: /SMTP_URL and SMTP_URL_FILE are both set: keep one/,
  },
  {
    name: 'the address of another kind of database',
    env: { DATABASE_URL: 'mysql://127.0.0.1/convoke' },
    says: /DATABASE_URL must begin with postgres:\/\/ or postgresql:\/\//,
  },
];

suite('wrong settings', { concurrency: 2 }, () => {
  for (const mistake of mistakes) {
    test(`${mistake.name}: exit 1, one sentence, nothing made`, async (t) => {
      const stage = await openStage(t);
      const file = join(stage.configDir, 'colloquia/ai4science.yaml');
      writeFileSync(file, (mistake.page ?? String)(readFileSync(file, 'utf8')));
      const secret = join(stage.folder, 'smtp-url');
      writeFileSync(secret, 'smtp://127.0.0.1:2525\n');
      const entries = Object.entries(mistake.env ?? {});
      const env = Object.fromEntries(
        entries.map(([name, value]) => [name, value.replace('THE-FILE', secret)]),
      );
      const { code, out, err } = await stage.run(['start'], { env });
      assert.match(err, mistake.says);
      assert.equal(code, 1);
      assert.equal(out, '');
      assert.equal(err.trim().split('\n').length, 2, `a heading and one fault: ${err}`);
      assert.ok(!existsSync(join(stage.dataDir, 'postgres')), 'no database was made');
    });
  }

  test('two colloquia with one address: the second is named', async (t) => {
    const stage = await openStage(t);
    const text = readFileSync(join(stage.configDir, 'colloquia/ai4science.yaml'), 'utf8');
    writeFileSync(join(stage.configDir, 'colloquia/physics.yaml'), text);
    const { code, err } = await stage.run(['start']);
    assert.match(err, /colloquia\/physics\.yaml: address \S+ is also that of ai4science/);
    assert.equal(code, 1);
  });

  test('several mistakes are said together, each with its place', async (t) => {
    const stage = await openStage(t);
    stage.configure('colloquium', { zone: 'Mars/Olympus', hosts: [], accent: 'blue' });
    stage.configure('service', { delivery: { connections: 0 } });
    const { code, err } = await stage.run(['start'], { env: { PORT: 'http' } });
    for (const part of [
      /zone:/,
      /hosts:/,
      /accent: write a colour/,
      /delivery\.connections:/,
      /PORT is “http”/,
    ])
      assert.match(err, part);
    assert.equal(code, 1);
  });
});

suite('something else is in the way', { concurrency: 2 }, () => {
  let taken = 0;
  let database: TestDatabase;
  const squatter = createServer();
  before(async () => {
    database = await openTestDatabase();
    await new Promise<void>((resolve) => squatter.listen(0, '127.0.0.1', resolve));
    const address = squatter.address();
    taken = typeof address === 'object' && address !== null ? address.port : 0;
  });
  after(async () => {
    squatter.close();
    await database.close();
  });

  test('nothing answers at DATABASE_URL: exit 1, one sentence without the password', async (t) => {
    const stage = await openStage(t);
    const [closed = 0] = await freePorts(1);
    const env = { DATABASE_URL: `postgresql://desk:hidden@127.0.0.1:${closed}/convoke` };
    const { code, err } = await stage.run(['start'], { env });
    assert.match(
      err,
      /^The database does not answer \(127\.0\.0\.1:\d+\/convoke\): .*Start it, or correct DATABASE_URL\.\n$/,
    );
    assert.ok(!err.includes('hidden'));
    assert.equal(code, 1);
  });

  test('nothing answers at REDIS_URL: exit 1, one sentence, and the database is stopped again', async (t) => {
    const stage = await openStage(t);
    const [closed = 0] = await freePorts(1);
    const { code, err } = await stage.run(['start'], {
      env: { REDIS_URL: `redis://127.0.0.1:${closed}`, LOG_LEVEL: 'warn' },
    });
    assert.match(
      err,
      /^Redis does not answer at 127\.0\.0\.1:\d+: .*unset REDIS_URL to queue in the database\.\n$/,
    );
    assert.equal(code, 1);
    assert.deepEqual(postgresOf(stage.dataDir), []);
  });

  for (const [name, what] of [
    ['PORT', /Port \d+ is taken: .*Set PORT to a free one/],
    ['INTAKE_PORT', /Port \d+ for incoming mail is taken .*set INTAKE_PORT/],
    ['INBOX_PORT', /Port \d+ for the local inbox is taken .*set INBOX_PORT/],
  ] as const) {
    test(`${name} is taken by another program: exit 1, one sentence`, async (t) => {
      const stage = await openStage(t);
      const { code, err } = await stage.run(['start'], { env: { [name]: String(taken), LOG_LEVEL: 'warn' } });
      assert.match(err, what);
      assert.equal(err.trim().split('\n').length, 1, err);
      assert.equal(code, 1);
    });
  }

  test('the data folder cannot be made: exit 1, one sentence', async (t) => {
    const stage = await openStage(t);
    writeFileSync(join(stage.folder, 'a-file'), '');
    mkdirSync(stage.dataDir);
    const { code, err } = await stage.run(['start'], {
      env: { CONVOKE_DATA: join(stage.folder, 'a-file', 'data') },
    });
    assert.match(err, /the data folder \S+ cannot be written: .*Set CONVOKE_DATA/);
    assert.equal(code, 1);
  });
});

async function openStage(t: TestContext): Promise<ChildStage> {
  const stage = await openChildStage();
  t.after(() => stage.close());
  return stage;
}
