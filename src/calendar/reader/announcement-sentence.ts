/**
 * A talk told in a sentence: `On Tuesday 22 June 2021 at 14:00 we welcome **Ana Bell** of *MIT*. She will speak about`.
 * Only names that are marked, or stand beside the verb, are believed; a day in a sentence without a name is no talk.
 */
import { findDate } from './date-words.ts';
import { isFullName, looksLikeAffiliation } from './person-words.ts';
import { nameLook } from './piece-looks.ts';
import { plainText, withoutLinks } from './plain-text.ts';
import { daysIn } from './sentences.ts';
import { type TalkDraft, takeTitle, takeWhen } from './talk-draft.ts';
import { isUnknown } from './talk-state.ts';
import { type DateSense, isOnlyPlace, leadingTime, placeAmong, readWhen } from './when-line.ts';

const MAX_CHARS = 900;
/** A request to readers, not an announcement. */
const ASKED =
  /\b(?:please|contact|if you|want to|would like|suggest\w*|volunteer|send|e-?mail|propose|submit|apply|organi[sz]\w*|hosts? are|your)\b/iu;
const BEFORE_NAME =
  /\b(?:welcom\w+|speakers?|host|have|hear|by|guest(?: is| will be| was)?|present\w*|with|met|mit|avec)\W+(?:[\p{L}.]+\W+){0,3}$/iu;
const BEHIND_NAME =
  /^.{0,120}?\b(?:will|speaks?|spoke|talks?|talked|presents?|presented|gives?|gave|tells?|told|explains?|visits?|joins?)\b/iu;
const NAME = String.raw`((?:(?:Prof|Dr|Ir|Mr|Ms|Mrs)\.?\s+)*\p{Lu}[\p{L}'’.-]+(?:\s+(?:van|von|de|der|den|del|di|da|la|le|ten|ter|el|al|bin))*(?:\s+\p{Lu}[\p{L}'’.-]*){1,3})`;
/** What a name stands behind, and what it stands before. */
const WELCOMED = new RegExp(
  String.raw`\b(?:welcome|host|have|hear|by|from|(?:speaker|guest) (?:is|will be|was)|joined by|ontvangen we|spreekt|begrüßen wir)\s+(?:by\s+)?${NAME}`,
  'u',
);
const SPEAKING = new RegExp(
  String.raw`${NAME}(?:\s?[,(][^.]{2,80}[,)]|\s(?:of|from|at)\s[^.,]{2,60})?\s+(?:will\s+(?:speak|talk|present|give|tell|join)|speaks|spoke|talks|talked|presents|presented|gives|gave|told|tells|explains|explained|is\s+(?:our|the)\s+(?:next\s+)?(?:speaker|guest))`,
  'u',
);
const TOLD =
  /\b(?:welcome|speak|spoke|speaker|talk|talks|present|presented|gave|give|host|hear|join(?:ed)?|guest|start|open|begin|continue|resume|return|kick off|meet|told|tells?|explain|spreekt|vertelt)\w*\b/iu;
