/** The server that outgoing mail is handed to while there is no real one. It takes everything and sends nothing. */
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { reasonOf } from '../errors.ts';
import type { Log } from '../log.ts';
import type { InboxStore } from './inbox-store.ts';

export interface InboxSmtp {
  /** `smtp://127.0.0.1:PORT` */
  readonly smtpUrl: string;
  close(): Promise<void>;
}

const host = '127.0.0.1';

/** Listens on the loopback interface only, on `port` or, for 0, any free one. */
export async function openInboxSmtp(
  store: InboxStore,
  options: { port: number; log: Log },
): Promise<InboxSmtp> {
  const server = new SMTPServer({
    name: 'convoke-inbox',
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    size: 50 * 1024 * 1024,
    closeTimeout: 1_000,
    onData(stream, session, done) {
      const { mailFrom, rcptTo } = session.envelope;
      const envelope = {
        from: mailFrom === false ? '' : mailFrom.address,
        to: rcptTo.map(({ address }) => address),
      };
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('error', (error: Error) => done(error));
      stream.on('end', () => {
        store.keep(Buffer.concat(chunks), envelope).then(
          (mail) => done(null, `kept as ${mail.id}`),
          (error: unknown) => {
            options.log.warn({ why: reasonOf(error) }, 'the local inbox could not keep a mail');
            done(Object.assign(new Error('4.3.1 no room'), { responseCode: 452 }));
          },
        );
      });
    },
  });
  server.on('error', (error: Error) => options.log.debug({ why: reasonOf(error) }, 'a connection broke'));
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(options.port, host, () => {
      server.server.off('error', reject);
      resolve();
    });
  });
  const { port } = server.server.address() as AddressInfo;
  return {
    smtpUrl: `smtp://${host}:${port}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
