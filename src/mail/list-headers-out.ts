/** The headers by which mail programs offer to leave a list, and filters know one (RFC 2369, 2919, 8058). */
import { cleanName } from './mime-mailbox.ts';

export interface ListHeaderFacts {
  readonly listName: string;
  /** `colloquium.lab.example` */
  readonly listId: string;
  /** https, answers a POST without cookie or redirect (RFC 8058 §3.1). */
  readonly unsubscribeUrl: string;
  /** Null where the mailbox has no sub-addresses. */
  readonly unsubscribeAddress: string | null;
  readonly helpUrl: string;
  readonly ownerAddress: string;
  readonly archiveUrl: string | null;
}

export interface OutgoingHeader {
  readonly name: string;
  /** Seven-bit; may be folded at its spaces and nowhere else. */
  readonly value: string;
}

/** In the order in which they are written. `List-Post: NO` says that this is an announcement list (RFC 2369 §3.4). */
export function listHeaders(facts: ListHeaderFacts): OutgoingHeader[] {
  const ways = [`<${facts.unsubscribeUrl}>`];
  if (facts.unsubscribeAddress !== null) ways.push(`<mailto:${facts.unsubscribeAddress}>`);
  const headers = [
    { name: 'List-Id', value: `${listPhrase(facts.listName)}<${facts.listId}>` },
    { name: 'List-Unsubscribe', value: ways.join(', ') },
    { name: 'List-Unsubscribe-Post', value: 'List-Unsubscribe=One-Click' },
    { name: 'List-Help', value: `<${facts.helpUrl}>` },
    { name: 'List-Owner', value: `<mailto:${facts.ownerAddress}>` },
    { name: 'List-Post', value: 'NO' },
  ];
  if (facts.archiveUrl !== null) headers.push({ name: 'List-Archive', value: `<${facts.archiveUrl}>` });
  headers.push({ name: 'Precedence', value: 'bulk' });
  return headers;
}

/** RFC 2919 §3: a phrase before the identifier. Programs show the identifier; a name beyond ASCII is left out, not mangled. */
function listPhrase(name: string): string {
  const plain = cleanName(name);
  if (plain === '' || !/^[\x20-\x7e]+$/.test(plain)) return '';
  return /^[A-Za-z0-9 ]+$/.test(plain) ? `${plain} ` : `"${plain.replace(/["\\]/g, '\\$&')}" `;
}
