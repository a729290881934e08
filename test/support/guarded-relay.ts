/**
 * A relay that asks who we are: TLS with a certificate of its own, passwords or tokens, LMTP, delivery reports. On the
 * smtp-server package, so that it speaks these the way other programs do.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SMTPServer, type SMTPServerOptions, type SMTPServerSession } from 'smtp-server';

export interface RelayedMail {
  readonly from: string;
  readonly to: string;
  readonly data: Buffer;
  readonly isSecure: boolean;
  readonly user: string | null;
  /** Parameters of MAIL and RCPT, as given: `{ ENVID: …, RET: … }`. */
  readonly mailArgs: Readonly<Record<string, unknown>>;
  readonly rcptArgs: Readonly<Record<string, unknown>>;
}

export interface GuardedRelay {
  readonly port: number;
  /** Trusted by nobody who was not given it. */
  readonly certificate: string;
  readonly mails: RelayedMail[];
  /** Secrets that were shown to it, in order: passwords, tokens. */
  readonly shown: string[];
  close(): Promise<void>;
}

export interface Guard {
  readonly password?: string;
  /** Whether a token is good now. */
  readonly isGood?: (token: string) => boolean;
  /** Refuses a recipient, or after the dot what came for one. */
  readonly refuse?: (recipient: string, step: 'rcpt' | 'dot') => { code: number; text: string } | null;
  readonly settings?: Partial<SMTPServerOptions>;
}

const openssl = '/usr/bin/openssl';

/** Why it cannot be run here, for `{ skip }` of a test; false when it can. */
export function certificatesMissing(): string | false {
  return existsSync(openssl) ? false : 'openssl is not installed (apt-get install openssl)';
}

export async function openGuardedRelay(guard: Guard = {}): Promise<GuardedRelay> {
  const { key, cert } = makeCertificate();
  const mails: RelayedMail[] = [];
  const shown: string[] = [];
  const refusal = (recipient: string, step: 'rcpt' | 'dot') => {
    const refused = guard.refuse?.(recipient, step) ?? null;
    return refused === null ? null : Object.assign(new Error(refused.text), { responseCode: refused.code });
  };
  const server = new SMTPServer({
    key,
    cert,
    authOptional: guard.password === undefined && guard.isGood === undefined,
    authMethods: guard.isGood === undefined ? ['PLAIN', 'LOGIN'] : ['XOAUTH2'],
    hideDSN: false,
    logger: false,
    onAuth(auth, _session, done) {
      const secret = auth.accessToken ?? auth.password ?? '';
      shown.push(secret);
      const isGood = guard.isGood?.(secret) ?? secret === guard.password;
      if (isGood) return done(null, { user: auth.username });
      // What Gmail and Microsoft answer: a challenge with the reason, then 535 (XOAUTH2).
      if (auth.method === 'XOAUTH2') return done(null, { data: { status: '401', schemes: 'bearer' } });
      return done(new Error('5.7.8 user and password do not match'));
    },
    onRcptTo: (address, _session, done) => done(refusal(address.address, 'rcpt')),
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const refused = refusal(session.envelope.rcptTo[0]?.address ?? '', 'dot');
        if (refused === null) mails.push(mailOf(session, Buffer.concat(chunks)));
        done(refused);
      });
    },
    ...guard.settings,
  });
  // A client that leaves in the middle of a handshake is part of the story.
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const port = (server.server.address() as AddressInfo).port;
  return {
    port,
    certificate: cert,
    mails,
    shown,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function mailOf(session: SMTPServerSession, data: Buffer): RelayedMail {
  const { mailFrom, rcptTo } = session.envelope;
  const [recipient] = rcptTo;
  return {
    from: mailFrom === false ? '' : mailFrom.address,
    to: recipient?.address ?? '',
    data,
    isSecure: session.secure,
    user: typeof session.user === 'string' ? session.user : null,
    mailArgs: { ...(mailFrom === false ? {} : mailFrom.args) },
    rcptArgs: { ...recipient?.args },
  };
}

function makeCertificate(): { key: string; cert: string } {
  const folder = mkdtempSync(join(tmpdir(), 'convoke-certificate-'));
  try {
    const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
    const curve = 'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2'.split(' ');
    const names = ['-subj', '/CN=relay.example', '-addext', 'subjectAltName=IP:127.0.0.1,DNS:localhost'];
    execFileSync(openssl, [...curve, ...names, '-keyout', key, '-out', cert], { stdio: 'ignore' });
    return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
