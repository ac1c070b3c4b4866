import type { Message, MessageRef } from '#contract/messages.ts';
import type { CallContext } from '#services/context.ts';
import { requireMessage } from '#services/messages/access.ts';

export async function getMessage(ctx: CallContext, input: MessageRef): Promise<Message> {
  const { message } = await requireMessage(ctx.db, {
    userId: ctx.caller.id,
    messageId: input.message_id,
  });
  return message;
}
