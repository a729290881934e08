/**
 * The last steps on a rendered HTML part, so that it travels as `7bit` and is stamped by plain byte offsets:
 * ASCII only, no long line, and no link that leads anywhere but to https.
 */

/** RFC 5322 §2.1.1 allows 998 octets in a line; a little less leaves room for a stamped value. */
const LINE_OCTETS = 900;

/** ASCII, without leading white space, folded. Throws when a link is not https: a fault of the composing code. */
export function finishHtml(html: string): string {
  refuseForeignLinks(html);
  return asciiOnly(html)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .flatMap(foldLine)
    .join('\n')
    .concat('\n');
}

/** Every other character as `&#…;`: the same in every charset, and never cut in two. */
export function asciiOnly(html: string): string {
  return html.replace(/[^\u0000-\u007f]/gu, (character) => `&#${character.codePointAt(0)};`);
}

/**
 * Folds at spaces. A run without any (a word of another script, an endless word) is broken inside a `<wbr>`, which
 * shows nothing and lets the reader's program break there too; in the value of an attribute no tag may stand, so there
 * the line simply ends.
 */
export function foldLine(line: string): string[] {
  const lines: string[] = [];
  let rest = line;
  let isInTag = false;
  while (rest.length > LINE_OCTETS) {
    const space = rest.lastIndexOf(' ', LINE_OCTETS);
    const cut = space > 0 ? space : outsideEntity(rest, LINE_OCTETS);
    const piece = rest.slice(0, cut);
    isInTag = endsInTag(piece, isInTag);
    const isBroken = space <= 0 && !isInTag;
    lines.push(isBroken ? `${piece}<wbr` : piece);
    rest = `${isBroken ? '>' : ''}${rest.slice(space > 0 ? cut + 1 : cut)}`;
  }
  return [...lines, rest];
}

/** In text every `<` and `>` is an entity: those that are there belong to tags. */
function endsInTag(piece: string, before: boolean): boolean {
  const [open, close] = [piece.lastIndexOf('<'), piece.lastIndexOf('>')];
  return open === close ? before : open > close;
}

/** The greatest cut up to `limit` that does not split `&#8220;`. */
function outsideEntity(text: string, limit: number): number {
  const ampersand = text.lastIndexOf('&', limit - 1);
  const isInside = ampersand > limit - 12 && text.indexOf(';', ampersand) >= limit;
  return isInside ? ampersand : limit;
}

/** Addresses a mail may lead to; plain http only to this machine, for development. `cid:` shows a part of the mail. */
const ALLOWED_LINK =
  /^(?:https:\/\/[^\s"'<>]{1,800}|http:\/\/(?:localhost|127\.0\.0\.1)(?:[:/][^\s"'<>]{0,800})?)$/;
const ALLOWED_IMAGE = /^cid:[^\s"'<>]{1,200}$/;

function refuseForeignLinks(html: string): void {
  for (const [, name, value] of html.matchAll(/\s(href|src|background|action)="([^"]*)"/g)) {
    const allowed = name === 'href' ? ALLOWED_LINK : ALLOWED_IMAGE;
    if (!allowed.test(value ?? ''))
      throw new Error(`A mail may not link to “${(value ?? '').slice(0, 80)}”.`);
  }
}
