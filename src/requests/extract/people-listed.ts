/** A writer who stands in their own list of people, where the others have an address and they have none. */
import { addressKey } from '../../mail/address.ts';
import type { Message } from '../../mail/message.ts';
import { findAddresses } from './address.ts';
import { type Found, found } from './evidence.ts';
import { agreesWithAddress } from './name-of-address.ts';
import { nameAt, nameWeight } from './names.ts';
import { type Paragraph, spanOf } from './prose.ts';

/** The entry's name and where the text about them begins. */
export interface ListedWriter {
  readonly name: Found;
  readonly email: Found;
  readonly paragraph: Paragraph;
  readonly from: number;
}

/** "Ada Byron (that's me) – I build engines", "1. Myself, Ada Byron.": the writer's own entry in the list, without an address. */
export function findListedWriter(
  message: Message,
  paragraphs: readonly Paragraph[],
  known: readonly string[],
): ListedWriter | null {
  const box = message.from[0];
  if (box === undefined || known.some((each) => addressKey(each) === addressKey(box.address))) return null;
  for (const paragraph of paragraphs) {
    const lead = ENTRY.exec(paragraph.flat)?.[0] ?? '';
    const span = nameAt(paragraph.flat, lead.length);
    const value = span === null ? '' : paragraph.flat.slice(span.from, span.to);
    if (span === null || nameWeight(value) < 3) continue;
    const behind = paragraph.flat.slice(span.to, span.to + 40);
    const isSelf =
      ME.test(lead) ||
      /^\s*[(,–-]+\s*(?:that['’]s |that is |dat ben |das bin |c['’]est )?(?:me|myself|ik|ich|moi|yo|io|eu)(?![\p{L}])/iu.test(
        behind,
      );
    if (!/^\s*(?:[(,.:;–—-]|$)/u.test(behind) || findAddresses(paragraph.flat).length > 0) continue;
    if (!isSelf && !agreesWithAddress(value, box.address) && value !== box.name) continue;
    const { start, end } = spanOf(paragraph, span.from, span.to);
    const remark = /^\s*\([^()]*\)/u.exec(paragraph.flat.slice(span.to))?.[0].length ?? 0;
    return {
      name: found(value, 'text', start, end, 'listed'),
      email: found(box.address, 'header', 0, box.address.length, 'From'),
      paragraph,
      from: span.to + remark,
    };
  }
  return null;
}

const ENTRY =
  /^(?:[-*•‣·–]\s*|\(?\d{1,2}[.):]\s*|\(?[a-d]\)\s*)?(?:(?:myself|me|ik(?:zelf)?|ich(?: selbst)?|moi(?:-même)?|yo|io|eu)\s*[,:–-]\s*)?/iu;
const ME = /(?:myself|me|ik(?:zelf)?|ich(?: selbst)?|moi(?:-même)?|yo|io|eu)\s*[,:–-]\s*$/iu;
