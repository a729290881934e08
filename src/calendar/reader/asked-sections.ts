/**
 * Headings that ask: `What is next?`, `Who was here`, `Wat komt er nog`. The verb tells the time, whatever the other words are;
 * a talk's title may ask as well ("What was lost in translation"), so only small words may stand beside it.
 */

const ASKS =
  /^(?:and\s+|en\s+|und\s+)?(?:what|who|which\s+talks?|wat|wie|wer|was|qui|que)(?:['’]?s|\s+else|\s+ist?|\s+are|\s+komm?t|\s+\p{L}+)/iu;
const HELD =
  /^(?:was|were|been|came|spoke|talked|visited|happened|missed|had|did|gone|before|earlier|waren|war|kwam(?:en)?|sprak(?:en)?|geweest|gewesen|sprachen?|kamen?)$/iu;
const SOON = /^(?:next|now|today|tomorrow|first|volgende?|nächste[rsn]?|nu|jetzt)$/iu;
const SMALL =
  /^(?:what['’]?s?|who['’]?s?|which|and|else|is|are|be|will|has|have|we|us|you|here|there|to|on|in|the|our|a|up|it|so|far|last|this|that|comes?|coming|speaks?|speaking|talks?|speakers?|visits?|visiting|later|then|after|afterwards|follows?|planned|already|still|yet|soon|season|year|term|semester|wat|wie|er|nog|komt|komen|komm(?:t|en)|is|zijn|spreekt|spreken|wer|was|spricht|noch|bei|uns|ons|bij|hier|al|schon|daarna|danach|straks|later)$/iu;
const MAX_WORDS = 7;

type Asked = 'next' | 'schedule' | 'previous';

/** Null where the heading asks nothing of the kind. */
export function askedSection(text: string): Asked | null {
  return inWords(text) ?? withMark(text);
}

/** `Who will speak at the next colloquium?`, `And after that?`: with the mark any word may stand beside. */
function withMark(text: string): Asked | null {
  const asked = /^(?:and\s+)?(?:who|what|when)\b(.{1,40})\?$|^(?:and\s+)?(after.{2,20}|then)\?$/iu.exec(text);
  const about = asked?.[1] ?? asked?.[2] ?? '';
  if (/\bnext\b/iu.test(about)) return 'next';
  if (/\b(?:before|earlier|previously|so far|miss(?:ed)?|past)\b/iu.test(about)) return 'previous';
  return /\b(?:after|later|then|afterwards)\b/iu.test(about) ? 'schedule' : null;
}

function inWords(text: string): Asked | null {
  const words = text
    .split(/\s+/)
    .map((word) => word.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, ''))
    .filter((word) => word !== '');
  if (words.length < 2 || words.length > MAX_WORDS || !ASKS.test(words.join(' '))) return null;
  const [, ...behind] = words;
  const isKnown = behind.every((word) => HELD.test(word) || SOON.test(word) || SMALL.test(word));
  if (!isKnown) return null;
  // `Was kommt noch`: the German question word is no past.
  if (behind.some((word) => HELD.test(word))) return 'previous';
  return behind.some((word) => SOON.test(word)) ? 'next' : 'schedule';
}
