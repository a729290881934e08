/** A mail written for somebody else: the person named, their address, and their own words when they are passed on. */
import { readMailboxes } from '../../mail/parse-message-headers.ts';
import type { BodyLine } from '../../mail/quotes.ts';
import { findAddresses } from './address.ts';
import { type Found, found } from './evidence.ts';
import { nameAt, nameWeight } from './names.ts';
import { type Paragraph, readParagraphs, spanOf } from './prose.ts';

/** For whom a mail asks. `lines` are those that hold the person's own or reported words. */
export interface Behalf {
  readonly name: Found;
  readonly email: Found | null;
  readonly lines: readonly BodyLine[];
}

const ON_BEHALF =
  /\b(?:on behalf of|in the name of|for my (?:boss|colleague|supervisor|student|professor|head|director|wife|husband),?|(?:add|subscribe|register|include|sign up|enrol+) (?:my (?:boss|colleague|supervisor|student|professor|director|head of \w+),?\s*|(?=(?:Prof|Dr|Mr|Ms|Mrs)\b))|namens|in opdracht van|im (?:namen|auftrag) von|au nom d[eu']|de la part de|pour le compte de|en nombre de|de parte de|per conto d[ie]l?|a nome d[ie]l?|em nome d[eoa])\s*/giu;

/** Reads for whom the mail asks, or null. */
export function readBehalf(
  lines: readonly BodyLine[],
  isOurs: (address: string) => boolean,
  sender: string,
): Behalf | null {
  const own = readParagraphs(lines, 'own');
  const name = nameBehalf(own);
  if (name === null) return null;
  const forwarded = lines.filter((line) => line.kind === 'forwarded' || line.kind === 'quoted');
  const email = addressOf(own, name.value, isOurs, sender) ?? forwardedFrom(forwarded, name.value);
  const words = forwarded.filter(
    (line) =>
      !/^\s*>?\s*(?:from|to|cc|subject|date|sent|van|aan|onderwerp|verzonden|von|an|betreff|gesendet|de|à|objet|begin forwarded|-{3,})\b.{0,3}[:\s]/iu.test(
        line.text,
      ),
  );
  return {
    name,
    email,
    lines: [
      ...lines.filter((line) => line.kind === 'own'),
      ...words.map((line) => ({ ...line, kind: 'own' as const })),
    ],
  };
}

function nameBehalf(paragraphs: readonly Paragraph[]): Found | null {
  for (const paragraph of paragraphs) {
    for (const match of paragraph.flat.matchAll(ON_BEHALF)) {
      const span = nameAt(paragraph.flat, match.index + match[0].length);
      if (span === null || nameWeight(paragraph.flat.slice(span.from, span.to)) < 3) continue;
      const { start, end } = spanOf(paragraph, span.from, span.to);
      return found(paragraph.flat.slice(span.from, span.to), 'text', start, end, 'on behalf of');
    }
  }
  return null;
}

function addressOf(
  paragraphs: readonly Paragraph[],
  name: string,
  isOurs: (address: string) => boolean,
  sender: string,
): Found | null {
  for (const paragraph of paragraphs) {
    for (const hit of findAddresses(paragraph.flat)) {
      if (isOurs(hit.address) || hit.address.toLowerCase() === sender.toLowerCase()) continue;
      const { start, end } = spanOf(paragraph, hit.from, hit.to);
      return found(hit.address, 'text', start, end, `address of ${name.split(' ')[0]}`);
    }
  }
  return null;
}

/** The sender of the forwarded mail, when its name is the person's. */
function forwardedFrom(lines: readonly BodyLine[], name: string): Found | null {
  const family = name.split(/\s+/).at(-1)?.toLowerCase() ?? '';
  for (const line of lines) {
    const match = /^\s*>?\s*\*?(?:From|Van|Von|De|Da)\*?\s*:\s*(.*)$/i.exec(line.text);
    const box = match?.[1] === undefined ? undefined : readMailboxes(match[1])[0];
    if (box === undefined || !box.name.toLowerCase().includes(family) || !box.address.includes('@')) continue;
    const start = line.start + line.text.indexOf(box.address);
    return found(box.address, 'text', start, start + box.address.length, 'sender of the forwarded mail');
  }
  return null;
}
