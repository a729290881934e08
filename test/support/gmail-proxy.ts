/**
 * Gmail's labels in front of an ordinary IMAP server: the extension is announced, and what is asked of labels is answered
 * and remembered here (X-GM-EXT-1); everything else goes through.
 */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface GmailProxy {
  readonly port: number;
  /** The commands about labels that came, without their tags. */
  readonly labelCommands: readonly string[];
  close(): Promise<void>;
}

export async function openGmailProxy(targetPort: number): Promise<GmailProxy> {
  const labelCommands: string[] = [];
  const open = new Set<Socket>();
  const server = createServer((client) => {
    const target = connect(targetPort, '127.0.0.1');
    for (const socket of [client, target]) {
      open.add(socket);
      socket.on('error', () => undefined);
      socket.once('close', () => {
        client.destroy();
        target.destroy();
      });
    }
    client.on('data', (chunk: Buffer) => {
      const [, tag, command] =
        /^(\S+) (UID STORE \S+ \+X-GM-LABELS .*)\r\n$/.exec(chunk.toString('latin1')) ?? [];
      if (tag === undefined || command === undefined)
        return void target.write(
          chunk.toString('latin1').replace(/ X-GM-(?:MSGID|THRID|LABELS)/g, ''),
          'latin1',
        );
      labelCommands.push(command);
      return void client.write(`${tag} OK STORE completed\r\n`);
    });
    target.on('data', (chunk: Buffer) => {
      const text = chunk.toString('latin1');
      client.write(
        Buffer.from(text.replaceAll('CAPABILITY IMAP4rev1', 'CAPABILITY IMAP4rev1 X-GM-EXT-1'), 'latin1'),
      );
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    labelCommands,
    async close() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
