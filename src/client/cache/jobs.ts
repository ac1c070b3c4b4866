import { getQueryKey } from '@trpc/react-query';
import { type Change, liveQuery, ownScope } from '#client/liveQuery.ts';
import { trpc } from '#client/trpc.ts';
import { keepNewer, upsert, without } from '#client/versioned.ts';
import { isOpenJob, type Job, ListJobsInput } from '#contract/jobs.ts';

type Jobs = readonly Job[];

/** Newest first. */
export const jobList = liveQuery({
  queryKey: getQueryKey(trpc.jobs.list),
  input: ListJobsInput,
  reduce: reduceJobList,
  keepNewer: (fetched: Jobs, known: Jobs) => keepNewer(fetched, known),
  scopesOf: ({ workspace_id }) => [workspace_id, ownScope],
  // Somebody has shared it, or has let this person take part: its jobs were no business of theirs before.
  isWidened: (change, { workspace_id }) =>
    change.type === 'conversation.created' &&
    change.payload.workspace_id === workspace_id &&
    change.payload.conversation.last_seq > 0,
});

/** `jobs.list` of a workspace, or of one document in it, after a change. */
export function reduceJobList(
  list: Jobs,
  change: Change,
  { workspace_id, document_id, open }: ListJobsInput,
): Jobs {
  if (change.type === 'job.status_updated') {
    const { job_id, ...job } = change.payload;
    const isHere =
      job.workspace_id === workspace_id &&
      (document_id === undefined || job.document_id === document_id);
    if (!isHere) return list;
    return open && !isOpenJob(job)
      ? without(list, ({ id }) => id === job_id)
      : upsert(list, { id: job_id, ...job }, { order: 'newest' });
  }
  if (change.type === 'document.deleted')
    return without(list, (job) => job.document_id === change.payload.document_id);
  if (change.type === 'conversation.deleted')
    return without(list, (job) => job.conversation_id === change.payload.conversation_id);
  return list;
}
