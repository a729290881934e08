/**
 * Speaker, affiliation and title from one line of a schedule, once the date is cut off:
 * `**Ana Bell**`, `Ana Bell (MIT): Title`, `[Title](…) by [Ana Bell](…)`, `Ana Bell, MIT – “Title”`.
 */

import { problem } from '../problem-kinds.ts';
import type { Problem } from '../reading.ts';
import { bracketedName, readParts, titleBehind } from './entry-parts.ts';
import { withoutRemarks } from './entry-remarks.ts';
import { takeTail } from './entry-tail.ts';
import { readLabel } from './field-label.ts';
import { findLinks, joinAmong, watchAmong, withoutWatchLinks } from './page-links.ts';
import { isFullName, isPersonLike, looksLikeAffiliation } from './person-words.ts';
import { nameLook } from './piece-looks.ts';
import { collapse, decodeEntities, plainText, withoutLinks, withoutShortcodes } from './plain-text.ts';
import { divide, isUnclosed } from './speaker-line.ts';
import { type TalkDraft, takeSpeaker, takeTitle } from './talk-draft.ts';
import { isUnknown, known } from './talk-state.ts';

const QUOTED = /["“„«]([^"“”„«»]{4,300})["”“»]/;
const ITALIC =
  /(?<![*\w])(?:\*|_)(?![*_\s])([^*_]{4,300})(?:\*|_)(?![*\w])|<(?:em|i)>([^<>]{4,300})<\/(?:em|i)>/;
const BY = /\s(?:by|von|door|par)\s+(?=[[*_<]|(?:[Dd]r|[Pp]rof|ir|drs|mr|ms)\b|\p{Lu})/u;
const ASIDE =
  /[([]\s*(?:(?:slides?|video|recording|folien|pdf|abstract|watch(?: back| here)?|link|zoom|notes|poster|paper)\s*[,/&]?\s*)+[)\]]/giu;
/** `([rec](…), [slides](…))`, `[[video](…)]`: nothing but links whose words are no names. */
const LINKS_ASIDE = /[([](?:[\s,;/|&·]*\[[^[\]\p{Lu}]{1,30}\]\([^()\s]{1,2000}\))+\s*[)\]]/gu;
const SEPARATORS = /^[\s:;,.!|/–—−•·→⇒-]+|[\s:;,|/–—−•·→⇒-]+$/g;

/** `Christmas special, Ana Bell (MIT)`: what is special about the day. */
const OCCASION =
  /^(?:[\p{L}’'-]+\s+){0,3}(?:special|edition|kick-?off|opening|finale|sessions?|double bill|afternoon)\s*[,:–—-]\s+(?=\p{Lu})/iu;
/** `Talk by Ana Bell` */
/** `Joint colloquium with physics: Ana Bell`, `(joint with physics) Ana Bell` */
const AROUND_IT =
  /^(?:\(\p{Ll}[^()]{3,60}\)\s+(?=[*_[]{0,3}\p{Lu})|(?:joint|special|double|extra|themed?)\b[^:()]{0,40}:\s+(?=[*_[]{0,3}\p{Lu}))/iu;
const KIND_OF_TALK =
  /^(?:an?\s+|the\s+)?(?:invited\s+|guest\s+|online\s+)?(?:talk|lecture|seminar|presentation|lezing|vortrag|exposé)\s+(?:by|door|von|par|van|de)\s+/iu;
const ROLE =
  /^(?:our\s+|an?\s+)?(?:(?:guest|invited|keynote|external)\s+speaker|speaker|guest|keynote|gast(?:spreker|redner(?:in)?)?|spreker|orateur|oratrice)\s*[,–—-]?\s+(?=[*_[]{0,3}\p{Lu})/iu;
const BARE_ROLE = /^(?:speaker|guest(?!\sspeaker)|keynote(?!\sspeaker)|spreker)\s/iu;
/** `Ana Bell → Ben Cole`: the one who comes instead. */
const REPLACED = /^([^→]{3,80}?)\s*(?:→|[-=]+>)\s*(?=[*_[]{0,3}\p{Lu})/u;

function withoutReplaced(text: string): string {
  const replaced = REPLACED.exec(text);
  const behind = text.slice(replaced?.[0].length ?? 0);
  const [old, now] = [plainText(replaced?.[1] ?? ''), plainText(behind)];
  const isPlaced = divide(old).rest === '' || divide(now).rest !== '';
  return replaced !== null && isPlaced && nameLook(old) >= 1 && nameLook(now) >= 1 ? behind : text;
}
/** `last one before the summer! Speaker tba`, `Ana Bell (MIT): title follows`. */
const OPEN_END = /(?:^|[.,;:!–—-]\s*|\s)(speaker|title|spreker|titel)\s*(?:is|:)?\s*(\S.{1,30})$/iu;

/** Without an end that only says what is not known yet; nothing is left where that is the speaker. */
function withoutOpenEnd(text: string): string {
  const open = isUnknown(plainText(text)) ? null : OPEN_END.exec(text);
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
  const written = withoutRole(unbracketed(cleaned(markup)));
  if (namesNobody(plainText(written))) return;
  const opening = withoutReplaced(
    written.replace(OCCASION, '').replace(AROUND_IT, '').replace(KIND_OF_TALK, ''),
  );
  const said = withoutRemarks(opening);
  draft.place ??= said.place;
  const text = withoutOpenEnd(takeTail(draft, said.text.replace(SEPARATORS, '')));
  if (text !== '' && draft.speaker === null && draft.title === null) draft.words = withoutTelling(text);
  if (text !== '') takeWords(draft, withoutTelling(text), line);
  if (said.title !== null) takeTitle(draft, said.title);
  takeTitleBehind(draft);
  const asks = draft.title?.endsWith('?') === true;
  if (draft.speaker !== null && UNCONFIRMED.test(plainText(written).replace(asks ? /\?\s*$/ : '', ''))) {
    draft.speaker = draft.speaker.replace(/\s*\?+$/, '');
    draft.signs.push(unconfirmed(draft.speaker, line));
  }
}

/** `guest speaker **Ana Bell** (MIT)`: only a whole name, and one told apart from "Speaker Diarization Revisited". */
function withoutRole(text: string): string {
  const name = text.replace(ROLE, '');
  const { name: bare, rest } = divide(plainText(name));
  const isTold = rest !== '' || /^[*_[]/.test(name) || !BARE_ROLE.test(text);
  return name !== text && isTold && isFullName(bare) ? name : text;
}

/** `speaker from MIT`, `Ana Bell or Ben Cole`, `bring your laptop`: nobody in particular, and no title. */
function namesNobody(text: string): boolean {
  const either = text.split(/\s+(?:or|of|oder|ou)\s+/u);
  if (either.length === 2 && either.every((name) => isFullName(name))) return true;
  return (
    /^(?:an?\s|the\s)?(?:guest\s|invited\s|external\s)?(?:(?:gast)?spreker|speaker|someone|somebody|colleague|(?:guest|gast)(?=\s(?:from|of|van)\s))\b(?!.*[:“"])/iu.test(
      text,
    ) && text.length < 60
  );
}

const UNCONFIRMED =
  /\?\s*$|[([](?:t\.?b\.?c\.?|to be confirmed|unconfirmed|provisional(?:ly)?|tentative(?:ly)?|onder voorbehoud)[)\]]|[,;–—-]\s+(?:onder voorbehoud|to be confirmed|not yet confirmed|unconfirmed|unter vorbehalt|sous réserve|provisional(?:ly)?)\s*$/iu;

function unconfirmed(name: string, line: number): Problem {
  return problem(
    'speaker-unconfirmed',
    [line],
    `Line ${line}: ${name} is marked as not yet confirmed; take the mark out when the speaker has agreed.`,
  );
}

/** `Ana Bell, MIT, Glass that flows` and `Ana Bell (Glass that flows)`: the end of what was taken for the affiliation. */
function takeTitleBehind(draft: TalkDraft): void {
  const ending = draft.title === null && draft.affiliation !== null ? titleBehind(draft.affiliation) : null;
  if (ending === null) return;
  draft.affiliation = ending.affiliation;
  takeTitle(draft, ending.title);
}

function takeWords(draft: TalkDraft, text: string, line: number): void {
  if (takeLabels(draft, text, line)) return;
  if ((text.includes(' | ') || text.split(' · ').length > 2) && takeParts(draft, text, line)) return;
  const by = BY.exec(text);
  if (by !== null && isNameBehindBy(text.slice(by.index + by[0].length))) {
    takeBoth(draft, text.slice(0, by.index), text.slice(by.index + by[0].length), line);
    return;
  }
  const bold = /^(?:\*\*|__|<(?:b|strong)>)\s*([^*_<]{2,200}?)\s*(?:\*\*|__|<\/(?:b|strong)>)/.exec(text);
  const quoted = QUOTED.exec(text) ?? italicTitle(text);
  if (quoted !== null && (bold === null || quoted.index >= bold[0].length)) {
    const behind = text.slice(quoted.index + quoted[0].length).replace(NEXT_SENTENCE, '');
    const around = `${text.slice(0, quoted.index).replace(TELLS, '')} ${behind}`;
    takeBoth(draft, quoted[1] ?? quoted[2] ?? '', around, line);
    return;
  }
  if (bold !== null && /^\s*[·•|/;—]/.test(text.slice(bold[0].length)) && takeParts(draft, text, line))
    return;
  if (bold !== null) {
    takeNamed(draft, bold[0], text.slice(bold[0].length), bold[1] ?? '', line);
    return;
  }
  if (isUnclosed(text)) takeSpeaker(draft, text, line);
  else takePlain(draft, plainText(text), line);
}

/** `Ana Bell (MIT) talked about *Glass that flows*. The recording is online.` */
const TELLS =
  /\s(?:(?:talked|spoke|speaks?|told us|tells us|lectured|presented|gave a talk|will (?:talk|speak|tell us|present)|sprach|spricht|sprak|spreekt|vertelde)\s+)?(?:on|about|over|über|sur)\s*$/iu;
const NEXT_SENTENCE = /^\s*[.!?](?:\s.*)?$/su;
/** `Ana Bell and Ben Cole. They will tell us about …` */
const SAID_OF_THEM = /^(.{4,90}?)\.\s+(?:They|She|He|Both|We|Zij|Hij|Ze|Sie|Er|Elle|Il|Ils)\s\p{Ll}/u;

function withoutTelling(text: string): string {
  const who = SAID_OF_THEM.exec(text)?.[1];
  return who !== undefined && isPersonLike(divide(plainText(who)).name) ? who : text;
}

/** `by PhD students` names nobody, and `Quantum chemistry by Gossip` is a title. */
function isNameBehindBy(behind: string): boolean {
  return /^[[*_<]/.test(behind) || isFullName(divide(plainText(behind)).name);
}

/** `Ana Bell, *Deltares*`: one word, or an institution's. */
function isItalicAffiliation(words: string, before: string): boolean {
  if (/^\(.*\)$/.test(words.trim())) return isPersonLike(plainText(before));
  const isShort = !/\s/.test(words.trim()) && /^\p{Lu}/u.test(words.trim());
  return (
    /,\s*$/.test(before) &&
    !before.replace(/,\s*$/, '').includes(',') &&
    isPersonLike(plainText(before.replace(/,\s*$/, ''))) &&
    (isShort || looksLikeAffiliation(words))
  );
}

/** Italics are a title where they stand apart, not where they stress a word, and not where they mark a name. */
function italicTitle(text: string): RegExpExecArray | null {
  const italic = ITALIC.exec(text);
  if (italic === null) return null;
  const before = text.slice(0, italic.index).slice(-40);
  const apart = /(?:^|[,:;)(–—*-]|\s-)\s*$/.test(before) || TELLS.test(before);
  const words = italic[1] ?? italic[2] ?? '';
  const name = italic.index === 0 && isPersonLike(words);
  return apart && !name && !isItalicAffiliation(words, text.slice(0, italic.index)) ? italic : null;
}

function takeBoth(draft: TalkDraft, title: string, speaker: string, line: number): void {
  const name = unbracketed(speaker.replace(SEPARATORS, '')).replace(
    /^(?:title|talk)\s*[:：]\s*|[\s,;–—-]+(?:title|titel|talk|topic)$/gi,
    '',
  );
  takeTitle(draft, title.replace(SEPARATORS, ''));
  if (plainText(name) !== '') takeSpeaker(draft, name, line);
}

/** `(Ana Bell, MIT)` */
function unbracketed(text: string): string {
  return /^[([]([^()[\]]{3,200})[)\]]$/.exec(text.trim())?.[1] ?? text;
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
    rest
      .replace(/\([^()]*\)/g, (bracket) => 'x'.repeat(bracket.length))
      .replace(/^\s*[-–—:,]\s*/, (lead) => ' '.repeat(lead.length)),
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

/** `Title: Glass; Speaker: Ana Bell (MIT)`: every part has its label. */
function takeLabels(draft: TalkDraft, text: string, line: number): boolean {
  if (!/^[*_]{0,3}\p{L}{3,20}\s?:/u.test(text)) return false;
  const parts = text.split(/\s*[;|]\s*|,\s+(?=\p{L}{3,20}:)/u).map((part) => readLabel(part));
  if (!parts.every((part) => part !== null)) return false;
  for (const { field, value } of parts) {
    if (field === 'title') takeTitle(draft, value);
    else if (field === 'speaker') takeSpeaker(draft, value, line);
    else if (field === 'affiliation' || field === 'place') draft[field] ??= known(plainText(value));
  }
  return true;
}

function takeParts(draft: TalkDraft, text: string, line: number): boolean {
  const parts = readParts(plainText(text));
  if (parts === null) return false;
  takeSpeaker(draft, parts.speaker, line);
  draft.affiliation ??= known(parts.affiliation);
  if (parts.title !== null) takeTitle(draft, parts.title);
  return true;
}

/** `Ana Bell (MIT): Title`, `Ana Bell (MIT) on glass`, `Ana Bell, MIT`, `Title` alone. */
function takePlain(draft: TalkDraft, text: string, line: number): void {
  const cut =
    /^([^:(]{3,60}(?:\([^()]{1,150}\))?)\s*(?::\s+|(?<=\))\s(?:on|about|over|über)\s|\s(?:talks|speaks|will (?:talk|speak)|spricht|spreekt)\s(?:on|about|over|über)\s)(.{3,})$/u.exec(
      text,
    );
  const head = cut?.[1] ?? '';
  if (cut !== null && isPersonLike(divide(head).name)) {
    takeSpeaker(draft, head, line);
    const rest = cut[2] ?? '';
    if (draft.affiliation === null && looksLikeAffiliation(rest)) draft.affiliation = rest;
    else takeTitle(draft, rest);
    return;
  }
  if (takeParts(draft, text, line)) return;
  const inBrackets = bracketedName(text);
  if (inBrackets !== null) {
    takeBoth(draft, inBrackets.title, inBrackets.speaker, line);
    return;
  }
  const { name } = divide(text);
  if (isPersonLike(name) || isUnknown(name)) takeSpeaker(draft, text, line);
  else takeTitle(draft, text);
}

/** Links become their words, asides like "(Video)" and video links go. */
function cleaned(markup: string): string {
  const linked = withoutLinks(withoutShortcodes(withoutWatchLinks(markup.replace(LINKS_ASIDE, ' '))));
  // An entity may be the dash between date and name; one that makes a tag stays what it is.
  const without = linked
    .replace(/&(?!lt;|gt;|#)[a-z]{2,8};/gi, decodeEntities)
    .replace(/<br\s*\/?>/gi, ' | ')
    .replace(/<\/?(?:a|span|div|p|small|font|li|u|center)\b[^<>]{0,500}>/gi, '');
  return collapse(
    without
      .replace(/\s+!+\s*$/, '')
      .replace(/https?:\/\/\S{1,2000}/g, ' ')
      .replace(ASIDE, ' ')
      .replace(/[[(]\s*[\])]/g, ' '),
  )
    .replace(
      /(?:[\s\-–—|,.;/·]{0,6}\b(?:watch(?: back| here)?|recording|video|slides|pdf|poster|preprint|terugkijken|opname|aufzeichnung|vidéo|replay)\W{0,8}){1,4}$/iu,
      '',
    )
    .replace(/[\s;,|·–—-]+\.\s*$/, '')
    .replace(SEPARATORS, '');
}
