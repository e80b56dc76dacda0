import ipaddr from 'ipaddr.js';

/**
 * Addresses that look public and are a cloud's own: Azure's host answers instances with their secrets
 * (learn.microsoft.com, "What is IP address 168.63.129.16"). Other clouds' stand in ranges refused below.
 */
const CLOUDS_OWN: ReadonlySet<string> = new Set(['168.63.129.16']);

/**
 * Whether an address is one of the public internet. Everything that is not plainly so is not: private,
 * loopback, link-local (and with it 169.254.169.254), shared, multicast, reserved, and every IPv6 form that
 * has an IPv4 address in it, because what it reaches depends on who translates it.
 */
export function isPublic(address: string): boolean {
  // A zone (`fe80::1%eth0`) is only there in addresses of a link.
  if (!ipaddr.isValid(address) || address.includes('%')) return false;
  return ipaddr.parse(address).range() === 'unicast' && !CLOUDS_OWN.has(address);
}
