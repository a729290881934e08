/** A person's name and address as a header value: any name a person can have, and no name that makes a second header. */
import type { Mailbox } from './message.ts';

const utf8 = new TextEncoder();
const maxName = 200;
/** 45 octets are 60 characters of base64; with `=?utf-8?B?` and `?=` 72, below the 75 of RFC 2047 §2. */
const maxWordOctets = 45;
const maxPlainName = 60;
const softLineLength = 76;
/** Most names: they need no second look. */
const plainName = /^[A-Za-z0-9-]+(?: [A-Za-z0-9-]+)*$/;

/**
 * `Noor Achterberg <noor@lab.example>`, quoted or encoded where the name needs it, folded below 78 columns, without the
 * header's name and without a final line end. The address must already have passed `parseAddress`; it is never encoded.
 * Source: RFC 5322 §3.4, RFC 2047 §5 (3).
 */
export function formatMailbox(mailbox: Mailbox, headerName: string): string {
  const plain = mailbox.name.length <= maxPlainName && plainName.test(mailbox.name);
  const name = plain ? mailbox.name : cleanName(mailbox.name);
  if (name === '') return mailbox.address;
  const phrase = plain ? name : formatPhrase(name);
  const lastLine = phrase.slice(phrase.lastIndexOf('\n') + 1).length;
  const column = phrase.includes('\n') ? lastLine : lastLine + headerName.length + 2;
  const fits = column + mailbox.address.length + 3 <= softLineLength;
  return `${phrase}${fits ? ' ' : '\r\n '}<${mailbox.address}>`;
}

/** What may stand in a name: no controls, no line separators, no direction marks (RFC 9839 §2, UTS #55), one space between words. */
export function cleanName(name: string): string {
  return name
    .slice(0, 4 * maxName)
    .toWellFormed()
    .replace(/[\u202a-\u202e\u2066-\u2069\u200b\u200e\u200f\u061c\u2060\ufeff\u{e0000}-\u{e007f}]/gu, '')
    .replace(/[\s\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim()
    .slice(0, maxName)
    .toWellFormed()
    .trim();
}

function formatPhrase(name: string): string {
  // A name that looks like an encoded word would be decoded by the reader: encode it once more.
  if (name.length > maxPlainName || !/^[\x20-\x7e]*$/.test(name) || name.includes('=?'))
    return encodeWords(name);
  if (/^[A-Za-z0-9!#$%&'*+\-/=?^_`{|}~ ]+$/.test(name)) return name;
  return `"${name.replace(/["\\]/g, '\\$&')}"`;
}

/** RFC 2047 §2 and §5: whole characters only in each word, one word a line. */
function encodeWords(name: string): string {
  const words: string[] = [];
  let word = '';
  let octets = 0;
  for (const character of name) {
    const size = utf8.encode(character).length;
    if (octets + size > maxWordOctets) {
      words.push(word);
      word = '';
      octets = 0;
    }
    word += character;
    octets += size;
  }
  words.push(word);
  return words.map((text) => `=?utf-8?B?${Buffer.from(text, 'utf8').toString('base64')}?=`).join('\r\n ');
}
