import {
  FollowUps,
  ListMessagesInput,
  Message,
  MessagePage,
  MessageRef,
  SendMessageInput,
  SendMessageResult,
} from '#contract/messages.ts';
import { DownloadUrl } from '#contract/documents.ts';
import { procedure, router } from '#api/trpc.ts';
import { createAttachmentUrl } from '#services/messages/createAttachmentUrl.ts';
import { getMessage } from '#services/messages/getMessage.ts';
import { listMessages } from '#services/messages/listMessages.ts';
import { regenerateMessage } from '#services/messages/regenerateMessage.ts';
import { resendMessage } from '#services/messages/resendMessage.ts';
import { sendMessage } from '#services/messages/sendMessage.ts';
import { stopMessage } from '#services/messages/stopMessage.ts';
import { suggestFollowUps } from '#services/messages/suggestFollowUps.ts';

export const messagesRouter = router({
  list: procedure
    .input(ListMessagesInput)
    .output(MessagePage)
    .query(({ ctx, input }) => listMessages(ctx, input)),
  get: procedure
    .input(MessageRef)
    .output(Message)
    .query(({ ctx, input }) => getMessage(ctx, input)),
  send: procedure
    .input(SendMessageInput)
    .output(SendMessageResult)
    .mutation(({ ctx, input }) => sendMessage(ctx, input)),
  stop: procedure
    .input(MessageRef)
    .output(Message)
    .mutation(({ ctx, input }) => stopMessage(ctx, input)),
  regenerate: procedure
    .input(MessageRef)
    .output(Message)
    .mutation(({ ctx, input }) => regenerateMessage(ctx, input)),
  resend: procedure
    .input(MessageRef)
    .output(Message)
    .mutation(({ ctx, input }) => resendMessage(ctx, input)),
  followUps: procedure
    .input(MessageRef)
    .output(FollowUps)
    .query(({ ctx, input }) => suggestFollowUps(ctx, input)),
  downloadUrl: procedure
    .input(MessageRef)
    .output(DownloadUrl)
    .query(({ ctx, input }) => createAttachmentUrl(ctx, input)),
});
