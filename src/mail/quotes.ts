/**
 * Whose line is it? Every line of a readable body gets a kind, so that extraction and classification look only at what
 * the writer wrote now. Offsets are into the text given, so that evidence can be shown in place.
 */
import {
  ATTRIBUTION,
  ATTRIBUTION_START,
  CLOSING,
  DEVICE_LINE,
  FORWARDED_MESSAGE,
  GREETING,
  isNotice,
  ORIGINAL_MESSAGE,
  QUOTED_FROM,
  QUOTED_OTHER,
} from './quotes-patterns.ts';

/**
 * own: the writer's sentences. greeting: "Dear Femke,". closing: "Kind regards,". signature: names and posts below it.
 * quoted: somebody's earlier text. forwarded: a message passed on. notice: legal text, banners, phone footers, armour.
 */
export type LineKind = 'own' | 'greeting' | 'closing' | 'signature' | 'quoted' | 'forwarded' | 'notice';

/** One line, without its end; `start` is its offset in the body. */
export interface BodyLine {
  readonly text: string;
  readonly start: number;
  readonly kind: LineKind;
}

interface Line {
  text: string;
  start: number;
  kind: LineKind;
}

/** More lines than a person writes; the rest of a longer body is taken as quoted. */
const MAX_LINES = 1500;
const MAX_LINE = 20_000;

/** Splits a body into lines of known kind. */
export function readLines(body: string): BodyLine[] {
  const lines = splitLines(body);
  markArmour(lines);
  markQuoted(lines);
  markNotices(lines);
  markGreeting(lines);
  markSignature(lines);
  return lines;
}

/** The lines of the given kinds as one text, blank lines kept. */
export function textOf(lines: readonly BodyLine[], ...kinds: LineKind[]): string {
  return lines
    .filter((line) => kinds.includes(line.kind))
    .map((line) => line.text)
    .join('\n')
    .trim();
}

function splitLines(body: string): Line[] {
  const lines: Line[] = [];
  let start = 0;
  for (const text of body.split('\n')) {
    const kind = lines.length >= MAX_LINES || text.length > MAX_LINE ? 'quoted' : 'own';
    lines.push({ text: text.replace(/\r$/, ''), start, kind });
    start += text.length + 1;
  }
  return lines;
}

/** RFC 9580 §7: a clear-signed text keeps its words; armour headers and signature are nobody's. */
function markArmour(lines: Line[]): void {
  let state: 'text' | 'head' | 'block' = 'text';
  for (const line of lines) {
    if (/^-----BEGIN PGP SIGNED MESSAGE-----/.test(line.text)) state = 'head';
    else if (/^-----BEGIN PGP /.test(line.text)) state = 'block';
    if (state !== 'text') line.kind = 'notice';
    if (state === 'head' && line.text.trim() === '') state = 'text';
    if (/^-----END PGP /.test(line.text)) state = 'text';
  }
}

function markQuoted(lines: Line[]): void {
  const hasPrefix = lines.some((line) => /^\s{0,3}>/.test(line.text));
  for (let i = 0; i < lines.length; i += 1) {
    const line = lines[i];
    if (line === undefined || line.kind !== 'own') continue;
    if (/^\s{0,3}>/.test(line.text)) {
      line.kind = 'quoted';
      continue;
    }
    const rest = restAfter(lines, i, hasPrefix);
    if (rest === null) continue;
    for (const other of lines.slice(rest.from, rest.to)) if (other.kind === 'own') other.kind = rest.kind;
  }
}

/** If a quotation begins at line `i`: which lines it takes. */
function restAfter(
  lines: readonly Line[],
  i: number,
  hasPrefix: boolean,
): { from: number; to: number; kind: LineKind } | null {
  const text = lines[i]?.text ?? '';
  if (FORWARDED_MESSAGE.test(text) && /[-–:]/.test(text))
    return { from: i, to: lines.length, kind: 'forwarded' };
  if (ORIGINAL_MESSAGE.test(text)) return { from: i, to: lines.length, kind: 'quoted' };
  const next = nextFilled(lines, i + 1);
  const isRule = /^\s*_{10,}\s*$/.test(text);
  if (isRule && QUOTED_FROM.test(lines[next]?.text ?? ''))
    return { from: i, to: lines.length, kind: 'quoted' };
  if (QUOTED_FROM.test(text) && isHeaderBlock(lines, i)) return { from: i, to: lines.length, kind: 'quoted' };
  const span = attributionSpan(lines, i);
  if (span === 0) return null;
  const after = nextFilled(lines, i + span);
  const isPrefixed = /^\s{0,3}>/.test(lines[after]?.text ?? '');
  return { from: i, to: isPrefixed || hasPrefix ? i + span : lines.length, kind: 'quoted' };
}

