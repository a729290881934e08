/**
 * A line about the talk as a whole, set apart by the host: `**CANCELLED** due to illness`, `UPDATE: this talk has been moved
 * to 10 March!`, `*The colloquium is postponed, new date follows*`. A talk's own text may hold the same words; only a line
 * that is marked, or speaks of "this talk", counts.
 */
import { matchNames } from '../match-names.ts';
import { movedTo } from './moved-to.ts';
import { plainText } from './plain-text.ts';
import { daysIn, peopleIn } from './sentences.ts';
import { calledOff } from './talk-state.ts';
import { type DateSense, readWhen, type When, withoutStruck } from './when-line.ts';

/** What it says happens to the talk. */
export type Change =
  | { readonly kind: 'off'; readonly status: 'cancelled' | 'postponed' }
  | { readonly kind: 'moved'; readonly when: When };

export type Remark = Change & {
  /** Whom and which days (YYYY-MM-DD) it names; it may be about another talk. */
  readonly people: readonly string[];
  readonly days: readonly string[];
};

const SET_APART =
  /^\s*(?:>\s*)?(?:[-*+]\s+)?(?:(?:\*\*|__|\*|_|<(?:b|strong|em|i|mark|font|span)\b[^<>]{0,200}>)|[⚠❗🚨]|!{1,3}|(?:update|note|nb|attention|important|change|notice|let op|wijziging|achtung|info)\b\s*[:!–-]|(?:CANCEL?LED|POSTPONED|RESCHEDULED|MOVED|AFGELAST|UITGESTELD|ABGESAGT|VERSCHOBEN)\b)/iu;
