/** A wire that can be cut or go dead: a TCP proxy in front of one port. */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface CutProxy {
  readonly port: number;
  /** Cuts the present or next connection once so many more bytes have come from the server; the last ones arrive. */
  cutAfter(bytes: number): void;
  /** Connections that are open now carry nothing more, and nobody is told. New ones work. */
  goDead(): void;
  /** How many connections were cut by `cutAfter`, and how many were made. */
  readonly cuts: number;
  readonly connections: number;
  close(): Promise<void>;
}

/** @param onCut is called at each cut */
export async function openCutProxy(
  targetPort: number,
  onCut: () => void = () => undefined,
): Promise<CutProxy> {
  const open = new Set<Socket>();
  let budget = Number.POSITIVE_INFINITY;
  let cuts = 0;
  let connections = 0;
  const server = createServer((client) => {
    connections += 1;
    const target = connect(targetPort, '127.0.0.1');
    for (const socket of [client, target]) {
      open.add(socket);
      socket.on('error', () => undefined);
      socket.once('close', () => {
        open.delete(socket);
        client.destroy();
        target.destroy();
      });
    }
    client.on('data', (chunk) => target.write(chunk));
    target.on('data', (chunk: Buffer) => {
      if (chunk.length < budget) {
        budget -= chunk.length;
        client.write(chunk);
        return;
      }
      const last = chunk.subarray(0, budget);
      budget = Number.POSITIVE_INFINITY;
      cuts += 1;
      client.write(last, () => client.destroy());
      target.destroy();
      onCut();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    cutAfter(bytes) {
      budget = bytes;
    },
    goDead() {
      for (const socket of open) socket.removeAllListeners('data').pause();
    },
    get cuts() {
      return cuts;
    },
    get connections() {
      return connections;
    },
    async close() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
