import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Conversation } from '#contract/conversations.ts';
import type { Notice } from '#contract/messages.ts';
import type { Transaction } from '#db/client.ts';
import { conversationColumns, conversations } from '#db/schema/conversations.ts';
import { messages } from '#db/schema/messages.ts';
import { type ScopedEvent, tell } from '#events/append.ts';
import { cancelMessageJob } from '#jobs/cancel.ts';
import { conversationAudience } from '#services/conversations/audience.ts';
import { conversationChanged } from '#services/conversations/conversationEvents.ts';
import { jobChanged } from '#services/jobs/jobChanged.ts';
import { insertMessages } from '#services/messages/insertMessages.ts';
import { messageCreated } from '#services/messages/messageEvents.ts';
import { messageChanged } from '#services/messages/messageChanged.ts';
import { settleNotifications } from '#services/notifications/settleNotifications.ts';
import { notify } from '#services/notifications/notify.ts';
import { updateMessage } from '#services/messages/updateMessage.ts';
import { must } from '#shared/must.ts';

/** Of a live conversation's state. */
export type LiveChange = Partial<
  Pick<Conversation, 'handler' | 'assignee_id' | 'live_status' | 'snoozed_until'>
>;

/** What becomes of a live conversation, and how that shows in its thread. */
export type LivePlan = { change: LiveChange; notices: readonly Notice[] };

type Changed = { conversation: Conversation; events: [ScopedEvent, ...ScopedEvent[]] };

/**
 * Changes a live conversation that the transaction has locked. Once a person has it the AI is silent: an
 * answer that it has not ended is ended here, and the lease of whoever works on it taken away, so that nothing
 * of the AI's follows the notice.
 */
export async function changeLive(
  tx: Transaction,
  locked: Conversation,
  { change, notices }: LivePlan,
): Promise<Changed> {
  const silenced = change.handler === 'person' ? await silenceAi(tx, locked) : [];
  const [first, ...rest] = notices.map(
    (notice) => ({ role: 'system', status: 'done', notice }) as const,
  );
  const told = first ? await insertMessages(tx, { locked }, [first, ...rest]) : null;
  const [row] = await tx
    .update(conversations)
    .set({ ...change, updated_at: sql`now()`, version: sql`${conversations.version} + 1` })
    .where(eq(conversations.id, locked.id))
    .returning(conversationColumns);
  const conversation = must(row, 'the locked conversation');
  const audience = await conversationAudience(tx, conversation);
  const created = (told?.inserted ?? []).flatMap((message) =>
    tell(audience, messageCreated(message)),
  );
  const updated = tell(audience, conversationChanged('conversation.updated', conversation));
  const assigned = await tellAssignee(tx, { before: locked, after: conversation }, notices);
  const isSettled = isUnclaimed(locked) && !isUnclaimed(conversation);
  const settled = isSettled
    ? await settleNotifications(tx, { conversationId: locked.id, kind: 'new_customer' })
    : [];
  const [head, ...others] = [...silenced, ...created, ...updated, ...assigned, ...settled];
  return { conversation, events: [must(head, 'the conversation’s event'), ...others] };
}

const isUnclaimed = ({ handler, assignee_id, live_status }: Conversation): boolean =>
  handler === 'person' && assignee_id === null && live_status !== 'resolved';

/** Who gets a customer from somebody else, or by a rule, is told. */
async function tellAssignee(
  tx: Transaction,
  { before, after }: { before: Conversation; after: Conversation },
  notices: readonly Notice[],
): Promise<ScopedEvent[]> {
  const { assignee_id, workspace_id, id, title } = after;
  if (assignee_id === null || assignee_id === before.assignee_id) return [];
  const by = notices.findLast(({ to }) => to === assignee_id)?.by ?? null;
  return notify(tx, [assignee_id], {
    workspace_id,
    conversation_id: id,
    kind: 'assignment',
    by,
    text: title,
  });
}

async function silenceAi(tx: Transaction, { id }: Conversation): Promise<ScopedEvent[]> {
  const speaking = await tx
    .select({ id: messages.id })
    .from(messages)
    .where(
      and(
        eq(messages.conversation_id, id),
        eq(messages.role, 'ai'),
        inArray(messages.status, ['pending', 'running']),
      ),
    );
  const events: ScopedEvent[] = [];
  for (const message of speaking) {
    const job = await cancelMessageJob(tx, message.id);
    const ended = await updateMessage(tx, message.id, { status: 'done', stopped: true });
    if (job) events.push(...(await jobChanged(tx, job)));
    if (ended) events.push(...(await messageChanged(tx, ended)));
  }
  return events;
}
