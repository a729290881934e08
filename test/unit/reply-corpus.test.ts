/** Raw answers of hosts, as mail programs send them: none may be decided wrongly, nearly all clear ones are understood. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { parseMessage } from '../../src/mail/parse-message.ts';
import { type HostDecision, readDecisionMessage } from '../../src/moderation/read-reply/read-reply.ts';

interface Case {
  readonly name: string;
  readonly raw: string;
  readonly expect: Pick<HostDecision, 'verdict' | 'reason' | 'question' | 'perItem'> & {
    readonly clear: boolean;
  };
}

const folder = new URL('../corpus/replies/', import.meta.url);

async function readAll(): Promise<{ where: string; wanted: Case['expect']; got: HostDecision }[]> {
  const found: { where: string; wanted: Case['expect']; got: HostDecision }[] = [];
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
    for (const one of JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Case[]) {
      const outcome = await parseMessage(Buffer.from(one.raw));
      assert.ok(outcome.ok, `${file}: ${one.name}`);
      found.push({
        where: `${file}: ${one.name}`,
        wanted: one.expect,
        got: readDecisionMessage(outcome.message),
      });
    }
  }
  return found;
}

const acts = (decision: Pick<HostDecision, 'verdict' | 'perItem'>) =>
  decision.perItem !== null || !['unclear', 'none'].includes(decision.verdict);
const isSame = (one: { got: HostDecision; wanted: Case['expect'] }) =>
  one.got.verdict === one.wanted.verdict &&
  JSON.stringify(one.got.perItem) === JSON.stringify(one.wanted.perItem);

describe('hosts answer decision mails in their own words', async () => {
  const answers = await readAll();

  test('the corpus is there', () => assert.ok(answers.length >= 300, `${answers.length} answers`));

  test('no answer leads to a decision that the host did not make', () => {
    assert.deepEqual(
      answers
        .filter((one) => acts(one.got) && !isSame(one))
        .map((one) => `${one.where} → ${one.got.verdict}`),
      [],
    );
  });

  test('nine of ten clear answers are understood', () => {
    const clear = answers.filter((one) => one.wanted.clear);
    assert.ok(
      clear.filter(isSame).length >= 0.9 * clear.length,
      `${clear.filter(isSame).length} of ${clear.length}`,
    );
  });

  test('the applicant is told what the host meant for them, and nothing else', () => {
    const told = answers.filter((one) => one.got.reason !== null || one.got.question !== null);
    assert.deepEqual(
      told
        .filter((one) => one.got.reason !== one.wanted.reason || one.got.question !== one.wanted.question)
        .map((one) => `${one.where} → ${one.got.reason ?? one.got.question}`),
      [],
    );
  });
});
