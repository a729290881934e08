/** Whose word about the sender counts for one mail. Pure. */
import { hasResultsOf } from '../mail/authentication-results.ts';
import { headerBlockLength, readFields } from '../mail/parse-message-headers.ts';
import { MESSAGE_LIMITS } from '../mail/parse-message-limits.ts';

export interface Vouching {
  /** We look ourselves. */
  readonly check: boolean;
  /** Whose Authentication-Results are believed besides; null: nobody's. */
  readonly authserv: string | null;
}

/** RFC 6376 §6.1 lets a verifier stop somewhere: each signature costs a question of DNS. */
const mostSignatures = 8;

/**
 * A client of the open internet is no relay of ours: what the mail says of itself is its writer's word, and we look
 * ourselves. Otherwise our mail exchanger has looked, and where it wrote nothing a signature still proves something.
 */
export function decideVouching(raw: Uint8Array, isPublicClient: boolean, authserv: string | null): Vouching {
  const length = headerBlockLength(raw.subarray(0, MESSAGE_LIMITS.maxHeaderBlock + 1));
  const fields = length > MESSAGE_LIMITS.maxHeaderBlock ? [] : readFields(raw.subarray(0, length));
  const valuesOf = (name: string) => fields.filter((field) => field.name === name).map(({ value }) => value);
  const signatures = valuesOf('dkim-signature').length;
  if (isPublicClient) return { check: fields.length > 0 && signatures <= mostSignatures, authserv: null };
  if (hasResultsOf(valuesOf('authentication-results'), authserv)) return { check: false, authserv };
  return { check: signatures > 0 && signatures <= mostSignatures, authserv };
}
