import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { CallContext } from '#services/context.ts';
import { createConversation } from '#services/conversations/createConversation.ts';
import { listConversations } from '#services/conversations/listConversations.ts';
import { takeJob } from '#services/jobs/takeJob.ts';
import { processJob } from '#services/jobs/processJob.ts';
import { getMessage } from '#services/messages/getMessage.ts';
import { listMessages } from '#services/messages/listMessages.ts';
import { messageChanged } from '#services/messages/messageChanged.ts';
import { regenerateMessage } from '#services/messages/regenerateMessage.ts';
import { askAi } from '#services/messages/testAskAi.ts';
import { stopMessage } from '#services/messages/stopMessage.ts';
import { updateMessage } from '#services/messages/updateMessage.ts';
import { openTestServices, type TestServices } from '#services/testContext.ts';
import { createWorkspace } from '#services/workspaces/createWorkspace.ts';
import { must } from '#shared/must.ts';
import { uuidv7 } from '#shared/uuid.ts';

let services: TestServices;
let ann: CallContext;
let workspaceId: string;
let conversation_id: string;
beforeAll(async () => {
  services = await openTestServices();
});
afterAll(() => services[Symbol.asyncDispose]());
beforeEach(async () => {
  await services.database.sql`delete from jobs`;
  ann = services.signUp();
  workspaceId = (await createWorkspace(ann, { name: 'Acme' })).id;
  conversation_id = (await createConversation(ann, { workspace_id: workspaceId })).id;
});

const ask = (content: string, client_id = uuidv7()) =>
  askAi(ann, { conversation_id, content, client_id });
const eventTypes = async () =>
  (await services.eventsOf(`workspace:${workspaceId}`)).map(({ type }) => type);

async function finishAnswer(content: string): Promise<void> {
  const job = must(await takeJob(services, 'answer'), 'the answer job');
  await processJob(services, job, {
    stopping: new AbortController().signal,
    handler: async () => async (tx) => {
      const id = must(job.message_id, 'its message');
      const done = must(await updateMessage(tx, id, { status: 'done', content }), 'the message');
      return messageChanged(tx, done);
    },
  });
}

test('a question gets a pending answer and a job, all announced together', async () => {
  const { user_message, ai_message } = await ask('How many vacation days do we have?');
  expect(user_message).toMatchObject({ role: 'user', status: 'done', author_id: ann.caller.id });
  expect(ai_message).toMatchObject({
    role: 'ai',
    status: 'pending',
    content: '',
    citations: [],
    client_id: null,
    reply_to_id: user_message.id,
  });
  expect(await eventTypes()).toEqual([
    'conversation.created',
    'message.created',
    'message.created',
    'job.status_updated',
    'conversation.updated',
  ]);
  const [conversation] = await listConversations(ann, { workspace_id: workspaceId });
  expect(conversation).toMatchObject({ title: 'How many vacation days do we have?', version: 2 });
});

test('the same client_id gives the same two messages, also when sent at the same moment', async () => {
  const client_id = uuidv7();
  const results = await Promise.all([1, 2, 3, 4].map(() => ask('Once', client_id)));
  for (const result of results) expect(result).toEqual(results[0]);
  expect(await ask('Once', client_id)).toEqual(results[0]);
  expect((await listMessages(ann, { conversation_id, limit: 50 })).items).toHaveLength(2);
  expect((await eventTypes()).filter((type) => type === 'message.created')).toHaveLength(2);
});

test('another person may use the same client_id for another message', async () => {
  const ben = services.signUp('Ben');
  await services.addMember(workspaceId, ben.caller, 'member');
  const client_id = uuidv7();
  await ask('From Ann', client_id);
  const { user_message } = await askAi(ben, {
    conversation_id,
    content: 'From Ben',
    client_id,
  });
  expect(user_message.content).toBe('From Ben');
});

test('pages go backwards without gap or double', async () => {
  for (let nth = 0; nth < 7; nth += 1) await ask(`Question ${nth}`);
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const page = await listMessages(ann, { conversation_id, limit: 4, cursor });
    seen.push(...page.items.map(({ id }) => id));
    cursor = page.next_cursor;
  } while (cursor);
  expect(seen).toHaveLength(14);
  expect(seen).toEqual(seen.toSorted().toReversed());
});

