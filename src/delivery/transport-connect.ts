/** Connections as nodemailer opens them: address, greeting, EHLO, STARTTLS, AUTH. The named adapter of SMTPConnection. */
import type { Socket } from 'node:net';
import SMTPConnection, { type SMTPConnectionAuth } from 'nodemailer/lib/smtp-connection';
import XOAuth2 from 'nodemailer/lib/xoauth2';
import { reasonOf } from '../errors.ts';
import type { RelayAuth, RelayOptions } from './transport-options.ts';

export interface OpenConnection {
  readonly ok: true;
  readonly connection: SMTPConnection;
  readonly socket: Socket;
  /** PIPELINING, SIZE, 8BITMIME, SMTPUTF8, DSN, as far as they are offered. */
  readonly extensions: ReadonlySet<string>;
}

export type Connecting = OpenConnection | { readonly ok: false; readonly reply: string };

/** Never throws. A server that must speak TLS and does not, or refuses our password, is a failure like any other. */
export function openConnection(relay: RelayOptions): Promise<Connecting> {
  return new Promise((resolve) => {
    const connection = new SMTPConnection({ ...relay.connection, logger: false });
    const fail = (error: unknown) => {
      resolve({ ok: false, reply: reasonOf(error) });
      connection.close();
    };
    connection.once('error', fail);
    connection.once('end', () => fail('the server closed the connection'));
    connection.connect((error) => {
      if (error) return fail(error);
      const { auth } = relay;
      if (auth === null) return succeed();
      connection.login(credentialsOf(auth), (refusal) => {
        if (!refusal) return succeed();
        if ('tokens' in auth) auth.tokens.forget();
        fail(refusal);
      });
    });
    const succeed = () => {
      const socket = connection._socket;
      if (!socket) return fail('the connection is gone');
      connection.removeAllListeners('error');
      connection.removeAllListeners('end');
      // A connection that breaks while nobody listens must not end the process.
      connection.on('error', () => undefined);
      resolve({ ok: true, connection, socket, extensions: offeredBy(connection) });
    };
  });
}

/** A token that is refused although it should still be good is bought anew once (XOAUTH2; `renew` is the second try). */
function credentialsOf(auth: RelayAuth): SMTPConnectionAuth {
  if ('pass' in auth) return { user: auth.user, pass: auth.pass };
  const { user, tokens } = auth;
  const oauth2 = new XOAuth2({
    user,
    provisionCallback(_user, renew, done) {
      if (renew) tokens.forget();
      tokens.token().then(
        (token) => done(null, token),
        (error: unknown) => done(error instanceof Error ? error : new Error(reasonOf(error))),
      );
    },
  });
  return { user, method: 'XOAUTH2', oauth2 };
}

/** nodemailer keeps the offers to itself; if a later version keeps them elsewhere, nothing is offered and it sends itself. */
function offeredBy(connection: SMTPConnection): ReadonlySet<string> {
  const offered: unknown = Reflect.get(connection, '_supportedExtensions');
  return new Set(Array.isArray(offered) ? offered.filter((name) => typeof name === 'string') : []);
}
