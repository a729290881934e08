/** Requests written into the subject: "subscribe: Ada Byron, Analytical College, I study engines". */

import { asksToJoin } from '../roles/wishes.ts';
import { type Found, found } from './evidence.ts';
import { findInstitutions } from './institutions.ts';
import { nameAt, nameWeight } from './names.ts';

/** What a subject gives. */
export interface SubjectFields {
  readonly name: Found | null;
  readonly affiliation: Found | null;
  readonly motivation: Found | null;
}

const NOTHING: SubjectFields = { name: null, affiliation: null, motivation: null };
const COMMAND =
  /^\s*(?:(?:please|pls)\s+)?(?:subscri\w+|join(?:ing)?(?: request)?|sign ?up|add(?: me)?|register|registration|request|aanmeld\w*|inschrij\w*|anmeld\w*|eintrag\w*|inscri\w*|alta|suscri\w*|iscri\w*|kayıt|katılım|加入|订阅|bitte um aufnahme|mailing list|membership)[^:–—,-]{0,40}?\s*[:–—-]\s*/iu;

/** Reads name, affiliation and motivation from a subject of the form "command: name, affiliation, reason". */
export function readSubject(subject: string): SubjectFields {
  const command = COMMAND.exec(subject);
  if (command === null) return readSentence(subject);
  const at = command[0].length;
  const span = nameAt(subject, at);
  if (span === null || nameWeight(subject.slice(span.from, span.to)) < 3 || span.from > at + 12)
    return NOTHING;
  const name = found(subject.slice(span.from, span.to), 'subject', span.from, span.to, 'subject');
  const institution = placeIn(subject, span.to);
  if (institution === null) return { name, affiliation: null, motivation: null };
  const affiliation = found(
    subject.slice(institution.from, institution.to),
    'subject',
    institution.from,
    institution.to,
    'subject',
  );
  const rest = /^\s*[,;:–—.-]+\s*/.exec(subject.slice(institution.to));
  const from = institution.to + (rest?.[0].length ?? 0);
  const reason = subject.slice(from).trim();
  const isReason = rest !== null && reason.split(/\s+/).length >= 3;
  return {
    name,
    affiliation,
    motivation: isReason ? found(reason, 'subject', from, from + reason.length, 'subject') : null,
  };
}

/** "Ada Byron (Analytical Engines Ltd) would like to join": a subject that is the request itself. */
function readSentence(subject: string): SubjectFields {
  const span = nameAt(subject, 0);
  if (span === null || span.from > 8 || !asksToJoin([subject])) return NOTHING;
  const value = subject.slice(span.from, span.to);
  if (nameWeight(value) < 3) return NOTHING;
  const name = found(value, 'subject', span.from, span.to, 'subject');
  const behind = /^\s*(?:\(([^()]{2,80})\)|,\s*([^,]{2,80}),)/u.exec(subject.slice(span.to));
  const place = behind?.[1] ?? behind?.[2];
  if (place === undefined || behind === null || !/^\p{Lu}/u.test(place)) return NOTHING;
  const from = span.to + behind[0].indexOf(place);
  return { ...NOTHING, name, affiliation: found(place, 'subject', from, from + place.length, 'subject') };
}

/** The part after the name: a whole segment between commas when it holds an institution, which may grow beyond it. */
function placeIn(subject: string, from: number): { from: number; to: number } | null {
  const part = segment(subject, from);
  const institution = findInstitutions(subject).find((each) => each.from >= from);
  if (institution === undefined || part === null) return institution ?? part;
  return institution.from < part.to
    ? { from: part.from, to: Math.max(part.to, institution.to) }
    : institution;
}

function segment(subject: string, from: number): { from: number; to: number } | null {
  const match = /^\s*[,;|]\s*((?:[^,;|()]|\([^()]*\)){3,80})/.exec(subject.slice(from));
  if (match?.[1] === undefined || !/^\p{Lu}/u.test(match[1])) return null;
  const at = from + match[0].length - match[1].length;
  return { from: at, to: at + match[1].trimEnd().length };
}
