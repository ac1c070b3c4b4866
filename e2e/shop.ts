import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A company's own site, of another origin than Parley, with the chat in a corner. */
export type Shop = AsyncDisposable & { url: string };

/**
 * `attributes`: what the script's tag says besides the key. `host`: `localhost` is the same site as Parley, so that
 * the frame has its storage; `127.0.0.1` is another, and Playwright's browser gives frames of other sites none.
 */
export async function openShop(
  parleyUrl: string,
  key: string,
  {
    host = 'localhost',
    attributes = {},
  }: { host?: string; attributes?: Record<string, string> } = {},
): Promise<Shop> {
  const said = Object.entries({ 'data-key': key, ...attributes })
    .map(([name, value]) => `${name}="${value}"`)
    .join(' ');
  const server = createServer((_request, response) => {
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.end(`<!doctype html>
<html lang="en">
<head><title>Shop</title><meta name="viewport" content="width=device-width, initial-scale=1">
<style>body { margin: 0; font: 16px/1.6 Georgia, serif; background: #fbf7f0; color: #222 }
main { max-width: 44rem; margin: 4rem auto; padding: 0 1.5rem }</style></head>
<body><main><h1>The Larkspur shop</h1>
<p>${'Flowers for every occasion, delivered on the same day. '.repeat(12)}</p>
<p>${'Ask us anything. '.repeat(60)}</p></main>
<script src="${parleyUrl}/embed.js" ${said} async></script></body></html>`);
  });
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  const { port } = parseAddress(server.address());
  return {
    url: `http://${host}:${port}/`,
    [Symbol.asyncDispose]: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function parseAddress(address: AddressInfo | string | null): AddressInfo {
  if (address === null || typeof address === 'string') throw new Error('The shop has no port');
  return address;
}
