/**
 * What only history shows: a block that was copied from the talk before and still carries its title, its abstract or
 * its recording. Of two talks that share one, the later day is the copy.
 */
import { isSameName, isSameText, textKey } from '../match-names.ts';
import { isMeetingLink } from '../reader/page-links.ts';
import type { Problem } from '../reading.ts';
import type { TalkFacts } from '../talk.ts';

/** A talk as it would stand after this reading. */
export interface Standing {
  readonly facts: TalkFacts;
  readonly where: readonly number[];
}

/** A title of one or two words ("Panel discussion") may well come twice. */
const fewestWords = 3;
const shortestAbstract = 80;
const shortestAffiliation = 25;

/** The problems of `subject` that come from `others`, which must not contain it. */
export function findDoubts(subject: Standing, others: readonly TalkFacts[]): readonly Problem[] {
  const isOwner = (other: TalkFacts) =>
    isEarlier(other, subject.facts) && isSomebodyElse(other, subject.facts);
  const { title, abstract, affiliation, watch } = subject.facts;
  const problems: Problem[] = [];
  const add = (kind: string, blocking: boolean, text: string) =>
    problems.push({ kind, where: subject.where, text, blocking });
  const titleOwner = isDistinctive(title)
    ? others.find((other) => isSameText(title, other.title) && isOwner(other))
    : undefined;
  if (titleOwner !== undefined) {
    add(
      'stale-title',
      true,
      `The title “${title}” is that of ${titleOwner.speaker}’s talk on ${titleOwner.date}: write this talk’s own.`,
    );
  }
  const abstractOwner = isLong(abstract, shortestAbstract)
    ? others.find((other) => isSameText(abstract, other.abstract) && isOwner(other))
    : undefined;
  if (abstractOwner !== undefined) {
    add(
      'stale-abstract',
      true,
      `The abstract is that of ${abstractOwner.speaker}’s talk on ${abstractOwner.date}: replace or remove it.`,
    );
  }
  const affiliationOwner = isLong(affiliation, shortestAffiliation)
    ? others.find((other) => affiliation === other.affiliation && isOwner(other))
    : undefined;
  if (affiliationOwner !== undefined) {
    add(
      'stale-affiliation',
      false,
      `The affiliation is word for word that of ${affiliationOwner.speaker}: check that it is meant.`,
    );
  }
  if (isBorrowedWatch(subject.facts, others)) {
    add(
      'stale-watch-link',
      false,
      `The recording link ${watch} belongs to another talk: paste this talk’s own.`,
    );
  }
  if (watch !== null && isMeetingLink(watch)) {
    add(
      'meeting-link-as-recording',
      false,
      `The recording link ${watch} joins a meeting and is not passed on: paste the link of the recording.`,
    );
  }
  return problems;
}

/**
 * For each talk the others that share its title, abstract, affiliation or recording: only these can own what it
 * borrows. Among six hundred talks they are few, and nobody waits while all are compared with all.
 */
export function sharingWith(all: readonly TalkFacts[]): (facts: TalkFacts) => readonly TalkFacts[] {
  const byText = new Map<string, TalkFacts[]>();
  for (const facts of all) {
    for (const key of keysOf(facts)) {
      const found = byText.get(key);
      if (found === undefined) byText.set(key, [facts]);
      else found.push(facts);
    }
  }
  return (facts) => {
    const found = new Set(keysOf(facts).flatMap((key) => byText.get(key) ?? []));
    found.delete(facts);
    return [...found];
  };
}

function keysOf({ title, abstract, affiliation, watch }: TalkFacts): readonly string[] {
  return [
    isDistinctive(title) ? `title ${textKey(title ?? '')}` : null,
    isLong(abstract, shortestAbstract) ? `abstract ${textKey(abstract ?? '')}` : null,
    isLong(affiliation, shortestAffiliation) ? `from ${affiliation}` : null,
    watch === null ? null : `watch ${watch}`,
  ].filter((key) => key !== null);
}

/** True where the recording link is that of an earlier talk: it must not be passed on. */
export function isBorrowedWatch(facts: TalkFacts, others: readonly TalkFacts[]): boolean {
  return (
    facts.watch !== null &&
    others.some(
      (other) => other.watch === facts.watch && isEarlier(other, facts) && other.date !== facts.date,
    )
  );
}

/** True where the title is that of an earlier talk by somebody else. */
export function isBorrowedTitle(facts: TalkFacts, others: readonly TalkFacts[]): boolean {
  return findDoubts({ facts, where: [] }, others).some((doubt) => doubt.kind === 'stale-title');
}

function isEarlier(other: TalkFacts, facts: TalkFacts): boolean {
  return other.date < facts.date || (other.date === facts.date && other.start <= facts.start);
}

function isSomebodyElse(other: TalkFacts, facts: TalkFacts): boolean {
  return other.speaker !== null && facts.speaker !== null && !isSameName(other.speaker, facts.speaker);
}

function isDistinctive(title: string | null): boolean {
  return title !== null && textKey(title).split(' ').length >= fewestWords;
}

function isLong(text: string | null, letters: number): boolean {
  return text !== null && text.length >= letters;
}
