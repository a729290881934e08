/** Who asks, seen through the proxies that the settings name. Pure. */
import { BlockList, isIP } from 'node:net';

/** `10.0.0.0/8` or one address; settings have checked their form. */
export function proxyList(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', bits] = network.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    list.addSubnet(address, Number(bits ?? (family === 'ipv6' ? 128 : 32)), family);
  }
  return list;
}

/**
 * The nearest address that is not a proxy of ours. Each proxy adds the address that asked it at the end of
 * X-Forwarded-For (RFC 7239 §5.2 keeps that order), and whatever stands before the first stranger is the stranger's word.
 */
export function clientAddress(remote: string, forwardedFor: string | undefined, proxies: BlockList): string {
  const said = (forwardedFor ?? '').split(',').map((part) => bare(part.trim()));
  let nearest = bare(remote);
  while (isProxy(nearest, proxies)) {
    const next = said.pop();
    if (next === undefined || isIP(next) === 0) break;
    nearest = next;
  }
  return nearest;
}

/** An IPv4 address as a socket of both kinds shows it (RFC 4291 §2.5.5.2). */
function bare(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '');
}

function isProxy(address: string, proxies: BlockList): boolean {
  const version = isIP(address);
  return version !== 0 && proxies.check(address, version === 6 ? 'ipv6' : 'ipv4');
}
