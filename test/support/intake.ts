/** Mail intake for tests: real database, a bell that remembers, mailboxes of two colloquia. */

import { systemClock } from '../../src/clock.ts';
import { openEvents } from '../../src/events.ts';
import { openReceive, type Receive } from '../../src/intake/receive.ts';
import { openLog } from '../../src/log.ts';
import type { Store } from '../../src/store/open-store.ts';

export const mailboxes = [
  { id: 'ai', address: 'colloquium@lab.example' },
  { id: 'bio', address: 'bio-talks@lab.example' },
];

export const quiet = openLog('silent');

export interface TestIntake {
  readonly receive: Receive;
  /** The ids that were rung for. */
  readonly rung: number[];
}

export function openTestIntake(store: Pick<Store, 'db'>): TestIntake {
  const rung: number[] = [];
  const deps = {
    store,
    bell: {
      async ring(_queue: unknown, payload: unknown) {
        rung.push(...(payload as { inboundIds: number[] }).inboundIds);
      },
    },
    events: openEvents(quiet),
    clock: systemClock,
  };
  return { receive: openReceive(deps), rung };
}

/** A short mail of Ada's; `number` makes it hers alone. */
export function letter(number: number, body = 'Please add me to the list.'): string {
  return [
    'From: Ada Nowak <ada.nowak@physics.example>',
    'To: colloquium@lab.example',
    `Subject: Joining ${number}`,
    'Date: Tue, 24 Nov 2026 10:00:00 +0100',
    `Message-ID: <letter-${number}@physics.example>`,
    '',
    body,
    '',
  ].join('\r\n');
}
