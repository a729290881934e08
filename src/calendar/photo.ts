/** Where a speaker's photo is, and whether what came is one. Pure. */
import { dirname, isAbsolute, join, relative, resolve } from 'node:path/posix';

/** A mail carries it to every reader: what is larger is left out. In bytes. */
export const mostPhotoBytes = 300 * 1024;

export type PhotoPlace =
  | { readonly kind: 'web'; readonly url: URL }
  | { readonly kind: 'file'; readonly path: string };

/**
 * The `src` of a page, seen from the page. A page on the web may point anywhere on the web (`fetch-source.ts` refuses
 * private addresses); a page that is a file only to files beside it and one folder up.
 */
export function photoPlace(src: string, page: string): PhotoPlace | null {
  const plain = src.replace(/\{\{[^{}]{0,200}\}\}/g, '').trim();
  if (plain === '' || plain.length > 1_000) return null;
  if (/^https?:\/\//i.test(plain)) return URL.canParse(plain) ? { kind: 'web', url: new URL(plain) } : null;
  if (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(plain)) return null;
  if (/^https?:\/\//i.test(page))
    return URL.canParse(plain, page) ? { kind: 'web', url: new URL(plain, page) } : null;
  if (!isAbsolute(page)) return null;
  const folder = dirname(page);
  const path = resolve(folder, isAbsolute(plain) ? `.${plain}` : plain);
  const inside = relative(join(folder, '..'), path);
  return inside === '' || inside.startsWith('..') ? null : { kind: 'file', path };
}

/** From the first bytes, whatever the file is called; null for anything that mail programs do not show. */
export function pictureType(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.subarray(0, 12)).toString('latin1');
  if (head.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png';
  if (/^GIF8[79]a/.test(head)) return 'image/gif';
  return null;
}
