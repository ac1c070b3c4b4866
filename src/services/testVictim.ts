import { eq } from 'drizzle-orm';
import { documentPages } from '#db/schema/documents.ts';
import { jobs } from '#db/schema/jobs.ts';
import type { CallContext } from '#services/context.ts';
import { openChat } from '#services/chat/openChat.ts';
import { startChat } from '#services/chat/startChat.ts';
import { createConversation } from '#services/conversations/createConversation.ts';
import { documentStatusUpdated } from '#services/documents/documentEvents.ts';
import { updateDocumentStatus } from '#services/documents/updateStatus.ts';
import { uploadDocument } from '#services/documents/uploadDocument.ts';
import { createInvite } from '#services/invites/createInvite.ts';
import { createCannedReply } from '#services/live/createCannedReply.ts';
import { getLiveSettings } from '#services/live/getLiveSettings.ts';
import { askAi } from '#services/messages/testAskAi.ts';
import type { TestServices } from '#services/testContext.ts';
import { announce } from '#services/transaction.ts';
import { createWorkspace } from '#services/workspaces/createWorkspace.ts';
import { must } from '#shared/must.ts';
import { uuidv7 } from '#shared/uuid.ts';

/** Stands in everything that the victim has written. */
export const secretWord = 'xyzzy';

export const secretFile = (name: string) =>
  new File([`the plan ${secretWord} ${name}`], `${secretWord} ${name}.txt`, { type: 'text/plain' });

/** Somebody with a workspace that holds one of everything. */
export async function createVictim(services: TestServices, owner: CallContext) {
  const { id: workspace_id } = await createWorkspace(owner, { name: `Acme ${secretWord}` });
  const { document } = await uploadDocument(owner, { workspace_id, file: secretFile('one') });
  const document_id = document.id;
  await services.database.db
    .insert(documentPages)
    .values({ document_id, page: 1, text: `the plan ${secretWord}`, blocks: [] });
  await failDocument(owner, document_id);
  const { id: conversation_id } = await createConversation(owner, {
    workspace_id,
    title: secretWord,
  });
  const { user_message, ai_message } = await askAi(owner, {
    conversation_id,
    content: `what about ${secretWord}?`,
    client_id: uuidv7(),
  });
  const { key } = await getLiveSettings(owner, { workspace_id });
  const visitor = services.signUp('Cleo');
  const { customer } = await openChat(visitor, { key });
  const { id: live_conversation_id } = await startChat(visitor, { key });
  const { ai_message: live_message } = await askAi(visitor, {
    conversation_id: live_conversation_id,
    content: `is it ${secretWord}?`,
    client_id: uuidv7(),
  });
  const { id: canned_reply_id } = await createCannedReply(owner, {
    workspace_id,
    shortcut: secretWord,
    text: secretWord,
  });
  const { invite } = await createInvite(owner, {
    workspace_id,
    role: 'viewer',
    expires_in_hours: 1,
  });
  const invite_id = must(invite, 'the invitation').id;
  const colleague = services.signUp('Bob');
  await services.addMember(workspace_id, colleague.caller, 'member');
  return {
    owner,
    colleague,
    visitor,
    key,
    customer_id: customer.id,
    live_conversation_id,
    live_message_id: live_message.id,
    canned_reply_id,
    invite_id,
    workspace_id,
    document_id,
    conversation_id,
    user_message_id: user_message.id,
    message_id: ai_message.id,
    /** None of it may be in what others are answered. */
    marks: [
      secretWord,
      owner.caller.id,
      colleague.caller.id,
      visitor.caller.id,
      customer.id,
      live_conversation_id,
      live_message.id,
      canned_reply_id,
      invite_id,
      workspace_id,
      document_id,
      conversation_id,
      user_message.id,
      ai_message.id,
    ],
  };
}

/** So that it can be retried. */
function failDocument(ctx: CallContext, documentId: string): Promise<null> {
  return ctx.withTransaction(async (tx) => {
    await tx.delete(jobs).where(eq(jobs.document_id, documentId));
    const failed = must(
      await updateDocumentStatus(tx, documentId, { status: 'error', error_message: secretWord }),
      'the document',
    );
    return announce(null, [documentStatusUpdated(failed)]);
  });
}

export type Victim = Awaited<ReturnType<typeof createVictim>>;
