/** One requester's fields from lines that speak about them: labels, list items, prose, signature, header, card, subject. */
import { headerValue, type Message } from '../../mail/message.ts';
import type { BodyLine } from '../../mail/quotes.ts';
import { findWantedAddress, senderAddress } from './address.ts';
import { type Fields, type Found, found } from './evidence.ts';
import { isOrganisation } from './institution-words.ts';
import { readItems } from './items.ts';
import { type Label, readLabels } from './labels.ts';
import { signLetterhead } from './letterhead.ts';
import { findMotivation } from './motivation.ts';
import { findNameInProse } from './name-cues.ts';
import { isStrange, nameOfAddress } from './name-of-address.ts';
import { findBelow } from './named-place.ts';
import { displayName, nameAt, nameWeight, trimName } from './names.ts';
import { saysNoPlace } from './no-place.ts';
import { findPlace } from './places.ts';
import { type Paragraph, readParagraphs, readSentences, spanOf } from './prose.ts';
import { readSignature, type Signature } from './signature.ts';
import { readSubject } from './subject.ts';
import { readCard } from './vcard.ts';

/** Reads the fields of the person these lines are about, by default the sender. `isOurs` tells our own addresses. */
export function readWriter(
  message: Message,
  body: readonly BodyLine[],
  isOurs: (address: string) => boolean,
): Fields {
  const lines = signLetterhead(body);
  const own = readParagraphs(lines, 'own');
  const isBelow = ANSWERS_BELOW.test(own.map((each) => each.flat).join(' '));
  const labels = readLabels(
    lines.filter(({ kind }) => kind === 'own' || kind === 'signature' || (isBelow && kind === 'quoted')),
  );
  const prose = own.filter((paragraph) => !isLabelled(paragraph, labels));
  const items = readItems(lines);
  const card = readCard(message);
  const subject = readSubject(message.subject);
  const signature = readSignature(lines, message.from[0]?.address ?? '');
  const byLabel = (field: Label['field']) => labels.find((label) => label.field === field);
  const email = chooseAddress(message, labels, own, isOurs);
  const sender = message.from[0]?.address ?? '';
  // "Please use l.merriweather@… for the professor": whose address it is asks to join, not whoever writes.
  const addressed = email?.evidence.rule === 'asked for' ? nameOfAddress(lines, email.value) : null;
  const name =
    addressed ??
    chooseName(message, labels, prose, [
      items?.name ?? null,
      signature.name,
      nameLine(message, lines),
      nameOfAddress(lines, sender),
      subject.name,
      card?.name ?? null,
    ]);
  const place = findPlace(prose, name?.value ?? null, sender);
  const labelled = byLabel('affiliation');
  const reason = byLabel('motivation');
  const sentences = prose.flatMap(readSentences);
  const isFree = saysNoPlace(own.map((each) => each.flat).join('\n'));
  const bar = isFree ? 3 : 1;
  const affiliation =
    (labelled === undefined ? null : fromLabel(labelled, 'label')) ??
    otherPlace(labels) ??
    items?.affiliation ??
    (place !== null && place.score >= 3 && !isPartOf(place.found, signature) ? place.found : null) ??
    (signature.weight >= (isFree ? 4 : 2) ? signature.affiliation : null) ??
    (place !== null && place.score >= bar ? place.found : null) ??
    (isFree ? null : findBelow(lines, name)) ??
    subject.affiliation ??
    card?.affiliation ??
    (isFree ? null : signature.affiliation) ??
    organisationHeader(message);
  return {
    name,
    email,
    affiliation,
    motivation:
      (reason === undefined ? null : fromLabel(reason, 'label')) ??
      items?.motivation ??
      findMotivation(sentences) ??
      subject.motivation ??
      lastAnswer(labels),
  };
}

/** "Marienrode" in the text and "Abtei Marienrode" above or below it: the signature is more complete. */
function isPartOf(place: Found, signature: Signature): boolean {
  const whole = signature.affiliation?.value ?? '';
  return signature.weight >= 3 && whole.length > place.value.length && whole.endsWith(place.value);
}

/** "See my answers in red": what stands in the form quoted below is the writer's. */
const ANSWERS_BELOW =
  /^.{0,120}(?<![\p{L}])(?:(?:answers?|replies|comments?|details|antwoord\p{L}*|antwort\p{L}*|réponses?|respuestas?|risposte|respostas?|svar\p{L}*)[^.?!]{0,25}(?:below|inline|in line|in (?:red|blue|green|bold|capitals)|between|hieronder|onder|in (?:rood|blauw)|unten|in (?:rot|blau)|ci-dessous|en (?:rouge|bleu|rojo|azul)|abajo|sotto|in (?:rosso|blu)|abaixo|nedan|nedenfor)|filled (?:it )?in below|hieronder ingevuld|unten ausgefüllt|rempli ci-dessous)(?![\p{L}])/iu;

