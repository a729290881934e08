/**
 * From one mail, everybody who asks to join: name, address, affiliation, motivation, each with its evidence, and what
 * is missing. Only the writer's own lines count; the quotations of others never do. Every value is literal.
 */
import { headerValue, type Message } from '../mail/message.ts';
import { type BodyLine, readLines } from '../mail/quotes.ts';
import { findWantedAddress, senderAddress } from './extract-address.ts';
import { findEmployer, findInstitutions, namesPlace } from './extract-affiliation.ts';
import { readBehalf } from './extract-behalf.ts';
import { type Evidence, type Field, type Found, found } from './extract-evidence.ts';
import { readItems } from './extract-items.ts';
import { type Label, readLabels } from './extract-labels.ts';
import { findMotivation } from './extract-motivation.ts';
import { findNameInProse } from './extract-name-cues.ts';
import { displayName, nameWeight, trimName } from './extract-names.ts';
import { findPeople, includesWriter } from './extract-people.ts';
import { type Paragraph, readParagraphs, readSentences, spanOf, startsItem } from './extract-prose.ts';
import { readSignature } from './extract-signature.ts';
import { readSubject } from './extract-subject.ts';
import { readCard } from './extract-vcard.ts';

export type { Evidence, Field } from './extract-evidence.ts';

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

/** The fields of one requester, found or not. */
export interface Fields {
  readonly name: Found | null;
  readonly email: Found | null;
  readonly affiliation: Found | null;
  readonly motivation: Found | null;
}

const MAX_TEXT = 60_000;

/** Reads all requesters of a message; always at least one, the sender. */
export function extractRequests(message: Message, context: ExtractContext): ExtractedRequest[] {
  const lines = readLines(message.text.slice(0, MAX_TEXT));
  const own = readParagraphs(lines, 'own');
  const text = own.map((each) => each.flat).join('\n');
  const sender = message.from[0]?.address ?? '';
  const people = findPeople(lines, context.isOurs);
  const others = people.filter((each) => each.email.value.toLowerCase() !== sender.toLowerCase());
  if (people.length >= 2) {
    const isWriterListed = others.length < people.length;
    const writer =
      !isWriterListed && includesWriter(text)
        ? [readWriter(message, withoutPeople(lines, people), context)]
        : [];
    const common = readWriter(message, withoutAddresses(lines), context);
    return [...writer, ...people.map((each) => share(each, common))].map(asRequest);
  }
  const behalf = readBehalf(lines, context.isOurs, sender);
  const other = others[0];
  if (other !== undefined && (behalf?.name.value === other.name?.value || !speaksOfSelf(text, other))) {
    return includesWriter(text)
      ? [readWriter(message, withoutPeople(lines, people), context), other].map(asRequest)
      : [asRequest(completeOther(message, other, lines, context))];
  }
  if (behalf !== null) {
    return [asRequest(readOther(message, behalf.name, behalf.email, behalf.lines, context))];
  }
  return [asRequest(readWriter(message, lines, context))];
}

/** Whether the writer asks for themself before another person's address comes up. */
function speaksOfSelf(text: string, other: Fields): boolean {
  const before = text.slice(0, text.indexOf(other.email?.value ?? ''));
  return /\bme\b|\bmy (?:work|other|private|new|institut)/i.test(before);
}

