/** Addresses that belong to this machine, a private network, or nobody (RFC 6890): not the open internet's. */
import { BlockList, isIP } from 'node:net';

// Two lists: node takes every IPv4 address for one of ::ffff:0:0/96, and would find all of them in one.
const ranges4 = new BlockList();
for (const [address, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const)
  ranges4.addSubnet(address, prefix);
const ranges6 = new BlockList();
for (const [address, prefix] of [
  ['::', 96],
  // Mapped IPv4 in any other spelling than the usual one is nobody's honest address.
  ['::ffff:0:0', 96],
  ['64:ff9b::', 96],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  ranges6.addSubnet(address, prefix, 'ipv6');

/** True for what is no address too: `0x7f.1` and its like are not worth finding out. */
export function isPrivateAddress(address: string): boolean {
  const bare = withoutMapping(address);
  if (isIP(bare) === 4) return ranges4.check(bare, 'ipv4');
  return isIP(bare) === 6 ? ranges6.check(bare, 'ipv6') : true;
}

/** The address if it is one of the open internet, else null. */
export function publicAddress(address: string | null): string | null {
  const bare = withoutMapping(address ?? '');
  return isPrivateAddress(bare) ? null : bare;
}

/** `::ffff:203.0.113.7` is 203.0.113.7 (RFC 4291 §2.5.5.2). */
function withoutMapping(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '');
}
