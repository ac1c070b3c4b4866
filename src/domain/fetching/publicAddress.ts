import ipaddr from 'ipaddr.js';

/** Of the public internet by their form, but a cloud's own: Azure's metadata and DNS. */
const cloudAddresses = new Set(['168.63.129.16']);

const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * Is it a machine that anybody on the internet could ask? Not so: private, loopback, link-local (clouds'
 * metadata among them), carrier-grade NAT, multicast, reserved, and IPv6 forms that stand for IPv4 ones.
 */
export function isPublicAddress(text: string): boolean {
  if (!ipaddr.isValid(text)) return false;
  const address = ipaddr.process(text);
  if (address.range() !== 'unicast') return false;
  return address instanceof ipaddr.IPv6
    ? address.match(globalUnicast)
    : !cloudAddresses.has(address.toString());
}
