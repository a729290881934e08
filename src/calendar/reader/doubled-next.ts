/**
 * Two headings that say Next: one was left over or copied. What stands below the one behind Previous has been held,
 * whether Previous is full or holds nothing but that heading.
 */

import { problem } from '../problem-kinds.ts';
import type { Problem } from '../reading.ts';
import type { PageContext } from './page-context.ts';
import type { PageSection } from './page-outline.ts';

interface Settled {
  readonly sections: readonly PageSection[];
  readonly doubled: readonly Problem[];
}

export function settleDoubledNext(sections: readonly PageSection[], page: PageContext): Settled {
  const named = sections.flatMap((section, at) =>
    section.kind === 'next' && section.heading !== null ? [{ heading: section.heading, at }] : [],
  );
  const first = named[0];
  if (first === undefined || named.length < 2) return { sections, doubled: [] };
  const held = new Set(
    heldAmong(
      named.map(({ at }) => at),
      sections,
      page,
    ),
  );
  const doubled = named
    .slice(1)
    .map(({ heading: { line, text } }) =>
      problem(
        'duplicate-next-heading',
        [first.heading.line, line],
        `Line ${line}: “${text}” stands on the page a second time (first in line ${first.heading.line}); rename one of them to Previous Colloquium or remove it.`,
      ),
    );
  return {
    sections: sections.map((section, at) => (held.has(at) ? { ...section, kind: 'previous' } : section)),
    doubled,
  };
}

/** Which of the sections named Next are Previous in truth; one of them stays Next. */
function heldAmong(named: readonly number[], sections: readonly PageSection[], page: PageContext): number[] {
  const behindEmpty = named.filter((at) => {
    const above = sections[at - 1];
    return above?.kind === 'previous' && isEmpty(above, page);
  });
  if (behindEmpty.length > 0 && behindEmpty.length < named.length) return behindEmpty;
  const previous = sections.findIndex((section) => section.kind === 'previous');
  return previous < 0 ? [] : named.slice(1).filter((at) => at > previous);
}

function isEmpty({ from, to }: PageSection, page: PageContext): boolean {
  return page.lines.slice(from - 1, to).every((line) => line.trim() === '');
}
