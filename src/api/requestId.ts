import type { RequestId } from '#realtime/frame.ts';

/** A symbol, so that no client can send it. */
const requestIdKey = Symbol('requestId');

/**
 * tRPC does not tell a subscription the id that its frames begin with, which the hub needs to write them
 * itself. So each decoded subscription message carries it in its input, from here to `requestIdOf`.
 */
export function stampRequestIds(decoded: unknown): unknown {
  return Array.isArray(decoded) ? decoded.map(stamp) : stamp(decoded);
}

function stamp(message: unknown): unknown {
  if (!isObject(message) || message.method !== 'subscription') return message;
  const { id, params } = message;
  if (!isObject(params)) return message;
  const input = isObject(params.input) ? params.input : {};
  return { ...message, params: { ...params, input: { ...input, [requestIdKey]: id } } };
}

export function requestIdOf(rawInput: unknown): RequestId | null {
  if (typeof rawInput !== 'object' || rawInput === null || !(requestIdKey in rawInput)) return null;
  const id = rawInput[requestIdKey];
  return typeof id === 'number' || typeof id === 'string' ? id : null;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