const TITLED =
  /\b(?:about|on|over|titled|entitled|title(?: is)?|called|with the title|the topic)\s*:?\s*(?:["“„«]([^"“”„«»]{3,250})["”“»]|[*_]{1,2}([^*_]{3,250})[*_]{1,2})/giu;
const BOLD =
  /(?:\*\*|__)([^*_]{3,80})(?:\*\*|__)|<(?:b|strong)>([^<>]{3,80})<\/(?:b|strong)>|\[([^[\]]{3,80})\]\(/gu;

/** Fills date, time, speaker, affiliation and title; false where the sentence announces nobody. */
export function takeAnnouncement(draft: TalkDraft, raw: string, line: number, sense: DateSense): boolean {
  const text = plainText(raw.slice(0, MAX_CHARS * 2));
  if (text.length > MAX_CHARS || text.split(' ').length < 8 || !TOLD.test(text)) return false;
  if (ASKED.test(text) || draft.speaker !== null || /^\s*(?:[-*+|#]\s|<)/.test(raw)) return false;
  const date = findDate(text, sense.order);
  if (date === null && draft.date === null) return false;
  const name = nameIn(raw, text);
  if (name === null) return false;
  if (date !== null)
    takeWhen(
      draft,
      { ...readWhen(text, sense), place: placeIn(text) ?? placeAmong(text) ?? bracketedPlace(text, sense) },
      line,
    );
  draft.speaker = name;
  draft.lines.speaker = line;
  draft.affiliation ??= affiliationBehind(text, name);
  const title = titleIn(raw, name, sense);
  if (title !== null && draft.title === null) {
    takeTitle(draft, title);
    draft.lines.title ??= line;
  }
  return true;
}

/** `(Tuesday 7 October, 14:00, L3.36)`, `(14:00, L3.36)`, `(L3.36)` */
function bracketedPlace(text: string, sense: DateSense): string | null {
  const inside = [...text.matchAll(/\(([^()]{3,120})\)/g)].map((match) => match[1] ?? '');
  const when = inside.find((words) => findDate(words, sense.order) !== null || leadingTime(words) > 0);
  const place = when === undefined ? null : readWhen(when, sense).place;
  return place ?? inside.find((words) => isOnlyPlace(words)) ?? null;
}

export function titleIn(raw: string, name: string, sense: DateSense): string | null {
  const titles = [...withoutLinks(raw).matchAll(TITLED)].map((match) => match[1] ?? match[2] ?? '');
  const isOther = (title: string): boolean =>
    !plainText(title).includes(name) && findDate(title, sense.order) === null;
  return titles.find(isOther) ?? titleApart(raw, name, sense);
}

const APART = /(?<![*\w])[*_](?![*_\s])([^*_]{3,250})[*_](?![*\w])|["“„«]([^"“”„«»]{3,250})["”“»]/gu;

/** `**Ana Bell** (MIT) explains *How glass flows*`: behind the name only the title is set apart like that. */
function titleApart(raw: string, name: string, sense: DateSense): string | null {
  const text = withoutLinks(raw);
  const from = text.indexOf(name) + name.length;
  const apart = [...text.slice(from).matchAll(APART)].filter(({ index, 0: whole }) => {
    const words = plainText(whole);
    const isOf = /(?:\b(?:of|at|from|the|in|by|with)|[(,])\s*$/iu.test(text.slice(0, from + index));
    return (
      !isOf && !looksLikeAffiliation(words) && nameLook(words) < 1 && findDate(words, sense.order) === null
    );
  });
  const [only, ...others] = apart;
  return others.length > 0 ? null : (only?.[1] ?? only?.[2] ?? null);
}

function nameIn(raw: string, text: string): string | null {
  const marked = [...raw.matchAll(BOLD)].map((match) => plainText(match[1] ?? match[2] ?? match[3] ?? ''));
  // `On 23 September Ana Bell spoke`: the month is no first name.
  const undated = daysIn(text, 'day-first').reduce(
    (words, { from, to }) => `${words.slice(0, from)}${'.'.repeat(to - from)}${words.slice(to)}`,
    text,
  );
  const names = [...marked, WELCOMED.exec(undated)?.[1], SPEAKING.exec(undated)?.[1]];
  return names.find((name) => name !== undefined && isFullName(name) && isSpeaking(name, text)) ?? null;
}

function isSpeaking(name: string, text: string): boolean {
  const at = text.indexOf(name);
  const [before, behind] = [text.slice(Math.max(0, at - 80), at), text.slice(at + name.length)];
  return (
    at >= 0 && findDate(name, 'day-first') === null && (BEFORE_NAME.test(before) || BEHIND_NAME.test(behind))
  );
}

/** Words with capitals and the small ones between them: up to the verb. */
const OF =
  /^,?\s+(?:of|from|at|van|von)\s+(?:the\s+)?(\p{Lu}[^\s.,;:()]*(?:\s(?:\p{Lu}[^\s.,;:()]*|(?:of|and|for|the|de|van|der|von|du|des|la|voor|&)(?=\s\p{Lu}|\s(?:the|de|la)\s)))*)/u;

/** `, who works on turbulence at the Institute for Fluids in Ghent`, `, a professor of law at the University of Oslo` */
const WORKS =
  /^,\s[^.;:()]{2,120}?\s(?:at|from|with)\s+(?:the\s+)?(\p{Lu}[^\s.,;:()]*(?:\s(?:\p{Lu}[^\s.,;:()]*|(?:of|and|for|the|in|de|van|der|von|du|des|la|voor|&)(?=\s\p{Lu}|\s(?:the|de|la)\s)))*)/u;

/** ` (VIB, Ghent)`, ` of the University of Cape Town.`, `, MIT, will …` right behind the name. */
export function affiliationBehind(text: string, name: string): string | null {
  const behind = text.slice(text.indexOf(name) + name.length);
  const bracketed = /^\s*\(([^()]{2,120})\)/.exec(behind)?.[1];
  if (bracketed !== undefined) {
    // `(Oslo, 23 September, video)`: up to the day.
    const day = findDate(bracketed, 'day-first');
    const place = bracketed.slice(0, day?.from).replace(/[\s,;]+$/, '');
    if (place !== '') return isUnknown(place) ? null : place;
  }
  const of = OF.exec(behind)?.[1];
  if (of !== undefined) return of.trim();
  const works = WORKS.exec(behind.slice(0, 200))?.[1];
  if (works !== undefined && looksLikeAffiliation(works)) return works.trim();
  const apposed =
    /^,\s+(\p{Lu}[^.;:()]{1,100}?),?\s+(?:will|is|on|who|spoke|speaks|talks|gives|gave|presents|tells|told|explains|shows|joins|visits|comes)\s/u.exec(
      behind,
    )?.[1];
  return apposed !== undefined && looksLikeAffiliation(apposed) ? apposed.trim() : null;
}

const MEETING =
  /\b(?:we\s+(?:will\s+|shall\s+)?(?:meet|gather|are)|(?:takes?|will take|taking)\s+place|(?:is|be|was)\s+held|join us|come to|the (?:venue|location|room|place) (?:is|will be))\b\s*(?:this time\s+|again\s+)?(?:in|at|on|via)?\s*(?:the\s+)?((?:[^.;!]|\.(?=\d)){3,100}?)\s*[.;!]?$/iu;

/** `We meet in the **Oort room** (Science Park 904) and on Zoom.` */
export function placeIn(sentence: string): string | null {
  const place = MEETING.exec(sentence)?.[1]?.trim() ?? '';
  const first = place.split(/\s*[,(]|\s(?:and|or)\s/u)[0] ?? '';
  const isPlace = isOnlyPlace(plainText(first));
  return isPlace && !/\d[:.]\d\d\b.*\d[:.]\d\d/.test(place) && place.length <= 80 ? place : null;
}
