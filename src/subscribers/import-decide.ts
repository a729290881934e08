/** What an import does about one person: who asked not to be written to is not brought back by a file. Pure. */
import type { ImportPerson } from './import-person.ts';

/**
 * `added`, `resubscribed`: in a dry run it would be so. `unsubscribed`, `suppressed`: left as they are, for --resubscribe
 * was not given. `erased`: never by a file. `duplicate`: an earlier line has the same address.
 */
export type ImportResult =
  | 'added'
  | 'resubscribed'
  | 'already'
  | 'duplicate'
  | 'unsubscribed'
  | 'suppressed'
  | 'erased'
  | 'inactive'
  | 'invalid';

export const importResults: readonly ImportResult[] = [
  'added',
  'resubscribed',
  'already',
  'duplicate',
  'unsubscribed',
  'suppressed',
  'erased',
  'inactive',
  'invalid',
];

export function decideImport(
  person: Pick<ImportPerson, 'history'>,
  known: { readonly unsubscribed: boolean; readonly suppressed: boolean } | null,
  facts: { readonly erased: boolean; readonly resubscribe: boolean },
): 'added' | 'resubscribed' | 'already' | 'unsubscribed' | 'suppressed' | 'erased' {
  if (known === null) return facts.erased ? 'erased' : 'added';
  if (!known.unsubscribed && !known.suppressed) return 'already';
  // A line of our own export that says the same as the table changes nothing.
  const isSame =
    person.history !== null && (person.history.unsubscribedAt ?? person.history.suppressedAt) !== null;
  if (isSame) return 'already';
  if (facts.resubscribe) return 'resubscribed';
  return known.unsubscribed ? 'unsubscribed' : 'suppressed';
}
