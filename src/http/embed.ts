import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';

export const embedPath = '/embed.js';

const source = new URL('../embed/embed.mjs', import.meta.url);

/** What a company's page loads: `src/embed/embed.mjs` as it is, with nothing of it in that page's scope. */
export const embedScript = (): string => `(() => {\n${readFileSync(source, 'utf8')}})();\n`;

/** Serves the script to any site. Browsers ask again after an hour, so that a new version arrives. */
export function createEmbedHandler() {
  const script = embedScript();
  const etag = `"${createHash('sha256').update(script).digest('base64url')}"`;
  return (request: IncomingMessage, response: ServerResponse): void => {
    response.setHeader('Cache-Control', 'public, max-age=3600');
    response.setHeader('ETag', etag);
    // Any page may load it; it holds nothing of anybody.
    response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
    if (request.headers['if-none-match'] === etag) return void response.writeHead(304).end();
    response.setHeader('Content-Type', 'text/javascript; charset=utf-8');
    response.setHeader('Content-Length', Buffer.byteLength(script));
    response.end(request.method === 'HEAD' ? undefined : script);
  };
}
