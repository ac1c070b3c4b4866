import type { Database } from '#db/client.ts';
import { workspaceMembers } from '#db/schema/workspaces.ts';
import { openChat } from '#services/chat/openChat.ts';
import { startChat } from '#services/chat/startChat.ts';
import type { CallContext, ServiceContext } from '#services/context.ts';
import { updateLiveSettings } from '#services/live/updateLiveSettings.ts';
import { sendMessage } from '#services/messages/sendMessage.ts';
import { createWorkspace } from '#services/workspaces/createWorkspace.ts';
import { uuidv7 } from '#shared/uuid.ts';
import type { DeskCustomer } from './deskMessages.ts';

export type DeskRows = {
  workspace_id: string;
  operators: string[];
  /** They have written before: nobody is to be told that they have come. */
  known: DeskCustomer[];
  /** Their first message rings the bell of every operator. */
  fresh: DeskCustomer[];
};

const atOnce = 24;

/** A workspace whose operators answer by themselves, and its customers, each with a conversation. */
export async function makeDeskRows(
  services: ServiceContext,
  db: Database,
  size: { operators: number; customers: number; known: number },
): Promise<DeskRows> {
  const owner = callerOf(services, 'Operator');
  const { id: workspace_id } = await createWorkspace(owner, { name: 'Desk' });
  const { key } = await updateLiveSettings(owner, {
    workspace_id,
    ai_enabled: false,
    auto_assign: false,
  });
  const customers: DeskCustomer[] = [];
  while (customers.length < size.customers) {
    const count = Math.min(atOnce, size.customers - customers.length);
    const callers = Array.from({ length: count }, () => callerOf(services, 'Customer'));
    customers.push(...(await Promise.all(callers.map((caller) => visit(caller, key)))));
  }
  const known = customers.slice(0, size.known);
  // While there is one operator, so that one bell rings for each and not everybody's.
  for (const customer of known) await write(services, customer);
  const operators = Array.from({ length: size.operators - 1 }, () => uuidv7());
  if (operators.length > 0)
    await db
      .insert(workspaceMembers)
      .values(operators.map((user_id) => ({ workspace_id, user_id, role: 'member' as const })));
  return {
    workspace_id,
    operators: [owner.caller.id, ...operators],
    known,
    fresh: customers.slice(size.known),
  };
}

function callerOf(services: ServiceContext, displayName: string, id = uuidv7()): CallContext {
  const isAnonymous = displayName === 'Customer';
  return { ...services, caller: { id, email: null, displayName, isAnonymous } };
}

async function visit(ctx: CallContext, key: string): Promise<DeskCustomer> {
  await openChat(ctx, { key });
  const { id } = await startChat(ctx, { key });
  return { user_id: ctx.caller.id, conversation_id: id };
}

async function write(services: ServiceContext, customer: DeskCustomer): Promise<void> {
  const { user_id, conversation_id } = customer;
  await sendMessage(callerOf(services, 'Customer', user_id), {
    conversation_id,
    content: 'Hello?',
    client_id: uuidv7(),
  });
}
