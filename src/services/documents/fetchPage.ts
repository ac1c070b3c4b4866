import { lookup as lookUpName } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { Agent, fetch, type Response } from 'undici';
import { FetchFailure, type FetchFailureCode } from '#domain/fetching/fetchFailure.ts';
import { isPublicAddress } from '#domain/fetching/publicAddress.ts';
import { assert } from '#shared/assert.ts';

export type PageFetcherOptions = {
  /** As they stand in an address, `wiki.example` or `10.0.0.5:8090`: fetched from wherever they are. */
  allowedPrivateHosts: readonly string[];
  maxBytes: number;
  timeLimitMs?: number;
  /** Beside the usual ones; for tests, which can have no other. */
  allowedPorts?: readonly string[];
  lookup?: LookupFunction;
  isAllowedAddress?: (address: string) => boolean;
};

export type FetchedPage = {
  bytes: Uint8Array;
  /** Where it was found in the end. */
  url: URL;
  /** As the server says it. */
  contentType: string | null;
};

/**
 * Fetches what anybody could fetch: nothing of this machine, of its network or of its cloud.
 * @throws FetchFailure
 */
export type FetchPage = (url: string, signal: AbortSignal) => Promise<FetchedPage>;

type Guard = Required<Omit<PageFetcherOptions, 'maxBytes' | 'timeLimitMs'>>;

const maxRedirects = 5;
const headers = {
  'user-agent': 'Parley',
  accept: 'text/html, application/xhtml+xml, application/pdf, text/*;q=0.9, */*;q=0.8',
};

export function createPageFetcher(options: PageFetcherOptions): FetchPage {
  const { maxBytes, timeLimitMs = 20_000 } = options;
  const guard = {
    lookup: lookUpName,
    isAllowedAddress: isPublicAddress,
    allowedPorts: [],
    ...options,
  };
  return async (address, signal) => {
    const limit = AbortSignal.timeout(timeLimitMs);
    const both = AbortSignal.any([signal, limit]);
    try {
      return await follow(new URL(address), { guard, maxBytes, signal: both });
    } catch (error) {
      if (limit.aborted) throw new FetchFailure('too_slow', error);
      throw signal.aborted ? error : failureOf(error);
    }
  };
}

type Hop = { guard: Guard; maxBytes: number; signal: AbortSignal };

async function follow(start: URL, hop: Hop): Promise<FetchedPage> {
  let url = start;
  for (let redirects = 0; redirects <= maxRedirects; redirects += 1) {
    const agent = new Agent({ connect: { lookup: lookupFor(url, hop.guard) } });
    try {
      const response = await fetch(url, {
        dispatcher: agent,
        redirect: 'manual',
        signal: hop.signal,
        headers,
      });
      const next = nextAddress(response, url);
      if (!next) {
        const contentType = response.headers.get('content-type');
        return { bytes: await readBody(response, hop.maxBytes), url, contentType };
      }
      url = next;
    } finally {
      await agent.destroy();
    }
  }
  throw new FetchFailure('too_many_redirects');
}

/**
 * The only way in which a host of the address becomes a machine: what it has let through is what is connected
 * to, so a name that means another machine a moment later gains nothing.
 */
function lookupFor(url: URL, guard: Guard): LookupFunction {
  const isListed = guard.allowedPrivateHosts.includes(url.host);
  const isUsualPort = url.port === '' || guard.allowedPorts.includes(url.port);
  const hasNoSecret = url.username === '' && url.password === '';
  const isOnWeb = /^https?:$/.test(url.protocol) && hasNoSecret && (isUsualPort || isListed);
  if (!isOnWeb) throw new FetchFailure('not_web');
  if (isListed) return guard.lookup;
  // A literal address is never looked up.
  const literal = url.hostname.replaceAll(/^\[|\]$/g, '');
  if (isIP(literal) !== 0 && !guard.isAllowedAddress(literal)) throw new FetchFailure('not_public');
  return (hostname, options, callback) =>
    guard.lookup(hostname, options, (error, found, family) => {
      if (error) return callback(error, found, family);
      const addresses = Array.isArray(found) ? found.map(({ address }) => address) : [found];
      const isAllowed = addresses.every((address) => guard.isAllowedAddress(address));
      callback(isAllowed ? null : new FetchFailure('not_public'), found, family);
    });
}

/** Null when the page is here. */
function nextAddress(response: Response, url: URL): URL | null {
  const { status, ok } = response;
  if (ok) return null;
  const location = response.headers.get('location');
  if (status >= 300 && status < 400 && location !== null) {
    const next = URL.parse(location, url);
    if (!next) throw new FetchFailure('not_web');
    return next;
  }
  throw new FetchFailure(byStatus[status] ?? (status >= 500 ? 'server_fault' : 'refused'));
}

const byStatus: Record<number, FetchFailureCode> = {
  401: 'sign_in',
  403: 'sign_in',
  404: 'not_found',
  410: 'not_found',
  429: 'server_fault',
};

async function readBody(response: Response, maxBytes: number): Promise<Uint8Array> {
  const body: AsyncIterable<unknown> | null = response.body;
  const pieces: Uint8Array[] = [];
  let size = 0;
  if (!body) return new Uint8Array();
  // What comes has been inflated already, piece by piece: a small answer that would become a huge one ends here.
  for await (const piece of body) {
    assert(piece instanceof Uint8Array, 'a body is bytes');
    size += piece.byteLength;
    if (size > maxBytes) throw new FetchFailure('page_too_large');
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

/** undici wraps what went wrong, node what went wrong with each of a host's addresses. */
function failureOf(error: unknown): FetchFailure {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof FetchFailure) return cause;
    if ('code' in cause && (cause.code === 'ENOTFOUND' || cause.code === 'EAI_AGAIN'))
      return new FetchFailure('no_such_host', error);
  }
  return new FetchFailure('unreachable', error);
}
