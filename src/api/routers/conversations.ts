import { z } from 'zod';
import {
  Conversation,
  ConversationRef,
  CreateConversationInput,
  RenameConversationInput,
} from '#contract/conversations.ts';
import { MarkReadInput, Participant, ParticipantInput } from '#contract/participants.ts';
import { WorkspaceRef } from '#contract/workspaces.ts';
import { procedure, router } from '#api/trpc.ts';
import { addParticipant } from '#services/conversations/addParticipant.ts';
import { createConversation } from '#services/conversations/createConversation.ts';
import { listConversations } from '#services/conversations/listConversations.ts';
import {
  listOwnParticipations,
  listParticipants,
} from '#services/conversations/listParticipants.ts';
import { markRead } from '#services/conversations/markRead.ts';
import { removeConversation } from '#services/conversations/removeConversation.ts';
import { removeParticipant } from '#services/conversations/removeParticipant.ts';
import { renameConversation } from '#services/conversations/renameConversation.ts';
import { shareConversation } from '#services/conversations/shareConversation.ts';

const participantsRouter = router({
  list: procedure
    .input(ConversationRef)
    .output(z.array(Participant))
    .query(({ ctx, input }) => listParticipants(ctx, input)),
  listOwn: procedure
    .input(WorkspaceRef)
    .output(z.array(Participant))
    .query(({ ctx, input }) => listOwnParticipations(ctx, input)),
  add: procedure
    .input(ParticipantInput)
    .output(Participant)
    .mutation(({ ctx, input }) => addParticipant(ctx, input)),
  remove: procedure
    .input(ParticipantInput)
    .output(ParticipantInput)
    .mutation(({ ctx, input }) => removeParticipant(ctx, input)),
});

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
  share: procedure
    .input(ConversationRef)
    .output(Conversation)
    .mutation(({ ctx, input }) => shareConversation(ctx, input)),
  markRead: procedure
    .input(MarkReadInput)
    .output(Participant)
    .mutation(({ ctx, input }) => markRead(ctx, input)),
  remove: procedure
    .input(ConversationRef)
    .output(ConversationRef)
    .mutation(({ ctx, input }) => removeConversation(ctx, input)),
  participants: participantsRouter,
});
