import { createTRPCClient } from '@trpc/client';
import type { AppRouter } from '#api/root.ts';
import { createLinks, type LinksOptions } from '#client/links.ts';

/**
 * Parley's procedures, typed, for a browser or Node:
 * `await client.documents.list.query({ workspace_id })`,
 * `client.onEvent.subscribe({ workspace_id }, { onData })`.
 * Call `renewToken` when there is a new token: the socket is replaced by one that has it, and no event is lost.
 * Call `close` at the end: an open socket keeps Node running.
 * @param options.url the server's origin
 * @param options.token an access token of Supabase Auth or the built-in identity service, or how to get one
 */
export function createParleyClient(options: LinksOptions) {
  const { links, ...transport } = createLinks(options);
  return { client: createTRPCClient<AppRouter>({ links }), ...transport };
}
