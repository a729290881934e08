/**
 * Verdicts as whole clauses of a language: "I'd be glad to have her with us", "put the new postdoc on", "we can't take him". A clause counts only
 * when the grammar covers all of it, so a word that nobody foresaw leaves it undecided.
 */
import { fold } from '../sentences.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { fr } from './fr.ts';
import { it } from './it.ts';
import { nl } from './nl.ts';
import { type Pattern, patternsWith } from './pattern.ts';

/** Patterns over folded text (`fold`); `<name>` in one stands for a part, and parts may use the parts before them. */
export interface ClauseGrammar {
  readonly parts: Readonly<Record<string, string>>;
  /** Words with a capital that the patterns name, and that are therefore not marked; folded. */
  readonly nouns?: string;
  /** Several people, as they are named together: "both of them". */
  readonly many: string;
  /** What may stand before any verdict, and behind it, without changing it. */
  readonly lead: string;
  readonly tail: string;
  /** What may also stand before and behind a yes, or a no: "sure", "gladly"; "sorry", "alas". */
  readonly yes: string;
  readonly no: string;
  readonly approve: readonly string[];
  readonly decline: readonly string[];
  /** Whole clauses that take back an answer given before. */
  readonly undo: readonly string[];
  /** Beginnings that tell us to ask the applicant; what follows is the question. */
  readonly ask: readonly string[];
}

/** A capitalised word inside a sentence, in a pattern: a name, a place, a German noun. */
const MARK = '§';
const CAPITAL = /(?<=(?:[\p{L}\d,;:)"']|\p{Lu}\p{L}{0,4}\.)\s+|[-/])\p{Lu}[\p{L}'’.-]*/gu;
/** One or more marked words, with a title before them. */
const NAMED =
  '(?:(?:dr|prof|professor|doctor|mr|mrs|ms|miss|sir|herrn?|frau|fraulein|de heer|mevrouw|meneer|mevr|dhr|monsieur|madame|mme|m|mlle|il signor|la signora|signora|signor|sig|dott|dottssa|dottoressa|dottor|il|la|el|senor|senora)\\.? )*§+(?: (?:van |de |der |den |von |di |da |la |le |el |al )*§+){0,3}';

/** `<own>` are the words that go with one verdict only. */
const LEADS = '[^\\p{L}\\d§"“„«‘]*(?:(?:<lead>|<own>)[\\s,:!.-]+){0,6}';
const CLAUSE = `${LEADS}(?:<clause>)(?:[\\s,:!.-]+(?:<tail>|<own>)){0,5}[^\\p{L}\\d§?]*`;
const HEAD = `${LEADS}(?:<clause>)[\\s,:]+`;

export type ClauseVerdict = 'approve' | 'decline' | 'undo';

interface Clauses {
  readonly verdict: ClauseVerdict;
  readonly pattern: Pattern;
}

const grammars = [en, nl, de, fr, it];

interface Compiled {
  readonly clauses: readonly Clauses[];
  readonly heads: readonly Pattern[];
}

let compiled: Compiled | null = null;

/** Compiled when the first answer is read: few processes read any. */
function patterns(): Compiled {
  compiled ??= compileAll();
  return compiled;
}

function compileAll(): Compiled {
  const all = grammars.map((grammar) => compile(grammar));
  return { clauses: all.flatMap(({ clauses }) => clauses), heads: all.map(({ head }) => head) };
}

function compile(grammar: ClauseGrammar): { readonly clauses: readonly Clauses[]; readonly head: Pattern } {
  const { parts, many, lead, tail, yes, no } = grammar;
  const pattern = patternsWith({
    named: NAMED,
    many,
    ...parts,
    lead,
    tail,
    yes,
    no,
  });
  const of = (frame: string, own: string, clauses: readonly string[]) =>
    pattern(frame.replaceAll('<own>', own).replace('<clause>', () => clauses.join('|')));
  return {
    clauses: [
      { verdict: 'undo', pattern: of(CLAUSE, '<yes>|<no>', grammar.undo) },
      { verdict: 'approve', pattern: of(CLAUSE, '<yes>', grammar.approve) },
      { verdict: 'decline', pattern: of(CLAUSE, '<no>', grammar.decline) },
    ],
    head: of(HEAD, '<yes>|<no>', grammar.ask),
  };
}

/** With the applicant's name known, another name is somebody else's, and no several people are meant. */
const OTHERS: ReadonlySet<string> = new Set(['named', 'many']);
const NOBODY: ReadonlySet<string> = new Set();

/**
 * @param text as written; `folded` of the same length, the applicant's name in it replaced by "her"
 * @param isKnown whether the applicant's name is known
 */
export function readClause(text: string, folded: string, isKnown: boolean): ClauseVerdict | null {
  if (!/\p{L}/u.test(folded) || /[👎🚫❌]/u.test(text)) return null;
  const marked = mark(text, folded);
  return (
    patterns().clauses.find(({ pattern }) => pattern.matches(marked, isKnown ? OTHERS : NOBODY))?.verdict ??
    null
  );
}

/** How far words such as "could you ask her" reach, behind which stands what is to be asked; 0: there are none. */
export function askLength(text: string, folded: string, isKnown: boolean): number {
  const marked = mark(text, folded);
  return Math.max(0, ...patterns().heads.map((pattern) => pattern.reach(marked, isKnown ? OTHERS : NOBODY)));
}

const NOUNS = new RegExp(`^(?:${grammars.flatMap(({ nouns }) => nouns ?? []).join('|')})$`, 'u');

/** Capitalised words become marks of their length, but for those that `folded` has already replaced. */
function mark(text: string, folded: string): string {
  if (text.length !== folded.length) return folded;
  const written = fold(text);
  let marked = folded;
  for (const { index, 0: word } of text.matchAll(CAPITAL)) {
    const length = word.replace(/[.'’-]+$/u, '').length;
    const read = folded.slice(index, index + length);
    const isOwn = NOUNS.test(read) || /^I(?:['’]\p{L}+)?$/u.test(word);
    if (isOwn || read !== written.slice(index, index + length)) continue;
    marked = `${marked.slice(0, index)}${MARK.repeat(length)}${marked.slice(index + length)}`;
  }
  return marked;
}
