/** A mail's HTML as a page of its own, to be shown in a sandbox: its pictures inside it, its links opening elsewhere. */
import type { Message, MessagePart } from '../mail/message.ts';

/** The HTML of `message`, which must have one. */
export function messageFrame(message: Message): string {
  const html = (message.html ?? '').replace(/cid:([^"'()<>\s]+)/gi, (whole, id: string) => {
    const part = message.parts.find((one) => one.depth === 0 && one.contentId === decoded(id));
    return part === undefined || !isPicture(part) ? whole : dataUrl(part);
  });
  const base = '<base target="_blank">';
  for (const opening of [/<head(?:\s[^>]*)?>/i, /<html(?:\s[^>]*)?>/i, /<!doctype[^>]*>/i]) {
    const match = opening.exec(html);
    if (match === null) continue;
    const end = match.index + match[0].length;
    return `${html.slice(0, end)}${base}${html.slice(end)}`;
  }
  return `<!doctype html>${base}${html}`;
}

/** Drawings in SVG may refer to other places; the pictures of mail are pixels. */
function isPicture(part: MessagePart): boolean {
  return /^image\/(?:png|jpeg|gif|webp|avif|bmp)$/.test(part.contentType);
}

function dataUrl(part: MessagePart): string {
  return `data:${part.contentType};base64,${Buffer.from(part.bytes).toString('base64')}`;
}

/** RFC 2392: the identifier is percent-encoded in a URL. */
function decoded(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}
