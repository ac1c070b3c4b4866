import type { Message, MessageRef } from '#contract/messages.ts';
import type { CallContext } from '#services/context.ts';
import { requireReadableMessage } from '#services/messages/access.ts';

export async function getMessage(ctx: CallContext, input: MessageRef): Promise<Message> {
  return requireReadableMessage(ctx.db, { userId: ctx.caller.id, messageId: input.message_id });
}
