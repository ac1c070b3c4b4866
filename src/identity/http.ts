import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { IdentityError } from '#identity/identityError.ts';

const maxBodyBytes = 64 * 1024;
const apiVersionHeader = 'x-supabase-api-version';

/** What an endpoint answers; null is an empty 204. */
export type EndpointResult = Record<string, unknown> | null;

/**
 * The request's JSON body as `schema` wants it.
 * @throws IdentityError bad_json, validation_failed, request_too_large
 */
export async function readBody<Schema extends z.ZodType>(
  request: IncomingMessage,
  schema: Schema,
): Promise<z.output<Schema>> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of request) {
    const buffer = z.instanceof(Buffer).parse(piece);
    bytes += buffer.byteLength;
    if (bytes > maxBodyBytes)
      throw new IdentityError('request_too_large', 'The request is too large');
    pieces.push(buffer);
  }
  const parsed = schema.safeParse(parseJson(Buffer.concat(pieces).toString('utf8')));
  if (parsed.success) return parsed.data;
  throw new IdentityError('validation_failed', z.prettifyError(parsed.error));
}

function parseJson(text: string): unknown {
  if (text === '') return {};
  try {
    return JSON.parse(text, (key: string, value: unknown) => {
      // PostgreSQL's text cannot hold U+0000.
      if (key.includes('\0') || (typeof value === 'string' && value.includes('\0')))
        throw new SyntaxError('U+0000');
      return wellFormed(value);
    });
  } catch {
    throw new IdentityError('bad_json', 'Could not parse request body as JSON');
  }
}

/** Half a surrogate pair, which PostgreSQL's jsonb refuses, becomes U+FFFD, as in Supabase's own service. */
function wellFormed(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed();
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, of]) => [key.toWellFormed(), of]));
}

export function bearerToken(request: IncomingMessage): string {
  const token = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (token) return token;
  throw new IdentityError('no_authorization', 'This endpoint requires a valid Bearer token');
}

export function sendResult(response: ServerResponse, result: EndpointResult): void {
  if (result === null) response.writeHead(204).end();
  else sendJson(response, 200, result);
}

export function sendError(
  request: IncomingMessage,
  response: ServerResponse,
  error: IdentityError,
): void {
  const version = request.headers[apiVersionHeader];
  const asked = Array.isArray(version) ? version[0] : version;
  if (asked !== undefined) response.setHeader(apiVersionHeader, '2024-01-01');
  if (error.retryAfterSeconds !== null)
    response.setHeader('Retry-After', String(error.retryAfterSeconds));
  sendJson(response, error.status, error.body(asked));
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response
    .writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' })
    .end(JSON.stringify(body));
}

/** CORS, for pages of the allowed origins. True when the request was only the browser's question. */
export function answerCors(
  request: IncomingMessage,
  response: ServerResponse,
  allowedOrigins: readonly string[],
): boolean {
  const { origin } = request.headers;
  response.setHeader('Vary', 'Origin');
  if (origin !== undefined && allowedOrigins.includes(origin)) {
    response.setHeader('Access-Control-Allow-Origin', origin);
    response.setHeader('Access-Control-Expose-Headers', `${apiVersionHeader}, retry-after`);
    response.setHeader('Access-Control-Allow-Methods', 'GET, POST, PUT, OPTIONS');
    response.setHeader(
      'Access-Control-Allow-Headers',
      `authorization, apikey, content-type, x-client-info, ${apiVersionHeader}`,
    );
    response.setHeader('Access-Control-Max-Age', '600');
  }
  if (request.method !== 'OPTIONS') return false;
  response.writeHead(204).end();
  return true;
}
