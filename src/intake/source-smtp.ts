/**
 * Mail by SMTP (RFC 5321) or LMTP (RFC 2033): the adapter of smtp-server. A mail is answered with 250 only when its
 * row is committed; trouble of ours is 451, and the sender's server comes again.
 */
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import { OperatorError, reasonOf } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Receive } from './receive.ts';
import { type Mailbox, placeOf } from './source-address.ts';
import { acceptMessage } from './source-smtp-accept.ts';
import { readData } from './source-smtp-data.ts';
import { openSmtpSessions, type SmtpSessions } from './source-smtp-sessions.ts';

/** `config.service.intake` fits. */
interface SmtpSettings {
  /** 0: any free port. */
  readonly port: number;
  readonly host: string;
  readonly protocol: 'smtp' | 'lmtp';
  /** Bytes. */
  readonly max_size: number;
}

export interface SmtpSourceDeps {
  readonly settings: SmtpSettings;
  /** `config.colloquia` fits. */
  readonly mailboxes: readonly Mailbox[];
  readonly receive: Receive;
  readonly log: Log;
  readonly limits?: Partial<SmtpLimits>;
}

interface SmtpLimits {
  readonly connections: number;
  readonly recipients: number;
  /** A client that says nothing for so long is disconnected. */
  readonly idleMs: number;
  /** A connection ends after so long, whatever it does. */
  readonly connectionMs: number;
  /** The database has so long to take a mail before the answer is 451. */
  readonly storeMs: number;
  /** How long `close` waits for what is in hand. */
  readonly closeMs: number;
}

export interface SmtpSource {
  readonly host: string;
  /** The port that is really listened on. */
  readonly port: number;
  /** Takes no more connections, lets each mail in hand get its answer, then ends. */
  close(): Promise<void>;
}

/** Twenty mails of ten megabytes at once are what a small server can hold. */
const defaults: SmtpLimits = {
  connections: 20,
  recipients: 100,
  idleMs: 60_000,
  connectionMs: 10 * 60_000,
  storeMs: 30_000,
  closeMs: 20_000,
};

/** Listens. Throws OperatorError when the port cannot be had. */
export async function openSmtpSource(deps: SmtpSourceDeps): Promise<SmtpSource> {
  const { settings, log } = deps;
  const limits = { ...defaults, ...deps.limits };
  const sessions = openSmtpSessions(() => server, limits.connectionMs);
  const server = makeServer(deps, limits, sessions);
  server.on('error', (error: Error) => log.debug({ why: reasonOf(error) }, 'a mail connection broke'));
  const address = await listen(server, settings);
  log.info({ protocol: settings.protocol, host: address.address, port: address.port }, 'mail is taken');
  return {
    host: address.address,
    port: address.port,
    async close() {
      const isClosed = new Promise<void>((resolve) => server.close(() => resolve()));
      await sessions.end(limits.closeMs);
      await isClosed;
    },
  };
}

function makeServer(deps: SmtpSourceDeps, limits: SmtpLimits, sessions: SmtpSessions): SMTPServer {
  const { settings, mailboxes } = deps;
  return new SMTPServer({
    name: 'convoke',
    banner: 'the mailing desk of a colloquium',
    lmtp: settings.protocol === 'lmtp',
    size: settings.max_size,
    // No password ever comes here, and a certificate of ours would say nothing: the listener is for the local relay.
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    // A relay on this machine may say whose client the mail came from (Postfix: lmtp_send_xforward_command).
    useXForward: ['127.0.0.1', '::1'],
    logger: false,
    maxClients: limits.connections,
    maxRecipients: limits.recipients,
    socketTimeout: limits.idleMs,
    closeTimeout: limits.closeMs,
    onConnect(session, done) {
      sessions.opened(session.id);
      done();
    },
    onClose: (session) => sessions.closed(session.id),
    onMailFrom(_address, session, done) {
      sessions.began(session.id);
      done();
    },
    onRcptTo({ address }, session, done) {
      if (placeOf(address, mailboxes) === null) return done(refusal(550, '5.1.1 no such mailbox here'));
      sessions.addressed(session.id, address);
      return done();
    },
    onData(stream, session, done) {
      const answer = (results: (string | Error)[]) => {
        if (settings.protocol === 'lmtp') return done(null, results);
        const [result] = results;
        return result instanceof Error ? done(result) : done(null, result);
      };
      sessions.keep(take(deps, limits, sessions.recipients(session.id), stream, session).then(answer));
    },
  });
}

/** The results that smtp-server sends: a text is 250. One per accepted RCPT for LMTP, also for an address given twice. */
async function take(
  deps: SmtpSourceDeps,
  { storeMs }: SmtpLimits,
  recipients: readonly string[],
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
): Promise<(string | Error)[]> {
  const { mailFrom } = session.envelope;
  const data = await readData(stream);
  const replies = await acceptMessage(
    { receive: deps.receive, log: deps.log, mailboxes: deps.mailboxes, storeMs },
    {
      data,
      recipients,
      isLmtp: deps.settings.protocol === 'lmtp',
      envelopeFrom: mailFrom === false ? null : mailFrom.address,
      clientIp: session.remoteAddress || null,
    },
  );
  return replies.map(({ code, text }) => (code === 250 ? text : refusal(code, text)));
}

function refusal(responseCode: number, text: string): Error & { responseCode: number } {
  return Object.assign(new Error(text), { responseCode });
}

async function listen(server: SMTPServer, { port, host }: SmtpSettings): Promise<AddressInfo> {
  await new Promise<void>((resolve, reject) => {
    const refuse = (error: NodeJS.ErrnoException) =>
      reject(
        new OperatorError(
          error.code === 'EADDRINUSE'
            ? `Port ${port} for incoming mail is taken by another program. Stop it, or set INTAKE_PORT.`
            : `Incoming mail cannot be listened for at ${host}:${port}: ${reasonOf(error)}. Correct service.intake.`,
        ),
      );
    server.server.once('error', refuse);
    server.listen(port, host, () => {
      server.server.off('error', refuse);
      resolve();
    });
  });
  return server.server.address() as AddressInfo;
}
