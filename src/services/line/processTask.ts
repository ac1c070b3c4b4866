import { and, eq } from 'drizzle-orm';
import { type Attachment, type Message } from '#contract/messages.ts';
import type { Reader, Transaction } from '#db/client.ts';
import { customerColumns, customers } from '#db/schema/customers.ts';
import { messageColumns, messages } from '#db/schema/messages.ts';
import { plainAnswer, pushTexts } from '#domain/line/pushTexts.ts';
import { type ScopedEvent, tell } from '#events/append.ts';
import type { ServiceContext } from '#services/context.ts';
import { customerAudience, customerChanged } from '#services/customers/customerEvents.ts';
import { changeCustomer } from '#services/customers/updateCustomer.ts';
import { requireLineChannel } from '#services/line/access.ts';
import { LineError } from '#services/line/lineError.ts';
import { changeMessage, failTask, finishTask } from '#services/line/settleTask.ts';
import type { LineTask } from '#services/line/takeTask.ts';
import { logger } from '#shared/logger.ts';
import { must } from '#shared/must.ts';

type Completion = (tx: Transaction) => Promise<ScopedEvent[]>;

/** Does one task to its end: done, failed for good, or again later. */
export async function processTask(ctx: ServiceContext, task: LineTask): Promise<void> {
  const log = logger.child({ task_id: task.id, task_kind: task.kind });
  let complete: Completion;
  try {
    complete = await attempt(ctx, task);
  } catch (error) {
    const failure =
      error instanceof LineError
        ? error
        : new LineError('Something went wrong on the server.', { cause: error });
    log.warn({ err: failure, permanent: failure.permanent }, 'LINE was asked in vain');
    return failTask(ctx, task, failure);
  }
  return finishTask(ctx, task, complete);
}

function attempt(ctx: ServiceContext, task: LineTask): Promise<Completion> {
  switch (task.kind) {
    case 'push':
      return sendPush(ctx, task);
    case 'content':
      return storeContent(ctx, task);
    case 'profile':
      return updateProfile(ctx, task);
  }
}

async function sendPush(ctx: ServiceContext, task: LineTask): Promise<Completion> {
  const { token } = await requireLineChannel(ctx.db, task.workspace_id);
  const message = await readMessage(ctx.db, task);
  const texts = pushTexts(message.role === 'ai' ? plainAnswer(message.content) : message.content);
  const to = await readLineId(ctx.db, task);
  await ctx.line.push(token, { to, texts, retryKey: task.retry_key });
  return (tx) => changeMessage(tx, message.id, { delivery: 'sent', delivery_error: null });
}

/** Kept under the message's id. */
async function storeContent(ctx: ServiceContext, task: LineTask): Promise<Completion> {
  const { token } = await requireLineChannel(ctx.db, task.workspace_id);
  const { id, workspace_id } = await readMessage(ctx.db, task);
  const { bytes, mimeType } = await ctx.line.getContent(token, {
    messageId: must(task.line_message_id, 'the message at LINE'),
    maxBytes: ctx.settings.maxUploadBytes,
  });
  await ctx.files.put({ workspace_id, document_id: id }, bytes);
  const kind = kindOf(mimeType);
  const file_name =
    task.file_name ?? `${kind}.${mimeType.split('/', 2)[1]?.split('+', 1)[0] ?? ''}`;
  const attachment = { kind, file_name, mime_type: mimeType, size_bytes: bytes.byteLength };
  return (tx) => changeMessage(tx, id, { attachment });
}

/** An SVG is a program rather than a picture. */
function kindOf(mimeType: string): Attachment['kind'] {
  const [type] = mimeType.split('/', 1);
  if (type === 'image') return mimeType.includes('svg') ? 'file' : 'image';
  return type === 'video' || type === 'audio' ? type : 'file';
}

async function updateProfile(ctx: ServiceContext, task: LineTask): Promise<Completion> {
  const { token } = await requireLineChannel(ctx.db, task.workspace_id);
  const profile = await ctx.line.getProfile(token, await readLineId(ctx.db, task));
  return async (tx) => {
    const seen = await changeCustomer(tx, task.customer_id, { picture_url: profile.pictureUrl });
    // A name that an operator has given stays.
    const customer = seen.display_name
      ? seen
      : await changeCustomer(tx, seen.id, { display_name: profile.name });
    return tell(
      await customerAudience(tx, customer),
      customerChanged('customer.updated', customer),
    );
  };
}

async function readMessage(db: Reader, task: LineTask): Promise<Message> {
  const [message] = await db
    .select(messageColumns)
    .from(messages)
    .where(
      and(
        eq(messages.workspace_id, task.workspace_id),
        eq(messages.id, must(task.message_id, "the task's message")),
      ),
    );
  if (!message) throw new LineError('The message is gone', { permanent: true });
  return message;
}

async function readLineId(db: Reader, task: LineTask): Promise<string> {
  const [customer] = await db
    .select(customerColumns)
    .from(customers)
    .where(and(eq(customers.workspace_id, task.workspace_id), eq(customers.id, task.customer_id)));
  if (!customer?.external_id) throw new LineError('The customer is gone', { permanent: true });
  return customer.external_id;
}
