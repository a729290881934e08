/** Other people's programs that look at mail, with no network: python3-dkim, OpenDKIM, SpamAssassin, rspamd. */
import { execFile, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePorts } from './free-port.ts';

const run = promisify(execFile);
const python = '/usr/bin/python3';
const room = { maxBuffer: 64 * 1024 * 1024 };

/** Why one of them cannot be run here, for `{ skip }` of a test; false when it can. */
export function judgeMissing(which: 'python3-dkim' | 'opendkim' | 'spamassassin' | 'rspamd'): string | false {
  const isThere = which === 'python3-dkim' ? hasPythonDkim() : existsSync(programs[which]);
  return isThere ? false : `${which} is not installed (apt-get install ${which} python3-nacl)`;
}

const programs = {
  opendkim: '/usr/sbin/opendkim',
  spamassassin: '/usr/bin/spamassassin',
  rspamd: '/usr/bin/rspamd',
};

function hasPythonDkim(): boolean {
  try {
    execFileSync(python, ['-c', 'import dkim, nacl'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

type Keys = Readonly<Record<string, string>>;

/** The verdicts on each file's signatures, topmost first: `rsa-sha256 pass`. */
export function verifyWithPython(files: readonly string[], keys: Keys): Map<string, string[]> {
  const script = join(import.meta.dirname, 'verify-dkim.py');
  const input = JSON.stringify({ files, keys });
  const said = execFileSync(python, [script], {
    input,
    encoding: 'utf8',
    ...room,
  });
  return new Map(Object.entries(JSON.parse(said) as Record<string, string[]>));
}

/** What OpenDKIM would write on top of each file: `dkim=pass (2048-bit key) header.d=… header.a=rsa-sha256 …`. */
export async function verifyWithOpendkim(
  files: readonly string[],
  keys: Keys,
  folder: string,
): Promise<string[]> {
  const settings = join(folder, 'opendkim.conf');
  writeFileSync(
    join(folder, 'opendkim.keys'),
    Object.entries(keys)
      .map(([name, record]) => `${name} ${record}\n`)
      .join(''),
  );
  writeFileSync(
    settings,
    `Mode v\nSyslog no\nTestPublicKeys ${folder}/opendkim.keys\nAlwaysAddARHeader yes\n`,
  );
  const { stdout } = await run(programs.opendkim, ['-vv', '-x', settings, '-t', files.join(',')], room);
  return [...stdout.matchAll(/hname='Authentication-Results' hvalue='([^']*)'/g)].map(
    (match) => match[1] ?? '',
  );
}

export interface Judgement {
  readonly score: number;
  readonly rules: readonly string[];
}

/** Its own rules only (`-L`). One judgement per file. */
export async function askSpamAssassin(files: readonly string[], home: string): Promise<Judgement[]> {
  const { stdout } = await run(programs.spamassassin, ['-L', '-t', ...files], {
    ...room,
    env: { ...process.env, HOME: home },
  });
  const heads = [...stdout.matchAll(/^X-Spam-Status: .*(?:\r?\n[ \t].*)*/gm)].map((match) =>
    match[0].replace(/\s+/g, ' '),
  );
  return heads.map((head) => ({
    score: Number(/ score=(-?[\d.]+)/.exec(head)?.[1] ?? Number.NaN),
    rules: (/ tests=(.*?) (?:autolearn|version)=/.exec(head)?.[1] ?? '').split(/[, ]+/).filter(Boolean),
  }));
}

export interface Rspamd {
  ask(mail: Buffer, envelope: { from: string; to: string }): Promise<Judgement>;
  close(): Promise<void>;
}

/** What needs name servers or a memory is left out; everything that reads the message is in. */
const silent = 'rbl fuzzy_check phishing spf dmarc arc whitelist asn hfilter history_redis neural'.split(' ');

export async function openRspamd(folder: string): Promise<Rspamd> {
  const [port = 0] = await freePorts(1);
  mkdirSync(join(folder, 'db'));
  writeFileSync(join(folder, 'suffixes'), 'example\nlocalhost\ncom\norg\nnet\n');
  writeFileSync(
    join(folder, 'rspamd.conf'),
    `.include "$CONFDIR/common.conf"
options {
  .include "$CONFDIR/options.inc"
  pidfile = "${folder}/pid";
  control_socket = "${folder}/db/control mode=0600";
  url_tld = "${folder}/suffixes";
  filters = "chartable,regexp";
}
options { dns { nameserver = ["127.0.0.1:1"]; timeout = 0.05s; retransmits = 0; } }
logging { type = "console"; level = "error"; }
worker "normal" { bind_socket = "127.0.0.1:${port}"; count = 1; }
${silent.map((name) => `${name} { enabled = false; }\n`).join('')}`,
  );
  const server = spawn(
    programs.rspamd,
    [
      '-f',
      '-i',
      '-c',
      join(folder, 'rspamd.conf'),
      '--var',
      `DBDIR=${folder}/db`,
      '--var',
      `RUNDIR=${folder}`,
    ],
    { stdio: 'ignore' },
  );
  await untilAnswering(`http://127.0.0.1:${port}/ping`);
  return {
    async ask(mail, { from, to }) {
      const answer = await fetch(`http://127.0.0.1:${port}/checkv2`, {
        method: 'POST',
        body: new Uint8Array(mail),
        headers: { from, rcpt: to, ip: '127.0.0.1' },
      });
      const { score, symbols } = (await answer.json()) as {
        score: number;
        symbols: Record<string, { score: number }>;
      };
      return { score, rules: Object.entries(symbols).map(([name, symbol]) => `${name} ${symbol.score}`) };
    },
    async close() {
      const ended = new Promise((resolve) => server.once('exit', resolve));
      server.kill('SIGTERM');
      await ended;
    },
  };
}

async function untilAnswering(url: string): Promise<void> {
  const deadline = performance.now() + 120_000;
  while (performance.now() < deadline) {
    const answered = await fetch(url).then(
      (answer) => answer.ok,
      () => false,
    );
    if (answered) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`nothing answers at ${url}`);
}
