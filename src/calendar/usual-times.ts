/** What is meant where a colloquium's calendar says nothing, and how its talks are called for all time. */
import type { Colloquium } from '../../config/schema.ts';
import { domainOf } from '../mail/address.ts';
import type { UsualTimes } from './diff/diff-merge.ts';

export function usualTimes(colloquium: Colloquium): UsualTimes {
  const { zone, usual } = colloquium;
  const defaultDurationMinutes = usualMinutes(colloquium);
  return { zone, defaultTime: usual.start, defaultDurationMinutes, place: usual.place, online: usual.online };
}

export function usualMinutes({ usual }: Colloquium): number {
  return Temporal.PlainTime.from(usual.start).until(usual.end).total('minutes');
}

/** RFC 5545 §3.8.4.7: unique for all time, and the same in every mail about the talk. */
export function talkUid(id: number, colloquium: Colloquium): string {
  return `talk-${id}-${colloquium.id}@${domainOf(colloquium.address)}`;
}
