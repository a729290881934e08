/**
 * Speaker, affiliation and title from one line of a schedule, once the date is cut off:
 * `**Ana Bell**`, `Ana Bell (MIT): Title`, `[Title](…) by [Ana Bell](…)`, `Ana Bell, MIT – “Title”`.
 */
import { findLinks, joinAmong, watchAmong } from './page-links.ts';
import { collapse, decodeEntities, plainText, withoutLinks, withoutShortcodes } from './plain-text.ts';
import { divide } from './speaker-line.ts';
import { type TalkDraft, takeSpeaker, takeTitle } from './talk-draft.ts';
import { isUnknown } from './talk-state.ts';

const QUOTED = /["“„«]([^"“”„«»]{4,300})["”“»]/;
const ITALIC =
  /(?<![*\w])(?:\*|_)(?![*_\s])([^*_]{4,300})(?:\*|_)(?![*\w])|<(?:em|i)>([^<>]{4,300})<\/(?:em|i)>/;
const BY = /\s(?:by|von|door|par)\s+(?=[[*_<]|(?:Dr|Prof)|\p{Lu})/u;
const ASIDE =
  /[([]\s*(?:(?:slides?|video|recording|folien|pdf|abstract|watch(?: back| here)?|link|zoom|notes|poster|paper)\s*[,/&]?\s*)+[)\]]/giu;
const SEPARATORS = /^[\s:;,.|–—−•·-]+|[\s:;,|–—−•·-]+$/g;
const EVENT_WORDS =
  /\b(?:talks?|series|workshop|lectures?|seminar|session|day|meeting|symposium|discussion|panel|tutorial|school|social|opening|kick-?off|conference|retreat|introduction|learning|models?|networks?|theory|for|of|with|on|in|and the|to|the)\b/iu;

/** `Christmas special, Ana Bell (MIT)`: what is special about the day. */
const OCCASION =
  /^(?:[\p{L}’'-]+\s+){0,3}(?:special|edition|kick-?off|opening|finale)\s*[,:–—-]\s+(?=\p{Lu})/iu;
/** `last one before the summer! Speaker tba`, `Ana Bell (MIT): title follows`. */
const OPEN_END = /(?:^|[.,;:!–—-]\s*|\s)(speaker|title|spreker|titel)\s*(?:is|:)?\s*(\S.{1,30})$/iu;

/** Without an end that only says what is not known yet; nothing is left where that is the speaker. */
function withoutOpenEnd(text: string): string {
  const open = OPEN_END.exec(text);
  if (open === null || !isUnknown(plainText(open[2] ?? ''))) return isUnknown(text) ? '' : text;
  const before = text.slice(0, open.index).replace(SEPARATORS, '');
  return /^s/i.test(open[1] ?? '') && !isPersonLike(divide(plainText(before)).name) ? '' : before;
}

/** Fills the draft from the words of an entry. */
export function takeEntry(
  draft: TalkDraft,
  markup: string,
  line: number,
  references: ReadonlyMap<string, string>,
): void {
  const links = findLinks(markup, references);
  draft.watch ??= watchAmong(links);
  draft.online ??= joinAmong(links);
  if (draft.watch !== null) draft.lines.watch ??= line;
  const text = withoutOpenEnd(cleaned(markup).replace(OCCASION, ''));
  if (text === '') return;
  const by = BY.exec(text);
  if (by !== null) {
    takeBoth(draft, text.slice(0, by.index), text.slice(by.index + by[0].length), line);
    return;
  }
  const bold = /^(?:\*\*|__|<(?:b|strong)>)\s*([^*_<]{2,200}?)\s*(?:\*\*|__|<\/(?:b|strong)>)/.exec(text);
  const quoted = QUOTED.exec(text) ?? italicTitle(text);
  if (quoted !== null && (bold === null || quoted.index >= bold[0].length)) {
    const around = `${text.slice(0, quoted.index)} ${text.slice(quoted.index + quoted[0].length)}`;
    takeBoth(draft, quoted[1] ?? quoted[2] ?? '', around, line);
    return;
  }
  if (bold !== null) {
    takeNamed(draft, bold[0], text.slice(bold[0].length), bold[1] ?? '', line);
    return;
  }
  takePlain(draft, plainText(text), line);
}

/** `Ana Bell, *Deltares*`: one word, or an institution's. */
function isItalicAffiliation(words: string, before: string): boolean {
  const isShort = !/\s/.test(words.trim()) && /^\p{Lu}/u.test(words.trim());
  return (
    /,\s*$/.test(before) &&
    isPersonLike(plainText(before.replace(/,\s*$/, ''))) &&
    (isShort || looksLikeAffiliation(words))
  );
}

/** Italics are a title where they stand apart, not where they stress a word, and not where they mark a name. */
function italicTitle(text: string): RegExpExecArray | null {
  const italic = ITALIC.exec(text);
  if (italic === null) return null;
  const apart = /(?:^|[,:;)(–—*-]|\s-)\s*$/.test(text.slice(0, italic.index).slice(-20));
  const words = italic[1] ?? italic[2] ?? '';
  const name = italic.index === 0 && isPersonLike(words);
  return apart && !name && !isItalicAffiliation(words, text.slice(0, italic.index)) ? italic : null;
}

function takeBoth(draft: TalkDraft, title: string, speaker: string, line: number): void {
  const name = speaker.replace(SEPARATORS, '').replace(/^(?:title|talk)\s*[:：]\s*/i, '');
  takeTitle(draft, title.replace(SEPARATORS, ''));
  if (plainText(name) !== '') takeSpeaker(draft, name, line);
}

/** A bold name; what follows is its affiliation up to a colon or spaced dash, then the title. A bold title stays one. */
function takeNamed(draft: TalkDraft, bold: string, rest: string, words: string, line: number): void {
  if (!isPersonLike(words) && !isUnknown(words)) {
    takeTitle(draft, words);
    const name = rest.replace(SEPARATORS, '');
    if (plainText(name) !== '') takeSpeaker(draft, name, line);
    return;
  }
  const cut = /\s*[:：]\s+|\s+[-–—]\s+/.exec(
    rest.replace(/^\s*[-–—:,]\s*/, (lead) => ' '.repeat(lead.length)),
  );
  const wholeIsTitle = /^\s*[-–—:]\s*/.test(rest) && cut === null && !/^\s*[-–—:]\s*\(/.test(rest);
  if (wholeIsTitle && !looksLikeAffiliation(rest)) {
    takeSpeaker(draft, bold, line);
    takeTitle(draft, rest.replace(SEPARATORS, ''));
    return;
  }
  takeSpeaker(draft, cut === null ? bold + rest : bold + rest.slice(0, cut.index), line);
  if (cut !== null) takeTitle(draft, rest.slice(cut.index + cut[0].length));
}

/** `Ana Bell (MIT): Title`, `Ana Bell, MIT`, `Title` alone. */
function takePlain(draft: TalkDraft, text: string, line: number): void {
  const cut = /^([^:(]{3,60}(?:\([^()]{1,150}\))?)\s*(?::\s+|\s[-–—|]\s)(.{3,})$/u.exec(text);
  const head = cut?.[1] ?? '';
  if (cut !== null && isPersonLike(divide(head).name)) {
    takeSpeaker(draft, head, line);
    const rest = cut[2] ?? '';
    if (draft.affiliation === null && looksLikeAffiliation(rest)) draft.affiliation = rest;
    else takeTitle(draft, rest);
    return;
  }
  const { name } = divide(text);
  if (isPersonLike(name) || isUnknown(name)) takeSpeaker(draft, text, line);
  else takeTitle(draft, text);
}

/** Two to five capitalised words, no digits and none of the words that titles have. */
export function isPersonLike(text: string): boolean {
  const words = collapse(text)
    .replace(/^(?:(?:prof|dr|ir|drs|mr|mrs|ms)\.?\s+)+/i, '')
    .split(' ');
  if (words.length > 6 || words.length < 1 || /\d/.test(text) || EVENT_WORDS.test(text)) return false;
  const capitals = words.filter((word) => /^\p{Lu}/u.test(word));
  const particles = words.filter((word) =>
    /^(?:van|von|de|der|den|del|della|di|da|dos|la|le|ten|ter|el|al|bin|ibn|zu|zur|af|and|&|en|und)$/i.test(
      word,
    ),
  );
  return capitals.length >= Math.min(2, words.length) && capitals.length + particles.length >= words.length;
}

function looksLikeAffiliation(text: string): boolean {
  return /\b(?:universit\w*|institut\w*|college|school|laborator\w*|lab|eth|epfl|mit|cnrs|inria|uva|vu|google|deepmind|microsoft|professor|phd|postdoc\w*|researcher|fellow|dep(?:t|artment))\b/iu.test(
    text,
  );
}

/** Links become their words, asides like "(Video)" and video links go. */
function cleaned(markup: string): string {
  const linked = withoutLinks(withoutShortcodes(markup));
  // An entity may be the dash between date and name; one that makes a tag stays what it is.
  const without = linked.replace(/&(?!lt;|gt;|#)[a-z]{2,8};/gi, decodeEntities).replace(/<br\s*\/?>/gi, ' ');
  return collapse(without.replace(/https?:\/\/\S{1,2000}/g, ' ').replace(ASIDE, ' '))
    .replace(/(?:\s*[-–—|,]\s*)?\b(?:watch(?: back| here)?|recording|video|slides)\W*$/iu, '')
    .replace(SEPARATORS, '');
}
