/** `subscribers export`: the list as CSV that an import reads back, or everything about one person as JSON. */
import { OperatorError } from '../errors.ts';
import { addressKey } from '../mail/address.ts';
import { subscriberPortions } from '../store/export-subscribers.ts';
import type { Store } from '../store/open-store.ts';
import type { SubscriberRow } from '../store/schema.ts';
import { findSubscriber } from '../store/subscribers.ts';
import { exportHeading, exportRecord } from '../subscribers/export-csv.ts';
import { exportSubscriber } from '../subscribers/handle-export.ts';
import { subscriberState } from '../subscribers/preferences.ts';
import { atDesk, chosenColloquium } from './desk.ts';
import { writeWhole } from './files.ts';
import { type Io, UsageError } from './io.ts';
import { common, counted, readWords } from './words.ts';

const help = `Usage: ./convoke subscribers export [FILE] [--active] [--json] | --person ADDRESS

The list as CSV (UTF-8) with everything that an import needs to restore it. Cells that a spreadsheet
would take for formulas begin with an apostrophe, which an import takes away again.
Without FILE it goes to standard output.
  --active       only those who get mail now
  --person       everything that is kept about one person, as JSON (GDPR articles 15 and 20)
  --json         the list as JSON
  --colloquium   which list, where there are several`;

export async function subscribersExport(args: string[], io: Io): Promise<number> {
  const options = { ...common, active: { type: 'boolean' }, person: { type: 'string' } } as const;
  const words = readWords(args, io, { help, options, mostNames: 1 });
  if (words === null) return 0;
  const { values, names } = words;
  const [file] = names;
  if (values.person !== undefined && values.active)
    throw new UsageError('--person is about one person; leave --active out.');
  return atDesk(async ({ config, store, clock }) => {
    const colloquium = chosenColloquium(config, values.colloquium).id;
    const pieces =
      values.person === undefined
        ? listPieces(store, colloquium, {
            active: values.active ?? false,
            json: values.json ?? false,
            now: clock.now(),
          })
        : personPieces(store, colloquium, values.person);
    if (file === undefined) {
      for await (const { text } of pieces) io.out(text);
      return 0;
    }
    let people = 0;
    await writeWhole(file, async (put) => {
      for await (const piece of pieces) {
        people += piece.people;
        await put(piece.text);
      }
    });
    io.err(`${counted(people, 'person', 'people')} written to ${file}.`);
    return 0;
  });
}

interface Piece {
  /** Ends its line. */
  readonly text: string;
  readonly people: number;
}

async function* listPieces(
  { db }: Store,
  colloquium: string,
  { active, json, now }: { active: boolean; json: boolean; now: Temporal.Instant },
): AsyncGenerator<Piece> {
  yield { text: json ? '[\n' : exportHeading(), people: 0 };
  let isFirst = true;
  for await (const portion of subscriberPortions(db, colloquium)) {
    const rows = active ? portion.filter((row) => subscriberState(row, now) === 'active') : portion;
    if (rows.length === 0) continue;
    const text = json
      ? `${rows.map((row, index) => `${isFirst && index === 0 ? '' : ',\n'}${jsonPerson(row, now)}`).join('')}\n`
      : rows.map((row) => exportRecord(row, now)).join('');
    isFirst = false;
    yield { text, people: rows.length };
  }
  if (json) yield { text: ']\n', people: 0 };
}

function jsonPerson(row: SubscriberRow, now: Temporal.Instant): string {
  const { colloquium: _c, email_key: _k, erased_at: _e, bounce_score: _s, bounced_at: _b, ...rest } = row;
  return JSON.stringify({ ...rest, status: subscriberState(row, now) });
}

async function* personPieces({ db }: Store, colloquium: string, name: string): AsyncGenerator<Piece> {
  const row = await findSubscriber(db, colloquium, addressKey(name));
  const data = row === null ? null : await exportSubscriber(db, row.id, { masked: false });
  if (data === null) throw new OperatorError(`${name} is not on this list.`);
  yield { text: `${JSON.stringify(data, null, 2)}\n`, people: 1 };
}
