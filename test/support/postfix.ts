/**
 * A private Postfix in a temporary folder, on free ports of the loopback interface, where Postfix is installed and the
 * tests run as root (it changes users). What it takes for its domains it delivers by LMTP; nothing else leaves it.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { freePorts, untilGreeted } from './free-port.ts';

export interface Postfix {
  readonly smtpPort: number;
  /** `smtp://127.0.0.1:PORT` */
  readonly smtpUrl: string;
  /** What it wrote to its log so far. */
  log(): string;
  /** Identifiers of mails that wait in its queue. */
  queue(): string[];
  /** Tries everything in the queue now. */
  flush(): void;
  close(): Promise<void>;
}

export interface PostfixOptions {
  /**
   * Where mail goes, by domain or whole address (`colloquium@lab.example` before `lab.example`): an LMTP port, or an
   * SMTP port of this machine. Everything else is refused, as it would be by a relay that does not know us.
   */
  readonly deliver: Readonly<Record<string, { readonly lmtpPort: number } | { readonly smtpPort: number }>>;
  /** Addresses that its recipient check refuses with `550 5.1.1`. */
  readonly unknown?: readonly string[];
  /** Lines for main.cf, after ours. */
  readonly settings?: Readonly<Record<string, string>>;
}

const binary = '/usr/sbin/postfix';

/** Why it cannot be run here, for `{ skip }` of a test; false when it can. */
export function postfixMissing(): string | false {
  if (!existsSync(binary)) return 'Postfix is not installed (apt-get install postfix)';
  if (userInfo().uid !== 0) return 'Postfix needs root';
  return false;
}

export async function openPostfix(options: PostfixOptions): Promise<Postfix> {
  const [smtpPort = 0] = await freePorts(1);
  const folder = mkdtempSync(join(tmpdir(), 'convoke-postfix-'));
  chmodSync(folder, 0o755);
  const config = join(folder, 'etc');
  const queue = join(folder, 'queue');
  for (const part of [config, queue, join(folder, 'data')]) mkdirSync(part, { mode: 0o755 });
  chownSync(join(folder, 'data'), idOf('-u', 'postfix'), idOf('-g', 'postfix'));
  write(join(config, 'main.cf'), mainConfiguration(folder, options));
  write(join(config, 'master.cf'), masterConfiguration(smtpPort));
  write(join(config, 'transport'), transportTable(options));
  write(
    join(config, 'recipients'),
    (options.unknown ?? []).map((address) => `${address} 550 5.1.1 no such user\n`).join(''),
  );
  execFileSync(binary, ['-c', config, 'check'], { stdio: 'ignore' });
  // A group of its own: master ends its children by ending its group.
  const master = spawn(masterBinary(), ['-c', config, '-d'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const lines: string[] = [];
  for (const stream of [master.stdout, master.stderr])
    stream.on('data', (chunk: Buffer) => lines.push(chunk.toString()));
  const log = () => {
    const file = join(folder, 'log');
    return lines.join('') + (existsSync(file) ? readFileSync(file, 'utf8') : '');
  };
  try {
    await untilGreeted(smtpPort);
  } catch (error) {
    await end(master);
    throw new Error(`Postfix did not start: ${log()}`, { cause: error });
  }
  return {
    smtpPort,
    smtpUrl: `smtp://127.0.0.1:${smtpPort}`,
    log,
    queue() {
      const text = execFileSync('/usr/sbin/postqueue', ['-c', config, '-j'], { encoding: 'utf8' });
      const entries = text.split('\n').filter((line) => line !== '');
      return entries.map((line) => (JSON.parse(line) as { queue_id: string }).queue_id);
    },
    flush: () => void execFileSync('/usr/sbin/postqueue', ['-c', config, '-f']),
    async close() {
      await end(master);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function mainConfiguration(folder: string, options: PostfixOptions): string {
  const domains = new Set(Object.keys(options.deliver).map((key) => key.slice(key.lastIndexOf('@') + 1)));
  const settings: Record<string, string> = {
    compatibility_level: '3.6',
    queue_directory: `${folder}/queue`,
    data_directory: `${folder}/data`,
    maillog_file: `${folder}/log`,
    maillog_file_prefixes: folder,
    multi_instance_enable: 'yes',
    multi_instance_name: `postfix-${folder.split('-').at(-1)}`,
    myhostname: 'mx.lab.example',
    mydestination: '',
    mynetworks: '127.0.0.0/8',
    inet_interfaces: '127.0.0.1',
    inet_protocols: 'ipv4',
    relay_domains: [...domains].join(' '),
    relay_recipient_maps: '',
    transport_maps: `texthash:${folder}/etc/transport`,
    default_transport: 'error:5.4.4 this test server delivers nowhere else',
    smtpd_relay_restrictions: 'reject_unauth_destination',
    smtpd_recipient_restrictions: `check_recipient_access texthash:${folder}/etc/recipients`,
    recipient_delimiter: '+',
    smtpd_forbid_bare_newline: 'normalize',
    alias_maps: '',
    alias_database: '',
    local_recipient_maps: '',
    biff: 'no',
    smtp_dns_support_level: 'disabled',
    smtp_host_lookup: 'native',
    smtpd_peername_lookup: 'no',
    smtpd_client_connection_count_limit: '0',
    minimal_backoff_time: '2s',
    maximal_backoff_time: '4s',
    queue_run_delay: '2s',
    ...options.settings,
  };
  return Object.entries(settings)
    .map(([name, value]) => `${name} = ${value}\n`)
    .join('');
}

/** Nothing is chrooted: the temporary folder has no copies of the system's files. */
function masterConfiguration(smtpPort: number): string {
  return `127.0.0.1:${smtpPort} inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
relay unix - - n - - smtp
showq unix n - n - - showq
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
lmtp unix - - n - - lmtp
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
`;
}

function transportTable(options: PostfixOptions): string {
  return Object.entries(options.deliver)
    .map(([key, to]) =>
      'lmtpPort' in to
        ? `${key} lmtp:inet:127.0.0.1:${to.lmtpPort}\n`
        : `${key} smtp:[127.0.0.1]:${to.smtpPort}\n`,
    )
    .join('');
}

function masterBinary(): string {
  const daemons = execFileSync('/usr/sbin/postconf', ['-dh', 'daemon_directory'], {
    encoding: 'utf8',
  }).trim();
  return join(daemons, 'master');
}

function idOf(which: '-u' | '-g', name: string): number {
  return Number(execFileSync('id', [which, name], { encoding: 'utf8' }));
}

function write(file: string, text: string): void {
  writeFileSync(file, text, { mode: 0o644 });
}

async function end(master: ChildProcess): Promise<void> {
  if (master.exitCode !== null || master.signalCode !== null) return;
  const ended = new Promise((resolve) => master.once('exit', resolve));
  master.kill('SIGTERM');
  await ended;
}
