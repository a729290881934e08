/**
 * Inline Markdown and HTML to plain text: `**[Ana Bell][3]**, PhD student` reads `Ana Bell, PhD student`.
 * Formulas between dollars are kept letter by letter. Every pattern stops at the next bracket or a fixed
 * length, so a hostile line costs linear time.
 */

const NAMED_ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  rsquo: '’',
  lsquo: '‘',
  rdquo: '”',
  ldquo: '“',
  middot: '·',
  bull: '•',
  rsaquo: '›',
  raquo: '»',
};

/** Plain text on one line, white space collapsed. */
export function plainText(markup: string): string {
  const linked = withoutLinks(withoutShortcodes(markup));
  return collapse(unescapeText(withoutEmphasis(withoutTags(linked))));
}

/** Text with links reduced to their words and pictures gone, but bold and italic marks still in it. */
export function withoutLinks(markup: string): string {
  if (!/[[<]/.test(markup)) return markup;
  return markup
    .replace(/!\[[^[\]]{0,500}\](?:\([^()]{0,2000}\)|\[[^\]]{0,80}\])?/g, '')
    .replace(/<img\b[^<>]{0,3000}>?/gi, '')
    .replace(/\[([^[\]]{0,1000})\]\(([^()]{0,2000}(?:\([^()]{0,300}\)[^()]{0,300})?)\)/g, '$1')
    .replace(/\[([^[\]]{1,1000})\] ?\[[^[\]]{0,80}\]/g, '$1')
    .replace(/<((?:https?|mailto):[^<>\s]{1,1000})>/g, '$1')
    .replace(/\{:[^{}]{0,300}\}/g, '');
}

export function withoutTags(text: string): string {
  if (!text.includes('<')) return text;
  return text.replace(/<br\s*\/?>/gi, ' ').replace(/<\/?[a-z][^<>]{0,3000}(?:>|$)/gi, '');
}

/** Hugo's `{{% mention "ana" %}}` reads `ana`; a download link (`staticref`) and all Liquid go. */
export function withoutShortcodes(text: string): string {
  if (!text.includes('{')) return text;
  return text
    .replace(/\{\{[%<] *(staticref|ref) [^{}]{0,500}\}\}[^{}]{0,200}\{\{[%<] *\/\1 *[%>]\}\}/g, '')
    .replace(/\{\{[%<] *(?:mention|author|person|user) "([^"{}]{1,200})"[^{}]{0,200}\}\}/g, '$1')
    .replace(/\{\{[^{}]{0,500}\}\}/g, '')
    .replace(/\{%[^%{}]{0,500}%\}/g, '');
}

/** Bold, italic, struck-through and code marks go; formulas between `$` stay as they are. */
function withoutEmphasis(text: string): string {
  if (!/[*_~`]/.test(text)) return text;
  return text
    .split(/(\$[^$]{1,500}\$)/)
    .map((part, index) => (index % 2 === 1 ? part : withoutMarks(part)))
    .join('');
}

function withoutMarks(text: string): string {
  return text
    .replace(/~~/g, '')
    .replace(/\*\*|__/g, '')
    .replace(/(^|[\s(“"'‘[,;])[*_]{1,2}(?=[^\s*_])/g, '$1')
    .replace(/([^\s*_])[*_]{1,2}(?=$|[\s).,;:!?”"'’\]])/g, '$1')
    .replace(/\s[*_]{1,3}$/, '')
    .replace(/`/g, '');
}

function unescapeText(text: string): string {
  const plain = text.includes('\\') ? text.replace(/\\([*_#[\](){}|>~`&.!-])/g, '$1') : text;
  return decodeEntities(plain);
}

export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(#x?[0-9a-f]{1,6}|[a-z]{2,8});/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return NAMED_ENTITIES[name.toLowerCase()] ?? accented(name) ?? whole;
    const hex = name[1] === 'x' || name[1] === 'X';
    const code = Number.parseInt(name.slice(hex ? 2 : 1), hex ? 16 : 10);
    return code > 31 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)
      ? String.fromCodePoint(code)
      : '';
  });
}

/** `iacute`, `Uuml`: a letter and its accent (HTML 4.01 §24.2.1). */
function accented(name: string): string | null {
  const [, letter = '', accent = ''] = /^([a-z])(acute|grave|circ|uml|tilde|cedil|caron)$/i.exec(name) ?? [];
  const mark = ACCENTS[accent.toLowerCase()];
  if (mark !== undefined) return `${letter}${mark}`.normalize('NFC');
  return LETTERS[name] ?? null;
}

const ACCENTS: Readonly<Record<string, string>> = {
  acute: '\u0301',
  grave: '\u0300',
  circ: '\u0302',
  uml: '\u0308',
  tilde: '\u0303',
  cedil: '\u0327',
  caron: '\u030c',
};
const LETTERS: Readonly<Record<string, string>> = {
  oslash: 'ø',
  Oslash: 'Ø',
  aring: 'å',
  Aring: 'Å',
  aelig: 'æ',
  AElig: 'Æ',
  szlig: 'ß',
  eth: 'ð',
  thorn: 'þ',
};

export function collapse(text: string): string {
  return text.replace(/[\s\u00a0\u200b]+/g, ' ').trim();
}
