/** Which items of a digest a host's words name: "1 and 3", "the last one", "Sjoerd", "everybody", "the rest". */
import { fold } from './sentences.ts';

export interface DigestItem {
  readonly number: number;
  readonly name: string | null;
  /** Where they come from: "the gentleman from Meridian" names an item, too. */
  readonly about?: string | null;
}

/** What one group of references names. `rest`: those that no other group names. */
export interface Refs {
  /** Where the group ends in the text. */
  readonly end: number;
  readonly numbers: readonly number[];
  readonly kind: 'listed' | 'all' | 'none' | 'rest';
}

const END = "(?![\\p{L}\\d'])";
const ALL = new RegExp(
  `(?:all(?: (?:of (?:them|these)|them|two|three|four|five|requests))?|everyone|everybody|both(?: of (?:them|these))?|alle(?:n|maal)?(?: (?:drei|vier|zwei|funf|drie|twee|vijf))?|allebei|beiden?|iedereen|tous|toutes|tous les (?:deux|trois|quatre|cinq)|tout le monde|les (?:deux|trois|quatre|cinq)|tutti e (?:due|tre|quattro|cinque)|tutte e (?:due|tre|quattro|cinque)|tutti|tutte|entrambi)${END}`,
  'uy',
);
const NONE = new RegExp(
  `(?:nobody|no one|niemand|personne|nadie|none(?: of (?:them|these))?|neither(?: of (?:them|these))?|not (?:any|one) of (?:them|these)|geen van (?:drieen|tweeen|vieren|allen|allebei|beiden?|deze|hen|die)|geen van de (?:twee|drie|vier)|keine[rn]?(?: von (?:beiden|ihnen|denen|allen))?|aucune?(?: d'entre (?:eux|elles)| des (?:deux|trois|quatre|cinq))?|nessuno(?: dei (?:due|tre|quattro))?|nessuna)${END}`,
  'uy',
);
const REST = new RegExp(
  `(?:(?:all )?the (?:rest|other (?:one|two|three)|others?|remaining(?: ones?| two| three)?)|all others|rest|others|(?:de|alle) (?:rest|anderen?|overigen?)|(?:die|alle) (?:anderen|ubrigen)|der rest|le reste|(?:tous )?les autres|l'autre|(?:tutti )?gli altri|il resto|le altre|l'altr[oa])${END}`,
  'uy',
);
const ORDINALS: readonly (readonly [number, string])[] = [
  [
    1,
    '(?:number|nummer|numero) (?:one|een|eins|un|uno)|first|1st|eerste|erste[rnsm]?|premiere?|premier|(?<=(?:la|il|del|della|al|alla|e) )prim[oa]',
  ],
  [
    2,
    '(?:number|nummer|numero) (?:two|twee|zwei|deux|due)|second|2nd|tweede|zweite[rnsm]?|deuxieme|seconde?|second[oa]',
  ],
  [
    3,
    '(?:number|nummer|numero) (?:three|drie|drei|trois|tre)|third|3rd|derde|dritte[rnsm]?|troisieme|terz[oa]',
  ],
  [4, 'fourth|4th|vierde|vierte[rnsm]?|quatrieme|quart[oa]'],
  [5, 'fifth|5th|vijfde|funfte[rnsm]?|cinquieme|quint[oa]'],
];
const ARTICLE = "(?:(?:the|de|der|die|den|das|la|le|il|l')\\s*)?";
const ORDINAL = new RegExp(
  `${ARTICLE}(?:(${ORDINALS.map(([, words]) => words).join(')|(')})|(last|laatste|letzte[rnsm]?|derniere?|dernier|ultim[oa]))(?: (two|three|twee|drie|zwei|drei|deux|trois|due|tre))?(?: (?:one|ones|person|request|verzoek|aanvraag|anfrage|demande|personne|richiesta|persona|candidat[oae]?))?${END}`,
  'uy',
);
const NUMBER =
  /(?:(?:the|de|die|der|den|le|la|il|lo)\s+)?(?:(?:nrs?\.?|numbers?|nummers?|nummern|numeros?|item|request|n\.)\s*)?#?(\d{1,2})(?:\s*(?:-|to|through|t\/m|tot en met|bis|a)\s*#?(\d{1,2}))?(?![\p{L}\d']|[.:]\d|\s?(?:%|years?|jaar|jahre|ans|anni|euro|am\b|pm\b|uur|uhr|papers?|talks?|weeks?|days?|months?))/uy;
const JOINT =
  /\s*(?:,\s*(?:and|en|und|et|e)?|and|&|\+|\/|en|und|et|e|sowie|plus)\s*(?:(?:to|for|voor|fur|zu|zum|zur|a la|au|pour|alla|al|per)\s+)?/uy;

/** The group that begins at `from`, or null. With no items known only numbers count. */
export function refsAt(folded: string, from: number, items: readonly DigestItem[]): Refs | null {
  const first = refAt(folded, from, items);
  if (first === null || first.kind !== 'listed') return first;
  const numbers = [...first.numbers];
  let end = first.end;
  for (;;) {
    const joint = matchAt(JOINT, folded, end)?.[0].length ?? 0;
    const next = joint === 0 ? null : refAt(folded, end + joint, items);
    if (next === null || next.kind !== 'listed') return { end, numbers, kind: 'listed' };
    numbers.push(...next.numbers);
    end = next.end;
  }
}

function refAt(folded: string, from: number, items: readonly DigestItem[]): Refs | null {
  if (from > 0 && /[\p{L}\d]/u.test(folded[from - 1] ?? '')) return null;
  return (
    numberAt(folded, from) ??
    (items.length === 0
      ? null
      : (wordAt(REST, 'rest', folded, from, items.length) ??
        wordAt(ALL, 'all', folded, from, items.length) ??
        wordAt(NONE, 'none', folded, from, items.length) ??
        ordinalAt(folded, from, items) ??
        nameAt(folded, from, items) ??
        describedAt(folded, from, items)))
  );
}

