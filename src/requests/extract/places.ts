/** Where the writer is: all places of a mail weighed together, by what the text says of each and by the domain of their address. */

import { findEmployers } from './employers.ts';
import { type Found, found } from './evidence.ts';
import { findInstitutions, type Institution } from './institutions.ts';
import { findNamed } from './named-place.ts';
import { nameAt, nameWeight } from './names.ts';
import { type Paragraph, spanOf } from './prose.ts';
import { squash } from './squash.ts';
import { standingOf } from './standing.ts';
import { ROLE, TITLE } from './words.ts';

/** A place with its weight; from 3 on the writer says to be there. */
export interface Place {
  readonly found: Found;
  readonly score: number;
}

/** The best place in prose that is not past and not somebody else's, or null. `name` is the writer's, `sender` their address. */
export function findPlace(prose: readonly Paragraph[], name: string | null, sender: string): Place | null {
  let best: Place | null = null;
  for (const paragraph of prose) {
    for (const place of placesIn(paragraph.flat, name, sender)) {
      const value = paragraph.flat.slice(place.from, place.to);
      if (isPersons(value, name) || place.score < 0 || (best !== null && place.score <= best.score)) continue;
      const { start, end } = spanOf(paragraph, place.from, place.to);
      best = { found: found(value, 'text', start, end, 'institution in prose'), score: place.score };
    }
  }
  return best ?? bareAnswer(prose, name);
}

/** A mail of a few words, one of whose sentences is nothing but a proper noun: "Sorry, forgot: Icelandic Met Office, hazards." */
function bareAnswer(prose: readonly Paragraph[], name: string | null): Place | null {
  if (prose.reduce((sum, paragraph) => sum + paragraph.flat.split(' ').length, 0) > 25) return null;
  for (const paragraph of prose) {
    const match = BARE.exec(paragraph.flat);
    const value = match?.[1] ?? '';
    if (value === '' || isPersons(value, name) || ROLE.test(` ${value} `)) continue;
    const from = paragraph.flat.lastIndexOf(value);
    const { start, end } = spanOf(paragraph, from, from + value.length);
    return { found: found(value, 'text', start, end, 'bare answer'), score: 1 };
  }
  return null;
}

const BARE =
  /(?:^|[.!?:]\s)((?:\p{Lu}[\p{L}\p{M}\p{N}&'’-]*)(?:\s(?:(?:of|for|de|van|für|di|&)\s)?\p{Lu}[\p{L}\p{M}\p{N}&'’-]*){1,5}(?:,\s[\p{L}\s-]{3,40})?)\.?$/u;

function isPersons(value: string, name: string | null): boolean {
  return name !== null && nameWeight(name) >= 2 && name.toLowerCase().includes(value.toLowerCase());
}

/** Institutions; an employer without an institution's word unless it only begins one; what the name or the domain points at. */
function placesIn(text: string, name: string | null, sender: string): Institution[] {
  const places = findInstitutions(text)
    .map((each) => behindName(text, each, name))
    .map((each) => ({
      ...each,
      score: each.score + agreement(text, each, sender),
    }));
  for (const extra of [
    ...findEmployers(text),
    findNamed(text, name),
    ownFirm(text, name),
    byDomain(text, sender),
  ]) {
    if (extra === null || isPersons(text.slice(extra.from, extra.to), name)) continue;
    const at = places.findIndex((each) => each.from < extra.to && extra.from < each.to);
    const whole = places[at];
    const unit = places.findIndex((each) => each.from >= extra.to && isUnitBehind(text, extra, each));
    const behind = places[unit];
    // "GeoSphere Austria, Abteilung Kurzfristvorhersage": employer and unit are one place.
    if (whole === undefined && behind !== undefined)
      places[unit] = {
        from: extra.from,
        to: closeBracket(text, extra.from, behind.to),
        score: Math.max(extra.score, behind.score),
      };
    else if (whole === undefined)
      places.push({ ...extra, score: extra.score + agreement(text, extra, sender) });
    else places[at] = { ...longer(whole, extra), score: Math.max(whole.score, extra.score) };
  }
  return places;
}

/** "Domaine Pascarel", "Kuipers Advies": the writer's family name beside a capital that is no part of their own name. */
function ownFirm(text: string, name: string | null): Institution | null {
  const words = name === null || nameWeight(name) < 3 ? [] : name.split(/\s+/u);
  const family = words.at(-1) ?? '';
  if (family.length < 3) return null;
  for (const match of text.matchAll(RUN)) {
    const parts = match[0].split(/\s+/u);
    const others = parts.filter((part) => !/^\p{Ll}|^&$/u.test(part) && !words.includes(part));
    if (!parts.includes(family) || others.length === 0 || others.length > 3) continue;
    if (words.some((word) => word !== family && parts.includes(word)) || !others.every(isFirmWord)) continue;
    const span = { from: match.index, to: match.index + match[0].length };
    const standing = standingOf(text, span);
    return { ...span, score: standing === 'past' || standing === 'other' ? -3 : 3 };
  }
  return null;
}

const RUN =
  /(?<![\p{L}@./-])\p{Lu}[\p{L}\p{M}'’-]+(?:\s+(?:(?:&|and|en|und|et|y|e|de|van)\s+)?\p{Lu}[\p{L}\p{M}'’-]+){1,3}(?![\p{L}@])/gu;

/** No title, no beginning of a sentence, no initial. */
function isFirmWord(word: string): boolean {
  return word.length > 2 && !TITLE.test(word) && !ROLE.test(` ${word} `) && nameAt(word, 0) !== null;
}

