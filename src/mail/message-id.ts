/** Our Message-IDs: `<TOKEN@domain>`. The token is opaque here; whoever makes it signs it (RFC 5322 §3.6.4). */

export function formatMessageId(token: string, domain: string): string {
  return `<${token}@${domain}>`;
}

/** The token in a Message-ID of ours, or null. Angle brackets are optional and case does not matter: reports change both. */
export function readMessageIdToken(messageId: string, domain: string): string | null {
  const bare = messageId.trim().replace(/^<|>$/g, '').toLowerCase();
  const suffix = `@${domain.toLowerCase()}`;
  if (bare.length > 400 || !bare.endsWith(suffix)) return null;
  const token = bare.slice(0, -suffix.length);
  return /^[a-z0-9]+$/.test(token) ? token : null;
}
