/**
 * Codes that big mail providers put into their refusals beside the SMTP code, where they say more than the words. Sources: the providers'
 * own pages for senders (Orange and La Poste, GoDaddy, Cox, Spectrum, Facebook, i.ua).
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

/** Spectrum (Charter): `AUP#In-1310`. */
const SPECTRUM: Codes = [
  ['too-fast', /^(?:13\d\d|14\d\d|15[45]0)$/],
  ['message-too-big', /^1530$/],
  ['server-trouble', /^1090$/],
  ['network', /^1260$/],
  ['sender-authentication', /^11[0-5]\d$/],
  ['sender-policy', /^1(?:1[6-9]\d|560)$/],
  ['sender-address', /^15[0-2]0$/],
  ['sender-reputation', /^1\d{3}$/],
];

/** Facebook: `RCP-P2`; P is for good, T for now. */
const FACEBOOK: Codes = [
  ['mailbox-unknown', /^(?:RCP-P1|INT-P[134])$/],
  ['recipient-filters', /^RCP-P[23]$/],
  ['mailbox-disabled', /^RCP-T4$/],
  ['message-too-big', /^(?:MSG-P1|INT-P2)$/],
  ['message-content', /^(?:MSG-P[23]|POL-P[567])$/],
  ['sender-reputation', /^POL-/],
  ['sender-address', /^DNS-[PT][12]$/],
  ['sender-authentication', /^DNS-/],
  ['too-fast', /^(?:CON-T[234]|MSG-T1)$/],
  ['server-trouble', /^(?:CON|RCP|INT)-T\d$/],
];

/** i.ua: the number at the end of a link to its page of errors. */
const IUA: Codes = [
  ['mailbox-unknown', /^2$/],
  ['mailbox-disabled', /^3$/],
  ['mailbox-full', /^4$/],
  ['too-fast', /^5$/],
  ['recipient-filters', /^10$/],
  ['sender-address', /^8$/],
  ['sender-authentication', /^[167]$/],
  ['sender-reputation', /^9$/],
];

const PROVIDERS: readonly (readonly [RegExp, Codes])[] = [
  [/\b(?:LPNAAA|LPN|OFR|OUK)\d{0,3}[-_]?(\d{3})\b/i, ORANGE],
  [/\bIB(\d{3})\b/, GODADDY],
  [/\bAUP#[-A-Z]{0,4}(\d{4})\b/i, SPECTRUM],
  [/\bAUP#([A-Z0-9]{3,12})\b/, COX],
  [/\b((?:RCP|INT|POL|MSG|DNS|CON)-[PT]\d)\b/, FACEBOOK],
  [/\bi\.ua\/err\/(\d{1,2})\b/i, IUA],
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
