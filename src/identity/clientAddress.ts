import type { IncomingMessage } from 'node:http';
import ipaddr from 'ipaddr.js';

const networkParts = 4;

/**
 * Whom to count a request for: the socket's address, or behind `trustedProxies` proxies what the outermost of
 * them has seen. What stands before that in X-Forwarded-For anyone can write. Of an IPv6 address it is the /64
 * network: a single customer has all of it.
 */
export function clientAddress(
  request: Pick<IncomingMessage, 'headers' | 'socket'>,
  trustedProxies: number,
): string {
  const forwarded = [request.headers['x-forwarded-for'] ?? []].flat().join(',').split(',');
  const hops = [...forwarded.map((hop) => hop.trim()), request.socket.remoteAddress ?? ''];
  const seen = hops.at(-1 - trustedProxies) ?? '';
  return networkOf(seen) ?? networkOf(request.socket.remoteAddress ?? '') ?? 'unknown';
}

function networkOf(text: string): string | null {
  if (!ipaddr.isValid(text)) return null;
  const address = ipaddr.process(text);
  if (address instanceof ipaddr.IPv4) return address.toString();
  const network = address.parts.slice(0, networkParts).map((part) => part.toString(16));
  return `${network.join(':')}::/64`;
}
