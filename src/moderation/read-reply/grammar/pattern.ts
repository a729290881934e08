/**
 * Patterns with named parts, written like regular expressions and matched by sets: from each place in the text all the places where a pattern may
 * end, each found once. So a text costs no more than its length times the size of the grammar, whatever it holds, and parts may stand in parts
 * without the patterns growing (Thompson, Regular Expression Search Algorithm, CACM 11, 1968; Norvig, Techniques for Automatic Memoization, 1991).
 *
 * Known are characters, classes, `.`, `\p{L}`, `\w`, `\s`, `\d`, `\W`, `\b`, `^`, `$`, groups `(?:…)`, bars, `?`, `*`, `+`, `{m,n}`, looking ahead and
 * behind, and `<part>`.
 */

/** Where a pattern may end, from the places where it begins; each once. */
type Ends = readonly number[];

interface Reading {
  readonly text: string;
  /** Parts that match nothing this time. */
  readonly without: ReadonlySet<string>;
  readonly known: Map<number, Ends>;
}

interface Node {
  readonly match: (reading: Reading, at: number) => Ends;
  /** Whether it may begin with a character. */
  readonly begins: (char: string) => boolean;
  /** Whether it may be empty, and so stand before any character. */
  readonly isEmpty: boolean;
}

/** A pattern and all that its parts hold. */
export interface Pattern {
  /** Whether the whole text is of the pattern. */
  readonly matches: (text: string, without: ReadonlySet<string>) => boolean;
  /** The furthest place where it may end before the end of the text; 0 where it does not match. */
  readonly reach: (text: string, without: ReadonlySet<string>) => number;
}

/** @param parts each may use those before it. Throws where a pattern cannot be read, and says which. */
export function patternsWith(parts: Readonly<Record<string, string>>): (source: string) => Pattern {
  const compiler = new Compiler();
  for (const [name, part] of Object.entries(parts)) compiler.define(name, part);
  return (source) => {
    const whole = compiler.parse(source);
    const ends = (text: string, without: ReadonlySet<string>) =>
      whole.match({ text, without, known: new Map() }, 0);
    return {
      matches: (text, without) => ends(text, without).includes(text.length),
      reach: (text, without) => Math.max(0, ...ends(text, without).filter((end) => end < text.length)),
    };
  };
}

const NOWHERE: Ends = [];
/** More text than a clause has; ids of nodes and places share one number. */
const PLACES = 1 << 12;

class Compiler {
  private source = '';
  private at = 0;
  private count = 0;
  private readonly parts = new Map<string, Node>();

  define(name: string, source: string): void {
    const part = this.parse(source);
    this.parts.set(name, {
      ...part,
      match: (reading, at) => (reading.without.has(name) ? NOWHERE : part.match(reading, at)),
    });
  }

  parse(source: string): Node {
    [this.source, this.at] = [source, 0];
    const node = this.alternatives();
    if (this.at < source.length) this.refuse('a bracket too many');
    return node;
  }

  private refuse(why: string): never {
    throw new Error(
      `pattern: ${why} at “${this.source.slice(this.at, this.at + 30)}” of “${this.source.slice(0, 60)}”`,
    );
  }

  private alternatives(): Node {
    const found = [this.sequence()];
    while (this.source[this.at] === '|') {
      this.at += 1;
      found.push(this.sequence());
    }
    const [only] = found;
    return found.length === 1 && only !== undefined ? only : this.oneOf(found);
  }

  private sequence(): Node {
    const found: Node[] = [];
    while (this.at < this.source.length && !'|)'.includes(this.source[this.at] ?? ''))
      found.push(this.repeated());
    return inOrder(found);
  }

