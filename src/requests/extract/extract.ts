/**
 * From one mail, everybody who asks to join: name, address, affiliation, motivation, each with its evidence, and what
 * is missing. Only the writer's own lines count; the quotations of others never do. Every value is literal.
 */
import { domainOf } from '../../mail/address.ts';
import type { Message } from '../../mail/message.ts';
import { type BodyLine, readLines } from '../../mail/quotes.ts';
import { readBehalf } from './behalf.ts';
import type { Evidence, Field, Fields, Found } from './evidence.ts';
import { readPassedOn } from './passed-on.ts';
import { findPeople, includesWriter } from './people.ts';
import { readParagraphs, startsItem } from './prose.ts';
import { readWriter } from './writer.ts';

/** One requester. Values are null where the mail is silent; `missing` lists name, affiliation, motivation that are. */
export interface ExtractedRequest {
  readonly name: string | null;
  readonly email: string | null;
  readonly affiliation: string | null;
  readonly motivation: string | null;
  readonly missing: readonly ('name' | 'affiliation' | 'motivation')[];
  readonly evidence: Readonly<Partial<Record<Field, Evidence>>>;
}

/** What extraction must know of us. */
export interface ExtractContext {
  readonly isOurs: (address: string) => boolean;
}

const MAX_TEXT = 60_000;

/** Reads all requesters of a message; always at least one, the sender. */
export function extractRequests(message: Message, context: ExtractContext): ExtractedRequest[] {
  const lines = readLines(message.text.slice(0, MAX_TEXT));
  const passed = readPassedOn(message, lines, context.isOurs);
  return passed === null
    ? extractFrom(message, lines, context)
    : extractFrom(passed.message, passed.lines, context);
}

function extractFrom(
  message: Message,
  lines: readonly BodyLine[],
  context: ExtractContext,
): ExtractedRequest[] {
  const own = readParagraphs(lines, 'own');
  const text = own.map((each) => each.flat).join('\n');
  const sender = message.from[0]?.address ?? '';
  const people = findPeople(message, lines, context.isOurs);
  const others = people.filter((each) => each.email.value.toLowerCase() !== sender.toLowerCase());
  if (people.length >= 2) {
    const isWriterListed = others.length < people.length;
    const writer =
      !isWriterListed && includesWriter(text)
        ? [readWriter(message, withoutPeople(lines, people), notTheirs(context, people))]
        : [];
    const common = readWriter(message, withoutAddresses(lines), context.isOurs);
    return [...writer, ...people.map((each) => share(each, common))].map(asRequest);
  }
  const behalf = readBehalf(lines, context.isOurs, sender);
  const other = others[0];
  if (
    other !== undefined &&
    (behalf?.name.value === other.name?.value || includesWriter(text) || !speaksOfSelf(text, other))
  ) {
    return includesWriter(text)
      ? withColleague(
          readWriter(message, withoutPeople(lines, people), notTheirs(context, people)),
          other,
        ).map(asRequest)
      : withColleague(
          readWriter(message, lines, context.isOurs),
          completeOther(message, other, lines, context),
        )
          .slice(1)
          .map(asRequest);
  }
  if (behalf !== null) {
    const about = readOther(message, behalf.name, behalf.email, behalf.lines, context);
    const writer = about.affiliation === null ? readWriter(message, lines, context.isOurs) : null;
    const [, person] = writer === null ? [null, about] : withColleague(writer, about);
    return [asRequest(person ?? about)];
  }
  return [asRequest(readWriter(message, lines, context.isOurs))];
}

/** Whether the writer asks for themself before another person's address comes up. */
function speaksOfSelf(text: string, other: Fields): boolean {
  const before = text.slice(0, text.indexOf(other.email?.value ?? ''));
  return /\bme\b|\bmy (?:work|other|private|institut|new (?:e-?mail|mail|address|account|work|job))/i.test(
    before,
  );
}

/** Makes the public shape of found fields. */
function asRequest(fields: Fields): ExtractedRequest {
  const missing = (['name', 'affiliation', 'motivation'] as const).filter((field) => fields[field] === null);
  const evidence: Partial<Record<Field, Evidence>> = {};
  for (const field of ['name', 'email', 'affiliation', 'motivation'] as const) {
    const value = fields[field];
    if (value !== null) evidence[field] = value.evidence;
  }
  return {
    name: fields.name?.value ?? null,
    email: fields.email?.value ?? null,
    affiliation: fields.affiliation?.value ?? null,
    motivation: fields.motivation?.value ?? null,
    missing,
    evidence,
  };
}

/** Another person's request, from the lines that speak about them. */
function readOther(
  message: Message,
  name: Found,
  email: Found | null,
  lines: readonly BodyLine[],
  context: ExtractContext,
): Fields {
  const writer = readWriter(message, lines, context.isOurs);
  return { ...writer, name, email: email ?? writer.email };
}

function completeOther(
  message: Message,
  person: Fields,
  lines: readonly BodyLine[],
  context: ExtractContext,
): Fields {
  const own = lines.filter((line) => line.kind === 'own');
  return share(person, readWriter(message, own, context.isOurs));
}

/** A colleague with an address of the same domain, or of one inside it, is where the writer is, unless the text says otherwise. */
function withColleague(writer: Fields, other: Fields): Fields[] {
  const domain = (fields: Fields) => domainOf(fields.email?.value ?? '');
  const [mine, theirs] = [domain(writer), domain(other)];
  const isNear =
    mine !== '' && (mine === theirs || theirs.endsWith(`.${mine}`) || mine.endsWith(`.${theirs}`));
  return [writer, isNear ? { ...other, affiliation: other.affiliation ?? writer.affiliation } : other];
}

/** What is said of all holds for each whose own line is silent. */
function share(person: Fields, common: Fields): Fields {
  return {
    ...person,
    affiliation: person.affiliation ?? common.affiliation,
    motivation: person.motivation ?? common.motivation,
  };
}

/** Lines that are list items of single people say nothing about all. */
function withoutAddresses(lines: readonly BodyLine[]): BodyLine[] {
  let isItem = false;
  return lines.filter((line) => {
    if (line.text.trim() === '') isItem = false;
    else if (startsItem(line.text)) isItem = true;
    return !isItem;
  });
}

/** List items of other people say nothing about the writer. */
function withoutPeople(lines: readonly BodyLine[], people: readonly Fields[]): BodyLine[] {
  const isOther = (line: BodyLine) =>
    people.some((each) => each.email !== null && line.text.includes(each.email.value));
  return lines.filter(
    (line) => !((startsItem(line.text) || /^\s*\p{Lu}\p{L}+ \p{Lu}/u.test(line.text)) && isOther(line)),
  );
}

/** The addresses of the other people are as little the writer's as ours are. */
function notTheirs(context: ExtractContext, people: readonly Fields[]): (address: string) => boolean {
  const theirs = new Set(people.map((each) => each.email?.value.toLowerCase()));
  return (address) => context.isOurs(address) || theirs.has(address.toLowerCase());
}
