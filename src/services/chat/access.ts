import { and, eq } from 'drizzle-orm';
import type { Customer } from '#contract/customers.ts';
import type { LiveSettings } from '#contract/live.ts';
import type { Reader } from '#db/client.ts';
import { customerColumns, customerIdentities, customers } from '#db/schema/customers.ts';
import { liveSettings, liveSettingsColumns } from '#db/schema/live.ts';
import { workspaces } from '#db/schema/workspaces.ts';
import { notFound } from '#services/errors.ts';

/** What a workspace's key leads to. */
export type ChatPlace = { settings: LiveSettings; secret: string; workspaceName: string };

/** @throws AppError NOT_FOUND */
export async function requireChatPlace(
  db: Pick<Reader, 'select'>,
  key: string,
): Promise<ChatPlace> {
  const [place] = await db
    .select({
      settings: liveSettingsColumns,
      secret: liveSettings.secret,
      workspaceName: workspaces.name,
    })
    .from(liveSettings)
    .innerJoin(workspaces, eq(workspaces.id, liveSettings.workspace_id))
    .where(eq(liveSettings.key, key));
  if (!place) throw notFound('Chat');
  return place;
}

/** As whom the caller is known in the workspace; null before the first visit. */
export async function findOwnCustomer(
  db: Pick<Reader, 'select'>,
  { workspaceId, userId }: { workspaceId: string; userId: string },
): Promise<Customer | null> {
  const [customer] = await db
    .select(customerColumns)
    .from(customers)
    .innerJoin(customerIdentities, eq(customerIdentities.customer_id, customers.id))
    .where(
      and(eq(customerIdentities.workspace_id, workspaceId), eq(customerIdentities.user_id, userId)),
    );
  return customer ?? null;
}

/** @throws AppError NOT_FOUND before the chat was opened */
export async function requireOwnCustomer(
  db: Pick<Reader, 'select'>,
  of: { workspaceId: string; userId: string },
): Promise<Customer> {
  const customer = await findOwnCustomer(db, of);
  if (!customer) throw notFound('Chat');
  return customer;
}
