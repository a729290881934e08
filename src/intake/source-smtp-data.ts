/** The bytes of one DATA phase, at most as many as may be kept. */
import type { SMTPServerDataStream } from 'smtp-server';

export type ReceivedData =
  | { readonly kind: 'whole'; readonly raw: Buffer }
  /** Over the limit; read to its end so that the client hears the refusal, but not kept. */
  | { readonly kind: 'too-large' }
  /** The client went away before the final dot: it will come again, and nothing has been received. */
  | { readonly kind: 'broken' };

/** Reads to the final dot; dot-stuffing is undone by the library. Never rejects. */
export function readData(stream: SMTPServerDataStream): Promise<ReceivedData> {
  return new Promise((resolve) => {
    let chunks: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => {
      if (stream.sizeExceeded) chunks = [];
      else chunks.push(chunk);
    });
    stream.on('error', () => resolve({ kind: 'broken' }));
    stream.on('close', () => resolve({ kind: 'broken' }));
    stream.on('end', () =>
      resolve(stream.sizeExceeded ? { kind: 'too-large' } : { kind: 'whole', raw: Buffer.concat(chunks) }),
    );
  });
}
