/**
 * A host asks, the applicant answers, both hosts see the answer with the buttons again. An address that nothing proves
 * confirms itself first, by page or by mail, and the hosts hear of it only then. DESIGN §6, requests and moderation; threat 1.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openWeb, type Web } from '../../src/http/open-web.ts';
import { confirms } from '../../src/requests/confirm-words.ts';
import { openTestService, type TestService } from '../support/service.ts';
import * as story from '../support/stories.ts';
import { elias, noor } from '../support/stories.ts';

const samir = 's.haddad@delta-research.example';
let service: TestService;
let web: Web;

before(async () => {
  service = await openTestService({ at: story.storyBegins });
  web = await openWeb({ ...service.context, health: async () => [] });
});
after(async () => {
  await web?.close();
  await service?.close();
});

test('a host asks, the person answers, both hosts have the answer and one of them decides by answering it', async () => {
  await story.asks(service, samir, 'Samir Haddad');
  const sent = await story.mailAbout(service, noor, 'Samir Haddad');
  await story.replies(service, sent, { text: 'Ask: who is your supervisor?' });
  const asked = await story.last(service, samir);
  assert.match(asked.message.text, /who is your supervisor/i);
  assert.match((await story.last(service, elias)).message.text, /supervisor/, 'Elias knows what was asked');

  await story.replies(service, asked, { text: 'Professor Amara Diallo, at the same institute.' });
  for (const host of [noor, elias]) {
    const mail = await story.last(service, host);
    assert.match(mail.message.subject, /Samir Haddad/);
    assert.match(mail.message.text, /Professor Amara Diallo/);
    assert.match(mail.message.text.replace(/\s+/g, ' '), /They were asked “who is your supervisor\?”/i);
    assert.ok(mail.message.inReplyTo.length > 0, 'in the thread of the request');
  }
  await story.replies(service, await story.last(service, elias), { text: 'ok' });
  assert.equal((await story.requestOf(service, samir)).decided_by, 'Elias Lindqvist');
});

test('a word of thanks goes to nobody, and a flood of answers becomes no flood to the hosts', async () => {
  const lea = 'lea@uni-nord.example';
  await story.asks(service, lea, 'Lea Winter');
  const acknowledged = await story.last(service, lea);
  const before = service.sink.messages.length;
  await story.replies(service, acknowledged, { text: 'Thank you very much!' });
  assert.equal(service.sink.messages.length, before);
  for (let round = 0; round < 8; round += 1) {
    const text = `One more thing, number ${round}: I have also worked on rivers, and I can tell you much more about them.`;
    await story.replies(service, acknowledged, { text });
  }
  assert.equal(service.sink.messages.length, before + 3 * 2, 'three answers a day reach each host');
  assert.ok((await story.lastInbound(service)).held_at !== null, 'the others wait on the desk');
});

test('what is missing is asked for once, and the answer completes the request from whatever address', async () => {
  const lin = 'lin.zhao@westerpark.example';
  const half = {
    subject: 'Mailing list',
    text: 'Hello,\r\n\r\nplease add me to the list.\r\n\r\nBest,\r\nLin Zhao',
  };
  await service.mailIn(story.letter({ from: lin, name: 'Lin Zhao', ...half }), { from: lin });
  const wanted = await story.last(service, lin);
  assert.equal(wanted.from, '', 'RFC 3834 §4: the null return path');
  assert.ok(!(await story.subjectsTo(service, noor)).some((subject) => subject.includes('Lin Zhao')));
  const text =
    'Affiliation: Westerpark Institute of Materials\r\nMotivation: I write my thesis on generative models for crystals.';
  await story.replies(service, wanted, { from: 'lin@private.example', text });
  const request = await story.requestOf(service, lin);
  assert.match(request.affiliation ?? '', /Westerpark/);
  assert.ok((await story.subjectsTo(service, noor)).some((subject) => subject.includes('Lin Zhao')));
});

for (const way of ['page', 'mail'] as const) {
  test(`an address that nothing proves confirms itself by ${way}; the hosts are told after that`, async () => {
    const vera = `vera-${way}@elsewhere.example`;
    const name = way === 'page' ? 'Vera Lund' : 'Viktor Lund';
    await service.mailIn(story.wish(vera, name, { sender: 'silent' }), { from: vera });
    const question = await story.last(service, vera);
    assert.ok(!question.message.text.includes(story.motivation), 'nothing of what the mail said (threat 3)');
    const about = async () =>
      (await story.subjectsTo(service, noor)).filter((subject) => subject.includes(name));
    assert.equal((await about()).length, 0);
    if (way === 'page') {
      const link = /http:\/\/\S+\/confirm\/[a-z2-7]{26}/.exec(question.message.text)?.[0] ?? '';
      const path = link.replace(/^http:\/\/[^/]+/, web.url);
      const shown = await fetch(path);
      assert.equal(
        (await story.requestOf(service, vera)).confirmed_at,
        null,
        'GET changes nothing (promise 4)',
      );
      await story.postForm(web.url, path, await shown.text(), {});
      await service.settle();
    } else {
      await story.replies(service, question, { text: 'Yes, that was me.' });
    }
    assert.ok((await story.requestOf(service, vera)).confirmed_at);
    assert.equal((await about()).length, 1);
    assert.match(
      (await story.mailAbout(service, noor, name)).message.text.replace(/\s+/g, ' '),
      /the address answered/,
    );
  });
}

test('a yes in few words or none confirms; what a responder writes, or anything long about something else, does not', () => {
  const quoted = '\n\nOn Monday, AI4Science Colloquium wrote:\n> Somebody asked. Was it you? Answer yes.';
  for (const text of [
    '',
    'ok',
    'Yes, that was me.',
    'Ja, dat klopt!',
    'Ja, das war ich',
    'C’est bien moi',
    'Confermo',
    '👍',
  ])
    assert.ok(confirms(`${text}${quoted}`), text);
  for (const text of [
    'Thank you for your message. I will read it when I can.',
    'Bedankt voor je bericht, ik lees het morgen.',
    'This mailbox is read once a week; in urgent cases please call the secretariat.',
  ])
    assert.ok(!confirms(`${text}${quoted}`), text);
});

test('“no, that was not me” ends the request, and no host ever hears of it', async () => {
  const victim = 'victim@elsewhere.example';
  await service.mailIn(story.wish(victim, 'Vera Victim', { sender: 'forged' }), { from: 'x@evil.example' });
  await story.replies(service, await story.last(service, victim), {
    text: 'No, this was not me.',
    proven: false,
  });
  const request = await story.requestOf(service, victim);
  assert.ok(request.closed_at, `it is closed: ${(await story.lastInbound(service)).reason}`);
  assert.ok(!(await story.subjectsTo(service, noor)).some((subject) => subject.includes('Victim')));
  assert.equal((await service.mailsTo(victim)).length, 1);
});

test('a forged repeat puts no words into the request of somebody else', async () => {
  const olga = 'olga@nord.example';
  const half = {
    name: 'Olga Brandt',
    subject: 'List',
    text: 'Please add me to the list.\r\n\r\nOlga Brandt',
  };
  await service.mailIn(story.letter({ from: olga, ...half }), { from: olga });
  const forged = story.wish(olga, 'Olga Brandt', { sender: 'forged', subject: 'List again' });
  await service.mailIn(forged, { from: 'x@evil.example' });
  const request = await story.requestOf(service, olga);
  assert.equal(request.affiliation, null);
  assert.equal(request.motivation, null);
  await story.allIsWell(service, [samir, olga]);
});
