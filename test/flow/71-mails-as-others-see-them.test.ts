/**
 * Every kind of mail, signed, sent through Postfix and looked at by other people's programs: two verifiers of DKIM and two
 * spam filters.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { serviceSchema } from '../../config/schema.ts';
import { storyPage } from '../../src/cli/demo-page.ts';
import { openTestKeys } from '../support/dkim-keys.ts';
import { type EmittedMail, emittedMails } from '../support/emitted-mails.ts';
import {
  askSpamAssassin,
  judgeMissing,
  openRspamd,
  verifyWithOpendkim,
  verifyWithPython,
} from '../support/mail-judges.ts';
import { openPostfix, postfixMissing } from '../support/postfix.ts';
import { openTestService } from '../support/service.ts';
import { openSmtpSink } from '../support/smtp-sink.ts';

const skip = postfixMissing();
const domain = 'ai4science.example';
const keys = openTestKeys(domain);
const folder = mkdtempSync(join(tmpdir(), 'convoke-judges-'));
/** As they arrived, `name` to file. */
const arrived = new Map<string, { file: string; raw: Buffer; mail: EmittedMail }>();

before(async () => {
  if (skip) return;
  const { rsa, ed25519 } = keys.settings;
  for (const [name, key] of [
    ['rsa', rsa],
    ['ed', ed25519!],
  ] as const)
    writeFileSync(join(folder, `${name}.pem`), key.privateKey);
  const dkim = {
    ...{ domain, selector: rsa.selector, key_file: join(folder, 'rsa.pem') },
    ed25519: { selector: ed25519!.selector, key_file: join(folder, 'ed.pem') },
  };
  const service = serviceSchema.parse({ public_url: `https://${domain}`, delivery: { dkim } });
  const sink = await openSmtpSink();
  const deliver = { smtpPort: sink.port };
  const postfix = await openPostfix({
    deliver: { [domain]: deliver, 'mail.example': deliver, 'delta.example': deliver },
  });
  // The filters live in the present, so the story does too.
  const today = Temporal.Now.zonedDateTimeISO('Europe/Amsterdam');
  const day = (days: number) => today.add({ days }).toPlainDate().toString();
  const desk = await openTestService({
    at: Temporal.Now.instant().toString(),
    page: storyPage({
      ...{ date: day(8), title: 'What a glacier remembers', speaker: 'Ingrid Solbakken' },
      ...{ following: day(22), held: day(-6) },
    }),
    smtpUrl: postfix.smtpUrl,
    service: { ...service, public_url: `https://${domain}` },
  });
  try {
    await desk.advanceTo(desk.clock.now().add({ minutes: 1 }));
    const { sign, transport } = desk.context;
    for (const mail of await emittedMails(desk.context)) {
      const from = `colloquium+b-${mail.name}@${domain}`;
      const outcome = await transport.send({ from, to: mail.to }, await sign!(mail.wire));
      assert.equal(outcome.kind, 'submitted', outcome.reply);
      while (!sink.messages.some((each) => each.from === from)) await new Promise(setImmediate);
      const sunk = sink.messages.find((each) => each.from === from)!;
      const raw = Buffer.from(sunk.data.toString('latin1').replace(/^\.\./gm, '.'), 'latin1');
      const file = join(folder, `${mail.name}.eml`);
      writeFileSync(file, raw);
      arrived.set(mail.name, { file, raw, mail });
    }
  } finally {
    await desk.close();
    await postfix.close();
    await sink.close();
  }
});
after(() => rmSync(folder, { recursive: true, force: true }));

const files = () => [...arrived.values()].map(({ file }) => file);

test('python3-dkim: both signatures hold behind Postfix, on every kind', {
  skip: skip || judgeMissing('python3-dkim'),
}, () => {
  const found = verifyWithPython(files(), keys.records);
  assert.equal(found.size, arrived.size);
  for (const [file, verdicts] of found)
    assert.deepEqual(verdicts, ['ed25519-sha256 pass', 'rsa-sha256 pass'], file);
  const forged = join(folder, 'forged.eml');
  writeFileSync(
    forged,
    arrived
      .get('announcement-en')!
      .raw.toString('latin1')
      .replace(/glacier/g, 'volcano'),
    'latin1',
  );
  const verdicts = [...verifyWithPython([forged], keys.records).values()][0] ?? [];
  assert.ok(
    verdicts.length === 2 && verdicts.every((verdict) => !verdict.endsWith('pass')),
    String(verdicts),
  );
});

test('OpenDKIM: the same', { skip: skip || judgeMissing('opendkim') }, async () => {
  const results = await verifyWithOpendkim(files(), keys.records, folder);
  assert.equal(results.length, arrived.size);
  for (const result of results) {
    assert.match(result, /dkim=pass [^;]*header\.a=rsa-sha256/);
    assert.match(result, /dkim=pass [^;]*header\.a=ed25519-sha256/);
    assert.doesNotMatch(result, /dkim=(?:fail|neutral|permerror|policy|none)/);
  }
});

test('SpamAssassin finds next to nothing', { skip: skip || judgeMissing('spamassassin') }, async (t) => {
  const judgements = await askSpamAssassin(files(), folder);
  assert.equal(judgements.length, arrived.size);
  const names = [...arrived.keys()];
  for (const [at, { score, rules }] of judgements.entries()) {
    assert.ok(score < 1, `${names[at]}: ${score} ${rules}`);
    const bad = rules.filter((rule) =>
      /^MISSING_|_RATIO|UNPARSEABLE_RELAY|^HTML_.*(?:LOW_CONTRAST|TINY)|^BAD_|INVALID/.test(rule),
    );
    assert.deepEqual(bad, [], names[at] ?? '');
  }
  t.diagnostic(
    `the highest of ${judgements.length} scores is ${Math.max(...judgements.map(({ score }) => score))}`,
  );
});

/**
 * Links come in pairs, it holds, one in the text and one in the HTML; an invitation has links of its own. And an answer that
 * goes to another domain is suspicious to it; a forwarded question is answered to whoever asked, as the mail says.
 */
const meant = /: URI_COUNT_ODD |^question-forwarded-en: SPOOF_REPLYTO /;

test('rspamd finds no fault with the form', { skip: skip || judgeMissing('rspamd') }, async (t) => {
  const rspamd = await openRspamd(mkdtempSync(join(folder, 'rspamd-')));
  try {
    const scores: number[] = [];
    const faults: string[] = [];
    for (const [name, { raw, mail }] of arrived) {
      const { score, rules } = await rspamd.ask(raw, { from: `colloquium@${domain}`, to: mail.to });
      assert.ok(rules.includes('MIME_GOOD -0.1'), `${name}: ${rules}`);
      const bad = rules.filter((rule) => Number(rule.split(' ')[1]) > 0.1);
      faults.push(...bad.map((rule) => `${name}: ${rule}`));
      scores.push(score);
    }
    assert.deepEqual(
      faults.filter((fault) => !meant.test(fault)),
      [],
    );
    t.diagnostic(`the highest of ${arrived.size} scores is ${Math.max(...scores)}`);
  } finally {
    await rspamd.close();
  }
});
