/**
 * What a message may cost before it is parsed. The scan is linear and allocates nothing, so it may see hostile bytes
 * that the parser must not: 100,000 parts or 50,000 encoded-words block the parser for seconds.
 */
import { headerBlockLength } from './parse-message-headers.ts';

/** Limits on one raw message; sizes in bytes. */
export interface MessageLimits {
  readonly maxSize: number;
  readonly maxHeaderBlock: number;
  readonly maxParts: number;
  readonly maxNesting: number;
  readonly maxForwardDepth: number;
  readonly maxHeaderFields: number;
}

/** 10 MB, 64 KB of headers, 500 parts, 100 multipart levels, 8 forwarded messages inside each other. */
export const MESSAGE_LIMITS: MessageLimits = {
  maxSize: 10 * 1024 * 1024,
  maxHeaderBlock: 64 * 1024,
  maxParts: 500,
  maxNesting: 100,
  maxForwardDepth: 8,
  maxHeaderFields: 1000,
};

/** Ordinary mail nests four or five multiparts; more than this is parsed, but held for a person. */
export const SUSPECT_NESTING = 15;

/** The reason to refuse these bytes unparsed, or null. */
export function refuseBeforeParsing(raw: Uint8Array, limits: MessageLimits): string | null {
  if (raw.length === 0) return 'the message is empty';
  if (raw.length > limits.maxSize) return `the message has ${raw.length} bytes, more than ${limits.maxSize}`;
  const headerBytes = headerBlockLength(raw);
  if (headerBytes > limits.maxHeaderBlock) {
    return `the header block has ${headerBytes} bytes, more than ${limits.maxHeaderBlock}`;
  }
  const { delimiters, boundaries, types } = countMarkers(raw);
  if (delimiters > limits.maxParts * 8 && boundaries > 0)
    return `${delimiters} lines look like part delimiters`;
  if (boundaries > limits.maxParts) return `${boundaries} multipart boundaries, more than ${limits.maxParts}`;
  if (types > limits.maxParts * 2) return `${types} content types, more than ${limits.maxParts * 2}`;
  return null;
}

/** Counts lines that start with `--`, `boundary=` parameters and `Content-Type:` fields, anywhere in the bytes. */
function countMarkers(raw: Uint8Array): { delimiters: number; boundaries: number; types: number } {
  const view = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
  return {
    delimiters: countText(view, '\n--'),
    boundaries: countText(view, 'boundary=') + countText(view, 'BOUNDARY=') + countText(view, 'Boundary='),
    types:
      countText(view, '\nContent-Type:') +
      countText(view, '\ncontent-type:') +
      countText(view, '\nContent-type:'),
  };
}

function countText(view: Buffer, text: string): number {
  let count = 0;
  for (let at = view.indexOf(text); at !== -1; at = view.indexOf(text, at + text.length)) count += 1;
  return count;
}
