import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import helmet from 'helmet';
import { must } from '#shared/must.ts';

export type SecurityHeadersOptions = {
  publicOrigin: string;
  /** Whose pages may open our WebSocket. */
  origins: readonly string[];
  supabaseUrl?: string | undefined;
  /** Hot reload evaluates code and adds styles of its own. */
  isDevelopment: boolean;
};

/** Sets the headers of a response, and tells Next by the request's which nonce its scripts must carry. */
export type SecureHeaders = (request: IncomingMessage, response: ServerResponse) => void;

const cspHeader = 'content-security-policy';

/** Of the one style sheet that sonner adds when it is loaded; it takes no nonce. The test compares it with the package. */
export const sonnerStyleHash = 'StEaX+se6YS7pqjzrzMIA0KaX9zF/8zAhvQXZAe5epY=';

/** sonner puts its element there empty, which is judged for itself. */
const emptyStyleHash = '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=';

const yearSeconds = 365 * 24 * 3_600;

/** The headers of every response, with a nonce made anew for each (ADR 0022). */
export function createSecurityHeaders(options: SecurityHeadersOptions): SecureHeaders {
  const isHttps = options.publicOrigin.startsWith('https:');
  const nonces = new WeakMap<IncomingMessage, string>();
  const nonceOf = (request: IncomingMessage) => `'nonce-${nonces.get(request) ?? ''}'`;
  const setHeaders = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: contentSecurityPolicy({ ...options, isHttps, nonceOf }),
    },
    strictTransportSecurity: isHttps && { maxAge: yearSeconds, includeSubDomains: false },
    xFrameOptions: { action: 'deny' },
    referrerPolicy: { policy: 'same-origin' },
  });
  return (request, response) => {
    const nonce = randomBytes(16).toString('base64');
    nonces.set(request, nonce);
    setHeaders(request, response, throwIf);
    response.setHeader('Permissions-Policy', 'camera=(), microphone=(), geolocation=()');
    // Also over what the client may have sent under these names: nobody else chooses a nonce.
    request.headers[cspHeader] = String(must(response.getHeader(cspHeader), 'a policy'));
    request.headers['x-nonce'] = nonce;
  };
}

type Source = string | ((request: IncomingMessage) => string);

function contentSecurityPolicy(
  options: SecurityHeadersOptions & {
    isHttps: boolean;
    nonceOf: (request: IncomingMessage) => string;
  },
): Record<string, Source[]> {
  const { nonceOf, isDevelopment, isHttps } = options;
  const sockets = options.origins
    .map((origin) => origin.replace(/^http/, 'ws'))
    // A policy cannot name an IPv6 address; a page from there has it as its 'self'.
    .filter((origin) => !origin.includes('['));
  const supabase = options.supabaseUrl ? [new URL(options.supabaseUrl).origin] : [];
  const styles = isDevelopment
    ? ["'unsafe-inline'"]
    : [nonceOf, `'sha256-${sonnerStyleHash}'`, `'sha256-${emptyStyleHash}'`];
  return {
    'default-src': ["'self'"],
    'script-src': [
      "'self'",
      nonceOf,
      "'strict-dynamic'",
      ...(isDevelopment ? ["'unsafe-eval'"] : []),
    ],
    // Only pdf.js's, by its address: not what a trusted script might make up.
    'worker-src': ["'self'"],
    'style-src': ["'self'", ...styles],
    // React writes `style` attributes, on the server too, and there no nonce can stand.
    'style-src-attr': ["'unsafe-inline'"],
    // Pictures of customers at LINE lie with LINE, and photos that they send in Supabase's storage where that is used.
    'img-src': ["'self'", 'data:', 'blob:', 'https://*.line-scdn.net', ...supabase],
    'font-src': ["'self'"],
    'connect-src': ["'self'", ...sockets, ...supabase],
    'object-src': ["'none'"],
    'frame-src': ["'none'"],
    'frame-ancestors': ["'none'"],
    'base-uri': ["'none'"],
    'form-action': ["'self'"],
    ...(isHttps ? { 'upgrade-insecure-requests': [] } : {}),
  };
}

function throwIf(error?: unknown): void {
  if (error) throw new Error('The security headers could not be made', { cause: error });
}