/** Whether `From:` at line `i` is followed by another header line of a message within three lines. */
function isHeaderBlock(lines: readonly Line[], i: number): boolean {
  const block = lines.slice(i + 1, i + 4).filter((line) => QUOTED_OTHER.test(line.text));
  return block.length >= 2 || (block.length === 1 && /@|\d{4}/.test(lines[i]?.text ?? ''));
}

/** How many lines "On … wrote:" takes from line `i`: 0 when there is none. */
function attributionSpan(lines: readonly Line[], i: number): number {
  const first = lines[i]?.text.trim() ?? '';
  if (first.length > 300 || first === '') return 0;
  const looksDated = (text: string) => /\d|@|</.test(text);
  if (ATTRIBUTION.test(first) && looksDated(first)) return 1;
  if (!ATTRIBUTION_START.test(first)) return 0;
  let joined = first;
  for (let n = 1; n <= 3; n += 1) {
    const line = lines[i + n]?.text.trim() ?? '';
    if (line === '') return 0;
    joined += ` ${line}`;
    if (ATTRIBUTION.test(joined) && looksDated(joined)) return n + 1;
  }
  return 0;
}

function nextFilled(lines: readonly Line[], from: number): number {
  let i = from;
  while (i < lines.length && lines[i]?.text.trim() === '') i += 1;
  return i;
}

/** Paragraphs of own text as index ranges [from, to). */
function paragraphs(lines: readonly Line[]): { from: number; to: number; text: string }[] {
  const found: { from: number; to: number; text: string }[] = [];
  let from = -1;
  for (let i = 0; i <= lines.length; i += 1) {
    const line = lines[i];
    const isFilled = line !== undefined && line.kind === 'own' && line.text.trim() !== '';
    if (isFilled && from === -1) from = i;
    if (isFilled || from === -1) continue;
    const text = lines
      .slice(from, i)
      .map((each) => each.text.trim())
      .join(' ');
    found.push({ from, to: i, text });
    from = -1;
  }
  return found;
}

function markNotices(lines: Line[]): void {
  for (const line of lines)
    if (line.kind === 'own' && DEVICE_LINE.test(line.text.trim())) line.kind = 'notice';
  for (const paragraph of paragraphs(lines)) {
    if (!isNotice(paragraph.text)) continue;
    // A notice glued below a signature: only from the line where its own words begin.
    const first = firstNoticeLine(lines, paragraph.from, paragraph.to);
    for (const line of lines.slice(first, paragraph.to)) line.kind = 'notice';
  }
}

function firstNoticeLine(lines: readonly Line[], from: number, to: number): number {
  for (let i = from; i < to; i += 1) {
    const line = lines[i]?.text ?? '';
    if (line.length > 45 || isNotice(line))
      return isNotice(
        lines
          .slice(i, to)
          .map((each) => each.text)
          .join(' '),
      )
        ? i
        : from;
  }
  return from;
}

function markGreeting(lines: Line[]): void {
  const first = lines.find((line) => line.kind === 'own' && line.text.trim() !== '');
  if (first === undefined) return;
  const text = first.text.trim();
  const rest = text.replace(/[,!:;.…，！：。\s-]+$/u, '');
  if (GREETING.test(text) && text.length <= 70 && !goesOn(rest)) first.kind = 'greeting';
}

/** "Hi, I'd like to join": more than a greeting. "Dear Femke, dear Bart", "Beste Dr. Vos" are no more. */
function goesOn(text: string): boolean {
  const bare = text.replace(/\b\p{L}{1,4}\.\s/gu, '');
  if (/[.!?]\s+\S|[。！？]\S/u.test(bare)) return true;
  const behind = /[,:;–—-]\s+(.*)$/u.exec(bare)?.[1] ?? '';
  return (
    behind.split(/\s+/).length >= 3 && !GREETING.test(behind) && /(?<![\p{L}])\p{Ll}/u.test(behind.slice(1))
  );
}

