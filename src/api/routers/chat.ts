import { Chat, ChatRef, ChatStatus, OpenChatInput, UpdateChatInput } from '#contract/chat.ts';
import { Conversation, ConversationRef } from '#contract/conversations.ts';
import { Customer } from '#contract/customers.ts';
import { procedure, router } from '#api/trpc.ts';
import { getChatStatus } from '#services/chat/getChatStatus.ts';
import { openChat } from '#services/chat/openChat.ts';
import { startChat } from '#services/chat/startChat.ts';
import { updateChat } from '#services/chat/updateChat.ts';
import { requestPerson } from '#services/live/handOver.ts';

/** The customer's side of live chat. */
export const chatRouter = router({
  open: procedure
    .input(OpenChatInput)
    .output(Chat)
    .mutation(({ ctx, input }) => openChat(ctx, input)),
  start: procedure
    .input(ChatRef)
    .output(Conversation)
    .mutation(({ ctx, input }) => startChat(ctx, input)),
  update: procedure
    .input(UpdateChatInput)
    .output(Customer)
    .mutation(({ ctx, input }) => updateChat(ctx, input)),
  requestPerson: procedure
    .input(ConversationRef)
    .output(Conversation)
    .mutation(({ ctx, input }) => requestPerson(ctx, input)),
  status: procedure
    .input(ConversationRef)
    .output(ChatStatus)
    .query(({ ctx, input }) => getChatStatus(ctx, input)),
});
