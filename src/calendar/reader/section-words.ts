/**
 * What a heading calls the part of the page below it: Next, Schedule, Previous, or something else. A talk's title may
 * hold the same words ("The past and future of glass"); only a heading that says nothing else names a section.
 */
import { askedSection } from './asked-sections.ts';
import { MONTH_PATTERN, WEEKDAY_PATTERN } from './month-words.ts';
import { collapse } from './plain-text.ts';

export type SectionKind = 'next' | 'schedule' | 'previous' | 'other';

const NEXT =
  /^(?:(?:the|our|de|het|das|der|le|la)\s+)?(?:up\s+next|what['’]?s\s+(?:next|on)|next|volgende?|(?:eerst)?volgende?|nächste[rsn]?|prochaine?s?|próximo|prossimo)\b(?!\s+(?:steps?|year|season|semester|term|page))/iu;
const WHEN = String.raw`(?:an?|one|two|three|four|five|six|\d{1,2})\s+(?:weeks?|days?|fortnights?|months?)`;
const AHEAD = new RegExp(`^in\\s+${WHEN}$`, 'iu');
const AGO = new RegExp(`^(?:${WHEN}\\s+ago|yesterday)$`, 'iu');
const NOW = /^(?:today|tonight|tomorrow|now|vandaag|morgen|heute)$/iu;
const COMING =
  /^(?:(?:the|our)\s+)?(?:coming|this (?:week|month)'?s?|today'?s?|tomorrow'?s?|current)\s(?:[\p{L}\d&'’-]+\s){0,3}(?:colloqui\w+|talks?|seminars?|speakers?|sessions?|events?|lectures?|meetings?)$/iu;
/** `This week: 7 November 2023` */
const THIS_WEEK =
  /^(?:this|deze|diese)\s+(?:week|woche|month|maand|tuesday|fortnight)(?:\s*[:,(–-].{0,40})?$/iu;
const UPCOMING =
  /^(?:(?:the|our|list of|all)\s+)?(?:upcoming|coming up|coming soon|forthcoming|aankomende?|komende|kommende[rs]?|future|à venir)\b/iu;
const PLURAL =
  /\b(?:talks|colloquia|colloquiums|seminars|lectures|speakers|events|sessions|meetings|editions|presentations|dates|lezingen|sprekers|vorträge|termine|exposés|séminaires)$/iu;
const LISTED =
  /\b(?:schedule|program(?:me|m|ma)?|agenda|calendar|list|overview|line-?up|rooster|planning)$/iu;
const PREVIOUS =
  /\b(?:previous(?:ly)?|past|earlier|archived?|archief|archiv|former|recordings|watch back|looking back|terugblik|terugkijken|rückblick|held|so far|recently|history|gone by|(?:what )?you missed|bygone|older|vorige?|eerdere?|afgelopen|geweest|vergangene|frühere|bisherige|précédents?|passés?|anteriores|passati|recent|concluded|completed)\b/iu;
/** `Last colloquium`, but not `Last talk before the summer` and not `Last update`. */
const LAST =
  /^(?:(?:last|vorige|letztes?) (?:time|keer|mal)|before(?: (?:that|this|now))?)$|^(?:(?:the|our|de|het)\s+)?(?:last|latest|most recent|laatste|letzte[rsn]?|derniers?|dernière)\s+(?:(?:week|month|time)['’]?s?\s?)?(?:[\p{Lu}\d][\p{L}\d]*\s)?(?:colloqui\w+|kolloqui\w+|talks?|seminars?|sessions?|lectures?|meetings?|events?|editions?|lezing(?:en)?|vortrag|séminaires?|exposés?)?$/iu;
const SCHEDULE =
  /\b(?:schedule|program(?:me|m|ma)?|agenda|calendar|upcoming|planned|planning|line-?up|overview|rooster|termine|vorträge|übersicht|calendrier|dates|later(?: (?:on|in|this) ?(?:the )?(?:season|year|term|semester|month)?)?|after (?:that|this|wards)|afterwards|thereafter|(?:the )?rest of the \p{L}+|remaining|what comes (?:after|then|next)|(?:still )?to come|on the horizon|in the pipeline|coming (?:weeks|months)|daarna|danach|further ahead|looking ahead|^(?:and )?then$|list of (?:talks|seminars|colloquia|speakers)|talks|seminars|colloquia|sessions|lezingen)\b/iu;
const NOT_A_SECTION =
  /\b(?:mailing|e-?mail|subscribe|contact|organi[sz]|about|how to|join|committee|news|information|policy|guidelines|propose|suggest|volunteer|updated?|modified)\b/iu;

const NOUN =
  /^(?:colloqui\w+|kolloqui\w+|talks?|seminars?|séminaires?|lectures?|sessions?|speakers?|meetings?|events?|presentations?|editions?|lezing(?:en)?|sprekers?|bijeenkomst(?:en)?|vortrag|vorträge|exposés?|series|schedule|program(?:me|ma?)?|agenda|calendar|archive|history|dates|recordings?|videos?)$/iu;
const FILLER =
  /^(?:the|our|all|a|an|of|in|for|and|at|on|with|from|de|het|van|en|der|die|das|und|le|la|les|des|this|that|what['’]?s|up|to|by|until|now|yet|is|are|list|slides|abstracts?|titles?|season|seizoen|saison|year|jaar|jahr|academic|term|semester|trimester|spring|summer|autumn|fall|winter|voorjaar|najaar|online|hybrid|time|keer|mal|fois|vez|volta|today|tomorrow|soon|more|other|full|preliminary|provisional|tentative|ahead|back|week['’]?s?|month['’]?s?|special|keer|fois|no|nr|part|page|overview|after|afterwards|then|rest|remaining|comes?|before|further|still|already|coming|weeks|months|later|back|on|gone|you|missed|daarna|danach)$/iu;
const DATE_WORD = new RegExp(`^(?:${MONTH_PATTERN}|${WEEKDAY_PATTERN})s?$`, 'iu');
const MAX_WORDS = 9;
const MAX_CHARS = 60;

/** `strict`: only where the heading says nothing but that; a heading deep in a section may be a title. */
export function sectionKind(text: string, strict = false): SectionKind {
  const words = collapse(text.replace(/:[a-z_]{2,30}:/g, ' ')).replace(/^[^\p{L}]+/u, '');
  const isLong = words.length > MAX_CHARS || words.split(' ').length > MAX_WORDS;
  const said = isLong ? headOf(words) : words;
  const asked = askedSection(words);
  if (asked !== null) return asked;
  // `Edition 42 (next)`
  const aside = /\(([^()]{4,20})\)$/.exec(words)?.[1] ?? '';
  if (/^(?:up )?next!?$|^(?:coming|upcoming|this week)!?$/iu.test(aside)) return 'next';
  const kind = kindOf(said);
  if (kind === 'other') return 'other';
  if (AHEAD.test(said) || AGO.test(said) || NOW.test(said)) return kind;
  const goesOn = !strict && !isLong && OPENS.test(said) && said.split(' ').some((word) => NOUN.test(word));
  return goesOn || saysNothingElse(said) ? kind : 'other';
}

/** A section's heading may go on: `Previous colloquia, hosted by Ana`. */
const OPENS = new RegExp(
  `^(?:(?:the|our|de|list of)\\s+)?(?:${PREVIOUS.source}|${SCHEDULE.source})|${NEXT.source}|${UPCOMING.source}|${COMING.source}|${THIS_WEEK.source}|${LAST.source}`,
  'iu',
);

function kindOf(words: string): SectionKind {
  if (NOT_A_SECTION.test(words)) return 'other';
  if (NOW.test(words)) return 'next';
  if (AHEAD.test(words)) return 'schedule';
  if (AGO.test(words)) return 'previous';
  if (PREVIOUS.test(words) || LAST.test(words)) return 'previous';
  if (NEXT.test(words) || COMING.test(words) || THIS_WEEK.test(words)) return 'next';
  if (UPCOMING.test(words)) return PLURAL.test(words) || LISTED.test(words) ? 'schedule' : 'next';
  return SCHEDULE.test(words) ? 'schedule' : 'other';
}

/** A heading over what is no calendar: news, the mailing list, the hosts. */
export function isAside(text: string): boolean {
  return NOT_A_SECTION.test(text);
}

/** `Next Colloquium – Tuesday 14 April 2026, 14:00, room L1.12` without all that follows. */
function headOf(words: string): string {
  return words.split(/\s[-–—|·@]\s|[:(,]|\s(?=\d)/u)[0]?.trim() ?? '';
}

/** "Upcoming", "Upcoming talks": which of the two sections it is, only the page tells. */
export function isUpcoming(text: string): boolean {
  return UPCOMING.test(collapse(text).replace(/^[^\p{L}]+/u, ''));
}

/** `Next up`, `Next talks`: the list, where another section holds the next talk. */
export function mayBeList(text: string): boolean {
  return (
    PLURAL.test(collapse(text)) ||
    /^\W*(?:next up|up next|coming next|what['’]?s next|after that)\b/iu.test(text)
  );
}

/** All words are those of sections, but for the name of the series (two words with capitals) beside a noun. */
function saysNothingElse(text: string): boolean {
  const words = headOf(text)
    .split(/[\s/&+]+/)
    .map((word) => word.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, ''));
  const other = words.filter((word) => word !== '' && !isSectionWord(word));
  if (other.length === 0) return true;
  return (
    other.length <= 2 && other.every((word) => /^\p{Lu}/u.test(word)) && words.some((word) => NOUN.test(word))
  );
}

function isSectionWord(word: string): boolean {
  return (
    NOUN.test(word) ||
    FILLER.test(word) ||
    DATE_WORD.test(word) ||
    /^(?:next|eerstvolgende?|latest|last|laatste|coming|current|past|save|looking|watch|missed|vorig)$/iu.test(
      word,
    ) ||
    kindOf(word) !== 'other' ||
    LAST.test(word)
  );
}
