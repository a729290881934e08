/** An address shown where a link may have been forwarded with a mail. Pure. */
import { parseAddress } from '../mail/address.ts';

/** `d.o•••••@kumasi.example`: enough for the owner, too little for a stranger (threat 21). */
export function maskAddress(address: string): string {
  const parsed = parseAddress(address);
  if (parsed === null) return '•••••';
  const letters = [...parsed.local];
  const shown = Math.min(3, Math.max(1, Math.floor(letters.length / 3)));
  return `${letters.slice(0, shown).join('')}•••••@${parsed.domain}`;
}
