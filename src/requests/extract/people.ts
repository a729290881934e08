/** Mails for several people, or for somebody else: who they are and which text is about whom. */
import { addressKey } from '../../mail/address.ts';
import type { Message } from '../../mail/message.ts';
import type { BodyLine } from '../../mail/quotes.ts';
import { readWishes } from '../roles/wishes.ts';
import { findAddresses } from './address.ts';
import { findEmployer } from './employers.ts';
import { type Found, found } from './evidence.ts';
import { findInstitutions } from './institutions.ts';
import { findMotivation } from './motivation.ts';
import { nameAt, nameWeight } from './names.ts';
import { findListedWriter } from './people-listed.ts';
import { findPair } from './people-pair.ts';
import { type Paragraph, readParagraphs, readSentences, spanOf } from './prose.ts';

/** One person a mail names with an address. */
export interface Person {
  readonly name: Found | null;
  readonly email: Found;
  readonly affiliation: Found | null;
  readonly motivation: Found | null;
}

const NOT_ASKING =
  /\b(?:told me|recommend\w*|suggest\w*|forwarded|heard|wrote|questions?|contact|supervisor is|cc['’]?d|copied|told us|pointed|referred|organi[sz]er)\b/iu;
const SELF =
  /(?<![\p{L}])(?:me|mij|mich|moi|mig|meg)(?![\p{L}])[^.?!;]{0,60},?\s(?:and|en|und|et|och|og)\s+(?:also\s+)?(?:my|mijn|meine?n?|mon|ma|min)(?![\p{L}])|^\W*(?:\d[.)])?\s*(?:myself|ikzelf|ich selbst|moi-même)\s*[,:–-]|\b(?:and (?:me|myself|I)\b|me and|myself and|both of us|two of us|three of us|all of us|us both|as well as me|(?:me|myself),? too|I would also|en (?:mij|ik)\b|mij en|ons beiden|und (?:mich|ich)\b|mich und|uns beide|et moi|moi et|nous deux|y (?:a mí|yo)\b|e (?:me|io|eu|mim)\b|(?<![\p{L}])(?:me e|me y|mij en|mich und|moi et|moi ainsi que|mich sowie|mij alsmede|zowel mij|me as well as|mig och|mig og|meg og|mnie i|mě a|меня и) )/imu;

/** A list of people says itself what it is for; the sentence above it need only lean towards it. */
const HALF_ASKED = 0.15;

/** People whose names stand beside an address in the writer's own text, in a mail that asks for them; the writer too, if listed. */
export function findPeople(
  message: Message,
  lines: readonly BodyLine[],
  isOurs: (address: string) => boolean,
): Person[] {
  const paragraphs = readParagraphs(lines, 'own');
  const isNamed = paragraphs.some(({ flat }) => findAddresses(flat).some((hit) => !isOurs(hit.address)));
  if (!isNamed) return [];
  const people: Person[] = [];
  const sentences = paragraphs.flatMap(readSentences).map((each) => each.text);
  if (Math.max(readWishes([message.subject]).join, readWishes(sentences).join) < HALF_ASKED) return [];
  const pair = findPair(message, paragraphs, isOurs);
  if (pair.length > 0) return pair;
  for (const paragraph of paragraphs) {
    const hits = findAddresses(paragraph.flat).filter((hit) => !isOurs(hit.address));
    hits.forEach((hit, index) => {
      const begin = index === 0 ? 0 : (hits[index - 1]?.to ?? 0);
      const name = nameBefore(paragraph, begin, hit.from);
      if (name === null || people.some((each) => addressKey(each.email.value) === addressKey(hit.address)))
        return;
      if (
        NOT_ASKING.test(paragraph.flat.slice(Math.max(begin, hit.from - 120), hit.from)) ||
        NOT_ASKING.test(paragraph.flat.slice(hit.to, hit.to + 30))
      )
        return;
      const next = hits[index + 1];
      const end =
        next === undefined
          ? paragraph.flat.length
          : (nameBefore(paragraph, hit.to, next.from)?.at ?? next.from);
      people.push({
        name: name.found,
        email: emailAt(paragraph, hit),
        ...aboutPerson(paragraph, hit.to, end),
      });
    });
  }
  const known = people.map((each) => each.email.value);
  const writer = people.length === 0 ? null : findListedWriter(message, paragraphs, known);
  return writer === null
    ? people
    : [{ ...writer, ...aboutPerson(writer.paragraph, writer.from, writer.paragraph.flat.length) }, ...people];
}

/** Whether the writer asks for themself beside the others. */
export function includesWriter(text: string): boolean {
  return SELF.test(text);
}

function emailAt(paragraph: Paragraph, hit: { address: string; from: number; to: number }): Found {
  const { start, end } = spanOf(paragraph, hit.from, hit.to);
  return found(hit.address, 'text', start, end, 'beside a name');
}

/** The full name that ends right before an address, over brackets and commas. */
function nameBefore(paragraph: Paragraph, from: number, to: number): { found: Found; at: number } | null {
  const before = paragraph.flat
    .slice(from, to)
    .replace(
      /\s*\((?:that['’]s |that is |dat ben |das bin |c['’]est )?(?:me|myself|ik|ich|moi|yo|io|eu)\)\s*,?\s*$/iu,
      '',
    )
    .replace(
      /[\s(<[,:;–—-]*(?:(?<!\p{L})(?:mailto:|e-?mail(?: address)?(?: is)?:?|at|address(?: is)?:?))?[\s(<[,:;–—-]*$/iu,
      '',
    );
  const starts = [...before.matchAll(/(?:^|[\s(,])(?=[\p{Lu}\p{Script=Han}])/gu)].map(
    (match) => match.index + match[0].length,
  );
  for (const start of starts.slice(-8)) {
    const span = nameAt(before, start);
    if (span === null || span.to < before.length - 1 || nameWeight(before.slice(span.from, span.to)) < 3)
      continue;
    const at = { from: from + span.from, to: from + span.to };
    const { start: begin, end } = spanOf(paragraph, at.from, at.to);
    return {
      found: found(before.slice(span.from, span.to), 'text', begin, end, 'beside an address'),
      at: from + start,
    };
  }
  return null;
}

/** Affiliation and motivation in the text after a person's address, up to the next person. */
function aboutPerson(
  paragraph: Paragraph,
  from: number,
  to: number,
): { affiliation: Found | null; motivation: Found | null } {
  const part = paragraph.flat.slice(from, to);
  const place = placeIn(part);
  const affiliation =
    place === null ? null : within(paragraph, from + place.from, from + place.to, 'beside an address');
  const sub: Paragraph = { ...paragraph, flat: part, map: paragraph.map.slice(from, to) };
  const dash = /\s[-–—]\s+(?=\S+\s+\S+\s+\S+)/.exec(part.slice(place?.to ?? 0));
  if (dash !== null) {
    const at = (place?.to ?? 0) + dash.index + dash[0].length;
    return { affiliation, motivation: within(paragraph, from + at, to, 'after a dash') };
  }
  const clause = /[;:]\s+(?=(?:s?he|they|I|we|hij|zij|ze|er|sie|il|elle|él|ella|lui|lei|ele|ela)\b)/iu.exec(
    part,
  );
  if (clause !== null)
    return {
      affiliation,
      motivation: within(paragraph, from + clause.index + clause[0].length, to, 'after a semicolon'),
    };
  const sentences = readSentences(sub);
  const later = sentences.filter(
    (each) =>
      (each.from >= (place?.to ?? 1) || each.text.split(/\s+/).length >= 9) &&
      /^(?:s?he|they|hij|zij|ze|er|sie|il|elle|él|ella|lui|lei|ele|ela|his|her|their)\b/iu.test(each.text) &&
      each.text.split(/\s+/).length >= 5,
  );
  const first = later[0];
  if (first !== undefined)
    return {
      affiliation,
      motivation: within(paragraph, from + first.from, from + first.to, 'about the person'),
    };
  return { affiliation, motivation: part.length > 25 ? findMotivation(sentences) : null };
}

function placeIn(part: string): { from: number; to: number } | null {
  const institution = findInstitutions(part)[0] ?? findEmployer(part);
  if (institution !== undefined && institution !== null) return institution;
  const comma =
    /^[)>\]\s]*,\s*(?:also\s+)?((?:the\s+)?\p{Lu}[\p{L}\p{M}'’&-]*(?:\s+(?:of|for|&)?\s*\p{Lu}[\p{L}\p{M}'’&-]*){0,5})(?=[.,;(]|\s[-–—]|$)/u.exec(
      part,
    );
  if (comma?.[1] === undefined) return null;
  const at = comma.index + comma[0].length - comma[1].length;
  return { from: at, to: at + comma[1].length };
}

function within(paragraph: Paragraph, from: number, to: number, rule: string): Found | null {
  const value = paragraph.flat.slice(from, to).replace(/\s*(?:\band|\*|[-–—;,])?\s*$/iu, '');
  if (value.trim() === '') return null;
  const { start, end } = spanOf(paragraph, from, from + value.length);
  return found(value, 'text', start, end, rule);
}
