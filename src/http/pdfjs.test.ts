import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { createPdfjsHandler } from '#http/pdfjs.ts';

const { version } = z
  .object({ version: z.string() })
  .parse(createRequire(import.meta.url)('pdfjs-dist/package.json'));
let server: Server;
let url: string;

beforeAll(async () => {
  const handle = createPdfjsHandler();
  server = createServer(handle);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = z.object({ port: z.number() }).parse(server.address());
  url = `http://127.0.0.1:${port}/pdfjs/`;
});
afterAll(() => server.close());

test.each([
  ['legacy/build/pdf.worker.min.mjs', 'text/javascript'],
  ['wasm/openjpeg.wasm', 'application/wasm'],
  ['wasm/openjpeg_nowasm_fallback.js', 'text/javascript'],
  ['cmaps/UniJIS-UTF16-H.bcmap', 'application/octet-stream'],
  ['standard_fonts/LiberationSans-Regular.ttf', 'font/ttf'],
  ['iccs/CGATS001Compat-v2-micro.icc', ''],
])('%s is served for good, and may reach nothing but us', async (path, type) => {
  const { status, headers } = await fetch(`${url}${version}/${path}`);
  expect(status).toBe(200);
  expect(headers.get('content-type') ?? '').toContain(type);
  expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect(headers.get('content-security-policy')).toBe(
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; frame-ancestors 'none'",
  );
});

test.each([
  '0.0.1/legacy/build/pdf.worker.min.mjs',
  `${version}/package.json`,
  `${version}/legacy/build/pdf.min.mjs`,
  `${version}/wasm/../package.json`,
  `${version}/wasm/%2e%2e%2fpackage.json`,
  `${version}/wasm/nothing.wasm`,
  version,
  '',
])('there is nothing else: %s', async (path) => {
  expect((await fetch(`${url}${path}`)).status).toBe(404);
});
