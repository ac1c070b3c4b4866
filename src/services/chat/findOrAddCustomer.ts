import { and, eq, sql } from 'drizzle-orm';
import type { VouchedIdentity } from '#contract/chat.ts';
import type { Customer } from '#contract/customers.ts';
import type { Transaction } from '#db/client.ts';
import { conversationColumns, conversations } from '#db/schema/conversations.ts';
import { customerColumns, customerIdentities, customers } from '#db/schema/customers.ts';
import { type ScopedEvent, tell } from '#events/append.ts';
import { findOwnCustomer } from '#services/chat/access.ts';
import { conversationAudience } from '#services/conversations/audience.ts';
import { conversationChanged } from '#services/conversations/conversationEvents.ts';
import { must } from '#shared/must.ts';
import { uuidv7 } from '#shared/uuid.ts';

type Visitor = { workspaceId: string; userId: string; vouched: VouchedIdentity | null };
type Found = { customer: Customer; isNew: boolean; events: ScopedEvent[] };

/** The customer behind a browser: a vouched identity before the one that the browser had by itself. */
export async function findOrAddCustomer(tx: Transaction, visitor: Visitor): Promise<Found> {
  const { workspaceId, userId, vouched } = visitor;
  const own = await findOwnCustomer(tx, { workspaceId, userId });
  if (!vouched || own?.external_id === vouched.user_id)
    return own ? { customer: own, isNew: false, events: [] } : addCustomer(tx, visitor);
  const known = await findVouched(tx, workspaceId, vouched.user_id);
  // A visitor whom nobody has vouched for yet becomes the customer that they are.
  if (!known && own && own.external_id === null)
    return { customer: await vouchFor(tx, own, vouched.user_id), isNew: false, events: [] };
  if (!known) return addCustomer(tx, visitor);
  await linkIdentity(tx, { workspaceId, userId, customerId: known.id });
  const events = own && own.external_id === null ? await moveConversations(tx, own, known) : [];
  return { customer: known, isNew: false, events };
}

async function findVouched(tx: Transaction, workspaceId: string, externalId: string) {
  const [customer] = await tx
    .select(customerColumns)
    .from(customers)
    .where(
      and(
        eq(customers.workspace_id, workspaceId),
        eq(customers.channel, 'web'),
        eq(customers.external_id, externalId),
      ),
    );
  return customer ?? null;
}

async function addCustomer(
  tx: Transaction,
  { workspaceId, userId, vouched }: Visitor,
): Promise<Found> {
  const [customer] = await tx
    .insert(customers)
    .values({
      id: uuidv7(),
      workspace_id: workspaceId,
      channel: 'web',
      external_id: vouched?.user_id ?? null,
    })
    .returning(customerColumns);
  const added = must(customer, 'the inserted customer');
  await linkIdentity(tx, { workspaceId, userId, customerId: added.id });
  return { customer: added, isNew: true, events: [] };
}

async function vouchFor(tx: Transaction, { id }: Customer, external_id: string): Promise<Customer> {
  const [customer] = await tx
    .update(customers)
    .set({ external_id, version: sql`${customers.version} + 1` })
    .where(eq(customers.id, id))
    .returning(customerColumns);
  return must(customer, 'the customer just read');
}

async function linkIdentity(
  tx: Transaction,
  of: { workspaceId: string; userId: string; customerId: string },
): Promise<void> {
  await tx
    .insert(customerIdentities)
    .values({ workspace_id: of.workspaceId, user_id: of.userId, customer_id: of.customerId })
    .onConflictDoUpdate({
      target: [customerIdentities.workspace_id, customerIdentities.user_id],
      set: { customer_id: of.customerId },
    });
}

/** What was written before signing in to the company's site goes along. */
async function moveConversations(
  tx: Transaction,
  from: Customer,
  to: Customer,
): Promise<ScopedEvent[]> {
  const moved = await tx
    .update(conversations)
    .set({ customer_id: to.id, version: sql`${conversations.version} + 1` })
    .where(eq(conversations.customer_id, from.id))
    .returning(conversationColumns);
  const events: ScopedEvent[] = [];
  for (const conversation of moved)
    events.push(
      ...tell(
        await conversationAudience(tx, conversation),
        conversationChanged('conversation.created', conversation),
      ),
    );
  return events;
}
