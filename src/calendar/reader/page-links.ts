/** Pictures and links in a line of a page: the speaker's photo, the recording, the link to join. */

export interface PageLink {
  readonly words: string;
  readonly url: string;
}

const MARKDOWN_LINK =
  /(!?)\[([^[\]]{0,300}(?:\[[^[\]]{0,100}\][^[\]]{0,100})?)\]\(\s*<?([^()\s<>]{1,2000}(?:\([^()\s]{0,300}\)[^()\s<>]{0,300})?)>?[^()]{0,200}\)/g;
const REFERENCE_LINK = /(?<!!)\[([^[\]]{1,300})\] ?\[([^[\]]{0,80})\]/g;
const HTML_LINK = /<a\b([^<>]{0,3000})>((?:[^<]|<(?!\/?a\b)){0,1000})(?:<\/a>|$)/gi;
const HREF = /\bhref\s*=\s*(?:"([^"]{1,3000})"|'([^']{1,3000})'|([^\s"'>]{1,3000}))/i;
const SRC = /\bsrc\s*=\s*(?:"([^"]{1,3000})"|'([^']{1,3000})'|([^\s"'>]{1,3000}))/i;
const BARE = /(?<![("'=\w/])https?:\/\/[^\s<>()"']{3,1000}/g;
const WATCH_WORDS =
  /^\W*(?:re-?)?(?:watch|rec\b|recordings?|recorded|video|replay|youtube|(?:view|see|find)\s+(?:the\s+)?(?:recording|video)|terugkijken|kijk\s+terug|herbekijk\p{L}*|bekijk|opname|aufzeichnung|vidéo)\b/iu;
const WATCH_SENTENCE =
  /^(?:(?:the|a|this)\s+)?(?:recording|video|talk)\b.{0,60}\b(?:found|available|watched|viewed|here|online|uploaded|rewatch\w*|recorded)\b/iu;
const MAY_WATCH = /^you\s+(?:can|may|could)\s+(?:(?:now|still|also)\s+)?(?:re-?)?(?:watch|view|see)\b/iu;
const VIDEO_HOST =
  /^https?:\/\/(?:www\.|m\.)?(?:youtube\.com|youtu\.be|vimeo\.com|video\.|webcast|mediasite|[\w.-]*panopto|media\.ccc|bilibili)/i;
const JOIN_HOST =
  /https?:\/\/[\w.-]*(?:zoom\.us|zoom\.com|teams\.microsoft|meet\.google|webex\.com|bbb\.|gather\.town|jit\.si)/i;

export function findLinks(line: string, references: ReadonlyMap<string, string>): PageLink[] {
  const text = line.slice(0, 20_000);
  if (!/https?:|\[|<a\b/i.test(text)) return [];
  const links: PageLink[] = [];
  for (const match of text.matchAll(MARKDOWN_LINK)) {
    if (match[1] === '') links.push({ words: match[2] ?? '', url: match[3] ?? '' });
  }
  for (const match of text.matchAll(REFERENCE_LINK)) {
    const url = references.get((match[2] || match[1] || '').toLowerCase());
    if (url !== undefined) links.push({ words: match[1] ?? '', url });
  }
  for (const match of text.matchAll(HTML_LINK)) {
    const href = HREF.exec(match[1] ?? '');
    const url = href?.[1] ?? href?.[2] ?? href?.[3];
    if (url !== undefined) links.push({ words: wordsOf(match[2] ?? ''), url: url.replace(/&amp;/g, '&') });
  }
  for (const match of text.matchAll(BARE)) {
    const url = match[0].replace(/[.,;:!?]+$/, '');
    if (!links.some((link) => link.url === url)) links.push({ words: '', url });
  }
  return links;
}

/** An icon link has no words but its picture's name. */
function wordsOf(inside: string): string {
  const words = inside.replace(/<[^<>]{0,3000}>/g, ' ').trim();
  if (words !== '') return words;
  return SRC.exec(inside)?.[1]?.split('/').pop() ?? '';
}

/** The recording in this line: a link that says so and stands (nearly) alone, or an embedded video. */
export function findWatch(line: string, references: ReadonlyMap<string, string>): string | null {
  const embedded = findEmbedded(line.slice(0, 20_000));
  if (embedded !== null) return embedded;
  const links = findLinks(line, references);
  if (links.length === 0) return null;
  const words = line.replace(/<[^<>]{0,3000}>|\]\([^()]{0,2000}\)|https?:\/\/\S{1,2000}/g, ' ');
  if (words.length > 160) return null;
  const alone = /^[\s*_>[\]()!-]*$/.test(words) ? links.find((link) => VIDEO_HOST.test(link.url)) : undefined;
  const said = links.find((link) => WATCH_WORDS.test(link.words)) ?? alone ?? onlyVideo(line, links);
  if (said !== undefined) return said.url;
  const opening = words.replace(/^[\s*_>#[\]-]+/, '');
  const announced = WATCH_WORDS.test(opening) || WATCH_SENTENCE.test(opening) || MAY_WATCH.test(opening);
  return announced ? (links[0]?.url ?? null) : null;
}

/** `[See it once more](https://video.example/7)`: all of the line is one link, and to where videos are. */
function onlyVideo(line: string, [only, ...others]: readonly PageLink[]): PageLink | undefined {
  const isAll = /^\s*(?:[-*+]\s+)?[*_]{0,2}\[[^[\]]{1,60}\]\([^()]{1,2000}\)[*_.!]{0,3}\s*$/.test(line);
  const isOne = isAll && others.length === 0 && only !== undefined && !SIDE_WORDS.test(only.words);
  return isOne && VIDEO_HOST.test(only.url) ? only : undefined;
}

/** `<iframe src="…">`, `<video><source src="…">`, a shortcode or include of the site that names the video. */
function findEmbedded(line: string): string | null {
  const frame = /<(iframe|video|source|embed)\b[^<>]{0,2000}>/i.exec(line);
  const src = frame === null ? null : SRC.exec(frame[0]);
  const url = src?.[1] ?? src?.[2] ?? src?.[3] ?? null;
  if (url !== null && !NO_RECORDING.test(url) && !JOIN_HOST.test(url)) return url.replace(/&amp;/g, '&');
  const code =
    /\{[{%][<%]?\s*(?:include\s+)?(youtube|vimeo)\S{0,20}\s+(?:id\s*=\s*)?["']?([\w-]{6,20})["']?/i.exec(
      line,
    );
  if (code === null) return null;
  return /^y/i.test(code[1] ?? '')
    ? `https://www.youtube.com/watch?v=${code[2]}`
    : `https://vimeo.com/${code[2]}`;
}

/** What else pages embed: maps, calendars, forms, pictures. */
const NO_RECORDING =
  /\/maps?\b|maps\.|calendar|forms?\b|docs\.google|\.(?:pdf|png|jpe?g|gif|svg)$|slides|twitter|mailchimp/i;

/** A recording among links that stand beside a title (in a table or a list). */
export function watchAmong(links: readonly PageLink[]): string | null {
  const said = links.find((link) => WATCH_WORDS.test(link.words) || VIDEO_HOST.test(link.url));
  return said?.url ?? null;
}

const SIDE_WORDS =
  /^\W*(?:slides?|folien|paper|preprint|notes|pdf|abstract|poster|code|link|here|hier)\W*$/iu;

/** Without the links whose words only say that there is something to watch: `*Ice* – [rec](…)`. */
export function withoutWatchLinks(markup: string): string {
  return markup.replace(MARKDOWN_LINK, (link, picture: string, words: string) =>
    picture === '' &&
    (SIDE_WORDS.test(words) || WATCH_WORDS.test(words) || !/[\p{L}\d]/u.test(words)) &&
    words.length < 30
      ? ' '
      : link,
  );
}

/** Whoever follows it bursts into a meeting. Zoom keeps recordings at the same host, under `/rec/`. */
export function isMeetingLink(url: string): boolean {
  return JOIN_HOST.test(url) && !/\/rec(?:ordings?)?\/|recordingservice|\/ldr\.php|playback/i.test(url);
}

export function joinAmong(links: readonly PageLink[]): string | null {
  const said = /^\W*(?:zoom|teams|webex|google meet|join)\b/i;
  return links.find((link) => JOIN_HOST.test(link.url) || said.test(link.words))?.url ?? null;
}

/** The literal `src` of the first picture in the line, Markdown or HTML. */
export function findPicture(line: string): string | null {
  const text = line.slice(0, 20_000);
  const html = /<img\b[^<>]{0,3000}/i.exec(text);
  const markdown =
    /!\[[^[\]]{0,500}\]\(\s*<?((?:[^()"<>]|\([^()]{0,200}\)){1,1000}?)>?(?:\s+["'][^()]{0,300})?\s*\)/.exec(
      text,
    );
  if (html !== null && (markdown === null || html.index < markdown.index)) {
    const src = SRC.exec(html[0]);
    return (src?.[1] ?? src?.[2] ?? src?.[3] ?? '').trim() || null;
  }
  return markdown === null ? null : (markdown[1] ?? '').trim() || null;
}
