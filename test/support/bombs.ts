/** Mails that were made to stop whoever reads them: each must be refused with a reason, in bounded time and memory. */

export const head =
  'From: Ada <ada@engine.example>\r\nTo: colloquium@lab.example\r\nSubject: join\r\nMIME-Version: 1.0\r\n';

function nested(levels: number): string {
  const open = Array.from(
    { length: levels },
    (_, i) => `Content-Type: multipart/mixed; boundary="b${i}"\r\n\r\n--b${i}\r\n`,
  );
  return `${head}${open.join('')}Content-Type: text/plain\r\n\r\nhello\r\n`;
}

function forwarded(levels: number): string {
  return `${head}${'Content-Type: message/rfc822\r\n\r\nFrom: a@b.example\r\n'.repeat(levels)}\r\nhello\r\n`;
}

/** What it is, and how it is made: some are large. */
export const bombs: readonly (readonly [string, () => string])[] = [
  ['10,000 multiparts inside each other', () => nested(10_000)],
  ['300,000 header fields', () => `${head}${'X-A: b\r\n'.repeat(300_000)}\r\nhello`],
  [
    '100,000 parts',
    () =>
      `${head}Content-Type: multipart/mixed; boundary=b\r\n\r\n${'--b\r\nContent-Type: text/plain\r\n\r\nx\r\n'.repeat(100_000)}--b--\r\n`,
  ],
  [
    '100,000 parts without a header',
    () => `${head}Content-Type: multipart/mixed; boundary=b\r\n\r\n${'--b\r\n\r\n'.repeat(100_000)}--b--\r\n`,
  ],
  [
    '50,000 encoded words in the subject',
    () => `${head.replace('Subject: join', `Subject: ${'=?utf-8?Q?a?= '.repeat(50_000)}`)}\r\nhello`,
  ],
  ['3,000 forwarded messages inside each other', () => forwarded(3000)],
  ['20 forwarded messages inside each other', () => forwarded(20)],
  ['100,000 addresses in To', () => `${head}To: ${'a@b.example, '.repeat(100_000)}\r\n\r\nhello`],
  ['a mail of 50 MB', () => `${head}\r\n${'x'.repeat(50 * 1024 * 1024)}`],
  ['500 multiparts without an end', () => nested(500)],
];
