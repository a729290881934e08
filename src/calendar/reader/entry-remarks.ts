/**
 * What hosts add to a line of a schedule that is neither name nor title nor affiliation: `, moved from 22 April`,
 * `(online only)`, `(double session)`, `(new date!)`. The way of meeting is kept as the place.
 */

export interface Remarked {
  /** The line without them. */
  readonly text: string;
  /** `online only`, `hybrid`; null where nothing is said. */
  readonly place: string | null;
  /** `(title: Glass that flows)`. */
  readonly title: string | null;
}

const MOVED_FROM =
  /(?:[\s,;:(–—-]|(?<=\s)[*_]{1,2}){0,6}\b(?:moved|rescheduled|postponed|shifted|swapped|brought forward|verplaatst|verzet|verschoben|verlegt)\s+(?:here\s+)?(?:from|van|von|vom)\s+[^()]{2,40}?[)*_!\s]{0,4}$/iu;
/** `Ana Bell (MIT), onder voorbehoud` */
const RESERVED =
  /\s*[,;–—-]\s+(?:onder voorbehoud|to be confirmed|not yet confirmed|unconfirmed|unter vorbehalt|sous réserve|provisional(?:ly)?)[\s*_]*$/iu;
/** `Ana Bell (MIT) instead of Ben Cole` */
const INSTEAD =
  /\s*[,;(–—-]?\s*\b(?:instead of|in place of|replac(?:es|ing)|(?:swapped|swaps|traded) with|(?:stands|steps|standing|stepping) in for|in plaats van|statt|anstelle von)\s+\p{Lu}[^()]{2,50}\)?$/u;
const ASIDE_REMARK =
  /\s*[([]\s*(?:(?:note|nb|attention|let op)\b[^()[\]]{0,60}|(?:new|changed|other|different|unusual|special|andere?|nieuwe?)\s+(?:date|day|time|place|room|location|dag|datum|tijd|zaal)[^()[\]]{0,40}|(?:joint(?:ly)?|together|samen|gemeinsam)\s+(?:with|met|mit)\s+[^()[\]]{2,60}|(?:joint|double|triple|two|shared|extra|special|dubbele?)\s+(?:talks?|sessions?|lecture|colloquium|sessie|seminar)|(?:moved|rescheduled|verplaatst|verzet|verschoben|verlegt)\s+(?:because|due|owing|for|after|by|door|wegens|vanwege|wegen)\b[^()[\]]{0,60}|(?:was|originally|instead of|formerly|replaces|ipv|i\.p\.v\.)\b:?\s[^()[\]]{2,40}|(?:was )?not recorded|no recording|to be confirmed|tbc|t\.b\.c\.|unconfirmed|provisional(?:ly)?|tentative|confirmed|preliminary|!{1,3}|[^()[\]]{0,20}!)\s*[)\]]/giu;
/** `, host: Ben Cole`, ` (hosted by Ben)`, ` – chaired by Ben Cole`, ` [host Ben]` */
const HOSTED =
  /\s*[([](?:hosts?|chair|moderator|gastheer)\s+\p{Lu}[^()[\]]{1,40}[)\]]|[\s,;–—|-]*\(?\b(?:(?:hosted|chaired|moderated|introduced|organi[sz]ed|invited)\s+by|(?:hosts?|chair|moderator|gastheer|organi[sz]ers?)\s?:|(?:moderator|chair)(?=\s\p{Lu}\p{Ll}))\s+[^,;()|]{2,40}\)?/iu;
/** `Ana Bell (MIT) & guest` */
const AND_OTHERS =
  /\s+(?:&|\+|and|en|und|et)\s+(?:an?\s+|zijn\s+|her\s+|his\s+|their\s+)?(?:guests?|colleagues?|others|team|co-?authors?|gast(?:en)?|collega['’]?s?|kollegen|andere)[\s*_]*$/iu;
const AFAR =
  /\s*(?:[([]\s*((?:fully\s+|only\s+)?(?:online|remote|hybrid|virtual|(?:on|via)\s+(?:zoom|teams))(?:\s+only|\s+talk|\s+lecture)?!?)\s*[)\]]|[,;–—-]\s*[*_]{0,2}((?:online|hybrid|(?:on|via)\s+(?:zoom|teams))(?:\s+only)?!?)[*_]{0,2}\s*$|\s[*_]{1,2}((?:online|hybrid|(?:on|via)\s+(?:zoom|teams))(?:\s+only)?!?)[*_]{1,2}\s*$)/iu;
const TITLE_ASIDE =
  /\s*[([]\s*(?:title|titel|talk|topic|on|about|over)\s*[:：]\s*["“„«*_]{0,2}([^()[\]]{3,200}?)["”“»*_]{0,2}\s*[)\]]/iu;

export function withoutRemarks(markup: string): Remarked {
  const titled = TITLE_ASIDE.exec(markup);
  let text = titled === null ? markup : markup.replace(TITLE_ASIDE, ' ');
  text = text
    .replace(MOVED_FROM, '')
    .replace(HOSTED, (host) => (host.endsWith(')') && !host.includes('(') ? ')' : ''))
    .replace(ASIDE_REMARK, ' ')
    .replace(RESERVED, '')
    .replace(INSTEAD, '')
    .replace(AND_OTHERS, '');
  const afar = AFAR.exec(text);
  if (afar !== null) text = text.replace(AFAR, ' ');
  const place = afar?.[1] ?? afar?.[2] ?? afar?.[3] ?? null;
  return { text: text.trim(), place: place?.replace(/!$/, '') ?? null, title: titled?.[1]?.trim() ?? null };
}
