import type { Customer } from '#contract/customers.ts';
import type { NewEvent } from '#contract/events.ts';
import { eq } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { customerIdentities } from '#db/schema/customers.ts';
import { type Audience, userScope, workspaceScope } from '#events/append.ts';

export function customerChanged(
  type: 'customer.created' | 'customer.updated',
  customer: Customer,
): NewEvent {
  return { type, payload: { workspace_id: customer.workspace_id, customer } };
}

/** The workspace, and the customer in every browser of theirs. */
export async function customerAudience(
  tx: Pick<Transaction, 'select'>,
  { id, workspace_id }: Customer,
): Promise<Audience> {
  const identities = await tx
    .select({ userId: customerIdentities.user_id })
    .from(customerIdentities)
    .where(eq(customerIdentities.customer_id, id));
  return [workspaceScope(workspace_id), ...identities.map(({ userId }) => userScope(userId))];
}
