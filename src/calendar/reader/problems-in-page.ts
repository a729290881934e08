/** What is wrong with the page around the talks: headings, hidden parts, placeholders, notices. */

import { problem } from '../problem-kinds.ts';
import type { PageTalk, Problem } from '../reading.ts';
import { findDate } from './date-words.ts';
import { readLabel } from './field-label.ts';
import type { PageContext } from './page-context.ts';
import { findWatch } from './page-links.ts';
import type { PageHeading, PageSection } from './page-outline.ts';
import type { PageComment, PageSource } from './page-source.ts';
import { plainText } from './plain-text.ts';
import { readSpeaker } from './speaker-line.ts';
import { isUnknown } from './talk-state.ts';
import { findYamlFault } from './yaml-text.ts';

const PLACEHOLDER =
  /\b(?:TODO|FIXME|XXX+|CHANGEME)\b|\b[Ll]orem ipsum\b|\[(?:insert|add|fill in|your|name|title|speaker|date|link)\b[^\]]{0,60}\](?![([])|<(?:insert|add|your)\b[^<>]{0,60}>|\b(?:insert|fill in)\s+(?:\p{L}+\s+){1,4}here\b/u;
const PLACEHOLDER_VALUE =
  /^(?:title of (?:the |your )?talk|speaker name|(?:first ?)?name (?:last ?name|surname)|first(?:name)? last(?:name)?|your name|name of (?:the )?speaker|affiliation here|abstract goes here)$/i;
const MAX_LINE = 5000;

export function problemsInPage(
  source: PageSource,
  sections: readonly PageSection[],
  talks: readonly PageTalk[],
  page: PageContext,
  sorted: boolean,
): Problem[] {
  return [
    ...frontMatter(source),
    ...gluedHeadings(page.headings, source),
    ...source.comments.flatMap((comment) => problemsInComment(comment, page)),
    ...placeholders(page.lines, talks),
    ...(sorted ? nextSections(sections, talks, page) : onlyList(sections, talks)),
  ];
}

function frontMatter({ frontMatter: front }: PageSource): Problem[] {
  if (front === null || front.language !== 'yaml') return [];
  const fault = findYamlFault(front.text);
  if (fault === null) return [];
  const line = front.from + fault.line;
  return [
    problem(
      'front-matter-invalid',
      [line],
      `Line ${line}: the head of the page is not valid YAML (${fault.reason}); put the value in quotation marks.`,
    ),
  ];
}

function gluedHeadings(headings: readonly PageHeading[], source: PageSource): Problem[] {
  return headings
    .filter(
      (heading) => heading.glued && heading.level > 1 && source.written[heading.line - 1]?.startsWith('#'),
    )
    .map(({ line, text }) =>
      problem(
        'heading-glued',
        [line - 1, line],
        `Line ${line}: the heading “${text.slice(0, 60)}” follows a line of text, so the page shows it as text; put an empty line before it.`,
      ),
    );
}

function problemsInComment(comment: PageComment, page: PageContext): Problem[] {
  const where = [comment.from, comment.to];
  const lines = `Lines ${comment.from}-${comment.to}`;
  if (!comment.closed) {
    return [
      problem(
        'unclosed-markup',
        [comment.from],
        `Line ${comment.from}: a comment “<!--” is never closed; add “-->”.`,
      ),
    ];
  }
  if (comment.leaks) {
    return [
      problem(
        'comment-leaks-in-render',
        where,
        `${lines}: this comment begins inside a paragraph, so visitors see what it should hide; put an empty line before “<!--”.`,
      ),
    ];
  }
  const hidden = inComment(comment.text, page);
  if (hidden.speaker !== null && hidden.talk) {
    return [
      problem(
        'commented-out-talk',
        where,
        `${lines}: the talk by ${hidden.speaker} stands inside a comment and is not shown; remove it or the comment marks.`,
      ),
    ];
  }
  if (hidden.speaker !== null) {
    return [
      problem(
        'commented-out-speaker',
        where,
        `${lines}: the speaker ${hidden.speaker} stands inside a comment and is not shown; remove the comment marks when the speaker is confirmed.`,
      ),
    ];
  }
  if (hidden.watch) {
    return [
      problem(
        'commented-out-watch',
        where,
        `${lines}: the recording link stands inside a comment and is not shown; take it out of the comment.`,
      ),
    ];
  }
  return [];
}

interface Hidden {
  speaker: string | null;
  talk: boolean;
  watch: boolean;
}

function inComment(text: string, page: PageContext): Hidden {
  const hidden: Hidden = { speaker: null, talk: false, watch: false };
  for (const line of text.slice(0, 50_000).split('\n').slice(0, 500)) {
    const label = readLabel(line);
    if (label?.field === 'speaker' && hidden.speaker === null) hidden.speaker = knownSpeaker(label.value);
    if (label?.field === 'title' || label?.field === 'date' || /^ {0,3}#{2,6}\s/.test(line))
      hidden.talk = true;
    hidden.watch ||= findWatch(line, page.references) !== null;
    const entry = label === null ? hiddenEntry(line, page) : null;
    if (entry !== null) {
      hidden.speaker ??= entry;
      hidden.talk = true;
    }
  }
  return hidden;
}

function knownSpeaker(markup: string): string | null {
  const { speaker } = readSpeaker(markup);
  return speaker === null || isUnknown(speaker) ? null : speaker;
}

/** `- 8 June 2021 - **Ana Bell**` inside a comment. */
function hiddenEntry(line: string, page: PageContext): string | null {
  const bullet = /^\s*[-*+]\s+(?=.{0,40}\d)/.exec(line.slice(0, 200));
  if (bullet === null) return null;
  const rest = line.slice(bullet[0].length, MAX_LINE);
  const date = findDate(rest, page.senseAt(1).order);
  if (date === null || date.from > 4) return null;
  return knownSpeaker(rest.slice(date.to).replace(/^[\s:,;–-]+/, ''));
}

function placeholders(lines: readonly string[], talks: readonly PageTalk[]): Problem[] {
  const inTalk = new Set(
    talks.flatMap((talk) => (talk.section === 'previous' ? [] : Object.values(talk.lines))),
  );
  return lines.flatMap((raw, index) => {
    const text = raw.slice(0, MAX_LINE);
    const found = PLACEHOLDER.exec(text) ?? PLACEHOLDER_VALUE.exec(plainText(readLabel(text)?.value ?? ''));
    if (found === null) return [];
    const line = index + 1;
    const words = plainText(text).slice(0, 80);
    return [
      problem(
        'placeholder-text',
        [line],
        `Line ${line}: “${words}” is a note to yourselves; replace it or take it out.`,
        inTalk.has(line),
      ),
    ];
  });
}

function nextSections(
  sections: readonly PageSection[],
  talks: readonly PageTalk[],
  page: PageContext,
): Problem[] {
  const next = sections.filter((section) => section.kind === 'next');
  const problems = next.flatMap((section) => {
    const found = talks.some((talk) =>
      Object.values(talk.lines).some((line) => line >= section.from && line <= section.to),
    );
    return [...(found ? [] : emptyNext(section, page))];
  });
  const known = sections.find((section) => section.kind !== 'other' && section.heading !== null);
  const previous = talks.some((talk) => talk.section === 'previous');
  if (next.length === 0 && previous && known?.heading != null) problems.push(noNext(known.heading.line));
  return problems;
}

function noNext(line: number): Problem {
  return problem(
    'no-next-section',
    [line],
    'The page has no section for the next talk; add a heading “## Next Colloquium” with the talk below it.',
  );
}

/** One list under a heading of a schedule, and nothing written out: visitors look for the next talk in vain. */
function onlyList(sections: readonly PageSection[], talks: readonly PageTalk[]): Problem[] {
  const named = sections.filter((section) => section.kind !== 'other' && section.heading !== null);
  const line = named[0]?.heading?.line;
  const isList = named[0]?.kind === 'schedule' && named.every((section) => section.kind !== 'next');
  const hasNone = talks.length > 2 && talks.every((talk) => talk.abstract === null);
  return line !== undefined && isList && hasNone ? [noNext(line)] : [];
}

function emptyNext(section: PageSection, page: PageContext): Problem[] {
  const heading = section.heading?.line ?? section.from;
  const text = firstText(section, page);
  const where = text === null ? [heading] : [heading, text];
  return [
    problem(
      'next-empty',
      where,
      `Line ${heading}: the section “${section.heading?.text ?? 'Next'}” has no talk; add title, date and speaker, or leave it until they are known.`,
    ),
  ];
}

function firstText(section: PageSection, page: PageContext): number | null {
  for (let line = section.from; line <= section.to; line += 1) {
    if ((page.lines[line - 1] ?? '').trim() !== '') return line;
  }
  return null;
}
