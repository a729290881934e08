/** `preview KIND`, `mailings preview`, `mailings test`: the message a recipient would get, shown, saved, or really sent. */
import { writeFile } from 'node:fs/promises';
import type { Context } from '../context.ts';
import { OperatorError } from '../errors.ts';
import { type Address, parseAddress } from '../mail/address.ts';
import { parseMessage } from '../mail/parse-message.ts';
import { sendTest } from '../mailings/handle-test.ts';
import { isMailingKind } from '../mailings/mailing-kinds.ts';
import { imaginedMailing, type PreviewedMail, previewCopy } from '../mailings/preview-copy.ts';
import { mailKinds } from '../mailings/view.ts';
import { activeHosts } from '../store/hosts.ts';
import { loadMailingRow } from '../store/mailings.ts';
import type { MailingRow } from '../store/schema.ts';
import { atDesk, chosenColloquium, idArgument } from './desk.ts';
import { fileFault } from './files.ts';
import { type Io, UsageError } from './io.ts';
import { previewPersonMail } from './preview-person.ts';
import { common, readWords, wrapped } from './words.ts';

const seen = { ...common, to: { type: 'string' }, eml: { type: 'string' } } as const;

const previewHelp = `Usage: ./convoke preview KIND [--talk NUMBER] [--to ADDRESS] [--eml FILE] [--json]

The exact message a recipient would get; nothing is sent or stored. Mails to one person tell of an
invented request.
  --talk        which talk; without it the next one
  --to          for whom: a subscriber's copy has their own links
  --eml         saves the message, to be opened in a mail program
  --colloquium  which one, where there are several
Kinds:
${wrapped(mailKinds.join(' '), '  ')}`;

export async function previewCommand(args: string[], io: Io): Promise<number> {
  const options = { ...seen, talk: { type: 'string' } } as const;
  const words = readWords(args, io, { help: previewHelp, options, mostNames: 1 });
  if (words === null) return 0;
  const { values, names } = words;
  const kind = mailKinds.find((each) => each === names[0]);
  if (kind === undefined)
    throw new UsageError(
      `${names[0] === undefined ? 'Name the kind of mail' : `There is no mail “${names[0]}”`}: one of\n${wrapped(mailKinds.join(' '), '  ')}`,
    );
  const talkId = values.talk === undefined ? null : idArgument(values.talk, 'talk');
  return atDesk(async (context) => {
    const colloquium = chosenColloquium(context.config, values.colloquium);
    const to = values.to ?? null;
    const mail = isMailingKind(kind)
      ? await previewCopy(
          context,
          await imaginedMailing(context, colloquium, kind, talkId, context.clock.now()),
          addressOf(to),
        )
      : await previewPersonMail(context, colloquium, { kind, talkId, to });
    await showMail(mail, values, io);
    return 0;
  });
}

const mailingHelp = `Usage: ./convoke mailings preview NUMBER [--to ADDRESS] [--eml FILE] [--json]

The exact message that a recipient of this mailing gets; nothing is sent.
  --to   for whom: a subscriber's copy has their own links
  --eml  saves the message, to be opened in a mail program`;

export async function mailingsPreview(args: string[], io: Io): Promise<number> {
  const words = readWords(args, io, { help: mailingHelp, options: seen, mostNames: 1 });
  if (words === null) return 0;
  const id = idArgument(words.names[0], 'mailing');
  return atDesk(async (context) => {
    const mail = await previewCopy(
      context,
      await mailingNamed(context, id),
      addressOf(words.values.to ?? null),
    );
    await showMail(mail, words.values, io);
    return 0;
  });
}

/** Null where none was named. */
function addressOf(text: string | null): Address | null {
  const address = text === null ? null : parseAddress(text);
  if (text !== null && address === null) throw new UsageError(`“${text}” is not a mail address.`);
  return address;
}

async function mailingNamed({ store }: Context, id: number): Promise<MailingRow> {
  const mailing = await loadMailingRow(store.db, id);
  if (mailing === null)
    throw new OperatorError(`There is no mailing ${id}; ./convoke mailings list shows them.`);
  return mailing;
}

async function showMail(
  mail: PreviewedMail,
  { eml, json }: { readonly eml?: string; readonly json?: boolean },
  io: Io,
): Promise<void> {
  if (eml !== undefined) {
    await writeFile(eml, mail.raw).catch((error) => {
      throw fileFault(eml, error);
    });
    if (!json) {
      io.out(`Saved to ${eml} (${mail.raw.length} bytes).`);
      return;
    }
  }
  const outcome = await parseMessage(mail.raw);
  if (!outcome.ok) throw new OperatorError(`The message could not be read back: ${outcome.reason}`);
  const { message } = outcome;
  const parts = message.parts.map(({ contentType, params, bytes }) => ({
    type: contentType,
    method: params['method'] ?? null,
    size: bytes.length,
  }));
  if (json) {
    const { headers, subject, text, html } = message;
    io.out(
      JSON.stringify({ to: mail.to, subject, size: mail.raw.length, headers, parts, text, html }, null, 2),
    );
    return;
  }
  const shown = ['from', 'to', 'reply-to', 'subject', 'list-unsubscribe', 'message-id'];
  for (const { name, value } of message.headers)
    if (shown.includes(name))
      io.out(`${name.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase())}: ${value}`);
  const kinds = parts.map(({ type, method }) => `${type}${method === null ? '' : ` (${method})`}`);
  io.out(`Parts: ${kinds.join(', ')}; ${mail.raw.length} bytes\n`);
  io.out(message.text);
}

const testHelp = `Usage: ./convoke mailings test NUMBER [--to ADDRESS] [--json]

Really sends the mail of a mailing, as it is now, to one address and to nobody else.
Its links act on nobody, unless the address is a subscriber's.
  --to  without it, all hosts get it`;

export async function mailingsTest(args: string[], io: Io): Promise<number> {
  const options = { ...common, to: { type: 'string' } } as const;
  const words = readWords(args, io, { help: testHelp, options, mostNames: 1 });
  if (words === null) return 0;
  const id = idArgument(words.names[0], 'mailing');
  return atDesk(async (context) => {
    if (context.config.smtpUrl === null)
      throw new OperatorError(
        'Nothing leaves before SMTP_URL is set. To see the mail: ./convoke mailings preview',
      );
    const mailing = await mailingNamed(context, id);
    const named = addressOf(words.values.to ?? null);
    const hosts = named === null ? await activeHosts(context.store.db, mailing.colloquium) : [];
    const addresses = named === null ? hosts.map(({ email }) => addressOf(email)) : [named];
    const by = { who: 'command', way: 'command' } as const;
    const results = await sendTest(
      context,
      mailing,
      addresses.filter((each) => each !== null),
      by,
    );
    if (words.values.json) io.out(JSON.stringify(results, null, 2));
    else for (const { to, outcome, reply } of results) io.out(`${to}: ${outcome} (${reply})`);
    return results.every(({ outcome }) => outcome === 'submitted') ? 0 : 1;
  });
}
