/** `hosts list, add, remove`. */
import { parseArgs } from 'node:util';
import { OperatorError } from '../errors.ts';
import { addressKey, parseAddress } from '../mail/address.ts';
import { writeAudit } from '../store/audit.ts';
import { activeHosts, findHost, insertHost, removeHost } from '../store/hosts.ts';
import { atDesk, chosenColloquium } from './desk.ts';
import { type Io, table, UsageError } from './io.ts';

const options = {
  json: { type: 'boolean' },
  colloquium: { type: 'string' },
  name: { type: 'string' },
} as const;

export async function hostsList(args: string[], io: Io): Promise<number> {
  const { values } = parseArgs({ args, options });
  return atDesk(async ({ config, store }) => {
    const hosts = await activeHosts(store.db, chosenColloquium(config, values.colloquium).id);
    io.out(
      values.json
        ? JSON.stringify(hosts, null, 2)
        : table(hosts.map((host) => [String(host.id), host.name, host.email])),
    );
    return 0;
  });
}

export async function hostsAdd(args: string[], io: Io): Promise<number> {
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  const address = parseAddress(positionals[0] ?? '');
  if (address === null || values.name === undefined)
    throw new UsageError('Usage: ./convoke hosts add ADDRESS --name "Full Name"');
  return atDesk(async ({ config, store, clock }) => {
    const colloquium = chosenColloquium(config, values.colloquium);
    const now = clock.now();
    await store.transaction(async (tx) => {
      await insertHost(
        tx,
        {
          colloquium: colloquium.id,
          name: values.name ?? '',
          email: address.text,
          emailKey: addressKey(address),
        },
        now,
        true,
      );
      const host = await findHost(tx, colloquium.id, addressKey(address));
      await writeAudit(tx, {
        at: now,
        colloquium: colloquium.id,
        who: 'command',
        way: 'command',
        what: 'host.added',
        subject: `host:${host?.id}`,
      });
    });
    io.out(`${values.name} is a host of the ${colloquium.name}.`);
    return 0;
  });
}

export async function hostsRemove(args: string[], io: Io): Promise<number> {
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  const email = positionals[0] ?? '';
  return atDesk(async ({ config, store, clock }) => {
    const colloquium = chosenColloquium(config, values.colloquium);
    const now = clock.now();
    const removed = await store.transaction(async (tx) => {
      const host = await findHost(tx, colloquium.id, addressKey(email));
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
