import { Socket } from 'node:net';
import { expect, test } from 'vitest';
import { clientAddress } from '#identity/clientAddress.ts';

function from(remoteAddress: string, forwarded?: string, trustedProxies = 0): string {
  const socket = Object.defineProperty(new Socket(), 'remoteAddress', { value: remoteAddress });
  return clientAddress({ socket, headers: { 'x-forwarded-for': forwarded } }, trustedProxies);
}

test('it is the socket’s, whatever the client says of itself', () => {
  expect(from('203.0.113.7')).toBe('203.0.113.7');
  expect(from('203.0.113.7', '198.51.100.1')).toBe('203.0.113.7');
});

test('behind proxies it is what the outermost trusted one has seen', () => {
  expect(from('10.0.0.1', '198.51.100.1', 1)).toBe('198.51.100.1');
  expect(from('10.0.0.1', '1.1.1.1, 198.51.100.1', 1)).toBe('198.51.100.1');
  expect(from('10.0.0.1', '1.1.1.1, 198.51.100.1, 10.0.0.2', 2)).toBe('198.51.100.1');
});

test('a proxy that says nothing, or nonsense, is counted itself', () => {
  expect(from('10.0.0.1', undefined, 1)).toBe('10.0.0.1');
  expect(from('10.0.0.1', 'unknown', 1)).toBe('10.0.0.1');
  expect(from('10.0.0.1', '1.1.1.1', 5)).toBe('10.0.0.1');
});

test('an IPv6 customer is one network, and IPv4 in IPv6 is IPv4', () => {
  expect(from('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2::/64');
  expect(from('2001:db8:1:2::9')).toBe(from('2001:db8:1:2:3:4:5:6'));
  expect(from('::ffff:203.0.113.7')).toBe('203.0.113.7');
});
