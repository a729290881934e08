/** After an erasure a search of everything that is kept finds the person nowhere. Promise 13, threat 26. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { actOnRequest } from '../../src/moderation/handle-decision.ts';
import { dumpDatabase } from '../../src/store/backup-dump.ts';
import { openRequests } from '../../src/store/requests.ts';
import { cliSecret, runConvoke } from '../support/cli.ts';
import { openTestService, type TestService } from '../support/service.ts';

const greta = 'greta.lindholm@moss.example';

/** Everything in the database as text; what was stored as bytes is searched as bytes. */
async function everything({ context: { store } }: TestService): Promise<string> {
  const pieces: string[] = [];
  const madeAt = Temporal.Instant.from('2026-11-24T12:00:00Z');
  await dumpDatabase(store, { secretMark: '', madeAt }, async (piece) => void pieces.push(piece));
  return pieces
    .join('')
    .replace(/\\\\x([0-9a-f]+)/g, (_, hex: string) => Buffer.from(hex, 'hex').toString('latin1'));
}

function joinMail(from: string, body: string): string {
  const address = /<(.*)>/.exec(from)?.[1] ?? '';
  return [
    `Authentication-Results: mx.ai4science.example; dkim=pass header.d=moss.example; spf=pass smtp.mailfrom=${address}; dmarc=pass header.from=moss.example`,
    `From: ${from}`,
    'To: colloquium@ai4science.example',
    'Subject: Joining your list',
    `Message-ID: <${address.replace('@', '-1@')}>`,
    'Date: Mon, 16 Nov 2026 21:14:00 +0100',
    'Content-Type: text/plain; charset=utf-8',
    '',
    body,
  ].join('\r\n');
}

test('name, address and words are gone: from the list, the request, the mails to hosts, and what others wrote', async () => {
  const service = await openTestService({ at: '2026-11-16T20:15:00Z' });
  const folder = mkdtempSync(join(tmpdir(), 'convoke-erase-'));
  try {
    const { context, colloquium, clock } = service;
    await service.mailIn(
      joinMail(
        `Greta Lindholm <${greta}>`,
        'Name: Greta Lindholm\r\nAffiliation: Department of Moss\r\nMotivation: I count moss from drones.\r\n',
      ),
      { from: greta },
    );
    const [request] = await openRequests(context.store.db, colloquium.id).selectAll().execute();
    assert.equal(request?.email, greta);
    await actOnRequest(context, {
      requestId: request.id,
      action: { kind: 'approve' },
      host: null,
      way: 'command',
      how: 'At the command line',
      now: clock.now(),
    });
    await service.advanceTo(clock.now().add({ minutes: 12 }));
    assert.ok((await service.mailsTo(greta)).length >= 2, 'an acknowledgement and a welcome');
    // Somebody else writes about her, and a mail server repeats her address.
    await service.mailIn(
      joinMail('Bo Berg <bo@moss.example>', `Could you also write to ${greta.toUpperCase()}? Best, Bo`),
      { from: 'bo@moss.example' },
    );
    await context.store.db
      .updateTable('delivery')
      .set({ reply: `550 5.1.1 <${greta}>: user unknown` })
      .where('id', '=', 1)
      .execute();

    assert.match(await everything(service), /greta\.lindholm@moss\.example/i);
    const ran = await runConvoke(['subscribers', 'erase', greta, '--yes'], context.store.url, folder);
    assert.equal(ran.code, 0, ran.err);

    const left = await everything(service);
    for (const trace of [/greta/i, /lindholm/i, /count moss/i, /Department of Moss/i])
      assert.doesNotMatch(left, trace);
    assert.match(left, /Bo Berg/, 'what others wrote is still there');
    assert.match(left, /subscriber\.erased/, 'that somebody was erased stays on record');
    assert.doesNotMatch(service.logged.join(''), /greta/i);
    assert.equal(context.config.secret, cliSecret);
  } finally {
    await service.close();
    rmSync(folder, { recursive: true, force: true });
  }
});

test('somebody who only asked, and was never on the list, can be erased as well', async () => {
  const service = await openTestService({ at: '2026-11-16T20:15:00Z' });
  const folder = mkdtempSync(join(tmpdir(), 'convoke-erase-'));
  try {
    const body = 'Name: Greta Lindholm\r\nAffiliation: Department of Moss\r\nMotivation: moss\r\n';
    await service.mailIn(joinMail(`Greta Lindholm <${greta}>`, body), { from: greta });
    const { url } = service.context.store;
    const ran = await runConvoke(['subscribers', 'erase', greta, '--yes', '--json'], url, folder);
    assert.equal((JSON.parse(ran.out) as { requests: number }).requests, 1);
    assert.doesNotMatch(await everything(service), /greta|lindholm/i);
    const again = await runConvoke(['subscribers', 'erase', greta, '--yes'], url, folder);
    assert.equal(again.code, 1);
    assert.match(again.err, /Nothing is kept/);
  } finally {
    await service.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
