/**
 * HTML as the text a person sees: one line per block, `- ` before list items, a tab between cells, `> ` before
 * quoted mail. One pass over the tags, so hostile markup costs time linear in its size. The result is never shown as HTML.
 */
import { decodeEntities } from './html-to-text-entities.ts';

const BLOCK = new Set(
  'address article aside blockquote body center dd div dl dt fieldset footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tbody thead tr ul'.split(
    ' ',
  ),
);
const SILENT = new Set(['script', 'style', 'head', 'title', 'template', 'noscript', 'object', 'svg']);
const VOID = new Set('area base br col embed hr img input link meta source track wbr'.split(' '));

interface Writer {
  readonly lines: string[];
  line: string;
  quoteDepth: number;
  pre: number;
}

/** Renders HTML as plain text with LF line ends. */
export function htmlToText(html: string): string {
  const out: Writer = { lines: [], line: '', quoteDepth: 0, pre: 0 };
  const quotes: string[] = [];
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf('<', at);
    if (open === -1 || open > at) write(out, html.slice(at, open === -1 ? html.length : open));
    if (open === -1) break;
    at = readTag(html, open, out, quotes);
  }
  endLine(out);
  return out.lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** Handles the tag at `open`; returns where reading goes on. */
function readTag(html: string, open: number, out: Writer, quotes: string[]): number {
  if (html.startsWith('<!--', open)) return after(html, '-->', open + 4);
  const head = /^<(\/?)([a-zA-Z][a-zA-Z0-9]{0,15})/.exec(html.slice(open, open + 20));
  if (head === null) {
    if (/[!?/a-zA-Z]/.test(html[open + 1] ?? '')) return after(html, '>', open + 1);
    write(out, '<');
    return open + 1;
  }
  const name = (head[2] ?? '').toLowerCase();
  const end = tagEnd(html, open);
  const attributes = html.slice(open + head[0].length, Math.min(end, open + 600));
  if (head[1] === '/') closeTag(name, out, quotes);
  else if (SILENT.has(name)) return attributes.trimEnd().endsWith('/>') ? end : skipElement(html, name, end);
  else openTag(name, attributes, out, quotes);
  return end;
}

function openTag(name: string, attributes: string, out: Writer, quotes: string[]): void {
  if (name === 'br') {
    endLine(out, true);
    return;
  }
  if (name === 'td' || name === 'th') {
    if (out.line.trim() !== '') out.line = `${out.line.trimEnd()}\t`;
    return;
  }
  if (!BLOCK.has(name)) return;
  endLine(out);
  const isQuote =
    name === 'blockquote' ||
    (name === 'div' && /class\s*=\s*["']?[^"'>]*(?:yahoo_quoted|moz-cite-quote)/i.test(attributes));
  if (name === 'hr') out.lines.push('________________________________');
  if (name === 'li') out.line = '- ';
  if (name === 'pre') out.pre += 1;
  if (isQuote) out.quoteDepth += 1;
  if (!VOID.has(name) && quotes.length < 5000) quotes.push(isQuote ? `${name}!` : name);
  if (/^(?:p|ul|ol|table|h\d|pre|blockquote)$/.test(name)) blank(out);
}

function closeTag(name: string, out: Writer, quotes: string[]): void {
  if (!BLOCK.has(name)) return;
  endLine(out);
  const at = quotes.findLastIndex((open) => open === name || open === `${name}!`);
  for (const open of at === -1 ? [] : quotes.splice(at)) if (open.endsWith('!')) out.quoteDepth -= 1;
  if (name === 'pre') out.pre = Math.max(0, out.pre - 1);
  if (/^(?:p|ul|ol|table|h\d|pre|blockquote)$/.test(name)) blank(out);
}

function write(out: Writer, source: string): void {
  const text = decodeEntities(source).replace(/[\u200b\ufeff\u00ad]/g, '');
  if (out.pre > 0) {
    const [first = '', ...rest] = text.replace(/\r\n?/g, '\n').split('\n');
    out.line += first;
    for (const line of rest) {
      endLine(out, true);
      out.line = line;
    }
    return;
  }
  const collapsed = text.replace(/[\s\u00a0]+/g, ' ');
  out.line += out.line === '' || /\s$/.test(out.line) ? collapsed.trimStart() : collapsed;
}

function endLine(out: Writer, keepsEmpty = false): void {
  const line = out.pre > 0 ? out.line.trimEnd() : out.line.trim();
  out.line = '';
  if (line === '' && !keepsEmpty) return;
  if (line === '-') return;
  out.lines.push(`${'> '.repeat(Math.min(out.quoteDepth, 5))}${line}`.trimEnd());
}

function blank(out: Writer): void {
  if (out.lines.length > 0 && out.lines.at(-1) !== '') out.lines.push('');
}

/** The index after the `>` that ends the tag, with quoted attribute values respected within reason. */
function tagEnd(html: string, open: number): number {
  const simple = html.indexOf('>', open);
  if (simple === -1) return html.length;
  const inside = html.slice(open, Math.min(simple, open + 4000));
  const isOpenQuote = (inside.match(/"/g)?.length ?? 0) % 2 === 1;
  if (!isOpenQuote) return simple + 1;
  const quote = html.indexOf('"', simple);
  const next = quote === -1 || quote - open > 4000 ? simple : html.indexOf('>', quote);
  return (next === -1 ? simple : next) + 1;
}

function skipElement(html: string, name: string, from: number): number {
  const close = new RegExp(`</${name}\\b`, 'gi');
  close.lastIndex = from;
  const match = close.exec(html);
  return match === null ? (name === 'head' ? from : html.length) : after(html, '>', match.index);
}

function after(html: string, text: string, from: number): number {
  const at = html.indexOf(text, from);
  return at === -1 ? html.length : at + text.length;
}
