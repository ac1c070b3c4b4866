import type { Job } from '#contract/jobs.ts';
import type { Transaction } from '#db/client.ts';
import type { ScopedEvent } from '#events/append.ts';
import { documentStatusUpdated } from '#services/documents/documentEvents.ts';
import { updateDocumentStatus } from '#services/documents/updateStatus.ts';
import { jobChanged } from '#services/jobs/jobChanged.ts';
import { handOverUnanswered } from '#services/messages/answerPlace.ts';
import { messageChanged } from '#services/messages/messageChanged.ts';
import { notify } from '#services/notifications/notify.ts';
import { unanswered, updateMessage } from '#services/messages/updateMessage.ts';

/**
 * What the end of an attempt means for the job's document or message: `error` when the job has failed, and
 * a message to be answered anew when it is queued again. Returns all that is to be announced.
 */
export async function settleAttempt(
  tx: Transaction,
  job: Job,
): Promise<[ScopedEvent, ...ScopedEvent[]]> {
  const message = job.error_message ?? 'The work could not be done.';
  if (job.document_id && job.status === 'failed') {
    const document = await updateDocumentStatus(tx, job.document_id, {
      status: 'error',
      error_message: message,
    });
    if (document)
      return [
        documentStatusUpdated(document),
        ...(await jobChanged(tx, job)),
        ...(await notify(tx, [document.created_by], {
          workspace_id: document.workspace_id,
          document_id: document.id,
          kind: 'document_failed',
          text: document.file_name,
        })),
      ];
  }
  if (job.message_id) {
    const change =
      job.status === 'failed' ? ({ status: 'error', error_message: message } as const) : unanswered;
    const updated = await updateMessage(tx, job.message_id, change);
    if (updated)
      return [
        ...(await messageChanged(tx, updated)),
        ...(await jobChanged(tx, job)),
        ...(job.status === 'failed' ? await handOverUnanswered(tx, updated) : []),
      ];
  }
  return jobChanged(tx, job);
}
