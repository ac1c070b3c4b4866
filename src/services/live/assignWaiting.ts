import { and, count, eq, inArray, ne } from 'drizzle-orm';
import type { Conversation } from '#contract/conversations.ts';
import type { Transaction } from '#db/client.ts';
import { conversations } from '#db/schema/conversations.ts';
import { liveSettings } from '#db/schema/live.ts';
import type { LivePlan } from '#services/live/changeLive.ts';
import { onlineOperators } from '#services/presence/onlineOperators.ts';

/**
 * The plan with an operator for a conversation that it leaves waiting for one: the least busy of those who are
 * there, where the workspace wants that. Else it waits.
 */
export async function assignWaiting(
  tx: Transaction,
  locked: Conversation,
  plan: LivePlan,
): Promise<LivePlan> {
  const { handler, assignee_id } = { ...locked, ...plan.change };
  if (handler !== 'person' || assignee_id !== null) return plan;
  const operator = await leastBusyOperator(tx, locked.workspace_id);
  if (operator === null) return plan;
  return {
    change: { ...plan.change, assignee_id: operator },
    notices: [...plan.notices, { type: 'assigned', by: null, to: operator }],
  };
}

/** One at a time in a workspace, so that two customers at once do not both go to the same operator. */
async function leastBusyOperator(tx: Transaction, workspaceId: string): Promise<string | null> {
  // Before the lock: where nobody is chosen, customers' messages need not wait for each other.
  const [wanted] = await tx
    .select({ auto_assign: liveSettings.auto_assign })
    .from(liveSettings)
    .where(eq(liveSettings.workspace_id, workspaceId));
  if (!wanted?.auto_assign) return null;
  const [settings] = await tx
    .select({ auto_assign: liveSettings.auto_assign })
    .from(liveSettings)
    .where(eq(liveSettings.workspace_id, workspaceId))
    .for('update');
  if (!settings?.auto_assign) return null;
  const operators = await onlineOperators(tx, workspaceId);
  if (operators.length === 0) return null;
  const rows = await tx
    .select({ operator: conversations.assignee_id, load: count() })
    .from(conversations)
    .where(
      and(
        eq(conversations.workspace_id, workspaceId),
        inArray(conversations.assignee_id, operators),
        ne(conversations.live_status, 'resolved'),
      ),
    )
    .groupBy(conversations.assignee_id);
  const loadOf = (operator: string) => rows.find((row) => row.operator === operator)?.load ?? 0;
  return operators.toSorted((one, other) => loadOf(one) - loadOf(other))[0] ?? null;
}
