/**
 * The name and the affiliation in a speaker line: `**Ana Bell**, PhD student, MIT`, `Ana Bell (MIT)`,
 * `[Ana Bell](…) – MIT`, also with the bold mark closed wrongly.
 */
import { isFullName } from './person-words.ts';
import {
  collapse,
  decodeEntities,
  plainText,
  withoutLinks,
  withoutShortcodes,
  withoutTags,
} from './plain-text.ts';

export interface SpeakerReading {
  readonly speaker: string | null;
  readonly affiliation: string | null;
  /** `Ferry Hooft*,`: a mark that opens and does not close. */
  readonly unclosed: boolean;
  /** The affiliation stands in quotation marks. */
  readonly quoted: boolean;
}

const UNCLOSED = /^(\*\*|__)([^*_]{2,80}?)[*_]?(?=[,(;:]|$)/;
const BOLD = /(?:\*\*|__)\s*([^*_]{1,200}?)\s*(?:\*\*|__)|<(?:b|strong)>([^<>]{1,200})<\/(?:b|strong)>/g;
/** `(she/her)` is no affiliation. */
const PRONOUNS =
  /\s*[([](?:she|he|they|ze|xe|hij|zij|er|sie)\s*[/|,]\s*\p{L}{2,6}(?:\s*\/\s*\p{L}{2,6})?[)\]]/giu;
const MAX_VALUE = 2000;

/** `**Ferry Hooft*, CWI` */
export function isUnclosed(markup: string): boolean {
  return UNCLOSED.test(markup);
}

export function readSpeaker(value: string): SpeakerReading {
  const markup = withoutLinks(withoutShortcodes(value.slice(0, MAX_VALUE)))
    .replace(PRONOUNS, ' ')
    .trim();
  const bold = [...markup.matchAll(BOLD)];
  if (bold.length > 0) return fromBold(markup, bold);
  const unclosed = UNCLOSED.exec(markup);
  if (unclosed !== null) {
    const { name, rest } = divide(unclosed[2] ?? '');
    return { ...split(name, rest + markup.slice(unclosed[0].length)), unclosed: true };
  }
  const text = plainText(markup);
  const several = eachWithPlace(text) ?? bothFrom(text);
  if (several !== null) return several;
  const { name, rest } = divide(text);
  return { ...split(name, rest), unclosed: false };
}

/** `Ana Bell (MIT) & Ben Cole (KIT)`: names of capitalised words, each with its place in brackets. */
function eachWithPlace(text: string): SpeakerReading | null {
  const people = [...text.slice(0, 600).matchAll(WITH_PLACE)];
  if (people.length < 2 || people.reduce((sum, one) => sum + one[0].length, 0) !== text.length) return null;
  return {
    speaker: people.map((one) => one[1]).join(', '),
    affiliation: people.map((one) => one[2]).join('; '),
    unclosed: false,
    quoted: false,
  };
}

/** `Ana Bell, Ben Cole (both MIT)` */
function bothFrom(text: string): SpeakerReading | null {
  const match =
    /^([^()]{5,120})\s\((?:both|all|beiden?|allebei|beide)\s+(?:from\s+|at\s+)?([^()]{2,120})\)$/iu.exec(
      text,
    );
  const people = match?.[1]?.split(/,\s+|\s+(?:&|and|en|und|et)\s+/u) ?? [];
  if (match === null || people.length < 2 || !people.every((name) => isFullName(name))) return null;
  return { speaker: people.join(', '), affiliation: match[2] ?? null, unclosed: false, quoted: false };
}

const WITH_PLACE =
  /(?:(?:,|;|\s\/|\s&|\s\+|\sand|\sen|\sund|\set|\sy)\s+|^)((?:\p{Lu}[\p{L}.'’-]*|van|von|de|der|den|del|la|le|di|da|el|al|bin|ter)(?:\s(?:\p{Lu}[\p{L}.'’-]*|van|von|de|der|den|del|la|le|di|da|el|al|bin|ter)){1,5})\s\(([^()]{2,200})\)/gu;

