import { eq, sql } from 'drizzle-orm';
import type { Delivery, Message } from '#contract/messages.ts';
import type { Transaction } from '#db/client.ts';
import { conversations } from '#db/schema/conversations.ts';
import { customers } from '#db/schema/customers.ts';
import { lineTasks } from '#db/schema/line.ts';
import { must } from '#shared/must.ts';
import { uuidv7 } from '#shared/uuid.ts';

type Db = Pick<Transaction, 'select'>;

/** What a message for the customer begins with: to be delivered where they read elsewhere, else nothing. */
export async function deliveryIn(db: Db, conversationId: string): Promise<Delivery | null> {
  const [customer] = await db
    .select({ channel: customers.channel })
    .from(conversations)
    .innerJoin(customers, eq(customers.id, conversations.customer_id))
    .where(eq(conversations.id, conversationId));
  return customer?.channel === 'line' ? 'pending' : null;
}

const anew = {
  status: 'pending',
  attempts: 0,
  run_at: sql`now()`,
  lease_id: null,
  lease_expires_at: null,
  updated_at: sql`now()`,
} as const;

/** A message goes out, after those before it. Written anew, as an answer may be, it is another push. */
export async function enqueuePush(tx: Transaction, message: Message): Promise<void> {
  await tx
    .insert(lineTasks)
    .values(await pushOf(tx, message))
    .onConflictDoUpdate({
      target: [lineTasks.message_id, lineTasks.kind],
      set: { ...anew, retry_key: sql`gen_random_uuid()` },
    });
}

/** The same push once more: should LINE have had it after all, the customer does not get it twice. */
export async function enqueuePushAgain(tx: Transaction, message: Message): Promise<void> {
  await tx
    .insert(lineTasks)
    .values(await pushOf(tx, message))
    .onConflictDoUpdate({ target: [lineTasks.message_id, lineTasks.kind], set: anew });
}

async function pushOf(db: Db, { id, workspace_id, conversation_id }: Message) {
  const [conversation] = await db
    .select({ customer_id: conversations.customer_id })
    .from(conversations)
    .where(eq(conversations.id, conversation_id));
  const customer_id = must(conversation?.customer_id, "a live conversation's customer");
  return { id: uuidv7(), kind: 'push', workspace_id, customer_id, message_id: id } as const;
}

type Content = { customerId: string; lineMessageId: string; fileName: string | null };

/** What the customer has sent beside words is to be fetched from LINE, which keeps it for a while only. */
export async function enqueueContent(
  tx: Transaction,
  { id, workspace_id }: Message,
  { customerId, lineMessageId, fileName }: Content,
): Promise<void> {
  await tx.insert(lineTasks).values({
    id: uuidv7(),
    kind: 'content',
    workspace_id,
    customer_id: customerId,
    message_id: id,
    line_message_id: lineMessageId,
    file_name: fileName,
  });
}

/** What the customer is called and looks like is to be asked again. */
export async function enqueueProfile(
  tx: Transaction,
  { id, workspace_id }: { id: string; workspace_id: string },
): Promise<void> {
  await tx
    .insert(lineTasks)
    .values({ id: uuidv7(), kind: 'profile', workspace_id, customer_id: id })
    .onConflictDoUpdate({
      target: lineTasks.customer_id,
      targetWhere: sql`kind = 'profile'`,
      set: anew,
    });
}
