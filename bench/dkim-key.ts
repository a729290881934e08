/** A fresh key for measurements: RSA of 2048 bits, as receivers want. */
import { generateKeyPairSync } from 'node:crypto';
import type { DkimKey } from '../src/delivery/dkim-sign.ts';

export function benchKey(): DkimKey {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return {
    domain: 'desk.example',
    selector: 'desk',
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}
