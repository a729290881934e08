/** Finds tags that are opened and not closed: MJML's strict validation passes over them, and a mail then loses its frame. */
import type { Fault, Line } from './render-join.ts';

const VOID = new Set(['br', 'img', 'meta', 'hr', 'wbr', 'input', 'mj-html-attribute']);

/** `<main>` stands open across several `mj-raw`; its two halves are told apart by nobody but a person. */
const ACROSS = new Set(['main']);

const TAG = /<(\/?)([a-z][a-z0-9-]*)\b([^<>]*?)(\/?)>/g;

/** The first tags that do not match, with their places. Liquid is left out of sight. */
export function unbalancedTags(lines: readonly Line[]): Fault[] {
  const open: { name: string; at: Line }[] = [];
  const faults: Fault[] = [];
  for (const line of lines) {
    const text = line.text.replace(/\{%.*?%\}|\{\{.*?\}\}/g, '');
    for (const [, closing, name = '', , self] of text.matchAll(TAG)) {
      if (self === '/' || VOID.has(name) || ACROSS.has(name)) continue;
      if (closing === '') {
        open.push({ name, at: line });
        continue;
      }
      const last = open.pop();
      if (last?.name === name) continue;
      const found = `</${name}> closes`;
      const what =
        last === undefined ? `${found} nothing.` : `${found} <${last.name}> of line ${last.at.line}.`;
      return [...faults, { file: line.file, line: line.line, text: what }];
    }
  }
  return [
    ...faults,
    ...open.map(({ name, at }) => ({ file: at.file, line: at.line, text: `<${name}> is not closed.` })),
  ];
}
