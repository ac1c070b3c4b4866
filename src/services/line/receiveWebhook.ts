import { validateSignature } from '@line/bot-sdk';
import type { Transaction } from '#db/client.ts';
import { lineWebhookEvents } from '#db/schema/line.ts';
import type { ScopedEvent } from '#events/append.ts';
import { requireChatPlace } from '#services/chat/access.ts';
import type { ServiceContext } from '#services/context.ts';
import { AppError, notFound } from '#services/errors.ts';
import { findLineChannel } from '#services/line/access.ts';
import { insertEvent } from '#services/line/insertEvent.ts';
import { type LineEvent, Webhook } from '#services/line/webhookEvents.ts';
import { announce, unchanged } from '#services/transaction.ts';

type Delivered = {
  /** The workspace's, from the address. */
  key: string;
  /** Of the raw body, by LINE. */
  signature: string;
  body: Buffer;
};

/**
 * What LINE tells of customers, all of it or nothing: an event that was taken in before is passed over, so LINE
 * may send as often as it likes.
 * @throws AppError NOT_FOUND for an unknown address, UNAUTHORIZED for what LINE has not signed, BAD_REQUEST
 */
export async function receiveWebhook(
  ctx: ServiceContext,
  { key, signature, body }: Delivered,
): Promise<void> {
  const { settings } = await requireChatPlace(ctx.db, key);
  const { workspace_id: workspaceId, ai_enabled: isAiFirst } = settings;
  const channel = await findLineChannel(ctx.db, workspaceId);
  if (!channel) throw notFound('LINE channel');
  if (!validateSignature(body, channel.secret, signature))
    throw new AppError('UNAUTHORIZED', 'The signature is not that of the body');
  const { destination, events } = readWebhook(body);
  if (destination !== channel.botUserId)
    throw new AppError('BAD_REQUEST', 'Another account’s events');
  if (events.length === 0) return;
  await ctx.withTransaction(async (tx) => {
    const told: ScopedEvent[] = [];
    for (const event of await onlyNew(tx, workspaceId, events))
      told.push(...(await insertEvent(tx, { workspaceId, isAiFirst }, event)));
    const [first, ...rest] = told;
    return first ? announce(null, [first, ...rest]) : unchanged(null);
  });
  ctx.doorbell.wakeLine();
}

function readWebhook(body: Buffer): Webhook {
  const parsed = Webhook.safeParse(parseJson(body.toString('utf8')));
  if (parsed.success) return parsed.data;
  throw new AppError('BAD_REQUEST', 'Not a webhook of LINE’s');
}

/** Undefined for what is not JSON; the schema refuses that. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Two deliveries of one event at once wait for each other at its key. */
async function onlyNew(
  tx: Transaction,
  workspaceId: string,
  events: readonly LineEvent[],
): Promise<LineEvent[]> {
  const byId = new Map(events.map((event) => [event.webhookEventId, event]));
  const taken = await tx
    .insert(lineWebhookEvents)
    .values(
      // In one order, so that two deliveries of the same events do not wait for each other crosswise.
      [...byId.keys()]
        .toSorted()
        .map((webhook_event_id) => ({ workspace_id: workspaceId, webhook_event_id })),
    )
    .onConflictDoNothing()
    .returning({ id: lineWebhookEvents.webhook_event_id });
  const isNew = new Set(taken.map(({ id }) => id));
  return [...byId.values()].filter(({ webhookEventId }) => isNew.has(webhookEventId));
}