/** A unit behind its employer, after a comma or in a bracket; a city before a bracket is none: "Groningen (RUG)". */
function isUnitBehind(text: string, employer: Institution, unit: Institution): boolean {
  const between = /^(?:,| (\())\s?(?:the |de |het |der |la )?$/.exec(text.slice(employer.to, unit.from));
  const phrase = text.slice(employer.from, employer.to);
  return between !== null && (between[1] === undefined || /\p{Lu}{2}|\s/u.test(phrase));
}

/** Over what still stands in an open bracket: "CONICET (Instituto de Limnología, La Plata)". */
function closeBracket(text: string, from: number, to: number): number {
  const isOpen = text.slice(from, to).includes('(') && !text.slice(from, to).includes(')');
  return to + (isOpen ? (/^[^().;]{0,40}\)/u.exec(text.slice(to))?.[0].length ?? 0) : 0);
}

/** Of two readings of one place that end together the longer. */
function longer(a: Institution, b: Institution): Institution {
  return b.from <= a.from && b.to === a.to ? b : a;
}

/** "Olen Timo Rautio Ilmatieteen laitokselta": the name before a place is no part of it. */
function behindName(text: string, place: Institution, name: string | null): Institution {
  const phrase = text.slice(place.from, place.to);
  const at = name === null ? -1 : phrase.indexOf(`${name} `);
  return name === null || at === -1 ? place : { ...place, from: place.from + at + name.length + 1 };
}

/** Two points where the phrase and the mail domain are one name. */
function agreement(text: string, span: Institution, sender: string): number {
  return agreesWithDomain(text.slice(span.from, span.to), sender) ? 2 : 0;
}

/** Whether a phrase and the mail's domain are one name: "Kestrel Grid" and kestrelgrid.example. */
export function agreesWithDomain(phrase: string, sender: string): boolean {
  const words = phrase.split(/[\s,()]+/u);
  const squashed = squash(words.join(''));
  const initials = squash(words.map((word) => word[0] ?? '').join(''));
  return domainLabels(sender).some(
    (label) =>
      squashed.includes(label) || label.includes(squashed) || (label.length >= 3 && initials.includes(label)),
  );
}

/** Whether a phrase is the name that the sender's domain is made of: "Deltares" and deltares.example. */
export function isOfDomain(phrase: string, sender: string): boolean {
  const squashed = squash(phrase);
  return domainLabels(sender).includes(squashed);
}

/** Labels of the sender's domain and their parts, long enough to name somebody: of `lisa@mail.kestrel-grid.example` kestrelgrid, kestrel, grid. */
function domainLabels(sender: string): string[] {
  const labels = sender
    .slice(sender.lastIndexOf('@') + 1)
    .split('.')
    .slice(0, -1);
  const parts = labels.filter((label) => label.includes('-')).flatMap((label) => label.split('-'));
  return [...labels.map(squash), ...parts.map(squash).filter((part) => part.length >= 4)].filter(
    (label) => label.length >= 3 && !NO_NAME.test(label),
  );
}

const NO_NAME =
  /^(?:mail|mails|e?mail\d*|post|student|stud|students|staff|alumni|gmail|outlook|hotmail|yahoo|proton|icloud|com|org|edu|net|gov|info|data|tech|group|online|home|consult\p{L}*|science|energy|health|research|systems?|water|bank|city|media|labs?|institute?|univ|universit\p{L}*|hospital|college|school)$/u;

/** "PhD at KIT" from kit-edu.example: capitals that are a part of the domain. */
function acronymOfDomain(text: string, sender: string): Institution | null {
  const parts = sender
    .slice(sender.lastIndexOf('@') + 1)
    .split('.')
    .slice(0, -1)
    .flatMap((label) => label.split('-').map(squash));
  for (const match of text.matchAll(/(?<![\p{L}\p{N}@.-])\p{Lu}[\p{Lu}\d]{1,9}(?![\p{L}\p{N}@])/gu)) {
    if (!parts.includes(match[0].toLowerCase())) continue;
    // "GGD IJsselstreek": what the letters stand for goes on.
    const more = /^(?:\s\p{Lu}\p{L}*\p{Ll}[\p{L}-]*){1,2}(?=[\s.,;:()]|$)/u.exec(
      text.slice(match.index + match[0].length),
    );
    const span = { from: match.index, to: match.index + match[0].length + (more?.[0].length ?? 0) };
    const standing = standingOf(text, span);
    return { ...span, score: standing === 'past' || standing === 'other' ? -3 : 1.5 };
  }
  return null;
}

/** A word of the text that is the domain's own, with the capitals after it; in lower case where the writer uses none. */
function byDomain(text: string, sender: string): Institution | null {
  const acronym = acronymOfDomain(text, sender);
  if (acronym !== null) return acronym;
  const labels = domainLabels(sender).filter((label) => label.length >= 4);
  if (labels.length === 0) return null;
  for (const match of text.matchAll(
    /(?<![\p{L}\p{M}\p{N}@./'’&-])(?=([\p{L}\p{N}][\p{L}\p{M}\p{N}&'’-]*(?:\s+(?:&\s+)?[\p{Lu}][\p{L}\p{M}\p{N}&'’-]*){0,3})(?![\p{L}@]))/gu,
  )) {
    const phrase = match[1] ?? '';
    const squashed = squash(phrase);
    const first = squash(phrase.split(/\s+/u)[0] ?? '');
    const isIt = labels.some(
      (label) =>
        squashed === label ||
        (first.length >= 4 && first === label) ||
        (first.length >= 5 &&
          label.startsWith(first) &&
          squashed.length > first.length &&
          label.startsWith(squashed)),
    );
    if (!isIt) continue;
    const span = { from: match.index, to: match.index + phrase.length };
    const standing = standingOf(text, span);
    return { ...span, score: standing === 'past' || standing === 'other' ? -3 : 1.5 };
  }
  return null;
}
