import type { Message, SendMessageInput } from '#contract/messages.ts';
import type { CallContext } from '#services/context.ts';
import { sendMessage } from '#services/messages/sendMessage.ts';
import { must } from '#shared/must.ts';

/** Sends a message that the AI is to answer. */
export async function askAi(
  ctx: CallContext,
  input: SendMessageInput,
): Promise<{ user_message: Message; ai_message: Message }> {
  const { user_message, ai_message } = await sendMessage(ctx, input);
  return { user_message, ai_message: must(ai_message, 'the answer') };
}
