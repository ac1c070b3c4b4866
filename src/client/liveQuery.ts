import type { QueryKey } from '@tanstack/react-query';
import type { ZodType } from 'zod';
import type { ConversationRef } from '#contract/conversations.ts';
import type { DocumentRef } from '#contract/documents.ts';
import type { CannedReplyRef } from '#contract/live.ts';
import type { NewEvent } from '#contract/events.ts';

/**
 * Terms. A **live query** is one that is kept equal to what the server would answer. A **change** is what it
 * is kept so by: an event, or what a mutation's answer tells before its events do. A **scope** is the log that
 * an event belongs to: a workspace's, by its id, or the caller's own.
 */
export type Change =
  | Exclude<
      NewEvent,
      { type: 'document.deleted' | 'conversation.deleted' | 'canned_reply.deleted' }
    >
  | { type: 'canned_reply.deleted'; payload: CannedReplyRef }
  | { type: 'document.deleted'; payload: DocumentRef }
  | { type: 'conversation.deleted'; payload: ConversationRef & { version?: number } };

export const ownScope = 'own';

/** A kind of live query. All functions are pure and give the very same data when nothing changes. */
type Definition<Data, Input> = {
  /** As `getQueryKey` of the procedure gives it. */
  queryKey: QueryKey;
  /** `messages.list` is live only where it is an infinite query. */
  isInfinite?: boolean;
  input: ZodType<Input>;
  /** The data after a change; the second time, and for an older version, nothing happens. */
  reduce: (data: Data, change: Change, input: Input) => Data;
  /** What a fetch brought, with whatever the cache knew to be newer. */
  keepNewer: (fetched: Data, known: Data) => Data;
  /** What this tab alone knows, laid over the data each time that it changes. */
  lay?: (data: Data, input: Input) => Data;
  /** The scopes that its changes come from; null when that cannot be told. */
  scopesOf: (input: Input, data: Data | undefined) => readonly string[] | null;
  /** After the change another fetch could only fail: what it asks for is no more. */
  isGone?: (change: Change, input: Input) => boolean;
  /** After the change the server may answer what it has refused. */
  isOpened?: (change: Change, input: Input) => boolean;
  /** The change lets the person see more of it than any event tells: it has to be fetched again. */
  isWidened?: (change: Change, input: Input) => boolean;
  /** The change makes the data old, and it cannot be patched: who shows it fetches it again, at its own pace. */
  isOutdated?: (change: Change, input: Input) => boolean;
};

/** A query of TanStack's cache, as far as it is looked at here. */
export type CachedQuery = { queryKey: QueryKey; data: unknown };

/** A definition whose types are closed in. `data` is undefined before the first fetch. */
export type LiveQuery = {
  path: string;
  isOf: (queryKey: QueryKey) => boolean;
  reduce: (query: CachedQuery, change: Change) => unknown;
  keepNewer: (fetched: unknown, known: unknown) => unknown;
  lay: (query: CachedQuery) => unknown;
  /** Do its changes come from the scope, as far as can be told? */
  isInScope: (query: CachedQuery, scope: string) => boolean;
  isGone: (query: CachedQuery, change: Change) => boolean;
  isOpened: (query: CachedQuery, change: Change) => boolean;
  /** No event tells what the change makes of it: it has to be fetched again. */
  isWidened: (query: CachedQuery, change: Change) => boolean;
  isOutdated: (query: CachedQuery, change: Change) => boolean;
};

export function liveQuery<Data, Input>(definition: Definition<Data, Input>): LiveQuery {
  const path = pathOf(definition.queryKey);
  const type = definition.isInfinite ? 'infinite' : 'query';
  // oxlint-disable-next-line parley/no-cast -- a key's path decides its data: tRPC fetched it by that procedure
  const dataOf = (data: unknown) => data as Data | undefined;
  const inputOf = ({ queryKey }: CachedQuery) =>
    definition.input.parse(optionsOf(queryKey).input ?? {});
  const scopesOf = (query: CachedQuery) => definition.scopesOf(inputOf(query), dataOf(query.data));
  return {
    path,
    isOf: (queryKey) =>
      pathOf(queryKey) === path &&
      optionsOf(queryKey).type === type &&
      // One that the server will refuse is never live.
      definition.input.safeParse(optionsOf(queryKey).input ?? {}).success,
    reduce: (query, change) => {
      const data = dataOf(query.data);
      return data === undefined ? data : definition.reduce(data, change, inputOf(query));
    },
    keepNewer: (fetchedData, knownData) => {
      const fetched = dataOf(fetchedData);
      const known = dataOf(knownData);
      return fetched === undefined || known === undefined
        ? fetchedData
        : definition.keepNewer(fetched, known);
    },
    lay: (query) => {
      const data = dataOf(query.data);
      return data === undefined ? data : (definition.lay?.(data, inputOf(query)) ?? data);
    },
    isInScope: (query, scope) => scopesOf(query)?.includes(scope) ?? true,
    isGone: (query, change) =>
      (change.type === 'workspace.deleted' &&
        (scopesOf(query)?.includes(change.payload.workspace_id) ?? false)) ||
      (definition.isGone?.(change, inputOf(query)) ?? false),
    isOpened: (query, change) =>
      (change.type === 'workspace.created' &&
        (scopesOf(query)?.includes(change.payload.workspace.id) ?? false)) ||
      (definition.isOpened?.(change, inputOf(query)) ?? false),
    isWidened: (query, change) =>
      // Whether it was of that workspace, the server knows.
      (change.type === 'workspace.deleted' && scopesOf(query) === null) ||
      (definition.isWidened?.(change, inputOf(query)) ?? false),
    isOutdated: (query, change) => definition.isOutdated?.(change, inputOf(query)) ?? false,
  };
}

/** tRPC's keys: `[['documents', 'list'], { input, type }]`. */
function pathOf([path]: QueryKey): string {
  return Array.isArray(path) ? path.join('.') : '';
}

function optionsOf([, options]: QueryKey): { input?: unknown; type?: unknown } {
  return typeof options === 'object' && options !== null ? options : {};
}
