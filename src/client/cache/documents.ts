import { getQueryKey } from '@trpc/react-query';
import { reduceJobList } from '#client/cache/jobs.ts';
import { type Change, liveQuery } from '#client/liveQuery.ts';
import { trpc } from '#client/trpc.ts';
import { keepNewer, newerOf, patch, upsert, without } from '#client/versioned.ts';
import { type Document, DocumentRef, type DocumentWithJobs } from '#contract/documents.ts';
import { WorkspaceRef } from '#contract/workspaces.ts';

type Documents = readonly Document[];

/** Newest first. */
export const documentList = liveQuery({
  queryKey: getQueryKey(trpc.documents.list),
  input: WorkspaceRef,
  reduce: reduceDocumentList,
  keepNewer: (fetched: Documents, known: Documents) => keepNewer(fetched, known),
  scopesOf: ({ workspace_id }) => [workspace_id],
});

export const document = liveQuery({
  queryKey: getQueryKey(trpc.documents.get),
  input: DocumentRef,
  reduce: reduceDocument,
  keepNewer: keepNewerDocument,
  scopesOf: (_input, data: DocumentWithJobs | undefined) => (data ? [data.workspace_id] : null),
  isGone: (change, { document_id }) =>
    change.type === 'document.deleted' && change.payload.document_id === document_id,
});

/** `documents.list` of one workspace after a change. */
export function reduceDocumentList(
  list: Documents,
  change: Change,
  { workspace_id }: WorkspaceRef,
): Documents {
  if (change.type === 'document.created')
    return change.payload.workspace_id === workspace_id
      ? upsert(list, change.payload.document, { order: 'newest' })
      : list;
  if (change.type === 'document.status_updated') return patch(list, statusChange(change));
  if (change.type === 'document.deleted')
    return without(list, ({ id }) => id === change.payload.document_id);
  return list;
}

/** `documents.get` after a change. */
export function reduceDocument(before: DocumentWithJobs, change: Change): DocumentWithJobs {
  const { id, workspace_id } = before;
  const jobs = reduceJobList(before.jobs, change, { workspace_id, document_id: id });
  const after = jobs === before.jobs ? before : { ...before, jobs: [...jobs] };
  if (change.type !== 'document.status_updated') return after;
  return patch([after], statusChange(change))[0] ?? after;
}

function keepNewerDocument(fetched: DocumentWithJobs, known: DocumentWithJobs): DocumentWithJobs {
  return { ...newerOf(known, fetched), jobs: [...keepNewer(fetched.jobs, known.jobs)] };
}

function statusChange({ payload }: Extract<Change, { type: 'document.status_updated' }>) {
  const { document_id, ...change } = payload;
  return { id: document_id, ...change };
}
