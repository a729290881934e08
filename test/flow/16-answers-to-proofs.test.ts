/**
 * A host answers the proof of a mailing: hold, release, send, skip, in the words of five languages; only from a host's own, proven
 * address; what is not clear is asked back. DESIGN §6, planner; promises 10 and 12.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { SentMail } from '../../src/cli/demo-mails.ts';
import { storyPage } from '../../src/cli/demo-page.ts';
import { type ProofVerdict, readProofReply } from '../../src/moderation/read-proof-reply.ts';
import { openTestService, type TestService } from '../support/service.ts';
import * as story from '../support/stories.ts';
import { elias, noor } from '../support/stories.ts';

const said: Readonly<Record<Exclude<ProofVerdict, 'none'>, readonly string[]>> = {
  hold: [
    ...[
      'Hold',
      'hold it please',
      'Please hold',
      'Stop!',
      'No, hold it',
      'Don’t send yet',
      'Hold, we send it tomorrow',
    ],
    ...[
      'Wacht even',
      'Nog niet versturen',
      'Niet versturen!',
      'Halt',
      'Bitte warten',
      'Nicht senden',
      'Noch nicht',
    ],
    ...['Attends', 'Attendez, il y a une faute', "N'envoyez pas", 'Ne pas envoyer', 'Aspetta', 'Non inviare'],
    'I think we should hold this until Monday',
  ],
  send: ['Send', 'send it now', 'Ok, send it', 'go ahead', 'Verstuur maar', 'Senden', 'Envoyez', 'Invia'],
  release: ['release', 'Release it please', 'vrijgeven', 'Freigeben', 'libérer', 'rilascia'],
  skip: ['skip', 'Skip this one', 'Overslaan graag', 'sla over', 'Überspringen', 'Sauter', 'Salta'],
  fine: ['ok', 'Looks good', 'prima', 'ja', 'Parfait', 'va bene'],
  unclear: [
    ...[
      'Cancel',
      'Hold? Or send?',
      'Hold. No wait, send it',
      'The speaker sends his regards',
      'Why?',
      'Do not hold it',
    ],
    ...[
      'I am going to skip lunch',
      'Yes, I saw that the abstract still has the old title in it',
      'Elias, please look at this',
    ],
  ],
};

describe('what a host’s answer to a proof says', () => {
  for (const [verdict, texts] of Object.entries(said)) {
    test(verdict, () => {
      for (const text of texts) assert.equal(readProofReply(text), verdict, text);
    });
  }
});

let service: TestService;
const ada = 'ada@lab.example';

before(async () => {
  const page = storyPage({
    date: '24 November 2026',
    title: 'What a glacier remembers',
    speaker: 'Ingrid Solbakken',
  });
  service = await openTestService({ at: '2026-11-17T07:00:00Z', page });
  await story.listed(service, [ada]);
});
after(() => service?.close());

async function mailing() {
  return service.context.store.db
    .selectFrom('mailing')
    .selectAll()
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
}

let proof: SentMail;

test('the proof comes, and nobody but a host can answer it', async () => {
  for (
    let half = 0;
    half < 8 && !(await story.subjectsTo(service, noor)).some((each) => each.startsWith('Proof'));
    half += 1
  )
    await service.advanceTo(service.clock.now().add({ minutes: 20 }), 20);
  proof = await story.mailAbout(service, noor, 'Proof');
  for (const given of [
    { from: ada, text: 'hold' },
    { from: noor, text: 'hold', proven: false },
  ]) {
    await story.replies(service, proof, given);
    assert.equal((await mailing()).held_at, null);
    const { held_at, reason } = await story.lastInbound(service);
    assert.ok(
      held_at !== null || /forwarded/.test(reason ?? ''),
      `the hosts see that somebody tried: ${reason}`,
    );
  }
  await story.replies(service, proof, {
    host: noor,
    text: 'I am out of the office until Monday.\r\n\r\nhold',
  });
  assert.equal((await mailing()).held_at, null, 'a vacation note holds nothing');
});

test('what is not clear is asked back, once', async () => {
  const echoes = async () =>
    (await story.subjectsTo(service, noor)).filter((each) => each.startsWith('Not understood'));
  await story.replies(service, proof, { host: noor, text: 'Elias, have you seen this?' });
  await story.replies(service, proof, { host: noor, text: 'Hm, I wonder.' });
  assert.equal((await echoes()).length, 1);
  assert.match((await story.last(service, noor)).message.text.replace(/\s+/g, ' '), /hold, send or skip/);
  assert.equal((await mailing()).held_at, null);
});

test('hold: it waits past its hour, and the echo says so', async () => {
  await story.replies(service, proof, { host: noor, text: 'Wacht even, er staat een fout in.' });
  const held = await mailing();
  assert.ok(held.held_at);
  assert.equal(held.held_by, 'Noor Achterberg');
  assert.match(
    (await story.last(service, noor)).message.text.replace(/\s+/g, ' '),
    /held the announcement for 24 November; it waits/,
  );
  await service.advanceTo(service.clock.now().add({ hours: 1 }), 20);
  assert.equal((await mailing()).frozen_at, null);
  assert.equal((await service.mailsTo(ada)).length, 0);
  assert.deepEqual(
    (await story.deedsOn(service, `mailing:${held.id}`)).map((deed) => [deed.what, deed.way]),
    [['mailing.held', 'reply']],
  );
});

test('the other host answers their own proof with send: it leaves at once, and once', async () => {
  const theirs = await story.mailAbout(service, elias, 'Proof');
  await story.replies(service, theirs, { host: elias, text: 'Send it now, the page is right.' });
  await service.settle();
  const mails = await service.mailsTo(ada);
  assert.equal(mails.length, 1, (await story.lastInbound(service)).reason ?? '');
  assert.match(mails[0]!.message.subject, /What a glacier remembers/);
});

test('hold comes too late for what is on its way, and the echo says that', async () => {
  await story.replies(service, proof, { host: noor, text: 'Hold!' });
  const echo = await story.last(service, noor);
  assert.match(echo.message.subject, /^Nothing changed: your answer about the announcement for 24 November/);
  assert.equal((await service.mailsTo(ada)).length, 1);
});

test('a change of the talk is skipped by answering its proof by thread alone: nobody hears of it', async () => {
  const later = {
    date: '24 November 2026',
    time: '15:00-16:00',
    title: 'What a glacier remembers',
    speaker: 'Ingrid Solbakken',
  };
  service.writePage(storyPage(later));
  const about = async () =>
    (await service.mailsTo(elias)).filter((mail) => /^Proof: change/.test(mail.message.subject));
  for (let step = 0; step < 10 && (await about()).length === 0; step += 1)
    await service.advanceTo(service.clock.now().add({ minutes: 10 }), 10);
  const sent = (await about()).at(-1);
  assert.ok(sent, 'the hosts have a proof of the change');
  await story.replies(service, sent, { host: elias, text: 'Skip', to: story.mailbox });
  assert.ok((await mailing()).cancelled_at, (await story.lastInbound(service)).reason ?? '');
  await service.advanceTo(service.clock.now().add({ hours: 2 }), 30);
  assert.equal((await service.mailsTo(ada)).length, 1);
  await story.allIsWell(service, [ada]);
});
