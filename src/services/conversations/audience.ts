import { eq } from 'drizzle-orm';
import type { Conversation } from '#contract/conversations.ts';
import type { Transaction } from '#db/client.ts';
import {
  conversationColumns,
  conversationParticipants,
  conversations,
} from '#db/schema/conversations.ts';
import { customerIdentities } from '#db/schema/customers.ts';
import { type Audience, userScope, workspaceScope } from '#events/append.ts';
import { must } from '#shared/must.ts';

type Place = Pick<Conversation, 'id' | 'workspace_id' | 'visibility' | 'customer_id'>;

/**
 * Who of the workspace hears what happens in a conversation: everybody, or the participants of a private one.
 * Never anybody who may not read it.
 */
export async function memberAudience(
  tx: Pick<Transaction, 'select'>,
  { id, workspace_id, visibility }: Place,
): Promise<Audience> {
  if (visibility === 'workspace') return [workspaceScope(workspace_id)];
  const participants = await tx
    .select({ userId: conversationParticipants.user_id })
    .from(conversationParticipants)
    .where(eq(conversationParticipants.conversation_id, id));
  const [first, ...rest] = participants.map(({ userId }) => userScope(userId));
  return [must(first, 'a participant of a private conversation'), ...rest];
}

/** The same, and the customer of a live one, in every browser of theirs: not for notes and assignments. */
export async function conversationAudience(
  tx: Pick<Transaction, 'select'>,
  conversation: Place,
): Promise<Audience> {
  return withCustomer(tx, conversation, await memberAudience(tx, conversation));
}

async function withCustomer(
  tx: Pick<Transaction, 'select'>,
  { customer_id }: Place,
  members: Audience,
): Promise<Audience> {
  if (customer_id === null) return members;
  const identities = await tx
    .select({ userId: customerIdentities.user_id })
    .from(customerIdentities)
    .where(eq(customerIdentities.customer_id, customer_id));
  return [...members, ...identities.map(({ userId }) => userScope(userId))];
}

/** Of the conversation that a message or a job belongs to, which the transaction keeps from being removed. */
export async function audienceOf(
  tx: Pick<Transaction, 'select'>,
  conversationId: string,
): Promise<{ everyone: Audience; members: Audience }> {
  const [conversation] = await tx
    .select(conversationColumns)
    .from(conversations)
    .where(eq(conversations.id, conversationId));
  const place = must(conversation, "a message's conversation");
  const members = await memberAudience(tx, place);
  return { members, everyone: await withCustomer(tx, place, members) };
}
