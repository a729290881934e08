/** `hosts list, add, remove, away`. */
import { OperatorError } from '../errors.ts';
import { addressKey, parseAddress } from '../mail/address.ts';
import { isAway } from '../moderation/duty.ts';
import { goAway } from '../moderation/handle-away.ts';
import { writeAudit } from '../store/audit.ts';
import { findAtDesk, findHost, insertHost, peopleAtDesk, removeHost } from '../store/hosts.ts';
import type { HostRow } from '../store/schema.ts';
import { atDesk, chosenColloquium } from './desk.ts';
import { type Io, shortMoment, table, UsageError } from './io.ts';
import { common, dayArgument, readWords } from './words.ts';

const help = {
  list: './convoke hosts list [--colloquium ID] [--json]\n\nWho decides, and who looks on, with numbers.',
  add: './convoke hosts add ADDRESS --name "Full Name" [--observer] [--colloquium ID]\n\nMakes somebody a host; one who was removed comes back. With --observer: somebody who signs in, sees\neverything, and can change nothing.',
  remove:
    './convoke hosts remove ADDRESS [--colloquium ID]\n\nEnds the links, answers and sessions in that name at once.',
  away: './convoke hosts away ADDRESS --until DAY [--colloquium ID]\n\nNo mails about requests before that day (2026-09-01, on the colloquium\u2019s clock), while another host\nis there. Whoever is away can still decide. With --back instead of --until it ends now.',
};

export async function hostsList(args: string[], io: Io): Promise<number> {
  const words = readWords(args, io, { help: help.list, options: common, mostNames: 0 });
  if (words === null) return 0;
  const { values } = words;
  return atDesk(async ({ config, store, clock }) => {
    const colloquium = chosenColloquium(config, values.colloquium);
    const hosts = await peopleAtDesk(store.db, colloquium.id);
    io.out(
      values.json
        ? JSON.stringify(hosts, null, 2)
        : table(
            hosts.map((host) => [
              String(host.id),
              host.name,
              host.email,
              host.role === 'observer' ? 'looks on' : awayWord(host, clock.now(), colloquium.zone),
            ]),
          ),
    );
    return 0;
  });
}

export async function hostsAdd(args: string[], io: Io): Promise<number> {
  const options = { ...common, name: { type: 'string' }, observer: { type: 'boolean' } } as const;
  const words = readWords(args, io, { help: help.add, options, mostNames: 1 });
  if (words === null) return 0;
  const { values, names } = words;
  const address = parseAddress(names[0] ?? '');
  if (address === null || values.name === undefined) throw new UsageError(help.add.split('\n', 1)[0] ?? '');
  return atDesk(async ({ config, store, clock }) => {
    const colloquium = chosenColloquium(config, values.colloquium);
    const now = clock.now();
    const role = values.observer === true ? 'observer' : 'host';
    await store.transaction(async (tx) => {
      await insertHost(
        tx,
        {
          colloquium: colloquium.id,
          name: values.name ?? '',
          email: address.text,
          emailKey: addressKey(address),
          role,
        },
        now,
        true,
      );
      const host = await findAtDesk(tx, colloquium.id, addressKey(address));
      await writeAudit(tx, {
        at: now,
        colloquium: colloquium.id,
        who: 'command',
        way: 'command',
        what: 'host.added',
        subject: `host:${host?.id}`,
        detail: { role },
      });
    });
    io.out(`${values.name} is ${role === 'host' ? 'a host' : 'an observer'} of the ${colloquium.name}.`);
    return 0;
  });
}

export async function hostsRemove(args: string[], io: Io): Promise<number> {
  const words = readWords(args, io, { help: help.remove, options: common, mostNames: 1 });
  if (words === null) return 0;
  const { values, names } = words;
  const email = names[0] ?? '';
  return atDesk(async ({ config, store, clock }) => {
    const colloquium = chosenColloquium(config, values.colloquium);
    const now = clock.now();
    const removed = await store.transaction(async (tx) => {
      const host = await findAtDesk(tx, colloquium.id, addressKey(email));
      if (host === null) return null;
      await removeHost(tx, host.id, now);
      await writeAudit(tx, {
        at: now,
        colloquium: colloquium.id,
        who: 'command',
        way: 'command',
        what: 'host.removed',
        subject: `host:${host.id}`,
      });
      return host;
    });
    if (removed === null) throw new OperatorError(`${email} is not a host of the ${colloquium.name}.`);
    io.out(`${removed.name} is no longer a host: links, answers and sessions in that name have ended.`);
    return 0;
  });
}

function awayWord(host: HostRow, now: Temporal.Instant, zone: string): string {
  return host.away_until !== null && isAway(host, now)
    ? `away until ${shortMoment(host.away_until, zone)}`
    : '';
}

export async function hostsAway(args: string[], io: Io): Promise<number> {
  const options = { ...common, until: { type: 'string' }, back: { type: 'boolean' } } as const;
  const words = readWords(args, io, { help: help.away, options, mostNames: 1 });
  if (words === null) return 0;
  const { values, names } = words;
  const email = names[0] ?? '';
  if (email === '' || (values.until === undefined) === (values.back === undefined))
    throw new UsageError(help.away.split('\n', 1)[0] ?? '');
  return atDesk(async ({ config, store, clock }) => {
    const colloquium = chosenColloquium(config, values.colloquium);
    const now = clock.now();
    const until = values.until === undefined ? null : dayArgument(values.until, colloquium.zone);
    if (until !== null && Temporal.Instant.compare(until, now) <= 0)
      throw new UsageError('That day is not ahead: name the day from which the mails come again.');
    const host = await store.transaction(async (tx) => {
      const found = await findHost(tx, colloquium.id, addressKey(email));
      if (found === null) throw new OperatorError(`${email} is not a host of the ${colloquium.name}.`);
      await goAway(tx, { host: found, until, who: 'command', way: 'command', now });
      return found;
    });
    io.out(
      until === null
        ? `${host.name} gets the mails about requests again.`
        : `${host.name} gets no mails about requests before ${values.until}, while another host is there.`,
    );
    return 0;
  });
}
