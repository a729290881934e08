/** A real IMAP and LMTP server in a temporary folder, on free ports, where Dovecot 2.3 is installed. */
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

export interface Dovecot {
  readonly imapPort: number;
  readonly lmtpPort: number;
  /** Every user name is good with this password. */
  readonly password: string;
  /** `imap://user:password@127.0.0.1:PORT/MAILBOX` */
  imapUrl(user: string, mailbox?: string): string;
  /** The maildir of a user: a mail is put into `new/` by renaming it there. */
  maildir(user: string): string;
  /** Puts mails into a user's INBOX without a server's help: fast, and as old as `at`. */
  putMails(user: string, mails: readonly string[]): void;
  /** Forgets the user's UIDs: the next reader finds a new UIDVALIDITY. */
  renewUidValidity(user: string): void;
  close(): Promise<void>;
}

const binary = '/usr/sbin/dovecot';
const password = 'secret';

/** Why it cannot be run here, for `{ skip }` of a test; false when it can. */
export function dovecotMissing(): string | false {
  if (!existsSync(binary)) return 'Dovecot is not installed (apt-get install dovecot-imapd dovecot-lmtpd)';
  const version = execFileSync(binary, ['--version'], { encoding: 'utf8' });
  return version.startsWith('2.3.') ? false : `Dovecot 2.3 is wanted, ${version.trim()} is here`;
}

/** @param introspectionUrl signs in by OAuth2: asked whose a token is, with the token behind it */
export async function openDovecot(introspectionUrl: string | null = null): Promise<Dovecot> {
  const [imapPort = 0, lmtpPort = 0] = await freePorts(2);
  const folder = mkdtempSync(join(tmpdir(), 'convoke-dovecot-'));
  chmodSync(folder, 0o755);
  const owner = mailOwner();
  const mail = join(folder, 'mail');
  mkdirSync(mail);
  chownSync(mail, owner.uid, owner.gid);
  const conf = join(folder, 'dovecot.conf');
  if (introspectionUrl !== null)
    writeFileSync(
      join(folder, 'oauth2.conf'),
      `tokeninfo_url = ${introspectionUrl}\nusername_attribute = email\n`,
    );
  writeFileSync(
    conf,
    configuration({ folder, imapPort, lmtpPort, owner, hasTokens: introspectionUrl !== null }),
  );
  const server = spawn(binary, ['-F', '-c', conf], { stdio: ['ignore', 'ignore', 'pipe'] });
  const said: string[] = [];
  server.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  try {
    await Promise.all([untilGreeted(imapPort), untilGreeted(lmtpPort)]);
  } catch (error) {
    await end(server);
    const log = existsSync(join(folder, 'log')) ? readFileSync(join(folder, 'log'), 'utf8') : '';
    throw new Error(`Dovecot did not start: ${said.join('')}${log}`, { cause: error });
  }
  const maildir = (user: string) => join(mail, user.toLowerCase());
  let count = 0;
  return {
    imapPort,
    lmtpPort,
    password,
    imapUrl: (user, mailbox = 'INBOX') =>
      `imap://${encodeURIComponent(user)}:${password}@127.0.0.1:${imapPort}/${mailbox}`,
    maildir,
    putMails(user, mails) {
      for (const part of ['', 'cur', 'new', 'tmp']) {
        mkdirSync(join(maildir(user), part), { recursive: true });
        chownSync(join(maildir(user), part), owner.uid, owner.gid);
      }
      for (const text of mails) {
        count += 1;
        const file = join(maildir(user), 'new', `${1_790_000_000 + count}.M${count}P1.test`);
        writeFileSync(file, text);
        chownSync(file, owner.uid, owner.gid);
      }
    },
    renewUidValidity(user) {
      for (const name of [
        'dovecot-uidlist',
        'dovecot.index',
        'dovecot.index.log',
        'dovecot.index.cache',
        'dovecot-uidvalidity',
      ])
        rmSync(join(maildir(user), name), { force: true });
    },
    async close() {
      await end(server);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

interface Owner {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** Mail is never root's: as root it belongs to nobody, otherwise to whoever runs the tests. */
function mailOwner(): Owner {
  const me = userInfo();
  if (me.uid !== 0) return { name: me.username, uid: me.uid, gid: me.gid };
  const gid = Number(execFileSync('id', ['-g', 'nobody'], { encoding: 'utf8' }));
  return { name: 'nobody', uid: Number(execFileSync('id', ['-u', 'nobody'], { encoding: 'utf8' })), gid };
}

function configuration(to: {
  folder: string;
  imapPort: number;
  lmtpPort: number;
  owner: Owner;
  hasTokens: boolean;
}): string {
  const { folder, owner } = to;
  const isRoot = userInfo().uid === 0;
  const unprivileged = isRoot
    ? ''
    : `default_internal_user = ${owner.name}
default_internal_group = ${execFileSync('id', ['-gn'], { encoding: 'utf8' }).trim()}
default_login_user = ${owner.name}
service anvil {
  chroot =
}
service imap-login {
  chroot =
}
service stats {
  chroot =
}
`;
  return `base_dir = ${folder}/run
state_dir = ${folder}/state
instance_name = ${folder.split('/').at(-1)}
log_path = ${folder}/log
protocols = imap lmtp
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
auth_mechanisms = ${to.hasTokens ? 'xoauth2 oauthbearer' : 'plain'}
auth_username_format = %Lu
recipient_delimiter = +
lmtp_save_to_detail_mailbox = no
lmtp_add_received_header = yes
mail_location = maildir:${folder}/mail/%u
mail_fsync = never
first_valid_uid = 1
first_valid_gid = 1
mail_max_userip_connections = 100
${unprivileged}
${
  to.hasTokens
    ? `passdb {
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = ${folder}/oauth2.conf
}`
    : `passdb {
  driver = static
  args = password=${password}
}`
}
userdb {
  driver = static
  args = uid=${owner.uid} gid=${owner.gid} home=${folder}/mail/%u allow_all_users=yes
}
namespace inbox {
  inbox = yes
}
service imap-login {
  process_min_avail = 1
  inet_listener imap {
    port = ${to.imapPort}
  }
  inet_listener imaps {
    port = 0
  }
}
service lmtp {
  inet_listener lmtp {
    address = 127.0.0.1
    port = ${to.lmtpPort}
  }
}
`;
}

async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = new Promise((resolve) => server.once('exit', resolve));
  server.kill('SIGTERM');
  await ended;
}
