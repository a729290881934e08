import assert from 'node:assert/strict';
import { before, suite, test } from 'node:test';
import fc from 'fast-check';
import PostalMime from 'postal-mime';
import { fromWire } from '../../src/mail/mime-wire.ts';
import { composeMailing } from '../../src/mailings/compose-mailing.ts';
import { type StampTemplate, stamp } from '../../src/mailings/stamp.ts';
import { sampleMailing, sampleRecipient } from '../support/sample-mailing.ts';

suite('one copy per recipient, from bytes that were built once', () => {
  let template: StampTemplate;
  before(async () => {
    template = await composeMailing(sampleMailing());
  });

  test('two subscribers get the same mail but for their own name, links and invitation', async () => {
    const ada = sampleRecipient('Ada Lovelace', 'ada@lab.example', 1);
    const emmy = sampleRecipient('Emmy Noether', 'emmy@lab.example', 2);
    const [one, other] = await Promise.all([ada, emmy].map((person) => read(stamp(template, person))));
    assert.equal(one!.to?.[0]?.address, 'ada@lab.example');
    assert.equal(other!.to?.[0]?.name, 'Emmy Noether');
    for (const [mail, own, others] of [
      [one!, ada, emmy],
      [other!, emmy, ada],
    ] as const) {
      const whole = `${mail.text}${mail.html}${unfold(calendarOf(mail))}${JSON.stringify(mail.headers)}`;
      for (const slot of ['message-id', 'unsubscribe', 'preferences', 'attendee'] as const) {
        assert.ok(whole.includes(own.tokens[slot]), `${slot} of ${own.name}`);
        assert.ok(
          !whole.includes(others.tokens[slot]),
          `${slot} of ${others.name} in the copy of ${own.name}`,
        );
      }
      assert.equal(unfold(calendarOf(mail)).match(/^ATTENDEE/gm)?.length, 1);
      assert.ok(unfold(calendarOf(mail)).includes(`mailto:${own.address}`));
      assert.ok(unfold(calendarOf(mail)).includes(`colloquium+r-${own.tokens.attendee}@`));
    }
  });

  test('a retry is byte-identical', async () => {
    const again = await composeMailing(sampleMailing());
    const person = sampleRecipient('Zoë Ångström', 'zoe@lab.example');
    assert.deepEqual(stamp(template, person), stamp(again, person));
  });

  test('the wire form has CRLF, doubled leading dots and one end', () => {
    const wire = stamp(template, sampleRecipient('.', 'dot@lab.example'));
    const text = wire.toString('latin1');
    assert.ok(text.endsWith('\r\n.\r\n'));
    assert.equal(text.split('\r\n.\r\n').length, 2);
    assert.doesNotMatch(text, /[^\r]\n|\r[^\n]/);
    assert.match(text, /\r\n\.\.title/);
    const plain = fromWire(wire).toString('latin1');
    assert.match(plain, /\r\n\.title/);
    assert.equal(plain, text.slice(0, -3).replaceAll('\r\n..', '\r\n.'));
  });

  test('whatever a name holds, the copy has the same headers, one recipient and one attendee', async () => {
    const names = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.constantFrom(
        'a\r\nBcc: x@y.example',
        'x"; y\\',
        '=?utf-8?Q?evil?=',
        '\u202egro.live',
        '\0',
        '<b@c.example>,',
        'Ñ'.repeat(400),
        '..',
        ', ; : @',
      ),
      fc.string({ unit: 'grapheme', maxLength: 120 }),
    );
    const reference = headerNames(stamp(template, sampleRecipient('Ada', 'ada@lab.example')));
    await fc.assert(
      fc.asyncProperty(names, async (name) => {
        const wire = stamp(template, sampleRecipient(name, 'ada@lab.example'));
        assert.deepEqual(headerNames(wire), reference);
        const lines = wire.toString('latin1').split('\r\n');
        assert.ok(lines.every((line) => line.length <= 998 && !/[\r\n\0\x80-\xff]/.test(line)));
        assert.equal(lines.filter((line) => line === '.').length, 1);
        const mail = await read(wire);
        assert.deepEqual(
          mail.to?.map((to) => to.address),
          ['ada@lab.example'],
        );
        const calendar = unfold(calendarOf(mail));
        assert.equal(calendar.match(/^ATTENDEE/gm)?.length, 1);
        assert.ok(calendar.includes('END:VCALENDAR'));
        assert.ok(
          calendarOf(mail)
            .split(/\r?\n/)
            .every((line) => Buffer.byteLength(line) <= 75),
        );
      }),
      { numRuns: 300 },
    );
  });

  test('names of real people are read back as written', async () => {
    const people = [
      'Maaike de Wit',
      'Zoë Ångström',
      '李明',
      'O’Brien, Ann "Annie"',
      'محمد',
      'J. Smith',
      'Anna-Karin Wüstenhagen-Šćepanović von und zu Hohenlohe-Waldenburg',
    ];
    for (const name of people) {
      const mail = await read(stamp(template, sampleRecipient(name, 'person@lab.example')));
      assert.equal(mail.to?.[0]?.name, name);
    }
  });

  test('a token that quoted-printable or a fold cut in two is stamped whole', async () => {
    const long = 'x'.repeat(30);
    const parts = sampleMailing();
    const stretched = await composeMailing({
      ...parts,
      text: parts.text.replaceAll('https://', `https://${long}`),
      html: parts.html.replace('<h1>', '<h1>ü').replaceAll('https://', `https://${long}`),
    });
    assert.ok(stretched.slots.length > template.slots.length, 'some tokens are cut');
    const person = sampleRecipient('Ada', 'ada@lab.example');
    const mail = await read(stamp(stretched, person));
    for (const text of [mail.text!, mail.html!]) {
      assert.ok(text.includes(`/unsubscribe/${person.tokens.unsubscribe}`));
      assert.ok(text.includes(`/preferences/${person.tokens.preferences}`));
    }
  });

  test('a mailing whose text lost its unsubscribe link is refused, and says where', async () => {
    const parts = sampleMailing();
    await assert.rejects(
      composeMailing({ ...parts, text: 'no links here' }),
      /the text has no unsubscribe link/,
    );
    await assert.rejects(
      composeMailing({ ...parts, calendar: 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n' }),
      /0 attendees/,
    );
  });

  test('a reminder answers the announcement that the same person got', async () => {
    const threaded = await composeMailing(sampleMailing({ threaded: true, calendar: null, photo: null }));
    const person = sampleRecipient('Ada', 'ada@lab.example');
    const mail = await read(stamp(threaded, person));
    assert.equal(mail.inReplyTo, `<${person.tokens['in-reply-to']}@desk.example>`);
    assert.equal(mail.references, mail.inReplyTo);
  });
});

type Mail = Awaited<ReturnType<typeof PostalMime.parse>>;

function read(wire: Buffer): Promise<Mail> {
  return PostalMime.parse(fromWire(wire));
}

function calendarOf(mail: Mail): string {
  const part = mail.attachments.find((attachment) => attachment.mimeType === 'text/calendar');
  return part ? Buffer.from(part.content as ArrayBuffer).toString('utf8') : '';
}

function unfold(calendar: string): string {
  return calendar.replace(/\r?\n[ \t]/g, '');
}

function headerNames(wire: Buffer): string[] {
  const head = wire.toString('latin1').split('\r\n\r\n', 1)[0]!;
  return [...head.matchAll(/^([A-Za-z-]+):/gm)].map((match) => match[1]!);
}