/** The sign-off: an explicit `-- ` (RFC 3676 §4.3), else a closing formula with only short lines below it. */
function markSignature(lines: Line[]): void {
  const separator = lines.findIndex(
    (line) => line.kind === 'own' && /^(?:--|—|–|_{2,}|-{3,}|\*{3,}|={3,})\s*$/.test(line.text),
  );
  const isExplicit = separator !== -1 && /^-- ?$/.test(lines[separator]?.text ?? '');
  if (separator !== -1 && (isExplicit || hasOwnBefore(lines, separator))) {
    for (const line of lines.slice(separator)) if (line.kind === 'own') line.kind = 'signature';
  }
  const own = lines.flatMap((line, index) => (line.kind === 'own' && line.text.trim() !== '' ? [index] : []));
  const closing = own.find((index) => isClosing(lines, index, own));
  if (closing !== undefined) {
    closeAt(lines, closing);
    return;
  }
  if (separator === -1) markBareSignature(lines);
}

function isClosing(lines: readonly Line[], index: number, own: readonly number[]): boolean {
  const text = lines[index]?.text.trim() ?? '';
  if (text.length > 90 || !CLOSING.test(text)) return false;
  const below = own.filter((other) => other > index).map((other) => lines[other]?.text.trim() ?? '');
  // "Thanks for the reminder." above the answer itself.
  if (index === own[0] && below.length > 1 && OPENING_SENTENCE.test(text)) return false;
  const beforePostscript = below.slice(0, below.findIndex((line) => isPostscript(line)) + 1 || below.length);
  const sentences = beforePostscript.filter((line) => !isPostscript(line) && isSentence(line));
  // "Drink with moderation. So do we.": a motto below name and firm.
  const isMotto =
    sentences.length <= 2 &&
    FORMULA.test(text) &&
    beforePostscript.slice(0, 3).every((line) => !isSentence(line)) &&
    beforePostscript.length >= 4;
  return beforePostscript.length <= 14 && (sentences.length === 0 || isMotto);
}

/** A sentence of four words or more. */
const OPENING_SENTENCE = /^(?:\S+\s+){3,}\S+[.!]$/u;

/** A closing formula that fills its line. */
const FORMULA = /^[^.!?\d]{2,45},?$/u;

function closeAt(lines: Line[], closing: number): void {
  const first = lines[closing];
  if (first === undefined) return;
  first.kind = 'closing';
  for (const line of lines.slice(closing + 1)) {
    if (isPostscript(line.text.trim())) break;
    if (line.kind !== 'own') continue;
    line.kind = CLOSING.test(line.text.trim()) && line.text.trim() !== '' ? 'closing' : 'signature';
  }
}

/** A name and perhaps a post in the last paragraph, without any formula above it. */
function markBareSignature(lines: Line[]): void {
  const last = paragraphs(lines).findLast((paragraph) => !isPostscript(paragraph.text));
  if (last === undefined || !hasOwnBefore(lines, last.from)) return;
  const block = lines.slice(last.from, last.to);
  const isShort = block.length <= 6 && block.every((line) => isSignatureLine(line.text.trim()));
  const isLabelled = block.some(
    (line) =>
      /^\s*[-*•\d.)\s]*[\p{L}' ]{2,30}\s*[:：=]\s*\S/u.test(line.text) &&
      !/^\s*(?:tel|t|m|phone|e|mail|email|web|www)\b/i.test(line.text),
  );
  const isList = block.some((line) => /^\s*(?:[-*•]|\d[.)])\s/.test(line.text));
  if (isShort && !isLabelled && !isList) for (const line of block) line.kind = 'signature';
}

function isSignatureLine(line: string): boolean {
  const isLowerPhrase = /^\p{Ll}/u.test(line) && line.split(/\s+/).length > 3;
  const isContact = line.length <= 140 && /[|•·].*(?:@|\d{3}|www\.|[|•·])/u.test(line);
  return (line.length <= 70 || isContact) && !isSentence(line) && !isLowerPhrase;
}

function hasOwnBefore(lines: readonly Line[], index: number): boolean {
  return lines.slice(0, index).some((line) => line.kind === 'own' && line.text.trim() !== '');
}

function isPostscript(line: string): boolean {
  return /^p\.?\s?s\.?[\s:.,]/i.test(line);
}

/** A line that reads as a sentence rather than a name, post or address line. */
function isSentence(line: string): boolean {
  const words = line.split(/\s+/).length;
  if (/[?]$/.test(line)) return true;
  if (
    /[.!…。！]$/.test(line) &&
    words >= 5 &&
    !/\b(?:inc|ltd|co|b\.v|n\.v|dept|univ|ph\.d|m\.sc|dr)\.$/i.test(line)
  )
    return true;
  return words > 12 && !/[|•·,/]/.test(line);
}
