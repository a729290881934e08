/** Two people who write one mail together, one of whom has another address. */
import { addressKey } from '../../mail/address.ts';
import type { Message } from '../../mail/message.ts';
import { findAddresses } from './address.ts';
import { type Found, found } from './evidence.ts';
import { agreesWithAddress } from './name-of-address.ts';
import { nameAt, nameWeight } from './names.ts';
import type { Person } from './people.ts';
import { type Paragraph, spanOf } from './prose.ts';

/** "We are Beatriz Quintal and Tomás Arruda": two writers, one of whom has another address. */
export function findPair(
  message: Message,
  paragraphs: readonly Paragraph[],
  isOurs: (address: string) => boolean,
): Person[] {
  const sender = message.from[0]?.address ?? '';
  const hits = paragraphs.flatMap((paragraph) =>
    findAddresses(paragraph.flat)
      .filter((hit) => !isOurs(hit.address) && addressKey(hit.address) !== addressKey(sender))
      .map((hit) => {
        const { start, end } = spanOf(paragraph, hit.from, hit.to);
        return found(hit.address, 'text', start, end, 'beside a name');
      }),
  );
  for (const paragraph of paragraphs) {
    const cue = WE_ARE.exec(paragraph.flat);
    const first = cue === null ? null : nameAt(paragraph.flat, cue.index + cue[0].length);
    const joint =
      first === null
        ? null
        : /^,?\s+(?:and|en|und|et|y|e|og|och|i|a|ve|&)\s+/u.exec(paragraph.flat.slice(first.to));
    const second =
      first === null || joint === null ? null : nameAt(paragraph.flat, first.to + joint[0].length);
    if (first === null || second === null) continue;
    const names = [first, second].map((span) => {
      const { start, end } = spanOf(paragraph, span.from, span.to);
      return found(paragraph.flat.slice(span.from, span.to), 'text', start, end, 'introduced');
    });
    if (names.some((name) => nameWeight(name.value) < 3)) continue;
    const from = found(sender, 'header', 0, sender.length, 'From');
    const emails = names.map<Found | null>(
      (name) => hits.find((hit) => agreesWithAddress(name.value, hit.value)) ?? null,
    );
    if (hits.length === 1 && !emails.some(Boolean)) {
      const other = names.findIndex((name) => !agreesWithAddress(name.value, sender));
      emails[other === -1 ? 1 : other] = hits[0] ?? null;
    }
    if (!emails.some(Boolean)) return [];
    return names.map((name, index) => ({
      name,
      email: emails[index] ?? from,
      affiliation: null,
      motivation: null,
    }));
  }
  return [];
}

const WE_ARE =
  /(?<![\p{L}])(?:we are|we['’]re|this is|wij zijn|we zijn|wir sind|nous sommes|somos|siamo|vi är|vi er|jesteśmy|jsme|me olemme|biz)\s+(?=\p{Lu})/iu;
