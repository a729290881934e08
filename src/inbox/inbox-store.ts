/**
 * Caught mails as files: `ID.eml` has the bytes, `ID.json` the envelope. Each is written beside its place and renamed
 * into it, the message first, so that whoever sees an envelope can read its message. The folder is the truth: several
 * processes may write into it and delete from it.
 */
import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeField, headerBlockLength, readFields } from '../mail/parse-message-headers.ts';
import {
  type CaughtMail,
  formatEnvelope,
  isCaughtMailId,
  makeCaughtMailId,
  parseEnvelope,
} from './caught-mail.ts';

export interface InboxStore {
  readonly folder: string;
  /** Newest first; only those to `recipient` (any part of an address, without case) when it is given. */
  listMessages(options?: { recipient?: string }): Promise<CaughtMail[]>;
  /** Null when there is no such mail. */
  readMessage(id: string): Promise<{ mail: CaughtMail; raw: Buffer } | null>;
  /** Resolves when both files are in place. */
  keep(raw: Uint8Array, envelope: { from: string; to: readonly string[] }): Promise<CaughtMail>;
  /** Deletes every mail. */
  empty(): Promise<void>;
}

/** The oldest leave when there are more: this is a place to look, not an archive. */
const MAX_KEPT = 20_000;
const READ_AT_ONCE = 64;

/** @param folder is made when it is not there; mails of earlier runs are shown again */
export async function openInboxStore(folder: string, now: () => Temporal.Instant): Promise<InboxStore> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const known = new Map<string, CaughtMail>();
  let kept = 0;

  /** Identifiers in the folder, oldest first; their envelopes are then in `known`. */
  async function look(): Promise<string[]> {
    const names = await readdir(folder);
    const ids = names.flatMap((name) => (name.endsWith('.json') ? [name.slice(0, -'.json'.length)] : []));
    const here = new Set(ids.filter(isCaughtMailId));
    for (const id of known.keys()) if (!here.has(id)) known.delete(id);
    const unread = [...here].filter((id) => !known.has(id));
    for (let at = 0; at < unread.length; at += READ_AT_ONCE)
      await Promise.all(unread.slice(at, at + READ_AT_ONCE).map(readEnvelope));
    return [...known.keys()].sort();
  }

  async function readEnvelope(id: string): Promise<CaughtMail | null> {
    const text = await readFile(join(folder, `${id}.json`), 'utf8').catch(() => '');
    const mail = parseEnvelope(text);
    if (mail !== null) known.set(id, mail);
    return mail;
  }

  async function place(name: string, content: Uint8Array | string): Promise<void> {
    const draft = join(folder, `.${name}.draft`);
    await writeFile(draft, content, { mode: 0o600 });
    await rename(draft, join(folder, name));
  }

  async function remove(id: string): Promise<void> {
    await rm(join(folder, `${id}.json`), { force: true });
    await rm(join(folder, `${id}.eml`), { force: true });
    known.delete(id);
  }

  return {
    folder,
    async listMessages(options = {}) {
      const wanted = options.recipient?.trim().toLowerCase() ?? '';
      const ids = await look();
      const mails = ids.reverse().flatMap((id) => known.get(id) ?? []);
      return mails.filter((mail) => wanted === '' || mail.to.some((to) => to.toLowerCase().includes(wanted)));
    },
    async readMessage(id) {
      if (!isCaughtMailId(id)) return null;
      const mail = known.get(id) ?? (await readEnvelope(id));
      const raw = await readFile(join(folder, `${id}.eml`)).catch(() => null);
      return mail === null || raw === null ? null : { mail, raw };
    },
    async keep(raw, { from, to }) {
      kept += 1;
      const at = now();
      const id = makeCaughtMailId(at, kept, randomBytes(2).toString('hex'));
      const mail: CaughtMail = { id, at, from, to: [...to], subject: subjectOf(raw), size: raw.length };
      await place(`${id}.eml`, raw);
      await place(`${id}.json`, formatEnvelope(mail));
      if (kept % 1_000 === 0) await Promise.all((await look()).slice(0, -MAX_KEPT).map(remove));
      return mail;
    },
    async empty() {
      await Promise.all((await look()).map(remove));
    },
  };
}

function subjectOf(raw: Uint8Array): string {
  const fields = readFields(raw.subarray(0, Math.min(headerBlockLength(raw), 64 * 1024)));
  const field = fields.find(({ name }) => name === 'subject');
  return field === undefined ? '' : decodeField(field).value;
}
