import { and, eq } from 'drizzle-orm';
import type { Conversation } from '#contract/conversations.ts';
import type { Message, SendMessageInput, SendMessageResult } from '#contract/messages.ts';
import type { Transaction } from '#db/client.ts';
import { messageColumns, messages } from '#db/schema/messages.ts';
import { type ScopedEvent, tell } from '#events/append.ts';
import { enqueueJob } from '#jobs/enqueue.ts';
import type { CallContext } from '#services/context.ts';
import { type ConversationReader, requireReader } from '#services/conversations/access.ts';
import { conversationAudience, memberAudience } from '#services/conversations/audience.ts';
import {
  conversationChanged,
  participantChanged,
} from '#services/conversations/conversationEvents.ts';
import { lockConversation } from '#services/conversations/lockConversation.ts';
import { advanceRead } from '#services/conversations/participants.ts';
import { AppError } from '#services/errors.ts';
import { jobChanged } from '#services/jobs/jobChanged.ts';
import {
  insertOperatorMessage,
  insertVisitorMessage,
  type Sent,
} from '#services/live/insertLive.ts';
import { insertMessages } from '#services/messages/insertMessages.ts';
import { mentionedMembers } from '#services/messages/mentionedMembers.ts';
import { mentionsAi } from '#services/messages/mentions.ts';
import { messageCreated } from '#services/messages/messageEvents.ts';
import { titleFrom } from '#services/messages/titleFrom.ts';
import { notify } from '#services/notifications/notify.ts';
import { settleNotifications } from '#services/notifications/settleNotifications.ts';
import { announce, unchanged } from '#services/transaction.ts';
import { must } from '#shared/must.ts';
import { uuidv7 } from '#shared/uuid.ts';

type NewMessage = SendMessageInput & { author_id: string };

/**
 * Adds the caller's message and, where the AI is asked, the AI's, still `pending`. The same `client_id`
 * again, from a client that does not know whether its first try arrived, gives the same messages.
 * @throws AppError BAD_REQUEST for a note outside a live conversation
 */
export async function sendMessage(
  ctx: CallContext,
  input: SendMessageInput,
): Promise<SendMessageResult> {
  const { conversation, as } = await requireReader(ctx.db, {
    userId: ctx.caller.id,
    conversationId: input.conversation_id,
    to: 'conversations.write',
  });
  if (input.internal && (conversation.kind !== 'live' || as === 'customer'))
    throw new AppError('BAD_REQUEST', 'Notes are for operators, in live conversations');
  const message = { ...input, author_id: ctx.caller.id };
  return ctx.withTransaction(async (tx) => {
    const locked = await lockConversation(tx, {
      workspaceId: conversation.workspace_id,
      conversationId: conversation.id,
    });
    const sent = await findSent(tx, message);
    if (sent) return unchanged(sent);
    const {
      result,
      conversation: touched,
      before,
      after,
    } = await insert(tx, locked, {
      message,
      as,
    });
    const [first, ...rest] = [...before, ...(await tellOf(tx, touched, result)), ...after];
    return announce(result, [must(first, "the message's event"), ...rest]);
  });
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
  const [ai_message = null] = await tx
    .select(messageColumns)
    .from(messages)
    .where(eq(messages.reply_to_id, user_message.id));
  return { user_message, ai_message };
}

type Sending = { message: NewMessage; as: ConversationReader['as'] };

async function insert(
  tx: Transaction,
  locked: Conversation,
  { message, as }: Sending,
): Promise<Sent> {
  const { content, author_id, client_id, internal = false } = message;
  const draft = { content, author_id, client_id };
  if (locked.kind === 'live')
    return as === 'customer'
      ? insertVisitorMessage(tx, locked, draft)
      : insertOperatorMessage(tx, locked, { ...draft, internal });
  const id = uuidv7();
  const own = { ...draft, id, role: 'user', status: 'done' } as const;
  const answer = { role: 'ai', reply_to_id: id, status: 'pending' } as const;
  // The first message names a conversation that nobody has named.
  const title = locked.title || titleFrom(content);
  const isAsked = locked.kind === 'ai' || mentionsAi(content);
  const { inserted, conversation } = isAsked
    ? await insertMessages(tx, { locked, title }, [own, answer])
    : await insertMessages(tx, { locked, title }, [own]);
  const [user_message, ai_message = null] = inserted;
  return { result: { user_message, ai_message }, conversation, before: [], after: [] };
}

/** Of a talk with the AI that is open to the workspace, only what somebody marks as read is kept. */
const isOpenTalk = ({ kind, visibility }: Conversation) =>
  kind === 'ai' && visibility === 'workspace';

/** What messages just added are announced with. Whoever writes has read what stands before. */
export async function tellOf(
  tx: Transaction,
  conversation: Conversation,
  { user_message, ai_message }: { user_message: Message; ai_message: Message | null },
): Promise<[ScopedEvent, ...ScopedEvent[]]> {
  const everyone = await conversationAudience(tx, conversation);
  const members = await memberAudience(tx, conversation);
  const audience = user_message.internal ? members : everyone;
  const events = tell(audience, messageCreated(user_message));
  if (ai_message) {
    const job = await enqueueJob(tx, {
      job_type: 'answer',
      workspace_id: conversation.workspace_id,
      message_id: ai_message.id,
      conversation_id: conversation.id,
    });
    events.push(...tell(everyone, messageCreated(ai_message)), ...(await jobChanged(tx, job)));
  }
  const { author_id, seq } = user_message;
  const read =
    author_id !== null &&
    // Who writes by LINE has no account here, and LINE does not tell what they have read.
    author_id !== conversation.customer_id &&
    !isOpenTalk(conversation) &&
    (await advanceRead(tx, conversation, { userId: author_id, seq }));
  if (read) {
    const type = read.isNew ? 'participant.created' : 'participant.updated';
    events.push(...tell(audience, participantChanged(type, read.participant)));
    const { conversation_id: conversationId, user_id: userId } = read.participant;
    events.push(...(await settleNotifications(tx, { conversationId, userId, seq })));
  }
  events.push(...tell(everyone, conversationChanged('conversation.updated', conversation)));
  if (conversation.kind === 'team')
    events.push(
      ...(await notify(tx, await mentionedMembers(tx, conversation, user_message.content), {
        workspace_id: conversation.workspace_id,
        conversation_id: conversation.id,
        kind: 'mention',
        seq,
        by: user_message.author_id,
        text: user_message.content,
      })),
    );
  return events;
}
