import { getQueryKey } from '@trpc/react-query';
import { type Change, liveQuery } from '#client/liveQuery.ts';
import { trpc } from '#client/trpc.ts';
import { keepNewer, upsert } from '#client/versioned.ts';
import type { Customer } from '#contract/customers.ts';
import { WorkspaceRef } from '#contract/workspaces.ts';

type Customers = readonly Customer[];

/** `customers.list`, newest first. */
export const customerList = liveQuery({
  queryKey: getQueryKey(trpc.customers.list),
  input: WorkspaceRef,
  reduce: reduceCustomers,
  keepNewer: (fetched: Customers, known: Customers) => keepNewer(fetched, known),
  scopesOf: ({ workspace_id }) => [workspace_id],
});

/** The customers of a workspace after a change. */
export function reduceCustomers(
  list: Customers,
  change: Change,
  { workspace_id }: WorkspaceRef,
): Customers {
  if (change.type !== 'customer.created' && change.type !== 'customer.updated') return list;
  const { customer } = change.payload;
  return customer.workspace_id === workspace_id
    ? upsert(list, customer, { order: 'newest' })
    : list;
}
