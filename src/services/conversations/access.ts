import { and, eq, exists, or, type SQL, sql } from 'drizzle-orm';
import type { Conversation } from '#contract/conversations.ts';
import type { Reader } from '#db/client.ts';
import {
  conversationColumns,
  conversationParticipants,
  conversations,
} from '#db/schema/conversations.ts';
import { customerIdentities } from '#db/schema/customers.ts';
import { workspaceMembers } from '#db/schema/workspaces.ts';
import { AppError, notFound } from '#services/errors.ts';
import { type Membership, requireMember } from '#services/workspaces/access.ts';
import type { Action } from '#contract/permissions.ts';

type Asked = { userId: string; conversationId: string };

/** Which of a workspace's conversations a member may read: the open ones, and private ones with them in it. */
export function readableBy(db: Pick<Reader, 'select'>, userId: string): SQL {
  const taking = db
    .select({ one: sql`1` })
    .from(conversationParticipants)
    .where(
      and(
        eq(conversationParticipants.conversation_id, conversations.id),
        eq(conversationParticipants.user_id, userId),
      ),
    );
  return or(eq(conversations.visibility, 'workspace'), exists(taking)) ?? sql`false`;
}

/**
 * The conversation, with the proof that the caller is a member who may read it.
 * @throws AppError NOT_FOUND when there is none or the caller may not read it, FORBIDDEN for a role that may not do `to`
 */
export async function requireConversation(
  db: Pick<Reader, 'select'>,
  { userId, conversationId, to }: Asked & { to?: Action },
): Promise<{ conversation: Conversation; membership: Membership }> {
  const [conversation] = await db
    .select(conversationColumns)
    .from(conversations)
    .innerJoin(
      workspaceMembers,
      and(
        eq(workspaceMembers.workspace_id, conversations.workspace_id),
        eq(workspaceMembers.user_id, userId),
      ),
    )
    .where(and(eq(conversations.id, conversationId), readableBy(db, userId)));
  if (!conversation) throw notFound('Conversation');
  const membership = await requireMember(db, {
    userId,
    workspaceId: conversation.workspace_id,
    to,
  });
  return { conversation, membership };
}

/** A member of the workspace, or the customer whose conversation it is. */
export type ConversationReader = {
  conversation: Conversation;
  as: 'member' | 'customer';
};

/**
 * The conversation for whoever may read it: a member, or its customer, who sees no notes.
 * @throws AppError NOT_FOUND for anybody else, FORBIDDEN for a member for a role that may not do `to`
 */
export async function requireReader(
  db: Pick<Reader, 'select'>,
  { userId, conversationId, to }: Asked & { to?: Action },
): Promise<ConversationReader> {
  const found = await requireConversation(db, { userId, conversationId, to }).catch(
    (error: unknown) => {
      if (error instanceof AppError && error.code === 'NOT_FOUND') return null;
      throw error;
    },
  );
  if (found) return { conversation: found.conversation, as: 'member' };
  const [own] = await db
    .select(conversationColumns)
    .from(conversations)
    .innerJoin(
      customerIdentities,
      and(
        eq(customerIdentities.workspace_id, conversations.workspace_id),
        eq(customerIdentities.customer_id, conversations.customer_id),
        eq(customerIdentities.user_id, userId),
      ),
    )
    .where(eq(conversations.id, conversationId));
  if (!own) throw notFound('Conversation');
  return { conversation: own, as: 'customer' };
}