/** The bold words are the names; with one bold run over everything the comma divides. */
function fromBold(markup: string, bold: readonly RegExpMatchArray[]): SpeakerReading {
  const names = bold.map((match) => plainText(match[1] ?? match[2] ?? '')).filter((name) => name !== '');
  const first = bold[0]?.index ?? 0;
  const before = plainText(markup.slice(0, first));
  const rests = bold.map((match, index) =>
    markup.slice((match.index ?? 0) + match[0].length, bold[index + 1]?.index),
  );
  if (names.length === 1 && plainText(rests[0] ?? '') === '' && /[,(]/.test(names[0] ?? '')) {
    const { name, rest } = divide(names[0] ?? '');
    return { ...split(name, rest), unclosed: false };
  }
  const affiliations = rests
    .map((rest) => affiliationOf(rest.replace(/(?:,|;|\s)\s*(?:and|&|en|und|et)\s*$/i, '')))
    .filter((one) => one !== null);
  const title = /^(?:(?:prof|dr|mr|mrs|ms|ir|drs|ph)\.?\s*)+$/i.test(before) ? `${before} ` : '';
  return {
    speaker: collapse(title + [...new Set(names)].join(', ')) || null,
    affiliation: affiliations.length === 0 ? null : affiliations.map((one) => one.text).join('; '),
    unclosed: false,
    quoted: affiliations.some((one) => one.quoted),
  };
}

function split(name: string, rest: string): Omit<SpeakerReading, 'unclosed'> {
  const affiliation = affiliationOf(rest);
  return {
    speaker:
      plainText(name)
        .replace(/[,;:–—-]+$/, '')
        .trim() || null,
    affiliation: affiliation?.text ?? null,
    quoted: affiliation?.quoted ?? false,
  };
}

/** Where the name ends in unmarked text: a bracket, a comma that opens no title ("Jr."), a spaced dash, "from". */
export function divide(text: string): { name: string; rest: string } {
  // `Ngozi (Grace) Okafor (MIT)`: what she is called is no place.
  const called = /^\p{Lu}[\p{L}'’-]+\s\(\p{Lu}\p{Ll}+\)(?=\s\p{Lu})/u.exec(text)?.[0].length ?? 0;
  const inner = /\s[([]/.exec(text.slice(called))?.index;
  const bracket = inner === undefined ? -1 : called + inner;
  const comma = /,(?!\s*(?:jr|sr|ph\.?\s?d|md|m\.?sc)\.?\s*(?:[,(]|$))/i.exec(text)?.index ?? -1;
  const dash = /\s[-–—|·•/]\s|\s--\s/.exec(text)?.index ?? -1;
  const from = /\s(?:from|at|of|@)\s(?:the\s)?\p{Lu}/u.exec(text)?.index ?? -1;
  const cuts = [bracket, comma, text.indexOf(';'), dash, from].filter((cut) => cut > 1);
  if (cuts.length === 0) return { name: text, rest: '' };
  const cut = Math.min(...cuts);
  return { name: text.slice(0, cut), rest: text.slice(cut).replace(/^\s(?:from|at|of|@)\s/, ' ') };
}

export function affiliationOf(markup: string): { text: string; quoted: boolean } | null {
  let text = collapse(decodeEntities(plainText(withoutTags(markup))))
    .replace(/^[\s,;:–—|·•/-]+/, '')
    .replace(/^(?:from|affiliation\s?:|affil\.\s?:|@)\s+(?=\p{L})/iu, '')
    .replace(/^\[([^[\]]{1,300})\]/, '($1)')
    .trim();
  const bracketed = /^\(([^()]{1,500}(?:\([^()]{0,200}\)[^()]{0,200})?)\)(.*)$/.exec(text);
  if (bracketed !== null) {
    const more = (bracketed[2] ?? '').replace(/^[\s,;:.–—-]+/, '');
    // `(MIT), professor` goes on; `(MIT), no joke` does not.
    const isRemark =
      /^\s+\p{Ll}/u.test(bracketed[2] ?? '') ||
      /^(?:no|not|this|the|please|note|last|first|in|on|with|by)\s/.test(more);
    text = more === '' || isRemark ? (bracketed[1] ?? '') : `${bracketed[1]}, ${more}`;
  }
  text = text.replace(/[\s,;:–—-]+$/, '').replace(/(\p{L}{2,}|["”’»)\]])\.$/u, '$1');
  const quoted = /^["“”„'‘«](.{2,})["“”'’»]$/.exec(text);
  if (quoted !== null) return { text: (quoted[1] ?? '').trim(), quoted: true };
  return text === '' ? null : { text, quoted: false };
}

/** `AlexanderTkatchenko`: two capitals run into one word, outside names that are written so. */
export function isRunTogether(name: string): boolean {
  return /^(?!Mac?\p{Lu}|De\p{Lu}|Van\p{Lu}|L[aeo]\p{Lu}|D[iu]\p{Lu})\p{Lu}\p{Ll}{2,}(?:\p{Lu}\p{Ll}{2,})+$/u.test(
    name.trim(),
  );
}
