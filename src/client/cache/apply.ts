import { reduceConversationList } from '#client/cache/conversations.ts';
import { reduceDocument, reduceDocumentList } from '#client/cache/documents.ts';
import { reduceJobList } from '#client/cache/jobs.ts';
import { reduceMessagePages } from '#client/cache/messages.ts';
import { reduceWorkspaceList } from '#client/cache/workspaces.ts';
import type { NewEvent } from '#contract/events.ts';

/**
 * What an event makes of a query's data, by the query's path. A reducer is pure, does nothing the second
 * time, and returns the very same data when the event does not concern it.
 */
type Reducer = (data: never, event: NewEvent, input: never) => unknown;

const reducers: Record<string, Reducer> = {
  'workspaces.list': reduceWorkspaceList,
  'documents.list': reduceDocumentList,
  'documents.get': reduceDocument,
  'jobs.list': reduceJobList,
  'conversations.list': reduceConversationList,
  'messages.list': reduceMessagePages,
};

/** Is this query kept fresh by events? */
export function isLive(queryKey: readonly unknown[]): boolean {
  return pathOf(queryKey) in reducers;
}

/** The query's data after the event. */
export function reduceQuery(queryKey: readonly unknown[], data: unknown, event: NewEvent): unknown {
  const reducer = reducers[pathOf(queryKey)];
  if (!reducer || data === undefined) return data;
  // A key's path says what its data and input are: tRPC put them there with the procedure's types.
  // oxlint-disable-next-line parley/no-cast -- the path decides the types, which a record cannot express
  return reducer(data as never, event, inputOf(queryKey) as never);
}

/** tRPC's keys: `[['documents', 'list'], { input, type }]`. */
export function pathOf([path]: readonly unknown[]): string {
  return Array.isArray(path) ? path.join('.') : '';
}

export function inputOf([, options]: readonly unknown[]): Record<string, unknown> {
  if (typeof options !== 'object' || options === null || !('input' in options)) return {};
  const { input } = options;
  return typeof input === 'object' && input !== null ? { ...input } : {};
}
