import type { Conversation, ConversationRef } from '#contract/conversations.ts';
import type { CallContext } from '#services/context.ts';
import { changeLiveAs } from '#services/live/changeLiveAs.ts';

/** From the customer's next message on the AI answers again. */
export async function handToAi(ctx: CallContext, input: ConversationRef): Promise<Conversation> {
  return changeLiveAs(ctx, input.conversation_id, ({ handler }) =>
    handler === 'ai'
      ? null
      : {
          change: { handler: 'ai', assignee_id: null, snoozed_until: null },
          notices: [{ type: 'handed_to_ai', by: ctx.caller.id, to: null }],
        },
  );
}
