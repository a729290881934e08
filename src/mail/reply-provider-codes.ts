/**
 * Codes that big mail providers put into their refusals beside the SMTP code, where they say more than the words. Sources: the providers'
 * own pages for senders (Orange and La Poste, GoDaddy, Cox).
 */
import type { ReplyReason } from './reply-words.ts';

type Codes = readonly (readonly [ReplyReason, RegExp])[];

/** Orange and La Poste: `OFR_506`, `LPN007_510`, `OUK_513`; the last three digits are the reason. */
const ORANGE: Codes = [
  ['sender-reputation', /^(?:10[1-3]|510|630|999)$/],
  ['too-fast', /^(?:104|109|201|42[34]|10[578])$/],
  ['sender-authentication', /^(?:305|401|402|517)$/],
  ['sender-address', /^(?:403|405|415|421)$/],
  ['mailbox-unknown', /^41[68]$/],
  ['mailbox-full', /^417$/],
  ['mailbox-disabled', /^42[06]$/],
  ['server-trouble', /^505$/],
  ['message-content', /^(?:506|513)$/],
  ['message-too-big', /^514$/],
];

/** GoDaddy: `IB212`. */
const GODADDY: Codes = [
  ['sender-authentication', /^(?:401|508|108)$/],
  ['sender-address', /^(?:501|502|506)$/],
  ['message-content', /^(?:212|705)$/],
  ['too-fast', /^(?:007|101|504|510|605|607)$/],
  ['sender-reputation', /^1(?:0[3-6]|1[0-3])$/],
];

/** Cox: `AUP#CXBL`. */
const COX: Codes = [
  ['sender-authentication', /^(?:CXDNS|CXSNDR)$/],
  ['too-fast', /^(?:CXCNCT|CXMXRT|CXTHRT)$/],
  ['message-content', /^URLBL\d+$/],
  ['sender-reputation', /^(?:CXBL|CDRBL|CXSMTP|CXMJ|IPBL\d+)$/],
];

const PROVIDERS: readonly (readonly [RegExp, Codes])[] = [
  [/\b(?:LPNAAA|LPN|OFR|OUK)\d{0,3}[-_]?(\d{3})\b/i, ORANGE],
  [/\bIB(\d{3})\b/, GODADDY],
  [/\bAUP#([A-Z0-9]{3,12})\b/, COX],
];

/** What a provider's own code says, or null. Only the first 4000 characters are read. */
export function readProviderCode(text: string): ReplyReason | null {
  const head = text.slice(0, 4000);
  for (const [pattern, codes] of PROVIDERS) {
    const code = pattern.exec(head)?.[1];
    if (code === undefined) continue;
    return codes.find(([, digits]) => digits.test(code))?.[0] ?? null;
  }
  return null;
}
