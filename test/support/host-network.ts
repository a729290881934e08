/**
 * Three machines on one: network namespaces on a bridge, with cables that can be pulled out. The machine's own network is
 * not touched: everything lies in the namespaces, whose names begin with `convoke-` and the number of the test's process.
 */
import { execFileSync, fork } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import type { Server } from 'node:net';
import { join } from 'node:path';
import { until } from './child-service.ts';

export interface NetworkHost {
  readonly address: string;
  /** What stands before a command that runs on this host. */
  readonly within: readonly string[];
}

export interface FarHost extends NetworkHost {
  /** The cable is out: nothing comes or goes, and nobody is told. */
  unplug(): void;
  plug(): void;
  /** Nothing reaches that address any more; all others are reached as before. */
  lose(address: string): void;
  find(address: string): void;
}

export interface HostNetwork {
  /** Where the database is, and the queue. */
  readonly middle: NetworkHost;
  readonly left: FarHost;
  readonly right: FarHost;
  /** Another address of the host in the middle, where a relay may listen. */
  readonly relayAddress: string;
  /** A server of this process that listens there, at port 25. */
  listenAsRelay(): Promise<Server>;
  /** Ends what still runs on the hosts, and removes them. */
  close(): Promise<void>;
}

const prefix = 'convoke-';
const namesFolder = '/run/netns';

/** Why a test that wants hosts is skipped; false where it can run. */
export function hostsMissing(): string | false {
  if (process.getuid?.() !== 0) return 'network namespaces need root';
  try {
    execFileSync('ip', ['-V'], { stdio: 'ignore' });
  } catch {
    return 'there is no ip on this machine (apt-get install iproute2)';
  }
  const name = `${prefix}${process.pid}-probe`;
  try {
    ip('netns', 'add', name);
    ip('-n', name, 'link', 'add', 'switch', 'type', 'bridge');
    return false;
  } catch {
    return 'this machine allows no network namespaces';
  } finally {
    if (existsSync(join(namesFolder, name))) ip('netns', 'delete', name);
  }
}

export async function openHostNetwork(): Promise<HostNetwork> {
  for (const name of leftBehind()) await remove(name);
  const own = (name: string) => `${prefix}${process.pid}-${name}`;
  const [middle, relayAddress] = ['192.0.2.1', '192.0.2.2'];
  const names = [own('middle'), own('left'), own('right')];
  const [hub = ''] = names;
  // When the process ends before its time, too.
  const onExit = () => names.filter(isThere).forEach(removeNow);
  process.once('exit', onExit);
  const close = async () => {
    for (const name of names) await remove(name);
    process.off('exit', onExit);
  };
  try {
    addHost(hub);
    ip('-n', hub, 'link', 'add', 'switch', 'type', 'bridge');
    for (const address of [middle, relayAddress])
      ip('-n', hub, 'address', 'add', `${address}/24`, 'dev', 'switch');
    ip('-n', hub, 'link', 'set', 'switch', 'up');
    return {
      middle: { address: middle, within: within(hub) },
      relayAddress,
      left: addFarHost(own('left'), hub, '192.0.2.11'),
      right: addFarHost(own('right'), hub, '192.0.2.12'),
      listenAsRelay: () => listenWithin(hub, relayAddress, 25),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function addHost(name: string): void {
  ip('netns', 'add', name);
  ip('-n', name, 'link', 'set', 'lo', 'up');
}

function addFarHost(name: string, hub: string, address: string): FarHost {
  const port = `to-${address.split('.').at(-1)}`;
  addHost(name);
  ip('-n', hub, 'link', 'add', port, 'type', 'veth', 'peer', 'name', 'cable', 'netns', name);
  ip('-n', hub, 'link', 'set', port, 'master', 'switch', 'up');
  ip('-n', name, 'address', 'add', `${address}/24`, 'dev', 'cable');
  ip('-n', name, 'link', 'set', 'cable', 'up');
  return {
    address,
    within: within(name),
    unplug: () => ip('-n', hub, 'link', 'set', port, 'down'),
    plug: () => ip('-n', hub, 'link', 'set', port, 'up'),
    lose: (lost) => ip('-n', name, 'route', 'add', 'blackhole', `${lost}/32`),
    find: (lost) => ip('-n', name, 'route', 'delete', 'blackhole', `${lost}/32`),
  };
}

const within = (name: string) => ['ip', 'netns', 'exec', name];

/** A socket belongs to the network in which it was made, whoever holds it: a process over there makes it and hands it over. */
function listenWithin(name: string, address: string, port: number): Promise<Server> {
  const { promise, resolve, reject } = Promise.withResolvers<Server>();
  const maker = forkWithin(within(name), 'listen-and-hand-over.ts', [address, String(port)]);
  maker.once('message', (_, server) => resolve(server as Server));
  maker.once('exit', (code) => reject(new Error(`nobody listens at ${address}:${port} (exit code ${code})`)));
  return promise;
}

/** Forks a module of this folder on a host. */
export function forkWithin(command: readonly string[], module: string, args: readonly string[]) {
  const [execPath = '', ...execArgv] = [...command, process.execPath];
  return fork(join(import.meta.dirname, module), [...args], { execPath, execArgv });
}

/** Namespaces of tests that were killed. */
function leftBehind(): string[] {
  const names = existsSync(namesFolder) ? readdirSync(namesFolder) : [];
  return names.filter((name) => {
    const pid = new RegExp(`^${prefix}(\\d+)-`).exec(name)?.[1];
    return pid !== undefined && !existsSync(`/proc/${pid}`);
  });
}

const isThere = (name: string) => existsSync(join(namesFolder, name));

const pidsOn = (name: string) => ip('netns', 'pids', name).split('\n').filter(Boolean).map(Number);

async function remove(name: string): Promise<void> {
  if (!isThere(name)) return;
  for (const pid of pidsOn(name)) endNow(pid);
  await until(() => pidsOn(name).length === 0, { what: `the end of what runs on ${name}` });
  ip('netns', 'delete', name);
}

function removeNow(name: string): void {
  for (const pid of pidsOn(name)) endNow(pid);
  ip('netns', 'delete', name);
}

function endNow(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself meanwhile.
  }
}

function ip(...args: string[]): string {
  return execFileSync('ip', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}
