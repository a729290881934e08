/** SMTP replies out of a stream of bytes (RFC 5321 §4.2). */

export interface Reply {
  readonly code: number;
  /** All lines, codes included, joined by a space: what an operator wants to read. */
  readonly text: string;
}

/** A reply that never ends, or that is none. */
export interface BrokenReply {
  readonly broken: string;
}

const maxReply = 64 * 1024;

/** Holds what has come of a reply that is not complete. `read` returns the replies that a chunk completes, in order. */
export class ReplyReader {
  #rest = '';
  #lines: string[] = [];
  #held = 0;

  read(chunk: Buffer): (Reply | BrokenReply)[] {
    const text = this.#rest + chunk.toString('latin1');
    const replies: (Reply | BrokenReply)[] = [];
    let start = 0;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      const line = text.slice(start, end > start && text[end - 1] === '\r' ? end - 1 : end);
      start = end + 1;
      if (line === '') continue;
      const reply = this.#take(line);
      if (reply !== null) replies.push(reply);
    }
    this.#rest = text.slice(start);
    if (this.#rest.length + this.#held > maxReply) replies.push({ broken: 'the reply does not end' });
    return replies;
  }

  #take(line: string): Reply | BrokenReply | null {
    if (!/^[2-5]\d\d(?:[ -]|$)/.test(line)) return { broken: `not a reply: ${line.slice(0, 100)}` };
    const code = Number(line.slice(0, 3));
    const goesOn = line[3] === '-';
    // Nearly all: one line.
    if (!goesOn && this.#held === 0) return { code, text: decode(line) };
    this.#lines.push(line);
    this.#held += line.length;
    if (goesOn) return null;
    const text = decode(this.#lines.join(' '));
    this.#lines = [];
    this.#held = 0;
    return { code, text };
  }
}

/** From octets as characters. */
function decode(text: string): string {
  return /^[\x00-\x7f]*$/.test(text) ? text : Buffer.from(text, 'latin1').toString('utf8');
}
