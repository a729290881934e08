/** Whether words are a person's name, an institution's, or a title. Judged by capitals and by words that give it away. */
import { collapse } from './plain-text.ts';

const EVENT_WORDS =
  /\b(?:talks?|series|workshop|lectures?|seminar|session|day|meeting|symposium|discussion|panel|tutorial|school|social|opening|kick-?off|conference|retreat|introduction|learning|models?|networks?|theory|for|of|with|on|in|and the|to|the)\b/iu;
/** `Wouter & friends` */
const COMPANY =
  /\s+(?:&|and|en|und)\s+(?:friends|co\.?|colleagues|others|team|guests|vrienden|collega's)$|\s+et\s+al\.?$/iu;

/** Two to five capitalised words, no digits and none of the words that titles have. */
export function isPersonLike(text: string): boolean {
  const alone = withoutDegrees(text.replace(COMPANY, ''));
  const words = collapse(alone)
    .replace(/^(?:(?:prof|dr|ir|drs|mr|mrs|ms)\.?\s*)+\s/i, '')
    .split(' ');
  if (words.length > 6 || words.length < 1 || /\d/.test(alone) || EVENT_WORDS.test(alone)) return false;
  const capitals = words.filter((word) => /^\p{Lu}/u.test(word));
  const particles = words.filter((word) =>
    /^(?:van|von|de|der|den|del|della|di|da|do|dos|das|du|la|le|ten|ter|te|['’][ts]|op|el|al|bin|bint|ibn|abu|zu|zur|zum|af|av|e|y|i|and|&|en|und)$/i.test(
      word,
    ),
  );
  return capitals.length >= Math.min(2, words.length) && capitals.length + particles.length >= words.length;
}

/** `Ana Bell, PhD`, `Ngozi (Grace) Okafor`: what is no part of the name proper. */
function withoutDegrees(text: string): string {
  return text
    .replace(/,?\s+(?:ph\.?\s?d|m\.?sc|md|jr|sr)\.?$/i, '')
    .replace(/^(\p{Lu}[\p{L}'’-]+)\s\(\p{Lu}\p{Ll}+\)(?=\s\p{Lu})/u, '$1');
}

const INSTITUTION =
  /\b(?:universi\w*|institut\w*|college|school|laborator\w*|lab|academ(?:y|ia)\w*|akademie|hogeschool|polit[eé]cni\w*|polytechni\w*|[eé]cole|max planck|helmholtz|fraunhofer|hospital|clinic|umc|museum|observator\w*|cent(?:re|er|rum)|foundation|ministry|gmbh|inc|ltd|eth|epfl|mit|cnrs|inria|uva|vu|tu|ucl|cern|embl|cwi|tno|knmi|kth|ntnu|google|deepmind|microsoft|ibm|nvidia|professor|phd|postdoc\w*|researcher|fellow|dep(?:t|artment))\b/iu;
const SENTENCE_WORDS =
  /\s(?:with|how|from|is|are|can|why|what|when|using|through|via|towards?|without|into|between|beyond|that|your|we)\s|\s(?:to)\s/iu;

export function looksLikeAffiliation(text: string): boolean {
  return INSTITUTION.test(text) && !SENTENCE_WORDS.test(text);
}

const SMALL_WORDS =
  /^(?:of|and|for|the|de|la|le|les|du|des|der|die|das|für|und|van|voor|het|en|at|in|di|del|della|y|et|zu|zur|a|an|on|&)$/iu;
/** The end or the start of a discipline, a unit or a post: no title by itself. */
const POST =
  /\b(?:student|candidate|professor|researcher|lecturer|reader|fellow|director|chair|scientist|engineer|postdoc\w*|group|section|faculty|division|unit|team)\b|^(?:department|dept|applied|computer|data|life|earth)\b|\b(?:sciences?|physics|chemistry|biology|mathematics|computing|engineering|medicine|statistics|informatics|astronomy|economics|intelligence|studies)$/iu;

/** `MIT`, `UvA`, `EPFL`: capitals within the word. */
export function isAcronym(text: string): boolean {
  return /^\p{Lu}[\p{L}\d/&]{0,3}\p{Lu}[\p{L}\d]{0,5}$/u.test(text.trim());
}

/** Two to five words, no institution's. */
export function isFullName(text: string): boolean {
  return (
    /^\S+(?:\s\S+){1,5}$/.test(text) &&
    text.length <= 60 &&
    isPersonLike(text) &&
    !looksLikeAffiliation(withoutDegrees(text))
  );
}

/** `Glass that flows`: words with small letters besides "of" and "for", and neither an institution nor a post. */
export function looksLikeTitle(text: string, minWords = 3): boolean {
  const words = collapse(text).split(' ');
  const small = words.filter((word) => /^\p{Ll}/u.test(word) && !SMALL_WORDS.test(word));
  if (words.length < minWords || !/^[\p{Lu}\d“"]/u.test(text)) return false;
  return small.length >= 1 && !INSTITUTION.test(text) && !POST.test(text);
}
