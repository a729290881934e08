/**
 * Buffers for messages, used again: fresh memory for each copy costs more than everything written into it. A buffer
 * comes back only after the server has answered for the whole message, when nobody reads it any more.
 */

const spareAtMost = 64;
const roundTo = 16 * 1024;

export interface MessageRoom {
  /** Exactly so many octets, of any content. */
  take(octets: number): Buffer;
  giveBack(message: Buffer): void;
}

export function openMessageRoom(): MessageRoom {
  const spare: ArrayBufferLike[] = [];
  /** Only what was made here is taken back. */
  const ours = new WeakSet<ArrayBufferLike>();
  return {
    take(octets) {
      const memory = spare.pop();
      if (memory !== undefined && memory.byteLength >= octets) return Buffer.from(memory, 0, octets);
      const fresh = Buffer.allocUnsafeSlow(Math.ceil(octets / roundTo) * roundTo).buffer;
      ours.add(fresh);
      return Buffer.from(fresh, 0, octets);
    },
    giveBack(message) {
      if (ours.has(message.buffer) && spare.length < spareAtMost) spare.push(message.buffer);
    },
  };
}
