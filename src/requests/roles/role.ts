/** What a sentence of a mail to the desk is there for, learned from the mails in `test/corpus/roles/`. */
import { type Shares, sentenceModel } from '../../sentences/sentence-model.ts';
import learned from './weights.json' with { type: 'json' };

/** The roles with their letters in the corpus, in the order of the weights. */
export const roleLetters = {
  greeting: 'g',
  introduction: 'i',
  reason: 'r',
  ask: 'a',
  source: 's',
  practical: 'p',
  question: 'q',
  leave: 'u',
  notice: 'n',
  offer: 'm',
  detail: 'd',
  verdict: 'h',
} as const;

export type Role = keyof typeof roleLetters;
export type RoleShares = Shares<Role>;

export const roles = Object.keys(roleLetters) as Role[];

/** The roles of one mail's sentences, in their order. */
export const readRoles = sentenceModel(roles, learned);