const ABOUT_TALK =
  /^\W*(?:(?:unfortunately|sadly|helaas|leider),?\s+)?(?:this|the|today['’]?s|our|deze?|het|dieser?|der)\s+(?:\p{L}+\s+)?(?:talk|colloquium|seminar|session|meeting|lecture|event|speaker|lezing|vortrag|kolloquium)\b/iu;
/** `Due to illness this talk is postponed`: what stands before it is the reason. */
const THIS_IS_OFF =
  /\b(?:this|the|today['’]?s|our|deze?|het|dieser?|der)\s+(?:\p{L}+\s+)?(?:talk|colloquium|seminar|session|meeting|lecture|event|lezing|vortrag|kolloquium)(?:\s+(?:is|was|has|had|will|must|needs?|to|be|been|unfortunately|sadly|therefore|now|by|of|on|\p{Lu}[\p{L}'’-]+|\d{1,2}|wordt|is|wird|muss|helaas|leider)){1,8}\s+(?:cancel\p{L}*|called off|postponed?|rescheduled|moved|delayed|afgelast|geannuleerd|uitgesteld|verplaatst|abgesagt|verschoben)(?!\p{L})/iu;
const PREFIX =
  /^\W*(?:update|note|nb|attention|important|change|notice|status|let op|wijziging|achtung|info)\b[\s\d/.-]{0,12}(?:\p{L}{3,9}\s?\d{0,2})?\s*[:!–-]\s*/iu;
/** `The speaker is ill, so the colloquium will not take place.` */
const NOT_HELD =
  /\b(?:will|can|does|wird|gaat)\s?(?:not|nicht|niet)\s+(?:take place|happen|be held|go ahead|stattfinden|door)\b/iu;
/** The word by itself, or with its reason: a title may begin with "Cancelled debts". */
const DIRECT =
  /^\W*(?:is\s|has\sbeen\s|was\s|wordt\s)?(?:cancel?led|called off|postponed|rescheduled|moved|delayed|afgelast|geannuleerd|uitgesteld|verplaatst|vervalt|gaat niet door|abgesagt|entf[äa]llt|f[äa]llt(?:\s\p{L}+)?\saus|verschoben|annulé\p{L}*|reporté\p{L}*)(?:\s*(?:$|[!.,:;()–—-])|\s+(?:due|because|until|till|to|as|by|naar|tot|wegens|vanwege|wegen|auf|à|new|we|sorry)\b)/iu;
const MEETING = /\b(?:talk|colloquium|seminar|session|meeting|lecture|event|lezing|vortrag|kolloquium)\b/iu;
const OFF_WORD =
  /\b(?:cancel\p{L}*|called off|postponed?|rescheduled|moved|delayed|shifted|afgelast|geannuleerd|uitgesteld|verplaatst|verzet|abgesagt|verschoben|verlegt|will not|cannot)(?!\p{L})/iu;
const THIS =
  /\b(?:this|today['’]?s|our|deze?|dieser?)\s+(?:\p{L}+\s+)?(?:talk|colloquium|seminar|session|meeting|lecture|event|lezing|vortrag|kolloquium)\b/iu;
const ANOTHER = /\b(?:last|previous|earlier|yesterday|vorige?|other)\b/iu;
const MAX_CHARS = 220;

/** `**Ana Bell** *postponed, new date follows*`: a remark that marks set off from the rest of its line. */
export function hasRemark(markup: string): boolean {
  return [...markup.slice(0, 600).matchAll(/[*_~([]+([^*_~()[\]]{5,120})/g)].some((part) =>
    DIRECT.test(part[1] ?? ''),
  );
}

/** Null where the line is none. `isInProse`: an abstract stands above it, so the line must be marked as well. */
export function readRemark(raw: string, sense: DateSense, isInProse: boolean): Remark | null {
  if (raw.length > MAX_CHARS * 2 || !/\p{L}{5}/u.test(raw)) return null;
  const text = plainText(withoutStruck(raw));
  const off = calledOff(text) ?? (NOT_HELD.test(text) ? 'cancelled' : null);
  if (off === null || text.length > MAX_CHARS || ANOTHER.test(text)) return null;
  const said = text
    .replace(PREFIX, '')
    .replace(/^\P{L}+/u, '')
    .split(/[;,.!]\s+(?:(?:so|therefore|and|hence|dus|daher)\s+)?/u);
  const isSaid = (part: string): boolean => calledOff(part) !== null || NOT_HELD.test(part);
  if (!DIRECT.test(said[0] ?? '') && !said.some((part) => isAboutTalk(part) && isSaid(part))) return null;
  const named = namedIn(text.replace(PREFIX, ''), sense);
  const isNamed = named.people.length > 0 || named.days.length > 0;
  if (isInProse && !SET_APART.test(raw) && !isNamed) return null;
  const when = movedTo(text, sense);
  return when === null ? { kind: 'off', status: off, ...named } : { kind: 'moved', when, ...named };
}

function isAboutTalk(sentence: string): boolean {
  return ABOUT_TALK.test(sentence) || THIS_IS_OFF.test(sentence);
}

/** `The talk by Ana Bell (7 October) was cancelled`: what stands before the word tells which talk; `this talk` needs nothing. */
function namedIn(text: string, sense: DateSense): Pick<Remark, 'people' | 'days'> {
  const at = text.search(MEETING);
  if (at < 0 || THIS.test(text)) return { people: [], days: [] };
  const subject = text.slice(at).split(OFF_WORD)[0] ?? '';
  const days = daysIn(subject, sense.order)
    .map((day) => readWhen(day.text, sense).date)
    .filter((date) => date !== null);
  return { people: peopleIn(subject).map((person) => person.text), days };
}

/** Whether the remark is about this talk, and not about another that it names. */
export function isRemarkOf(
  { people, days }: Remark,
  { speaker, date }: { readonly speaker: string | null; readonly date: string | null },
): boolean {
  const isDay = date === null || days.includes(date);
  if (people.length === 0) return days.length === 0 || isDay;
  return speaker === null ? isDay : people.some((name) => matchNames(name, speaker) === 'same');
}
