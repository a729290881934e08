/** What the sentences of one mail want, by their roles. Pure. */
import { type Role, type RoleShares, readRoles } from './role.ts';

/** For each wish the share of the sentence that says it most plainly, from 0 to 1. */
export interface Wishes {
  readonly join: number;
  readonly leave: number;
  readonly question: number;
  readonly reason: number;
  readonly introduction: number;
  readonly notice: number;
  readonly offer: number;
}

/** More likely than not. */
export function isLikely(share: number): boolean {
  return share > 0.5;
}

export function readWishes(sentences: readonly string[]): Wishes {
  const shares = readRoles(sentences);
  return {
    join: strongest(shares, 'ask'),
    leave: strongest(shares, 'leave'),
    question: strongest(shares, 'question'),
    reason: strongest(shares, 'reason'),
    introduction: strongest(shares, 'introduction'),
    notice: strongest(shares, 'notice'),
    offer: strongest(shares, 'offer'),
  };
}

/** Whether one of the sentences asks to be put on the list. */
export function asksToJoin(sentences: readonly string[]): boolean {
  return isLikely(readWishes(sentences).join);
}

function strongest(shares: readonly RoleShares[], role: Role): number {
  return Math.max(0, ...shares.map((each) => each[role]));
}