function wordAt(
  pattern: RegExp,
  kind: Refs['kind'],
  folded: string,
  from: number,
  count: number,
): Refs | null {
  const found = matchAt(pattern, folded, from);
  if (found === null) return null;
  // "Both" under three requests names none of them.
  const wanted = COUNTED.find(([, words]) => words.test(found[0]))?.[0] ?? count;
  const numbers = kind === 'rest' || wanted === count ? [] : [0];
  return { end: from + found[0].length, numbers, kind: numbers.length > 0 ? 'listed' : kind };
}

const COUNTED: readonly (readonly [number, RegExp])[] = [
  [2, /\b(?:both|two|twee|zwei|allebei|beiden?|deux|due|entrambi)\b/u],
  [3, /\b(?:three|drie|drei|trois|tre)\b/u],
  [4, /\b(?:four|vier|quattro|quatre)\b/u],
  [5, /\b(?:five|vijf|funf|cinq|cinque)\b/u],
];

/** "She is under 18", "in room 3": no item. */
const MEASURES =
  /\b(?:under|over|aged?|than|around|room|since|until|below|above|least|most|circa|ca\.?|unter|uber|onder|boven|moins de|plus de|sotto i|sopra i|kamer|raum|salle|aula|page|chapter|version|paragraph|menos de|mas de)\s+$/u;

/** `3`, `nr. 3`, `2-4` (never “no 3”, which is a refusal); a range that runs backwards or is longer than a digest is no reference. */
function numberAt(folded: string, from: number): Refs | null {
  const found = matchAt(NUMBER, folded, from);
  if (found === null || MEASURES.test(folded.slice(Math.max(0, from - 16), from))) return null;
  const [first, last] = [Number(found[1]), Number(found[2] ?? found[1])];
  if (last < first || last - first > 20) return null;
  const numbers = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  return { end: from + found[0].length, numbers, kind: 'listed' };
}

const COUNTS: Readonly<Record<string, number>> = {
  ...{ two: 2, twee: 2, zwei: 2, deux: 2, due: 2 },
  ...{ three: 3, drie: 3, drei: 3, trois: 3, tre: 3 },
};

function ordinalAt(folded: string, from: number, items: readonly DigestItem[]): Refs | null {
  const found = matchAt(ORDINAL, folded, from);
  if (found === null) return null;
  const count = COUNTS[found.at(-1) ?? ''] ?? 1;
  const order = ORDINALS.findIndex((_, index) => found[index + 1] !== undefined);
  const numbers = items.map((item) => item.number);
  const start = order === -1 ? numbers.length - count : order;
  // "The second two" says nothing, and a third of two is not there: a number that is no item makes the answer unclear.
  const chosen = count > 1 && order > 0 ? [0] : numbers.slice(Math.max(0, start), start + count);
  return { end: from + found[0].length, numbers: chosen.length === count ? chosen : [0], kind: 'listed' };
}

const TITLES = /^(?:dr|prof|mr|mrs|ms|van|von|der|den|de|la|le|di|unknown)$/u;

/** A name that only one of the items has. */
function nameAt(folded: string, from: number, items: readonly DigestItem[]): Refs | null {
  const words = matchAt(
    /(?:(?:dr|prof|mr|mrs|ms)\.?\s+)?[\p{L}'-]+(?:\s+[\p{L}'-]+){0,4}/uy,
    folded,
    from,
  )?.[0].split(/(\s+)/);
  if (words === undefined) return null;
  let [end, length] = [0, 0];
  let number: number | null = null;
  for (const word of words) {
    length += word.length;
    if (word.trim() === '' || TITLES.test(word.replace('.', ''))) continue;
    const owners = items.filter((item) => partsOf(item.name).includes(word));
    if (owners.length !== 1 || (number !== null && owners[0]?.number !== number)) break;
    number = owners[0]?.number ?? null;
    end = length;
  }
  return number === null ? null : { end: from + end, numbers: [number], kind: 'listed' };
}

/** "Die meneer van Meridian": a word of where they come from that only one of the items has. */
const DESCRIBED =
  /(?:(?:the|that|this|those|die|de|der|den|dem|le|la|il|lo|l'|quel|quello|quella|el|ese)\s*)(?:\p{L}+\s+){0,2}?(?:from|of|at|with|van|von|vom|bei|der|de|du|d'|della?|dell'|di|da|del)\s*(?:the |de |der |la )?(\p{L}[\p{L}'-]{3,})((?:\s+\p{L}[\p{L}'-]+){0,3})/uy;

function describedAt(folded: string, from: number, items: readonly DigestItem[]): Refs | null {
  const found = matchAt(DESCRIBED, folded, from);
  const [whole, word = '', more = ''] = found ?? [];
  if (whole === undefined) return null;
  const owners = items.filter((item) => partsOf(item.about ?? null).includes(word));
  const [owner] = owners;
  if (owners.length !== 1 || owner === undefined) return null;
  let end = from + whole.length - more.length;
  for (const next of more.split(/(?=\s)/u)) {
    if (!partsOf(owner.about ?? null).includes(next.trim())) break;
    end += next.length;
  }
  return { end, numbers: [owner.number], kind: 'listed' };
}

function partsOf(name: string | null): string[] {
  return name === null
    ? []
    : fold(name.normalize('NFC'))
        .split(/[\s,.()]+/u)
        .filter((part) => part.length > 2 && !TITLES.test(part));
}

function matchAt(pattern: RegExp, text: string, from: number): RegExpExecArray | null {
  pattern.lastIndex = from;
  return pattern.exec(text);
}
