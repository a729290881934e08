/** A fresh key for measurements: RSA of 2048 bits, as receivers want. */
import { generateKeyPairSync } from 'node:crypto';
import type { DkimSettings } from '../src/delivery/dkim-sign.ts';

export function benchKey(): DkimSettings {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return {
    domain: 'desk.example',
    rsa: { selector: 'desk', privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() },
    ed25519: null,
  };
}
