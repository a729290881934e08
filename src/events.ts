/**
 * The mail log: one function per event, one word per event, so that an operator greps one vocabulary.
 * Identifiers only; an address or a name never stands here (promise 13).
 */
import type { Log } from './log.ts';

export interface Events {
  stored(mail: { inboundId: number; source: string; size: number }): void;
  classified(mail: { inboundId: number; class: string; reason: string }): void;
  held(mail: { inboundId: number; reason: string }): void;
  requested(request: { requestId: number; missing: readonly string[]; merged: boolean }): void;
  decided(request: { requestId: number; outcome: string; by: string; via: string }): void;
  unsubscribed(subscriber: { subscriberId: number; way: string }): void;
  suppressed(subscriber: { subscriberId: number; why: string }): void;
  probed(subscriber: { subscriberId: number; days: number }): void;
  bounced(bounce: { deliveryId: number | null; countsAs: string; status: string | null }): void;
  calendarRead(reading: { colloquium: string; talks: number; problems: number; changes: number }): void;
  calendarUnreadable(reading: { colloquium: string; why: string }): void;
  planned(mailing: { mailingId: number; kind: string; talkId: number; goesAt: string }): void;
  frozen(mailing: { mailingId: number; audience: number }): void;
  /** Our clock and the database's differ: nothing is planned until they agree. */
  clocksDiffer(clock: { colloquium: string; seconds: number }): void;
  missed(mailing: { talkId: number; rule: string; why: string }): void;
  stopped(mailing: { mailingId: number; why: string }): void;
  done(mailing: { mailingId: number; submitted: number; failed: number; audience: number }): void;
}

export function openEvents(log: Log): Events {
  const tell =
    (event: string, level: 'info' | 'debug' | 'warn' = 'info') =>
    (fields: object): void =>
      log[level]({ event, ...fields });
  return {
    stored: tell('stored'),
    classified: tell('classified'),
    held: tell('held', 'warn'),
    requested: tell('requested'),
    decided: tell('decided'),
    unsubscribed: tell('unsubscribed'),
    suppressed: tell('suppressed', 'warn'),
    probed: tell('probed'),
    bounced: tell('bounced'),
    calendarRead: (reading) => tell('calendar-read', reading.changes > 0 ? 'info' : 'debug')(reading),
    calendarUnreadable: tell('calendar-unreadable', 'warn'),
    planned: tell('planned'),
    frozen: tell('frozen'),
    clocksDiffer: tell('clocks-differ', 'warn'),
    missed: tell('missed', 'warn'),
    stopped: tell('stopped', 'warn'),
    done: tell('done'),
  };
}
