/** Signing keys for tests, both kinds, and what the name server would say about them. */
import { generateKeyPairSync } from 'node:crypto';
import type { DkimSettings } from '../../src/delivery/dkim-sign.ts';

export interface TestKeys {
  readonly settings: DkimSettings;
  /** TXT records by name. */
  readonly records: Readonly<Record<string, string>>;
}

export function openTestKeys(domain: string): TestKeys {
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const ed25519 = generateKeyPairSync('ed25519');
  const pem = { type: 'pkcs8', format: 'pem' } as const;
  const published = (of: typeof rsa.publicKey) => of.export({ type: 'spki', format: 'der' });
  return {
    settings: {
      domain,
      rsa: { selector: 'desk', privateKey: rsa.privateKey.export(pem).toString() },
      ed25519: { selector: 'desk-ed', privateKey: ed25519.privateKey.export(pem).toString() },
    },
    records: {
      [`desk._domainkey.${domain}`]: `v=DKIM1; k=rsa; p=${published(rsa.publicKey).toString('base64')}`,
      // RFC 8463 §4: the 32 octets alone.
      [`desk-ed._domainkey.${domain}`]: `v=DKIM1; k=ed25519; p=${published(ed25519.publicKey).subarray(-32).toString('base64')}`,
    },
  };
}
