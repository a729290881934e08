/** `intake read` and `intake receive`. */
import { buffer } from 'node:stream/consumers';
import { OperatorError } from '../errors.ts';
import { receiveMail } from '../intake/receive.ts';
import { placeOf } from '../intake/source-address.ts';
import { atDesk, readConfig } from './desk.ts';
import { intakeReadCommand } from './intake-read.ts';
import type { Io } from './io.ts';
import { readWords } from './words.ts';

/** Touches neither database nor network; mailbox, mail exchanger and List-Id come from the first colloquium. */
export async function intakeRead(args: string[], io: Io): Promise<number> {
  const first = readConfig().colloquia[0];
  if (first === undefined) throw new OperatorError('There is no colloquium in the configuration.');
  const { address, authserv, list_id: listId } = first;
  return intakeReadCommand(args, { address, authserv, listId }, io);
}

const receiveOptions = {
  from: { type: 'string' },
  to: { type: 'string' },
  json: { type: 'boolean' },
} as const;

const receiveHelp = `./convoke intake receive [--from ADDR] [--to ADDR] [--json] < MAIL

Stores one mail, as a mail server's pipe hands it over; the running service acts on it.`;

/** One mail from an MTA pipe: stored before this ends with 0; the running service acts on it. Exit 75 means try again (sysexits.h). */
export async function intakeReceive(args: string[], io: Io): Promise<number> {
  const words = readWords(args, io, { help: receiveHelp, options: receiveOptions, mostNames: 0 });
  if (words === null) return 0;
  const { values } = words;
  const raw = await buffer(process.stdin);
  if (raw.length === 0) {
    io.err('No mail came on standard input: ./convoke intake receive < mail.eml');
    return 2;
  }
  return atDesk(async (context) => {
    const mailboxes = context.config.colloquia.map(({ id, address }) => ({ id, address }));
    const recipient = values.to ?? mailboxes[0]?.address ?? '';
    const place = placeOf(recipient, mailboxes);
    if (place === null) {
      io.err(
        `${recipient} is the mailbox of no colloquium: say --to with one of ${mailboxes.map((each) => each.address).join(', ')}.`,
      );
      return 2;
    }
    const received = await receiveMail(context, {
      colloquium: place.colloquium,
      recipient,
      raw,
      size: raw.length,
      source: 'stdin',
      envelopeFrom: values.from ?? null,
      clientIp: null,
    });
    io.out(
      values.json
        ? JSON.stringify(received)
        : received.isNew
          ? `Stored as mail ${received.id}.`
          : `This mail is here already, as mail ${received.id}.`,
    );
    return 0;
  });
}
