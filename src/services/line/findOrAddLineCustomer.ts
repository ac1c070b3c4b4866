import { and, eq, sql } from 'drizzle-orm';
import type { Customer } from '#contract/customers.ts';
import type { Transaction } from '#db/client.ts';
import { customerColumns, customers } from '#db/schema/customers.ts';
import { type ScopedEvent, tell } from '#events/append.ts';
import { customerAudience, customerChanged } from '#services/customers/customerEvents.ts';
import { changeCustomer } from '#services/customers/updateCustomer.ts';
import { enqueueProfile } from '#services/line/enqueueTask.ts';
import { must } from '#shared/must.ts';
import { uuidv7 } from '#shared/uuid.ts';

type Found = { customer: Customer; events: [ScopedEvent, ...ScopedEvent[]] };
type Whom = { workspaceId: string; lineUserId: string };

/**
 * The customer behind a LINE user, for this transaction alone; seen just now. LINE's events name nobody, so
 * what a new one is called is asked afterwards.
 */
export async function findOrAddLineCustomer(
  tx: Transaction,
  { workspaceId, lineUserId }: Whom,
): Promise<Found> {
  const [added] = await tx
    .insert(customers)
    .values({
      id: uuidv7(),
      workspace_id: workspaceId,
      channel: 'line',
      external_id: lineUserId,
      last_seen_at: sql`now()`,
    })
    .onConflictDoNothing()
    .returning(customerColumns);
  if (added) {
    await enqueueProfile(tx, added);
    const audience = await customerAudience(tx, added);
    return { customer: added, events: tell(audience, customerChanged('customer.created', added)) };
  }
  const { id } = await findLineCustomer(tx, { workspaceId, lineUserId });
  const customer = await changeCustomer(tx, id, { last_seen_at: sql`now()` });
  if (customer.display_name === '') await enqueueProfile(tx, customer);
  const audience = await customerAudience(tx, customer);
  return { customer, events: tell(audience, customerChanged('customer.updated', customer)) };
}

async function findLineCustomer(
  tx: Transaction,
  { workspaceId, lineUserId }: Whom,
): Promise<Customer> {
  const [customer] = await tx
    .select(customerColumns)
    .from(customers)
    .where(
      and(
        eq(customers.workspace_id, workspaceId),
        eq(customers.channel, 'line'),
        eq(customers.external_id, lineUserId),
      ),
    );
  return must(customer, 'the customer who is there already');
}