test('stop ends a pending answer that no worker has begun', async () => {
  const { ai_message } = await ask('Stop this');
  expect(await stopMessage(ann, { message_id: ai_message.id })).toMatchObject({
    status: 'done',
    stopped: true,
    content: '',
  });
  expect(await takeJob(services, 'answer')).toBeNull();
  expect((await eventTypes()).slice(-2)).toEqual(['message.status_updated', 'job.status_updated']);
});

test('stop keeps what was saved, and the worker that was at it can write no more', async () => {
  const { ai_message } = await ask('Stop in the middle');
  const job = must(await takeJob(services, 'answer'), 'the answer job');
  await services.database
    .sql`update messages set content = 'Half an', status = 'running' where id = ${ai_message.id}`;
  const stopped = await stopMessage(ann, { message_id: ai_message.id });
  expect(stopped).toMatchObject({ status: 'done', stopped: true, content: 'Half an' });
  await processJob(services, job, {
    stopping: new AbortController().signal,
    handler: async () => () => Promise.reject(new Error('must not be called')),
  });
  expect(await getMessage(ann, { message_id: ai_message.id })).toEqual(stopped);
});

test('stop of an answer that has ended changes nothing', async () => {
  const { ai_message } = await ask('Quick');
  await finishAnswer('Done already');
  const before = await eventTypes();
  expect(await stopMessage(ann, { message_id: ai_message.id })).toMatchObject({
    status: 'done',
    stopped: false,
    content: 'Done already',
  });
  expect(await eventTypes()).toEqual(before);
});

test('regenerate answers anew in the same message, once', async () => {
  const { ai_message } = await ask('Again?');
  await finishAnswer('First answer');
  const again = await Promise.all(
    [1, 2, 3].map(() => regenerateMessage(ann, { message_id: ai_message.id })),
  );
  for (const message of again)
    expect(message).toMatchObject({ id: ai_message.id, status: 'pending', content: '' });
  await finishAnswer('Second answer');
  expect(await takeJob(services, 'answer')).toBeNull();
  expect(await getMessage(ann, { message_id: ai_message.id })).toMatchObject({
    status: 'done',
    content: 'Second answer',
  });
});

test('a person’s message cannot be regenerated', async () => {
  const { user_message } = await ask('Mine');
  await expect(regenerateMessage(ann, { message_id: user_message.id })).rejects.toMatchObject({
    code: 'BAD_REQUEST',
  });
});

test('a failed answer ends in error with its sentence, and can be tried again', async () => {
  const { ai_message } = await ask('Fail');
  for (let attempt = 0; attempt < 4; attempt += 1) {
    await services.database.sql`update jobs set run_at = now() where status = 'queued'`;
    const job = must(await takeJob(services, 'answer'), 'the answer job');
    await processJob(services, job, {
      stopping: new AbortController().signal,
      handler: () => Promise.reject(new Error('model server down')),
    });
  }
  expect(await getMessage(ann, { message_id: ai_message.id })).toMatchObject({
    status: 'error',
    error_message: 'Something went wrong on the server.',
  });
  expect(await regenerateMessage(ann, { message_id: ai_message.id })).toMatchObject({
    status: 'pending',
    error_message: null,
  });
});

test('a stranger finds nothing and a viewer may not write', async () => {
  const { ai_message } = await ask('Secret');
  const stranger = services.signUp('Eve');
  const viewer = services.signUp('Vic');
  await services.addMember(workspaceId, viewer.caller, 'viewer');
  const message = { message_id: ai_message.id };
  const send = { conversation_id, content: 'x', client_id: uuidv7() };
  const notFound = { code: 'NOT_FOUND' };
  await expect(askAi(stranger, send)).rejects.toMatchObject(notFound);
  await expect(listMessages(stranger, { conversation_id, limit: 9 })).rejects.toMatchObject(
    notFound,
  );
  await expect(getMessage(stranger, message)).rejects.toMatchObject({
    ...notFound,
    message: 'Message not found',
  });
  await expect(stopMessage(stranger, message)).rejects.toMatchObject(notFound);
  await expect(regenerateMessage(stranger, message)).rejects.toMatchObject(notFound);
  const forbidden = { code: 'FORBIDDEN' };
  await expect(askAi(viewer, send)).rejects.toMatchObject(forbidden);
  await expect(stopMessage(viewer, message)).rejects.toMatchObject(forbidden);
  await expect(regenerateMessage(viewer, message)).rejects.toMatchObject(forbidden);
  expect(await getMessage(viewer, message)).toMatchObject({ id: ai_message.id });
});