function isLabelled(paragraph: Paragraph, labels: readonly Label[]): boolean {
  const start = paragraph.map[0] ?? 0;
  const end = (paragraph.map.at(-1) ?? 0) + 1;
  const inside = labels.filter((label) => label.start >= start && label.start <= end);
  const covered = inside.reduce((sum, label) => sum + (label.end - label.start), 0);
  const before = paragraph.flat.slice(
    0,
    paragraph.map.findIndex((offset) => offset >= (inside[0]?.start ?? 0)),
  );
  // "This is Ada. What I hope for: …": what stands before the label is prose.
  return inside.length > 0 && covered * 2 > end - start && !/[.!?]\s+\S/u.test(before);
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

/** The answer of a form that names an organisation, whatever the form calls it: "Represents: Kestrel Institute". */
function otherPlace(labels: readonly Label[]): Found | null {
  const answer = labels.find(
    (label) => label.field === 'other' && label.value.length <= 120 && isOrganisation(label.value),
  );
  return answer === undefined ? null : fromLabel(answer, 'answer in a form');
}

/** The one answer of a form that is a sentence, whatever it was asked for. */
function lastAnswer(labels: readonly Label[]): Found | null {
  const answers = labels.filter((label) => label.field === 'other' && label.value.split(/\s+/).length >= 6);
  const only = answers[0];
  return only === undefined || answers.length > 1 ? null : fromLabel(only, 'answer in a form');
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
  prose: readonly Paragraph[],
  [
    item = null,
    signed = null,
    line = null,
    addressed = null,
    subject = null,
    card = null,
  ]: readonly (Found | null)[],
): Found | null {
  const shown = displayName(message.from[0]?.name ?? '');
  const header = shown === null ? null : found(shown, 'header', 0, shown.length, 'From');
  const known = [shown ?? '', signed?.value ?? ''].filter((each) => each !== '');
  const said = findNameInProse(prose, known);
  const isOdd = signed !== null && isStrange(signed.value, shown, message.from[0]?.address ?? '');
  const named = [labelledName(labels), item, said, isOdd ? null : signed, line, addressed, subject];
  const candidates = [...named, header, card, signed].filter((each) => each !== null);
  const best = candidates.find((each) => nameWeight(each.value) >= 3);
  return (
    (best === undefined
      ? undefined
      : (candidates.find((each) => isWholeOf(each.value, best.value)) ?? best)) ??
    candidates
      .toSorted((a, b) => nameWeight(b.value) - nameWeight(a.value))
      .find((each) => nameWeight(each.value) >= 2) ??
    candidates.find((each) => each.evidence.source === 'header' && nameWeight(each.value) > 1) ??
    null
  );
}

/** A line that is a name and nothing else, one word of which the display name or the address knows. */
function nameLine(message: Message, lines: readonly BodyLine[]): Found | null {
  const box = message.from[0];
  const known = `${box?.name ?? ''} ${(box?.address ?? '').replace(/@.*$/, '')}`.toLowerCase();
  for (const line of lines) {
    if (line.kind === 'quoted' || line.kind === 'forwarded' || line.text.length > 60) continue;
    const span = trimName(line.text);
    const value = span === null ? '' : line.text.slice(span.from, span.to).trim();
    const name = nameAt(value, 0);
    const isWhole = name !== null && name.from === 0 && name.to === value.length && nameWeight(value) >= 3;
    if (span === null || !isWhole || line.text.trim().length > value.length + 8) continue;
    if (
      !value
        .toLowerCase()
        .split(/[\s-]+/u)
        .some((word) => word.length > 2 && known.includes(word))
    )
      continue;
    const start = line.start + line.text.indexOf(value);
    return found(value, 'text', start, start + value.length, 'line of its own');
  }
  return null;
}

/** "慕容嘉禾" signed with the given name alone, "嘉禾". */
function isWholeOf(whole: string, part: string): boolean {
  return (
    /^[\p{Script=Han}\p{Script=Hangul}]+$/u.test(part) &&
    whole.length > part.length &&
    whole.length <= 6 &&
    (whole.endsWith(part) || whole.startsWith(`${part} `))
  );
}

function chooseAddress(
  message: Message,
  labels: readonly Label[],
  own: readonly Paragraph[],
  isOurs: (address: string) => boolean,
): Found | null {
  const label = labels.find(
    (each) => each.field === 'email' && each.value.includes('@') && !isOurs(each.value),
  );
  const labelled = label === undefined ? null : /[^\s<>()[\],;:]+@[^\s<>()[\],;:]+/.exec(label.value)?.[0];
  if (label !== undefined && labelled != null)
    return found(labelled, 'text', label.start, label.end, 'label');
  const sender = message.from[0]?.address ?? '';
  for (const paragraph of own) {
    const hit = findWantedAddress(paragraph.flat, sender, isOurs);
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
