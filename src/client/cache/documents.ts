import { reduceJobList } from '#client/cache/jobs.ts';
import { patch, upsert, without } from '#client/cache/versioned.ts';
import type { Document, DocumentWithJobs } from '#contract/documents.ts';
import type { NewEvent } from '#contract/events.ts';

/** `documents.list` of one workspace after an event. */
export function reduceDocumentList(
  list: readonly Document[],
  event: NewEvent,
  { workspace_id }: { workspace_id: string },
): readonly Document[] {
  if (event.type === 'document.created')
    return event.payload.workspace_id === workspace_id
      ? upsert(list, event.payload.document, 'newest')
      : list;
  if (event.type === 'document.status_updated') return patch(list, statusChange(event));
  if (event.type === 'document.deleted')
    return without(list, ({ id }) => id === event.payload.document_id);
  return list;
}

/** `documents.get` after an event. */
export function reduceDocument(document: DocumentWithJobs, event: NewEvent): DocumentWithJobs {
  const jobs = reduceJobList(document.jobs, event, {
    workspace_id: document.workspace_id,
    document_id: document.id,
  });
  const withJobs = jobs === document.jobs ? document : { ...document, jobs: [...jobs] };
  if (event.type !== 'document.status_updated') return withJobs;
  return patch([withJobs], statusChange(event))[0] ?? withJobs;
}

function statusChange({ payload }: Extract<NewEvent, { type: 'document.status_updated' }>) {
  const { document_id, workspace_id: _workspaceId, ...change } = payload;
  return { id: document_id, ...change };
}
