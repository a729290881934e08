/**
 * Raw bytes → `Message`: the adapter of postal-mime, behind our limits. The library finds the MIME tree and undoes
 * the transfer encodings; header bytes, charsets and the choice of the readable body are ours. Its tree is read from
 * `root`, which its typings hide (the version is pinned): its public result merges parts that a report must keep apart.
 */
import PostalMime from 'postal-mime';
import { htmlToText } from './html-to-text.ts';
import type { HeaderField, Mailbox, Message, MessagePart } from './message.ts';
import { decodeCharset } from './parse-message-charset.ts';
import { unflow } from './parse-message-flowed.ts';
import {
  cutAtControl,
  decodeField,
  headerBlockLength,
  type RawField,
  readFields,
  readMailboxes,
  readMessageIds,
} from './parse-message-headers.ts';
import {
  MESSAGE_LIMITS,
  type MessageLimits,
  refuseBeforeParsing,
  SUSPECT_NESTING,
} from './parse-message-limits.ts';

/** A message, or why it was refused. `suspect` is a reason to hold a message that could be read all the same. */
export type ParseOutcome =
  | { readonly ok: true; readonly message: Message; readonly suspect?: string }
  | { readonly ok: false; readonly reason: string };

/** What we read of a node of the library's tree. */
interface TreeNode {
  readonly childNodes: readonly TreeNode[];
  readonly depth: number;
  readonly contentType: {
    readonly parsed: { readonly value: string; readonly params: Record<string, string> };
  };
  readonly contentDisposition: {
    readonly parsed: { readonly value: string; readonly params: Record<string, string> };
  };
  readonly contentId?: string;
  readonly content: ArrayBuffer | null;
}

interface Leaf {
  readonly part: MessagePart;
  readonly node: TreeNode;
}

interface Walk {
  readonly limits: MessageLimits;
  readonly leaves: Leaf[];
  deepest: number;
}

/** Parses one message. Refuses, with a reason, what exceeds the limits or what the library cannot read; never throws. */
export async function parseMessage(
  raw: Uint8Array,
  limits: MessageLimits = MESSAGE_LIMITS,
): Promise<ParseOutcome> {
  const refusal = refuseBeforeParsing(raw.length > limits.maxSize ? raw : withLineFeeds(raw), limits);
  if (refusal !== null) return { ok: false, reason: refusal };
  try {
    const bytes = withoutEnvelopeLine(withLineFeeds(raw));
    const walk: Walk = { limits, leaves: [], deepest: 0 };
    const root = await readTree(bytes, limits);
    await collect(root, 0, walk);
    const fields = readFields(bytes.subarray(0, headerBlockLength(bytes)));
    if (fields.length === 0) return { ok: false, reason: 'there is no header block' };
    if (fields.length > limits.maxHeaderFields)
      return { ok: false, reason: `${fields.length} header fields` };
    const message = assemble(fields, root, walk.leaves);
    if (walk.deepest <= SUSPECT_NESTING) return { ok: true, message };
    return { ok: true, message, suspect: `${walk.deepest} multiparts inside each other` };
  } catch (error) {
    return { ok: false, reason: error instanceof Error ? error.message : String(error) };
  }
}

/** Old Mac stores end lines with CR alone; only a message without any LF is read so, or CR would smuggle lines. */
function withLineFeeds(raw: Uint8Array): Uint8Array {
  return raw.includes(0x0a) ? raw : raw.map((byte) => (byte === 0x0d ? 0x0a : byte));
}

/** Without a leading mbox separator or empty lines, which some stores put before the first field. */
function withoutEnvelopeLine(raw: Uint8Array): Uint8Array {
  let start = 0;
  while (raw[start] === 0x0a || raw[start] === 0x0d) start += 1;
  const isFromLine = decodeCharset(raw.subarray(start, start + 5), '') === 'From ';
  const end = isFromLine ? raw.indexOf(0x0a, start) : start - 1;
  return end === -1 ? raw.subarray(start) : raw.subarray(end + 1);
}

async function readTree(raw: Uint8Array, limits: MessageLimits): Promise<TreeNode> {
  const parser = new PostalMime({
    forceRfc822Attachments: true,
    maxNestingDepth: limits.maxNesting,
    maxHeadersSize: limits.maxHeaderBlock * 4,
  });
  await parser.parse(raw as Uint8Array<ArrayBuffer>);
  return (parser as unknown as { readonly root: TreeNode }).root;
}

/** Adds the leaves below `node` in order, entering attached messages up to the limit. */
async function collect(node: TreeNode, forwardDepth: number, walk: Walk): Promise<void> {
  walk.deepest = Math.max(walk.deepest, node.depth);
  if (node.childNodes.length > 0) {
    for (const child of node.childNodes) await collect(child, forwardDepth, walk);
    return;
  }
  if (walk.leaves.length >= walk.limits.maxParts) throw new Error(`more than ${walk.limits.maxParts} parts`);
  const part = readLeaf(node, forwardDepth);
  walk.leaves.push({ part, node });
  if (part.contentType !== 'message/rfc822' && part.contentType !== 'message/global') return;
  if (forwardDepth + 1 > walk.limits.maxForwardDepth) {
    throw new Error(`more than ${walk.limits.maxForwardDepth} forwarded messages inside each other`);
  }
  await collect(await readTree(part.bytes, walk.limits), forwardDepth + 1, walk);
}

