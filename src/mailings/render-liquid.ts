/**
 * The adapter of liquidjs. Liquid runs over the compiled HTML, never over MJML: what a stranger wrote meets no
 * parser but the reader's, and there it is escaped. One engine for HTML, one for plain text; in neither can a
 * template read a file or print a value unescaped (there is no `raw`).
 */
import { Liquid, type Template } from 'liquidjs';
import { ELASTIC_END, ELASTIC_START, mainTitle } from './subject.ts';
import { tieLastWord } from './view-talk.ts';
import { TEXT_COLUMNS } from './wrap-text.ts';

export type Form = 'html' | 'text';

export interface Parsed {
  readonly form: Form;
  readonly templates: Template[];
}

export interface Engine {
  /** Throws ParseError, with line and column in `token`. */
  readonly parse: (source: string, form: Form) => Parsed;
  /** Throws for a variable that the view lacks, and when it takes more time or memory than a mail may. */
  readonly fill: (parsed: Parsed, view: object) => string;
}

/** A mail takes a few milliseconds; a template that loops for ever is stopped here. */
const RENDER_MS = 2000;
const MEMORY = 20_000_000;

const NBSP = '\u00a0';

const NUMBER_WORDS = 'no one two three four five six seven eight nine ten eleven twelve'.split(' ');

export function openEngine(): Engine {
  const engines = { html: engineFor('html'), text: engineFor('text') };
  return {
    parse: (source, form) => ({ form, templates: engines[form].parse(source) }),
    fill: (parsed, view) => String(engines[parsed.form].renderSync(parsed.templates, view)),
  };
}

function engineFor(form: Form): Liquid {
  const engine = new Liquid({
    ...(form === 'html' ? { outputEscape: 'escape' as const } : {}),
    strictFilters: true,
    strictVariables: true,
    lenientIf: true,
    ownPropertyOnly: true,
    templates: {},
    parseLimit: 1_000_000,
    renderLimit: RENDER_MS,
    memoryLimit: MEMORY,
  });
  delete engine.filters['raw'];
  for (const [name, filter] of Object.entries(filters)) engine.registerFilter(name, filter);
  return engine;
}

/** What Liquid lacks for letters. Their results are escaped like any value. */
const filters: Record<string, (value: unknown, ...args: string[]) => string> = {
  /** `["A", "B", "C"]` becomes `A, B and C`. */
  listed: (value, and = 'and') => {
    const names = Array.isArray(value) ? value.map(String) : [String(value)];
    return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} ${and} ${names.at(-1)}`;
  },
  /** `3` becomes `three`; above twelve the figures stay. */
  in_words: (value) => NUMBER_WORDS[Number(value)] ?? String(value),
  /** `1 | plural: 'mail', 'mails'` becomes `mail`. */
  plural: (value, one = '', many = '') => (Number(value) === 1 ? one : many),
  /** Fills up with spaces, so that values stand below each other in the text part. */
  column: (value, width = '8') => String(value).padEnd(Number(width)),
  /** The same for numbers, at the right. */
  figures: (value, width = '4') => String(value).padStart(Number(width)),
  /** The name at the left and the sort of mail at the right of 72 columns; below each other where there is no room. */
  running_head: (value, sort = '') => {
    const gap = TEXT_COLUMNS - [...String(value)].length - [...sort].length;
    return gap < 2 ? `${String(value)}\n${sort}` : `${String(value)}${NBSP.repeat(gap)}${sort}`;
  },
  /** A subject without the marks of earlier answers: `Re: AW: List` becomes `List`. */
  without_re: (value) =>
    String(value).replace(/^(?:\s*(?:re|aw|antw|antwort|rép|ref|sv|tr|fwd?|wg)\s*:)+\s*/i, ''),
  /** Keeps a short last word from standing alone on the last line of a headline. */
  tied: (value) => tieLastWord(String(value)),
  /** A place with its numbers beside what they number: `room 1.12`, `Zuiderlaan 40`, `1098 XE`. */
  place: (value) =>
    String(value)
      .replace(/(\p{L}) (?=\d[\w.]*(?:,|$))/gu, `$1${NBSP}`)
      .replace(/(\d) (?=[A-Z]{2}\b)/g, `$1${NBSP}`),
  main_title: (value) => mainTitle(String(value)),
  /** The part of a subject that may shrink. */
  elastic: (value) => `${ELASTIC_START}${String(value)}${ELASTIC_END}`,
  /** First letter in upper case, the rest as it is (Liquid's own `capitalize` lowers it). */
  sentence: (value) => String(value).replace(/^\p{Ll}/u, (letter) => letter.toUpperCase()),
};
