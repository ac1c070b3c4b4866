import type { Conversation, ConversationRef } from '#contract/conversations.ts';
import type { CallContext } from '#services/context.ts';
import { AppError } from '#services/errors.ts';
import { changeLiveAs } from '#services/live/changeLiveAs.ts';

/**
 * The caller answers the customer from now on. The AI is silent from the commit on.
 * @throws AppError CONFLICT when a colleague has it
 */
export async function takeConversation(
  ctx: CallContext,
  input: ConversationRef,
): Promise<Conversation> {
  const me = ctx.caller.id;
  return changeLiveAs(ctx, input.conversation_id, ({ handler, assignee_id, live_status }) => {
    if (assignee_id === me && handler === 'person') return null;
    if (assignee_id !== null && assignee_id !== me)
      throw new AppError('CONFLICT', 'A colleague has taken this conversation');
    return {
      change: {
        handler: 'person',
        assignee_id: me,
        live_status: live_status === 'resolved' ? 'open' : live_status,
        snoozed_until: null,
      },
      notices: [{ type: 'taken', by: me, to: me }],
    };
  });
}