function readLeaf(node: TreeNode, depth: number): MessagePart {
  const { value, params } = repairedType(node.contentType.parsed);
  // A multipart without a delimiter is what its author saw: text (RFC 2046 §5.1 asks for at least one part).
  const contentType = value === '' || value.startsWith('multipart/') ? 'text/plain' : value;
  const disposition = node.contentDisposition.parsed.value;
  const bytes = new Uint8Array(node.content ?? new ArrayBuffer(0));
  const filename = node.contentDisposition.parsed.params['filename'] ?? params['name'] ?? null;
  return {
    contentType,
    params,
    disposition: disposition === 'inline' || disposition === 'attachment' ? disposition : null,
    filename: filename === null ? null : cutAtControl(decodeField({ name: '', value: filename }).value),
    contentId: node.contentId?.replace(/^<|>$/g, '') ?? null,
    depth,
    bytes,
    text: /^(?:text|message)\//.test(contentType) ? readText(bytes, contentType, params) : null,
  };
}

/** `text/plain charset="x"`: some gateways forget the semicolon (RFC 2045 §5.1). */
function repairedType(parsed: TreeNode['contentType']['parsed']): TreeNode['contentType']['parsed'] {
  const found = /^([\w.+-]{1,60}\/[\w.+-]{1,80})\s+(?:charset\s*=\s*"?([\w.:-]{1,40}))?/i.exec(parsed.value);
  if (found?.[1] === undefined) return parsed;
  const charset = found[2] === undefined ? {} : { charset: found[2] };
  return { value: found[1], params: { ...charset, ...parsed.params } };
}

function readText(bytes: Uint8Array, contentType: string, params: Readonly<Record<string, string>>): string {
  const text = decodeCharset(bytes, params['charset']).replace(/\r\n?/g, '\n').replace(/\0/g, '');
  const isFlowed = contentType === 'text/plain' && /^flowed$/i.test(params['format'] ?? '');
  return isFlowed ? unflow(text, /^yes$/i.test(params['delsp'] ?? '')) : text;
}

function assemble(raw: readonly RawField[], root: TreeNode, leaves: readonly Leaf[]): Message {
  const fields: HeaderField[] = raw.map(decodeField);
  const first = (name: string) => fields.find((field) => field.name === name)?.value ?? null;
  const boxes = (name: string): Mailbox[] =>
    raw.filter((field) => field.name === name).flatMap((field) => readMailboxes(field.value));
  const byNode = new Map(leaves.map((leaf) => [leaf.node, leaf.part]));
  const returnPath = first('return-path');
  return {
    headers: fields,
    returnPath: returnPath === null ? null : (/<([^>]*)>/.exec(returnPath)?.[1] ?? returnPath).trim(),
    from: readMailboxes(raw.find((field) => field.name === 'from')?.value ?? ''),
    sender: boxes('sender')[0] ?? null,
    replyTo: boxes('reply-to'),
    to: boxes('to'),
    cc: boxes('cc'),
    subject: cutAtControl((first('subject') ?? '').replace(/[\u2400-\u2421]/g, '\x00')),
    messageId: readMessageIds(first('message-id') ?? '')[0] ?? null,
    inReplyTo: readMessageIds(first('in-reply-to') ?? ''),
    references: readMessageIds(first('references') ?? ''),
    date: first('date'),
    contentType: root.contentType.parsed.value || 'text/plain',
    contentTypeParams: root.contentType.parsed.params,
    text: readBody(root, byNode),
    html: leaves.find(({ part }) => isBody(part) && part.contentType === 'text/html')?.part.text ?? null,
    parts: leaves.map((leaf) => leaf.part),
  };
}

function isBody(part: MessagePart): boolean {
  return part.depth === 0 && part.disposition !== 'attachment';
}

/** The text a person reads: of each alternative the plain one unless it is a stub, otherwise its HTML as text. */
function readBody(node: TreeNode, parts: ReadonlyMap<TreeNode, MessagePart>): string {
  const part = parts.get(node);
  if (part !== undefined) {
    if (!isBody(part) || part.text === null) return '';
    if (part.contentType === 'text/plain') return part.text;
    return part.contentType === 'text/html' ? htmlToText(part.text) : '';
  }
  const children = node.childNodes.map((child) => ({ child, text: readBody(child, parts) }));
  const texts = children.filter(({ text }) => text.trim() !== '');
  if (node.contentType.parsed.value !== 'multipart/alternative')
    return texts.map(({ text }) => text).join('\n');
  const plain = texts.find(({ child }) => parts.get(child)?.contentType === 'text/plain');
  const rich = texts.findLast((entry) => entry !== plain);
  const isStub =
    plain !== undefined && rich !== undefined && plain.text.trim().length * 8 < rich.text.trim().length;
  return (isStub ? rich : (plain ?? rich))?.text ?? '';
}
