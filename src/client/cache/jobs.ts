import { without, upsert } from '#client/cache/versioned.ts';
import type { NewEvent } from '#contract/events.ts';
import type { Job } from '#contract/jobs.ts';

/** `jobs.list` of a workspace, or of one document in it, after an event. */
export function reduceJobList(
  list: readonly Job[],
  event: NewEvent,
  input: { workspace_id: string; document_id?: string | undefined },
): readonly Job[] {
  if (event.type === 'job.status_updated') {
    const { job_id, ...job } = event.payload;
    const isHere =
      job.workspace_id === input.workspace_id &&
      (input.document_id === undefined || job.document_id === input.document_id);
    return isHere ? upsert(list, { id: job_id, ...job }, 'newest') : list;
  }
  if (event.type === 'document.deleted')
    return without(list, ({ document_id }) => document_id === event.payload.document_id);
  if (event.type === 'conversation.deleted')
    return without(list, (job) => job.conversation_id === event.payload.conversation_id);
  return list;
}
