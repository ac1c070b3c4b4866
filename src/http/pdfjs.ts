import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import send from 'send';
import { z } from 'zod';

export const pdfjsPath = '/pdfjs/';

/** What the browser fetches when it shows a PDF; of the rest of the package nobody has need. */
const served =
  /^\/(legacy\/build\/pdf\.worker\.min\.mjs|(cmaps|iccs|standard_fonts|wasm)\/[\w.-]+)$/;

/**
 * Of pdf.js's worker, which reads what people have uploaded: its own code and data, and nothing else. Image decoders
 * are WebAssembly.
 */
const workerPolicy =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; frame-ancestors 'none'";

/** Serves pdf.js's worker, fonts, character maps and decoders from the installed package, under its version. */
export function createPdfjsHandler() {
  const manifest = createRequire(import.meta.url).resolve('pdfjs-dist/package.json');
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(manifest, 'utf8')));
  const root = dirname(manifest);
  const base = `${pdfjsPath}${version}`;
  return (request: IncomingMessage, response: ServerResponse): void => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const path = pathname.slice(base.length);
    if (!pathname.startsWith(base) || !served.test(path)) return refuse(response);
    const stream = send(request, path, { root, immutable: true, maxAge: '1y', index: false });
    stream.on('headers', () => response.setHeader('Content-Security-Policy', workerPolicy));
    stream.on('error', () => refuse(response));
    stream.pipe(response);
  };
}

function refuse(response: ServerResponse): void {
  if (!response.headersSent) response.writeHead(404, { 'Content-Type': 'text/plain' }).end();
}
