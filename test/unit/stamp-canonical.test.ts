/** What is signed of a copy without looking at each of its octets is what RFC 6376 says of the copy itself. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { canonicalMessage } from '../../src/mail/dkim-fields.ts';
import { fromWire, toWire } from '../../src/mail/mime-wire.ts';
import { composeMailing } from '../../src/mailings/compose-mailing.ts';
import { fillSlots, type StampTemplate, stamp, stampValues } from '../../src/mailings/stamp.ts';
import { canonicalCopy, canonicalTemplate } from '../../src/mailings/stamp-canonical.ts';
import { findToken, type Slot, slotTokens, tokenSlots } from '../../src/mailings/stamp-slots.ts';
import { sampleMailing, sampleRecipient, sampleSecret } from '../support/sample-mailing.ts';

const placeholders = slotTokens(sampleSecret);
const linePlaceholders = { to: 'recipient@slot.invalid', 'attendee-lines': 'ATTENDEE:slot' } as const;

const blank = fc.constantFrom(' ', '  ', '\t', ' \t ', '    ');
const word = fc.oneof(
  fc.constantFrom('.', '..', 'a', 'glacier', '=20', '=\r\n', '\xa0', 'ü'),
  fc.constantFrom(...tokenSlots.map((name) => placeholders[name])),
);
const line = fc.array(fc.oneof(word, blank), { maxLength: 8 }).map((pieces) => pieces.join(''));
const body = fc
  .tuple(fc.array(line, { maxLength: 12 }), fc.option(fc.nat(11)), fc.nat(3))
  .map(([lines, attendeeAt, emptyLines]) => {
    const all = [...lines];
    if (attendeeAt !== null) all.splice(attendeeAt, 0, linePlaceholders['attendee-lines']);
    return all.join('\r\n') + '\r\n'.repeat(emptyLines);
  });
const folded = fc
  .array(fc.oneof(word, blank, fc.constant('\r\n ')), { maxLength: 8 })
  .map((pieces) => ['x', ...pieces].join('').replaceAll('=\r\n', ''));
const head = fc
  .tuple(folded, folded, folded, blank)
  .map(
    ([subject, unsubscribe, trace, gap]) =>
      `Received:${trace}\r\nFrom: Desk <desk@desk.example>\r\nTO:${gap}${linePlaceholders.to}\r\n` +
      `Subject${gap}: ${subject}\r\nList-Unsubscribe:${unsubscribe}${gap}\r\nlist-unsubscribe:\r\n ${trace}`,
  );
const name = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.constantFrom('Ada  Lovelace', 'Zoë Ångström', ' a ', '\t', '', 'x'.repeat(150), '李明'.repeat(40)),
  fc.array(fc.oneof(word, blank), { maxLength: 12 }).map((pieces) => pieces.join('')),
);

function templateOf(message: string): StampTemplate {
  const wire = toWire(Buffer.from(message, 'latin1'));
  assert.ok(wire.ok);
  const { bytes } = wire;
  const slots: Slot[] = tokenSlots.flatMap((slot) => findToken(bytes, slot, placeholders[slot]).flat());
  for (const [slot, text] of Object.entries(linePlaceholders)) {
    const start = bytes.indexOf(text, 0, 'latin1');
    const end = start + text.length;
    if (start >= 0) slots.push({ name: slot as 'to', start, end, from: 0, to: text.length });
  }
  slots.sort((one, other) => one.start - other.start);
  const fixedLength = bytes.length - slots.reduce((sum, { start, end }) => sum + end - start, 0);
  const attendeeLines = sampleMailing().attendeeLines;
  return { bytes, slots, fixedLength, attendeeLines };
}

/** RFC 6376 §3.4.4, sentence by sentence. */
function relaxedByTheBook(text: string): string {
  const lines = text.split('\r\n').map((each) => each.replace(/[ \t]+$/, '').replace(/[ \t]+/g, ' '));
  const whole = lines.join('\r\n').replace(/(?:\r\n)+$/, '');
  return whole === '' ? '' : `${whole}\r\n`;
}

suite('what is signed of a copy', () => {
  test('is the canonical form of the copy, whatever stands around and in its slots', () => {
    fc.assert(
      fc.property(head, body, name, (headers, text, someone) => {
        const template = templateOf(`${headers}\r\n\r\n${text}`);
        const values = stampValues(template, sampleRecipient(someone, 'someone@lab.example'));
        const copy = fillSlots(template, values, Buffer.allocUnsafe);
        const canonical = canonicalCopy(canonicalTemplate(template), values, Buffer.allocUnsafe);
        assert.deepEqual(canonical, canonicalMessage(copy));
        const plain = fromWire(copy).toString('latin1');
        const written = plain.slice(plain.indexOf('\r\n\r\n') + 4);
        assert.equal(canonical.body.toString('latin1'), relaxedByTheBook(written));
      }),
      { numRuns: 2000 },
    );
  });

  test('is so for a whole mailing, with and without a thread to answer in', async () => {
    for (const threaded of [false, true]) {
      const template = await composeMailing(sampleMailing({ threaded }));
      const recipient = sampleRecipient('Anna-Karin  "Šćepanović" Ångström', 'anna@lab.example');
      const canonical = canonicalCopy(
        canonicalTemplate(template),
        stampValues(template, recipient),
        Buffer.allocUnsafe,
      );
      assert.deepEqual(canonical, canonicalMessage(stamp(template, recipient)));
      assert.ok(canonical.head.includes('\r\nto:=?utf-8?B?'));
      assert.ok(canonical.names.includes('list-unsubscribe'));
    }
  });
});
