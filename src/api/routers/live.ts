import { z } from 'zod';
import { Conversation, ConversationRef } from '#contract/conversations.ts';
import { ConnectLineInput, LineConnection } from '#contract/line.ts';
import {
  AssignInput,
  CannedReply,
  CannedReplyRef,
  CreateCannedReplyInput,
  Draft,
  LiveSecret,
  LiveSettings,
  SetLiveStatusInput,
  SnoozeInput,
  Transcript,
  UpdateCannedReplyInput,
  UpdateLiveSettingsInput,
} from '#contract/live.ts';
import { WorkspaceRef } from '#contract/workspaces.ts';
import { procedure, router } from '#api/trpc.ts';
import { connectLine, disconnectLine } from '#services/line/connectLine.ts';
import { getLine } from '#services/line/getLine.ts';
import { assignConversation } from '#services/live/assignConversation.ts';
import { createCannedReply } from '#services/live/createCannedReply.ts';
import { draftReply } from '#services/live/draftReply.ts';
import { getLiveSecret, getLiveSettings } from '#services/live/getLiveSettings.ts';
import { getTranscript } from '#services/live/getTranscript.ts';
import { handToAi } from '#services/live/handToAi.ts';
import { listCannedReplies } from '#services/live/listCannedReplies.ts';
import { setLiveStatus } from '#services/live/setLiveStatus.ts';
import { snoozeConversation } from '#services/live/snoozeConversation.ts';
import { takeConversation } from '#services/live/takeConversation.ts';
import { removeCannedReply, updateCannedReply } from '#services/live/updateCannedReply.ts';
import { rotateLiveSecret, updateLiveSettings } from '#services/live/updateLiveSettings.ts';

const settingsRouter = router({
  get: procedure
    .input(WorkspaceRef)
    .output(LiveSettings)
    .query(({ ctx, input }) => getLiveSettings(ctx, input)),
  secret: procedure
    .input(WorkspaceRef)
    .output(LiveSecret)
    .query(({ ctx, input }) => getLiveSecret(ctx, input)),
  update: procedure
    .input(UpdateLiveSettingsInput)
    .output(LiveSettings)
    .mutation(({ ctx, input }) => updateLiveSettings(ctx, input)),
  rotateSecret: procedure
    .input(WorkspaceRef)
    .output(LiveSecret)
    .mutation(({ ctx, input }) => rotateLiveSecret(ctx, input)),
});

const cannedRepliesRouter = router({
  list: procedure
    .input(WorkspaceRef)
    .output(z.array(CannedReply))
    .query(({ ctx, input }) => listCannedReplies(ctx, input)),
  create: procedure
    .input(CreateCannedReplyInput)
    .output(CannedReply)
    .mutation(({ ctx, input }) => createCannedReply(ctx, input)),
  update: procedure
    .input(UpdateCannedReplyInput)
    .output(CannedReply)
    .mutation(({ ctx, input }) => updateCannedReply(ctx, input)),
  remove: procedure
    .input(CannedReplyRef)
    .output(CannedReplyRef)
    .mutation(({ ctx, input }) => removeCannedReply(ctx, input)),
});

const lineRouter = router({
  get: procedure
    .input(WorkspaceRef)
    .output(LineConnection)
    .query(({ ctx, input }) => getLine(ctx, input)),
  connect: procedure
    .input(ConnectLineInput)
    .output(LineConnection)
    .mutation(({ ctx, input }) => connectLine(ctx, input)),
  disconnect: procedure
    .input(WorkspaceRef)
    .output(LineConnection)
    .mutation(({ ctx, input }) => disconnectLine(ctx, input)),
});

/** The operators' desk. */
export const liveRouter = router({
  settings: settingsRouter,
  cannedReplies: cannedRepliesRouter,
  line: lineRouter,
  take: procedure
    .input(ConversationRef)
    .output(Conversation)
    .mutation(({ ctx, input }) => takeConversation(ctx, input)),
  assign: procedure
    .input(AssignInput)
    .output(Conversation)
    .mutation(({ ctx, input }) => assignConversation(ctx, input)),
  handToAi: procedure
    .input(ConversationRef)
    .output(Conversation)
    .mutation(({ ctx, input }) => handToAi(ctx, input)),
  setStatus: procedure
    .input(SetLiveStatusInput)
    .output(Conversation)
    .mutation(({ ctx, input }) => setLiveStatus(ctx, input)),
  snooze: procedure
    .input(SnoozeInput)
    .output(Conversation)
    .mutation(({ ctx, input }) => snoozeConversation(ctx, input)),
  draft: procedure
    .input(ConversationRef)
    .output(Draft)
    .query(({ ctx, input }) => draftReply(ctx, input)),
  transcript: procedure
    .input(ConversationRef)
    .output(Transcript)
    .query(({ ctx, input }) => getTranscript(ctx, input)),
});