  private repeated(): Node {
    let node = this.atom();
    for (;;) {
      const [mark = '', from, comma, to] =
        /^(?:[?*+]|\{(\d+)(,?)(\d*)\})/.exec(this.source.slice(this.at, this.at + 12)) ?? [];
      if (mark === '') return node;
      this.at += mark.length;
      if (this.source[this.at] === '?' && /[*+}]$/.test(mark)) this.at += 1;
      const least = mark === '+' ? 1 : Number(from ?? 0);
      const most =
        mark === '?'
          ? 1
          : from === undefined
            ? Number.POSITIVE_INFINITY
            : comma === ''
              ? least
              : Number(to || Number.POSITIVE_INFINITY);
      node = this.repeat(node, least, most);
    }
  }

  private atom(): Node {
    const rest = this.source.slice(this.at, this.at + 400);
    const part = /^<([a-z]+)>/.exec(rest);
    if (part !== null) {
      this.at += part[0].length;
      return this.parts.get(part[1] ?? '') ?? this.refuse(`no part ${part[0]}`);
    }
    const look = /^\(\?(<?)([=!])/.exec(rest);
    if (look !== null) return this.look(look[1] === '<', look[2] === '!', look[0].length);
    if (rest.startsWith('(?:') || /^\((?!\?)/.test(rest)) {
      this.at += rest.startsWith('(?:') ? 3 : 1;
      const node = this.alternatives();
      this.close();
      return node;
    }
    const edge = /^(?:\\b|\\B|\^|\$)/.exec(rest);
    if (edge !== null) return this.zeroWidth(edge[0]);
    const set = /^(?:\[(?:\\p\{\w+\}|\\.|[^\]\\])+\]|\\p\{\w+\}|\\[wWsSdD]|\.)/iu.exec(rest);
    if (set !== null) {
      this.at += set[0].length;
      return oneChar(new RegExp(`^${set[0]}$`, 'u'));
    }
    const words =
      /^[^\\()|*+?[\]{}<>.^$]+(?![^\\()|*+?[\]{}<>.^$]|[?*+{])/u.exec(rest)?.[0] ??
      /^(?:\\.|[^\\()|*+?[\]{}<>])/u.exec(rest)?.[0];
    if (words === undefined) this.refuse('unknown');
    this.at += words.length;
    return literal(words.replace(/^\\(?=.)/u, ''));
  }

  private close(): void {
    if (this.source[this.at] !== ')') this.refuse('no closing bracket');
    this.at += 1;
  }

  /** What native patterns judge without taking anything. */
  private zeroWidth(source: string): Node {
    this.at += source.length;
    const pattern = new RegExp(source, 'uy');
    return emptyNode(({ text }, at) => {
      pattern.lastIndex = at;
      return pattern.test(text);
    });
  }

  private look(isBehind: boolean, isNot: boolean, length: number): Node {
    const from = this.at;
    this.at += length;
    const inner = this.alternatives();
    this.close();
    if (isBehind) {
      const source = this.source.slice(from, this.at);
      this.at = from;
      return this.zeroWidth(source);
    }
    return emptyNode((reading, at) => inner.match(reading, at).length > 0 !== isNot);
  }

  private oneOf(nodes: readonly Node[]): Node {
    const byChar = new Map<string, readonly Node[]>();
    const mayStand = (char: string) => {
      const known = byChar.get(char) ?? nodes.filter((node) => node.isEmpty || node.begins(char));
      byChar.set(char, known);
      return known;
    };
    return {
      match: this.remembered((reading, at) => {
        const ends = new Set<number>();
        for (const node of mayStand(reading.text[at] ?? ''))
          for (const end of node.match(reading, at)) ends.add(end);
        return [...ends];
      }),
      begins: (char) => nodes.some((node) => node.begins(char)),
      isEmpty: nodes.some((node) => node.isEmpty),
    };
  }

  private repeat(node: Node, least: number, most: number): Node {
    return {
      match: this.remembered((reading, at) => {
        let ends: Ends = [at];
        const found = new Set<number>(least === 0 ? ends : []);
        for (let count = 1; count <= most && ends.length > 0; count += 1) {
          const next = step(node, reading, ends);
          ends = count < least ? next : next.filter((end) => !found.has(end));
          if (count >= least) for (const end of ends) found.add(end);
        }
        return [...found];
      }),
      begins: node.begins,
      isEmpty: least === 0 || node.isEmpty,
    };
  }

  /** Each place is looked at once in a reading. */
  private remembered(match: Node['match']): Node['match'] {
    this.count += 1;
    const id = this.count;
    return (reading, at) => {
      const key = id * PLACES + at;
      const before = reading.known.get(key);
      if (before !== undefined) return before;
      const ends = match(reading, at);
      reading.known.set(key, ends);
      return ends;
    };
  }
}

/** A space in a pattern is one or more in the text: names that were replaced leave some. */
function literal(words: string): Node {
  return {
    match: ({ text }, at) => {
      let end = at;
      for (const char of words) {
        if (!text.startsWith(char, end)) return NOWHERE;
        end += char.length;
        while (char === ' ' && text[end] === ' ') end += 1;
      }
      return [end];
    },
    begins: (char) => words.startsWith(char),
    isEmpty: false,
  };
}

function oneChar(pattern: RegExp): Node {
  const known = new Map<string, boolean>();
  const begins = (char: string) => {
    const isIn = known.get(char) ?? pattern.test(char);
    known.set(char, isIn);
    return isIn;
  };
  return {
    match: ({ text }, at) => (at < text.length && begins(text[at] ?? '') ? [at + 1] : NOWHERE),
    begins,
    isEmpty: false,
  };
}

function emptyNode(holds: (reading: Reading, at: number) => boolean): Node {
  return {
    match: (reading, at) => (holds(reading, at) ? [at] : NOWHERE),
    begins: () => false,
    isEmpty: true,
  };
}

function inOrder(nodes: readonly Node[]): Node {
  const [only] = nodes;
  if (nodes.length === 1 && only !== undefined) return only;
  const firstFull = nodes.findIndex((node) => !node.isEmpty);
  const leading = firstFull === -1 ? nodes : nodes.slice(0, firstFull + 1);
  return {
    match: (reading, at) => {
      let ends: Ends = [at];
      for (const node of nodes) {
        ends = step(node, reading, ends);
        if (ends.length === 0) return NOWHERE;
      }
      return ends;
    },
    begins: (char) => leading.some((node) => node.begins(char)),
    isEmpty: firstFull === -1,
  };
}

function step(node: Node, reading: Reading, from: Ends): Ends {
  const [only] = from;
  if (from.length === 1 && only !== undefined) return node.match(reading, only);
  const ends = new Set<number>();
  for (const at of from) for (const end of node.match(reading, at)) ends.add(end);
  return [...ends];
}
