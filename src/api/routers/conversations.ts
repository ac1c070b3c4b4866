import { z } from 'zod';
import {
  Conversation,
  ConversationRef,
  CreateConversationInput,
  RenameConversationInput,
} from '#contract/conversations.ts';
import { WorkspaceRef } from '#contract/workspaces.ts';
import { procedure, router } from '#api/trpc.ts';
import { createConversation } from '#services/conversations/createConversation.ts';
import { listConversations } from '#services/conversations/listConversations.ts';
import { removeConversation } from '#services/conversations/removeConversation.ts';
import { renameConversation } from '#services/conversations/renameConversation.ts';

export const conversationsRouter = router({
  list: procedure
    .input(WorkspaceRef)
    .output(z.array(Conversation))
    .query(({ ctx, input }) => listConversations(ctx, input)),
  create: procedure
    .input(CreateConversationInput)
    .output(Conversation)
    .mutation(({ ctx, input }) => createConversation(ctx, input)),
  rename: procedure
    .input(RenameConversationInput)
    .output(Conversation)
    .mutation(({ ctx, input }) => renameConversation(ctx, input)),
  remove: procedure
    .input(ConversationRef)
    .output(ConversationRef)
    .mutation(({ ctx, input }) => removeConversation(ctx, input)),
});
