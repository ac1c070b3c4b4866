import type { IncomingMessage, ServerResponse } from 'node:http';

export const chatPath = '/chat/';

const policyHeader = 'Content-Security-Policy';

/** As a policy may name it: anything else could add a directive of its own. */
const plainOrigin = /^https?:\/\/([a-z0-9.-]+|\[[0-9a-f:]+\])(:\d+)?$/;

/** The `frame-ancestors` of a chat: a list with nothing usable in it lets nobody else in. */
export function frameAncestors(origins: readonly string[]): string {
  if (origins.length === 0) return '*';
  return ["'self'", ...origins.filter((origin) => plainOrigin.test(origin))].join(' ');
}

type Handle = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

/**
 * The customer's page, which alone of all pages may stand in a frame: of the sites that the workspace allows
 * (ADR 0035). An unknown key leaves the strict headers as they are.
 */
export function createChatPageHandler(options: {
  findOrigins: (key: string) => Promise<readonly string[] | null>;
  handle: Handle;
}): Handle {
  return async (request, response) => {
    const key = keyOf(request.url ?? '');
    const origins = key === null ? null : await options.findOrigins(key);
    if (origins !== null) allowFraming(request, response, frameAncestors(origins));
    await options.handle(request, response);
  };
}

/** The path's key; null for what cannot be one. */
function keyOf(url: string): string | null {
  return /^\/chat\/([\w-]{1,64})\/?(?:\?|$)/.exec(url)?.[1] ?? null;
}

function allowFraming(request: IncomingMessage, response: ServerResponse, ancestors: string): void {
  const policy = String(response.getHeader(policyHeader) ?? '').replace(
    "frame-ancestors 'none'",
    () => `frame-ancestors ${ancestors}`,
  );
  response.setHeader(policyHeader, policy);
  // Next reads the nonce there, and would send what stands there.
  request.headers['content-security-policy'] = policy;
  response.removeHeader('X-Frame-Options');
}
