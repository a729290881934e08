/**
 * Where a calendar comes from: a file, a folder's file, or an address on the web, behind limits of size and time.
 * A page may not point the service at the machine it runs on or at a private network (threat 10), unless allowed.
 */
import { lookup } from 'node:dns';
import { readFile, stat } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { basename, isAbsolute, resolve } from 'node:path';
import { reasonOf } from '../errors.ts';
import { isPrivateAddress } from '../private-address.ts';
import type { PhotoPlace } from './photo.ts';

export type Fetched =
  | {
      readonly kind: 'content';
      readonly text: string;
      readonly etag: string | null;
      readonly fileName: string;
    }
  | { readonly kind: 'same' }
  | { readonly kind: 'unreadable'; readonly why: string };

export interface Source {
  /** A path (relative to the configuration) or an http(s) address. */
  readonly source: string;
  readonly baseDir: string;
  readonly allowPrivate: boolean;
  readonly etag: string | null;
}

const mostBytes = 1024 * 1024;
const timeoutMs = 20_000;
const mostRedirects = 3;

/** Never throws: what cannot be read is said in one sentence for the hosts. */
export async function fetchSource(source: Source): Promise<Fetched> {
  try {
    if (/^https?:\/\//i.test(source.source)) return await fromWeb(new URL(source.source), source, 0);
    return await fromFile(source);
  } catch (error) {
    return { kind: 'unreadable', why: reasonOf(error) };
  }
}

/** The page's address, or its path made whole. */
export function sourcePath(source: string, baseDir: string): string {
  return /^https?:\/\//i.test(source) || isAbsolute(source) ? source : resolve(baseDir, source);
}

export type FetchedPicture =
  | { readonly kind: 'content'; readonly bytes: Buffer }
  | { readonly kind: 'unreadable'; readonly why: string };

/** The same limits as for a page, for a picture on it. Never throws. */
export async function fetchPicture(
  place: PhotoPlace,
  { allowPrivate, mostBytes }: { readonly allowPrivate: boolean; readonly mostBytes: number },
): Promise<FetchedPicture> {
  try {
    if (place.kind === 'file') {
      const { size } = await stat(place.path);
      if (size > mostBytes) return { kind: 'unreadable', why: `it is larger than ${sizeWords(mostBytes)}` };
      return { kind: 'content', bytes: await readFile(place.path) };
    }
    let url = place.url;
    for (let redirects = 0; redirects <= mostRedirects; redirects += 1) {
      const answer = await get(url, { allowPrivate, etag: null, accept: 'image/*', mostBytes });
      if (answer.location === null)
        return answer.status === 200
          ? { kind: 'content', bytes: answer.body }
          : { kind: 'unreadable', why: `${url.host} answered ${answer.status}` };
      url = new URL(answer.location, url);
    }
    return { kind: 'unreadable', why: `${url.host} redirects more than ${mostRedirects} times` };
  } catch (error) {
    return { kind: 'unreadable', why: reasonOf(error) };
  }
}

function sizeWords(bytes: number): string {
  return bytes < 1024 * 1024 ? `${Math.round(bytes / 1024)} KB` : `${Math.round(bytes / 1024 / 1024)} MB`;
}

async function fromFile({ source, baseDir }: Source): Promise<Fetched> {
  const path = sourcePath(source, baseDir);
  const found = await stat(path).catch(() => null);
  if (found === null) return { kind: 'unreadable', why: `there is no file ${path}` };
  if (found.size > mostBytes) return { kind: 'unreadable', why: `${path} is larger than 1 MB` };
  return { kind: 'content', text: await readFile(path, 'utf8'), etag: null, fileName: basename(path) };
}

async function fromWeb(url: URL, source: Source, redirects: number): Promise<Fetched> {
  const answer = await get(url, { ...source, accept: 'text/*', mostBytes });
  if (answer.status === 304) return { kind: 'same' };
  if (answer.location !== null) {
    if (redirects >= mostRedirects)
      return { kind: 'unreadable', why: `${url.host} redirects more than ${mostRedirects} times` };
    return fromWeb(new URL(answer.location, url), source, redirects + 1);
  }
  if (answer.status !== 200) return { kind: 'unreadable', why: `${url.host} answered ${answer.status}` };
  return {
    kind: 'content',
    text: answer.body.toString('utf8'),
    etag: answer.etag,
    fileName: basename(url.pathname) || 'index.html',
  };
}

interface Answer {
  readonly status: number;
  readonly location: string | null;
  readonly etag: string | null;
  readonly body: Buffer;
}

interface Request {
  readonly allowPrivate: boolean;
  readonly etag: string | null;
  readonly accept: string;
  readonly mostBytes: number;
}

function get(url: URL, { allowPrivate, etag, accept, mostBytes: most }: Request): Promise<Answer> {
  if (
    !allowPrivate &&
    isIP(url.hostname.replace(/^\[|\]$/g, '')) &&
    isPrivateAddress(url.hostname.replace(/^\[|\]$/g, ''))
  ) {
    return Promise.reject(new Error(refusal(url.hostname)));
  }
  const { promise, resolve: done, reject } = Promise.withResolvers<Answer>();
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  const request = send(url, {
    signal: AbortSignal.timeout(timeoutMs),
    headers: {
      'user-agent': 'convoke-calendar',
      accept,
      ...(etag === null ? {} : { 'if-none-match': etag }),
    },
    ...(allowPrivate ? {} : { lookup: publicLookup }),
  });
  request.on('error', (error) =>
    reject(
      error.name === 'AbortError' || error.name === 'TimeoutError'
        ? new Error(`${url.host} did not answer within 20 s`)
        : error,
    ),
  );
  request.on('response', (response) => {
    const chunks: Buffer[] = [];
    let size = 0;
    response.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > most) request.destroy(new Error(`${url.host} sends more than ${sizeWords(most)}`));
      else chunks.push(chunk);
    });
    response.on('error', reject);
    response.on('end', () => {
      const status = response.statusCode ?? 0;
      const location =
        status >= 300 && status < 400 && status !== 304 ? (response.headers.location ?? null) : null;
      done({
        status,
        location,
        etag: response.headers.etag ?? null,
        body: Buffer.concat(chunks),
      });
    });
  });
  request.end();
  return promise;
}

/** Checked at the moment of connecting, so that a name cannot change its address in between. */
const publicLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, '', 0);
    const open = addresses.filter((entry) => !isPrivateAddress(entry.address));
    const first = open[0];
    if (first === undefined) return callback(new Error(refusal(hostname)), '', 0);
    if (options.all) return (callback as unknown as (e: null, a: typeof open) => void)(null, open);
    return callback(null, first.address, first.family);
  });
};

function refusal(host: string): string {
  return `${host} lies on this machine or in a private network; set calendar.private_addresses: true if that is meant`;
}