/** Makes the public shape of found fields. */
export function asRequest(fields: Fields): ExtractedRequest {
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

function readWriter(message: Message, lines: readonly BodyLine[], context: ExtractContext): Fields {
  const own = readParagraphs(lines, 'own');
  const labels = readLabels(lines.filter((line) => line.kind === 'own' || line.kind === 'signature'));
  const prose = own.filter((paragraph) => !isLabelled(paragraph, labels));
  const items = readItems(lines);
  const card = readCard(message);
  const subject = readSubject(message.subject);
  const signature = readSignature(lines);
  const byLabel = (field: Label['field']) => labels.find((label) => label.field === field);
  const name = chooseName(
    message,
    labels,
    items?.name ?? null,
    prose,
    signature.name,
    card?.name ?? null,
    subject.name,
  );
  const place = findPlace(prose, name);
  const labelled = byLabel('affiliation');
  const reason = byLabel('motivation');
  const sentences = prose.flatMap(readSentences);
  return {
    name,
    email: chooseAddress(message, labels, own, context),
    affiliation:
      (labelled === undefined ? null : fromLabel(labelled, 'label')) ??
      items?.affiliation ??
      (place !== null && place.score >= 3 ? place.found : null) ??
      (signature.weight >= 2 ? signature.affiliation : null) ??
      (place !== null && place.score >= 1 ? place.found : null) ??
      subject.affiliation ??
      card?.affiliation ??
      signature.affiliation ??
      organisationHeader(message),
    motivation:
      (reason === undefined ? null : fromLabel(reason, 'label')) ??
      items?.motivation ??
      findMotivation(sentences, namesPlace) ??
      subject.motivation,
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
  const writer = readWriter(message, lines, context);
  return { ...writer, name, email: email ?? writer.email };
}

function completeOther(
  message: Message,
  person: Fields,
  lines: readonly BodyLine[],
  context: ExtractContext,
): Fields {
  const writer = readWriter(
    message,
    lines.filter((line) => line.kind === 'own'),
    context,
  );
  return {
    ...person,
    affiliation: person.affiliation ?? writer.affiliation,
    motivation: person.motivation ?? writer.motivation,
  };
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

function withoutPeople(lines: readonly BodyLine[], people: readonly Fields[]): BodyLine[] {
  return lines.filter(
    (line) => !people.some((each) => each.email !== null && line.text.includes(each.email.value)),
  );
}

function isLabelled(paragraph: Paragraph, labels: readonly Label[]): boolean {
  const start = paragraph.map[0] ?? 0;
  const end = (paragraph.map.at(-1) ?? 0) + 1;
  const inside = labels.filter((label) => label.start >= start && label.start <= end);
  const covered = inside.reduce((sum, label) => sum + (label.end - label.start), 0);
  return inside.length > 0 && covered * 2 > end - start;
}

function fromLabel(label: Label, rule: string): Found | null {
  return label.value === ''
    ? null
    : found(
        label.value.replace(/^the\s+(?=\p{Lu})/u, (the) => the),
        'text',
        label.start,
        label.end,
        rule,
      );
}

function labelledName(labels: readonly Label[]): Found | null {
  const label = labels.find((each) => each.field === 'name' || each.field === 'both');
  if (label !== undefined) {
    const span = trimName(label.value);
    if (span !== null)
      return found(
        label.value.slice(span.from, span.to),
        'text',
        label.start + span.from,
        label.start + span.to,
        'label',
      );
  }
  const given = labels.find((each) => each.field === 'given');
  const family = labels.find((each) => each.field === 'family');
  if (given === undefined && family === undefined) return null;
  const parts = [given, family].filter((each) => each !== undefined);
  const start = Math.min(...parts.map((each) => each.start));
  return found(
    parts.map((each) => each.value).join(' '),
    'text',
    start,
    Math.max(...parts.map((each) => each.end)),
    'labels',
  );
}

/** The most complete name: labelled, said, signed, then the display name; a lone first name only for want of better. */
function chooseName(
  message: Message,
  labels: readonly Label[],
  item: Found | null,
  prose: readonly Paragraph[],
  signed: Found | null,
  card: Found | null,
  subject: Found | null,
): Found | null {
  const shown = displayName(message.from[0]?.name ?? '');
  const header = shown === null ? null : found(shown, 'header', 0, shown.length, 'From');
  const known = [shown ?? '', signed?.value ?? ''].filter((each) => each !== '');
  const said = findNameInProse(prose, known);
  const candidates = [labelledName(labels), item, said, signed, subject, header, card].filter(
    (each) => each !== null,
  );
  return (
    candidates.find((each) => nameWeight(each.value) >= 3) ??
    candidates
      .toSorted((a, b) => nameWeight(b.value) - nameWeight(a.value))
      .find((each) => nameWeight(each.value) >= 2) ??
    candidates.find((each) => each.evidence.source === 'header' && nameWeight(each.value) > 1) ??
    null
  );
}

function findPlace(prose: readonly Paragraph[], name: Found | null): { found: Found; score: number } | null {
  let best: { found: Found; score: number } | null = null;
  for (const paragraph of prose) {
    const employer = findEmployer(paragraph.flat);
    const places = [...findInstitutions(paragraph.flat), ...(employer === null ? [] : [employer])];
    for (const place of places) {
      const value = paragraph.flat.slice(place.from, place.to);
      const isName = name?.value.toLowerCase().includes(value.toLowerCase());
      if (isName || (best !== null && place.score <= best.score)) continue;
      const { start, end } = spanOf(paragraph, place.from, place.to);
      best = { found: found(value, 'text', start, end, 'institution in prose'), score: place.score };
    }
  }
  return best;
}

function chooseAddress(
  message: Message,
  labels: readonly Label[],
  own: readonly Paragraph[],
  context: ExtractContext,
): Found | null {
  const label = labels.find(
    (each) => each.field === 'email' && each.value.includes('@') && !context.isOurs(each.value),
  );
  const labelled = label === undefined ? null : /[^\s<>()[\],;:]+@[^\s<>()[\],;:]+/.exec(label.value)?.[0];
  if (label !== undefined && labelled != null)
    return found(labelled, 'text', label.start, label.end, 'label');
  const sender = message.from[0]?.address ?? '';
  for (const paragraph of own) {
    const hit = findWantedAddress(paragraph.flat, sender, context.isOurs);
    if (hit === null) continue;
    const { start, end } = spanOf(paragraph, hit.from, hit.to);
    return found(hit.address, 'text', start, end, 'asked for');
  }
  return senderAddress(message, own.map((each) => each.flat).join('\n'));
}

/** Organization: in the header (RFC 5536 §3.2.9 and custom), for want of anything better. */
function organisationHeader(message: Message): Found | null {
  const value = (headerValue(message, 'organization') ?? headerValue(message, 'organisation') ?? '').trim();
  return value.length < 3 ? null : found(value, 'header', 0, value.length, 'Organization');
}
