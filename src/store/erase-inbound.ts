/** The raw mails that came in, searched for an address that is to be forgotten. */
import { sql } from 'kysely';
import { mentionOf, strikeOut } from './address-in-mail.ts';
import type { Traces } from './erase-traces.ts';
import type { Db } from './open-store.ts';

const atOnce = 50;

/**
 * What the person wrote goes whole. Mails of others keep their place and length, only the address is struck out; where it
 * stands in an encoded part, which cannot be mended in place, the mail goes whole. What is not read yet was written after
 * the wish, or is the wish itself: it is read first. Resolves to how many mails were touched.
 */
export async function emptyMailFrom(tx: Db, { key, spellings, name }: Traces): Promise<number> {
  const { numAffectedRows } = await sql`
    update inbound set raw = null, envelope_from = null, reason = null
    where processed_at is not null and (lower(envelope_from) = any (${[...spellings]}::text[])
      or id in (select inbound_id from request where email_key = ${key}))`.execute(tx);
  let touched = Number(numAffectedRows ?? 0);
  for (let after = 0; ; ) {
    const { rows } = await sql<Stored>`
      select id, raw, class from inbound where id > ${after} and raw is not null and processed_at is not null
      order by id limit ${atOnce}`.execute(tx);
    for (const mail of rows) touched += await emptyOne(tx, mail, spellings, name);
    const last = rows.at(-1);
    if (last === undefined) return touched;
    after = last.id;
  }
}

interface Stored {
  readonly id: number;
  readonly raw: Buffer;
  readonly class: string | null;
}

async function emptyOne(
  tx: Db,
  { id, raw, class: kind }: Stored,
  spellings: readonly string[],
  name: string | null,
): Promise<number> {
  // A host's answer quotes the whole request, and has done what it was for.
  const isAnswer = kind === 'decision';
  const mention = mentionOf(raw, isAnswer && name ? [...spellings, name.toLowerCase()] : spellings);
  if (mention === 'none') return 0;
  if (mention === 'plain' && !isAnswer)
    await sql`update inbound set raw = ${strikeOut(raw, spellings)} where id = ${id}`.execute(tx);
  else
    await sql`update inbound set raw = null, envelope_from = null, reason = null where id = ${id}`.execute(
      tx,
    );
  return 1;
}
