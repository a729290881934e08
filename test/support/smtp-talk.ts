/** A bare SMTP or LMTP client for tests: says exactly the bytes it is told to, and hears each reply. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

export interface SmtpTalk {
  /** Sends a line (CRLF is added) and returns the reply, all its lines joined by LF. */
  say(line: string): Promise<string>;
  /** Sends bytes as they are, without waiting. */
  write(bytes: string | Buffer): void;
  /** The next reply. */
  hear(): Promise<string>;
  /** Resolves when the other side has closed. */
  readonly closed: Promise<unknown>;
  readonly socket: Socket;
  end(): void;
}

/** Connects and hears the greeting. */
export async function openSmtpTalk(to: { host: string; port: number }): Promise<SmtpTalk> {
  const socket = connect(to.port, to.host);
  const closed = new Promise((resolve) => socket.once('close', resolve));
  const replies: string[] = [];
  const waiting: ((reply: string) => void)[] = [];
  let text = '';
  socket.on('error', () => undefined);
  socket.on('data', (chunk: Buffer) => {
    text += chunk.toString('latin1');
    for (;;) {
      const match = /^(?:\d{3}-.*\r\n)*\d{3}(?: .*)?\r\n/.exec(text);
      if (match === null) return;
      text = text.slice(match[0].length);
      const reply = match[0].trimEnd().replaceAll('\r\n', '\n');
      const next = waiting.shift();
      if (next === undefined) replies.push(reply);
      else next(reply);
    }
  });
  void closed.then(() => {
    for (const next of waiting.splice(0)) next('closed');
  });
  const hear = () =>
    new Promise<string>((resolve) => {
      const reply = replies.shift();
      if (reply !== undefined) resolve(reply);
      else if (socket.destroyed) resolve('closed');
      else waiting.push(resolve);
    });
  await once(socket, 'connect');
  await hear();
  return {
    say(line) {
      socket.write(`${line}\r\n`);
      return hear();
    },
    write: (bytes) => void socket.write(bytes),
    hear,
    closed,
    socket,
    end: () => socket.destroy(),
  };
}
