import { and, eq, sql } from 'drizzle-orm';
import type { Conversation } from '#contract/conversations.ts';
import type { Message, SendMessageInput, SendMessageResult } from '#contract/messages.ts';
import type { Transaction } from '#db/client.ts';
import { conversationColumns, conversations } from '#db/schema/conversations.ts';
import { messageColumns, messages } from '#db/schema/messages.ts';
import { enqueueJob } from '#jobs/enqueue.ts';
import { jobEvent } from '#jobs/jobEvent.ts';
import type { CallContext } from '#services/context.ts';
import { requireConversation } from '#services/conversations/access.ts';
import { conversationChanged } from '#services/conversations/conversationEvents.ts';
import { notFound } from '#services/errors.ts';
import { messageCreated } from '#services/messages/messageEvents.ts';
import { announce, unchanged } from '#services/transaction.ts';
import { must } from '#shared/must.ts';
import { uuidv7 } from '#shared/uuid.ts';

/**
 * Adds the caller's message and the AI's, still `pending`. The same `client_id` again, from a client that
 * does not know whether its first try arrived, gives the same two messages.
 */
export async function sendMessage(
  ctx: CallContext,
  input: SendMessageInput,
): Promise<SendMessageResult> {
  const { conversation } = await requireConversation(ctx.db, {
    userId: ctx.caller.id,
    conversationId: input.conversation_id,
    atLeast: 'member',
  });
  const message = { ...input, author_id: ctx.caller.id };
  return ctx.withTransaction(async (tx) => {
    const locked = await lockConversation(tx, conversation);
    const sent = await findSent(tx, message);
    if (sent) return unchanged(sent);
    const result = await insertPair(tx, locked, message);
    const touched = await touchConversation(tx, locked, input.content);
    const job = await enqueueJob(tx, {
      job_type: 'answer',
      workspace_id: locked.workspace_id,
      message_id: result.ai_message.id,
      conversation_id: locked.id,
    });
    return announce(result, [
      messageCreated(result.user_message),
      messageCreated(result.ai_message),
      jobEvent(job),
      conversationChanged('conversation.updated', touched),
    ]);
  });
}

type NewMessage = SendMessageInput & { author_id: string };

/** One sender at a time, so that a question and its answer stand together and ids are in commit order. */
async function lockConversation(tx: Transaction, { id, workspace_id }: Conversation) {
  const [locked] = await tx
    .select(conversationColumns)
    .from(conversations)
    .where(and(eq(conversations.workspace_id, workspace_id), eq(conversations.id, id)))
    .for('update');
  if (!locked) throw notFound('Conversation');
  return locked;
}

async function findSent(tx: Transaction, sent: NewMessage): Promise<SendMessageResult | null> {
  const [user_message] = await tx
    .select(messageColumns)
    .from(messages)
    .where(
      and(
        eq(messages.conversation_id, sent.conversation_id),
        eq(messages.author_id, sent.author_id),
        eq(messages.client_id, sent.client_id),
      ),
    );
  if (!user_message) return null;
  const [ai_message] = await tx
    .select(messageColumns)
    .from(messages)
    .where(eq(messages.reply_to_id, user_message.id));
  return { user_message, ai_message: must(ai_message, "the sent message's answer") };
}

async function insertPair(
  tx: Transaction,
  conversation: Conversation,
  { content, author_id, client_id }: NewMessage,
): Promise<SendMessageResult> {
  const common = { workspace_id: conversation.workspace_id, conversation_id: conversation.id };
  const userMessageId = uuidv7();
  const rows: Message[] = await tx
    .insert(messages)
    .values([
      { ...common, id: userMessageId, role: 'user', author_id, content, client_id, status: 'done' },
      { ...common, id: uuidv7(), role: 'ai', reply_to_id: userMessageId, status: 'pending' },
    ])
    .returning(messageColumns);
  const of = (role: Message['role']) =>
    must(
      rows.find((row) => row.role === role),
      `the ${role} row`,
    );
  return { user_message: of('user'), ai_message: of('ai') };
}

/** The first message names a conversation that nobody has named. */
async function touchConversation(
  tx: Transaction,
  { id, title }: Conversation,
  content: string,
): Promise<Conversation> {
  const [touched] = await tx
    .update(conversations)
    .set({
      title: title || titleFrom(content),
      last_message_at: sql`now()`,
      updated_at: sql`now()`,
      version: sql`${conversations.version} + 1`,
    })
    .where(eq(conversations.id, id))
    .returning(conversationColumns);
  return must(touched, 'the locked conversation');
}

const titleLength = 60;

/** The text's first line, cut between graphemes. */
function titleFrom(content: string): string {
  const line = content.split('\n', 1)[0]?.replaceAll(/\s+/g, ' ').trim() ?? '';
  const graphemes = Array.from(new Intl.Segmenter().segment(line), ({ segment }) => segment);
  if (graphemes.length <= titleLength) return line;
  return `${graphemes
    .slice(0, titleLength - 1)
    .join('')
    .trimEnd()}…`;
}
