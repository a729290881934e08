/** Who comes: answers to invitations are read in every client's shape, and change the forecast only when they may. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { decideRsvp, type Invitation } from '../../src/calendar/decide-rsvp.ts';
import { type CalendarReply, parseCalendarReply, readCalendarReply } from '../../src/mail/ical-reply.ts';
import { parseMessage } from '../../src/mail/parse-message.ts';

const cases = JSON.parse(readFileSync(new URL('../corpus/rsvp/replies.json', import.meta.url), 'utf8')) as {
  name: string;
  raw: string;
  expect: Partial<CalendarReply>;
}[];

describe('an answer is read', () => {
  for (const one of cases) {
    test(one.name, async () => {
      const outcome = await parseMessage(Buffer.from(one.raw));
      assert.ok(outcome.ok);
      const reply = readCalendarReply(outcome.message);
      assert.ok(reply !== null);
      const got = Object.fromEntries(
        Object.keys(one.expect).map((key) => [key, reply[key as keyof CalendarReply]]),
      );
      assert.deepEqual(got, one.expect);
    });
  }
});

const invitation: Invitation = {
  uid: 'talk-42@lab.example',
  attendee: 'imke@nisid.example',
  attendeeToken: 't0k3n',
  sequence: 1,
  latest: null,
};
const withToken = { address: 'imke@phone.example', isAuthenticated: false, token: 't0k3n' };

function answer(
  changes: {
    attendee?: string;
    sequence?: number;
    dtstamp?: string;
    uid?: string;
    partstat?: string;
    method?: string;
  } = {},
): CalendarReply {
  const {
    attendee = 'imke@nisid.example',
    sequence = 1,
    dtstamp = '20261009T160551Z',
    uid = invitation.uid,
    partstat = 'ACCEPTED',
    method = 'REPLY',
  } = changes;
  const text = `BEGIN:VCALENDAR\r\nMETHOD:${method}\r\nBEGIN:VEVENT\r\nUID:${uid}\r\nDTSTAMP:${dtstamp}\r\nSEQUENCE:${sequence}\r\nATTENDEE;PARTSTAT=${partstat}:mailto:${attendee}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n`;
  const outcome = parseCalendarReply(text, { method: null, from: null });
  assert.ok(outcome.ok);
  return outcome.reply;
}

const reasonOf = (decision: ReturnType<typeof decideRsvp>) => (decision.apply ? 'applied' : decision.reason);

describe('an answer counts', () => {
  test('with the token, from whatever address', () =>
    assert.equal(reasonOf(decideRsvp(answer(), invitation, withToken)), 'applied'));
  test('from the subscriber’s own authenticated address', () =>
    assert.equal(
      reasonOf(
        decideRsvp(answer({ attendee: 'Imke@Nisid.example' }), invitation, {
          address: 'imke@nisid.example',
          isAuthenticated: true,
          token: null,
        }),
      ),
      'applied',
    ));
  test('when it is newer than the last one', () =>
    assert.equal(
      reasonOf(
        decideRsvp(
          answer({ dtstamp: '20261010T080000Z', partstat: 'DECLINED' }),
          { ...invitation, latest: { recurrenceId: null, sequence: 1, dtstamp: '20261009T160551Z' } },
          withToken,
        ),
      ),
      'applied',
    ));
});

describe('nothing changes', () => {
  test('for a stranger to whom the invitation was forwarded', () =>
    assert.equal(
      reasonOf(decideRsvp(answer({ attendee: 'crasher@else.example' }), invitation, withToken)),
      'not-invited',
    ));
  test('for an event we never sent', () =>
    assert.equal(reasonOf(decideRsvp(answer(), null, withToken)), 'not-invited'));
  test('for another event', () =>
    assert.equal(
      reasonOf(decideRsvp(answer({ uid: 'other@lab.example' }), invitation, withToken)),
      'another-event',
    ));
  test('without token or authentication', () =>
    assert.equal(
      reasonOf(
        decideRsvp(answer(), invitation, {
          address: 'imke@nisid.example',
          isAuthenticated: false,
          token: 'guess',
        }),
      ),
      'forged',
    ));
  test('for the time before the change', () =>
    assert.equal(reasonOf(decideRsvp(answer({ sequence: 0 }), invitation, withToken)), 'stale'));
  test('for a revision that nobody was sent', () =>
    assert.equal(reasonOf(decideRsvp(answer({ sequence: 9 }), invitation, withToken)), 'ahead-of-us'));
  test('when an older answer arrives late', () =>
    assert.equal(
      reasonOf(
        decideRsvp(
          answer({ dtstamp: '20261008T000000Z' }),
          { ...invitation, latest: { recurrenceId: null, sequence: 1, dtstamp: '20261009T160551Z' } },
          withToken,
        ),
      ),
      'superseded',
    ));
  test('when the same answer arrives twice', () =>
    assert.equal(
      reasonOf(
        decideRsvp(
          answer(),
          { ...invitation, latest: { recurrenceId: null, sequence: 1, dtstamp: '20261009T160551Z' } },
          withToken,
        ),
      ),
      'repeated',
    ));
  test('by an answer dated in 2099, which would outrank all later ones', () =>
    assert.equal(
      reasonOf(
        decideRsvp(answer({ dtstamp: '20990101T000000Z' }), invitation, {
          ...withToken,
          receivedAt: '20261009T170000Z',
        }),
      ),
      'dated-in-the-future',
    ));
  test('by the proposal of another time: that is for the hosts', () =>
    assert.equal(
      reasonOf(decideRsvp(answer({ method: 'COUNTER' }), invitation, withToken)),
      'counter-proposal',
    ));
  test('by a thousand forged answers', () => {
    for (let index = 0; index < 1000; index += 1) {
      const forged = decideRsvp(
        answer({ attendee: index % 2 === 0 ? 'imke@nisid.example' : `x${index}@else.example` }),
        invitation,
        { address: 'imke@nisid.example', isAuthenticated: false, token: `guess-${index}` },
      );
      assert.equal(forged.apply, false);
    }
  });
});

describe('what is no answer is refused with a reason', () => {
  const refuse = (text: string) => {
    const outcome = parseCalendarReply(text, { method: null, from: null });
    return outcome.ok ? 'read' : outcome.reason;
  };
  test('not a calendar', () => assert.equal(refuse('Yes, I will come'), 'there is no VCALENDAR'));
  test('an invitation', () =>
    assert.equal(
      refuse('BEGIN:VCALENDAR\nMETHOD:REQUEST\nEND:VCALENDAR'),
      'its method is REQUEST, not REPLY',
    ));
  test('nobody answers', () =>
    assert.equal(
      refuse('BEGIN:VCALENDAR\nMETHOD:REPLY\nBEGIN:VEVENT\nUID:x\nEND:VEVENT\nEND:VCALENDAR'),
      'it names no attendee',
    ));
  test('a megabyte of lines is refused or read at once', () => {
    const start = performance.now();
    refuse(
      `BEGIN:VCALENDAR\nMETHOD:REPLY\nBEGIN:VEVENT\n${'ATTENDEE;X="a:mailto:b@c.example\n'.repeat(28_000)}END:VEVENT\nEND:VCALENDAR`,
    );
    assert.ok(performance.now() - start < 700);
  });
});

const shared = new URL('../../../shared/data/calendar/', import.meta.url);
const hasShared = existsSync(new URL('expected.json', shared));

interface Collected {
  readonly file: string;
  readonly expect: {
    readonly apply?: boolean | null;
    readonly old?: string | null;
    readonly method: string | null;
  };
}

/** The invitation that the source's own test had before the answer came, or null. */
function invitationFrom(old: string | null | undefined, reply: CalendarReply): Invitation | null {
  const lines = (old ?? '').replace(/\r?\n[ \t]/g, '').split(/\r?\n/);
  const isInvited = lines.some(
    (line) =>
      line.startsWith('ATTENDEE') && line.toLowerCase().includes(`mailto:${reply.attendee.toLowerCase()}`),
  );
  const sequence = Number(lines.find((line) => line.startsWith('SEQUENCE:'))?.slice(9) ?? reply.sequence);
  return isInvited && lines.includes(`UID:${reply.uid}`)
    ? { uid: reply.uid, attendee: reply.attendee, attendeeToken: 'token', sequence, latest: null }
    : null;
}

