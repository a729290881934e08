/** Reads the HTML of a mail as a test needs it: its tags, its words, its addresses. For our own well-formed output only. */

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: '\u00a0' };

export function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d+)|([a-z]+));/g, (_all, code: string | undefined, name: string | undefined) =>
    code === undefined ? (ENTITIES[name ?? ''] ?? '') : String.fromCodePoint(Number(code)),
  );
}

/** `<td class= style=>` for each tag in order: what must not change whatever stands in the values. `<wbr>` only folds. */
export function skeletonOf(html: string): string[] {
  return [...html.matchAll(/<(\/?[a-z][a-z0-9-]*)\b([^<>]*)>/g)]
    .map(([, name, attributes = '']) => {
      const names = [...attributes.matchAll(/([a-z-]+)="[^"]*"/g)].map(([, each]) => each);
      return [name, ...names].join(' ');
    })
    .filter((tag) => tag !== 'wbr');
}

/** The words a person sees, without the head, the preheader and Word's comments. */
export function visibleText(html: string): string {
  const body = html
    .replace(/<wbr\s*>/g, '')
    .replace(/[\s\S]*<body[^>]*>/, '')
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/<div style="display:none[\s\S]*?<\/div>/, '')
    .replace(/<(?:br|\/p|\/td|\/th|\/tr|\/h[1-3]|\/div)\b[^>]*>/g, '\n');
  return decodeEntities(body.replace(/<[^<>]*>/g, '')).replaceAll('\u00a0', ' ');
}

/** Every address a mail leads to. */
export function linksOf(html: string): string[] {
  return [...html.matchAll(/\shref="([^"]*)"/g)].map(([, href = '']) => decodeEntities(href));
}

/** Every address that stands in a text part. */
export function addressesIn(text: string): string[] {
  return [...text.matchAll(/https?:\/\/[^\s“”<>]+/g)].map(([address]) => address.replace(/[.,;:]$/, ''));
}

/** Words and numbers, how often each; addresses aside. */
export function bagOfWords(text: string): Map<string, number> {
  const plain = text
    .replace(/(?:https?:\/\/)?[a-z0-9-]+(?:\.[a-z0-9-]+)+\/\S*/gi, ' ')
    .replace(/https?:\/\/\S+/g, ' ');
  const bag = new Map<string, number>();
  for (const [word] of plain.toLowerCase().matchAll(/[\p{L}\p{N}]+/gu))
    bag.set(word, (bag.get(word) ?? 0) + 1);
  return bag;
}
