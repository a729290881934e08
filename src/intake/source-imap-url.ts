/** IMAP_URL: `imaps://user:password@host/MAILBOX?done=Processed`. */

export interface ImapSettings {
  readonly host: string;
  readonly port: number;
  /** `implicit`: TLS from the first byte; `upgrade`: STARTTLS or nothing; `none`: this machine, or asked for. */
  readonly tls: 'implicit' | 'upgrade' | 'none';
  readonly user: string;
  /** '' with a token file, or where `service.oauth2` signs in. */
  readonly password: string;
  /** A file with an OAuth2 access token (RFC 7628), read anew for each connection; null: there is none. */
  readonly tokenFile: string | null;
  readonly mailbox: string;
  /** Where stored mail is moved to; null: it stays and is marked as read. */
  readonly moveTo: string | null;
  /** A label on Gmail, a keyword elsewhere, that stored mail gets; null: none. */
  readonly label: string | null;
  /** Names the mailbox in our tables; without the password. */
  readonly key: string;
}

export type ImapUrlOutcome =
  | { readonly ok: true; readonly settings: ImapSettings }
  | { readonly ok: false; readonly reason: string };

const form = 'imaps://user:password@host/INBOX';

/**
 * Reads the URL; `@` and `/` in user or password are percent-encoded (RFC 3986). Options: `done=FOLDER`, `label=NAME`,
 * `token_file=PATH`, `tls=off` (a plain connection to another machine, which shows the password to the network between).
 * `hasTokens`: OAuth2 is set up, so that the password may be missing.
 */
export function readImapUrl(text: string, hasTokens: boolean): ImapUrlOutcome {
  const url = URL.parse(text);
  if (url === null || !/^imaps?:$/.test(url.protocol) || url.hostname === '')
    return { ok: false, reason: `write it as ${form}` };
  const options = [...url.searchParams.keys()];
  const unknown = options.find((name) => !['done', 'label', 'token_file', 'tls'].includes(name));
  if (unknown !== undefined)
    return {
      ok: false,
      reason: `there is no option “${unknown}”; done, label, token_file and tls there are`,
    };
  const user = decode(url.username);
  const password = decode(url.password);
  const mailbox = decode(url.pathname.slice(1)) ?? '';
  const tokenFile = url.searchParams.get('token_file');
  if (user === null || user === '' || password === null)
    return { ok: false, reason: `the user is missing; write it as ${form}` };
  if (password === '' && tokenFile === null && !hasTokens)
    return { ok: false, reason: `the password is missing; write it as ${form}` };
  const moveTo = url.searchParams.get('done');
  if (moveTo !== null && moveTo === (mailbox || 'INBOX'))
    return { ok: false, reason: 'mail cannot be moved to where it is; name another folder in done=' };
  const label = url.searchParams.get('label');
  if (label !== null && !/^[\w.-]{1,40}$/.test(label))
    return { ok: false, reason: 'a label is one word: letters, digits, - and _' };
  const isImplicit = url.protocol === 'imaps:';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const port = url.port === '' ? (isImplicit ? 993 : 143) : Number(url.port);
  const isOff = url.searchParams.get('tls') === 'off' || isThisMachine(host);
  return {
    ok: true,
    settings: {
      host,
      port,
      tls: isImplicit ? 'implicit' : isOff ? 'none' : 'upgrade',
      user,
      password,
      tokenFile,
      mailbox: mailbox || 'INBOX',
      moveTo,
      label,
      key: `${user}@${host}:${port}/${mailbox || 'INBOX'}`,
    },
  };
}

function isThisMachine(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\./.test(host);
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