describe('the collected calendars', {
  skip: hasShared ? false : '../shared/data/calendar is not here',
}, async () => {
  const all = hasShared
    ? Object.values(
        JSON.parse(readFileSync(new URL('expected.json', shared), 'utf8')) as Record<string, Collected>,
      )
    : [];
  const read = await Promise.all(
    all.map(async (one) => {
      const raw = readFileSync(new URL(one.file, shared));
      if (!one.file.endsWith('.eml'))
        return { one, outcome: parseCalendarReply(raw.toString('utf8'), { method: null, from: null }) };
      const parsed = await parseMessage(raw);
      const reply = parsed.ok ? readCalendarReply(parsed.message) : null;
      return {
        one,
        outcome:
          reply === null
            ? ({ ok: false, reason: 'no answer in it' } as const)
            : ({ ok: true, reply } as const),
      };
    }),
  );
  test('each is read or refused with a reason', () =>
    assert.ok(read.every(({ outcome }) => outcome.ok || outcome.reason.length > 5)));
  test('each answer with a verdict is decided so', () => {
    const judged = read.filter(
      ({ one, outcome }) => one.expect.apply != null && one.expect.method === 'REPLY' && outcome.ok,
    );
    assert.ok(judged.length >= 5);
    for (const { one, outcome } of judged) {
      if (!outcome.ok || (one.expect.old == null && one.expect.apply)) continue; // the source keeps the invitation elsewhere
      const decision = decideRsvp(outcome.reply, invitationFrom(one.expect.old, outcome.reply), {
        address: null,
        isAuthenticated: false,
        token: 'token',
      });
      assert.equal(decision.apply, one.expect.apply, `${one.file}: ${reasonOf(decision)}`);
    }
  });
});
