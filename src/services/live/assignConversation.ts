import type { Conversation } from '#contract/conversations.ts';
import type { AssignInput } from '#contract/live.ts';
import type { CallContext } from '#services/context.ts';
import { AppError } from '#services/errors.ts';
import { changeLiveAs } from '#services/live/changeLiveAs.ts';
import { requireMember } from '#services/workspaces/access.ts';

/**
 * Hands the customer to a colleague, or to the caller, whoever has the conversation now.
 * @throws AppError BAD_REQUEST for somebody who cannot answer customers here
 */
export async function assignConversation(
  ctx: CallContext,
  input: AssignInput,
): Promise<Conversation> {
  const { user_id: to } = input;
  return changeLiveAs(ctx, input.conversation_id, async (locked, tx) => {
    if (locked.handler === 'person' && locked.assignee_id === to) return null;
    await requireMember(tx, {
      userId: to,
      workspaceId: locked.workspace_id,
      to: 'customers.answer',
    }).catch(() => {
      throw new AppError('BAD_REQUEST', 'That person cannot answer customers in this workspace');
    });
    return {
      change: { handler: 'person', assignee_id: to, snoozed_until: null },
      notices: [{ type: 'assigned', by: ctx.caller.id, to }],
    };
  });
}
