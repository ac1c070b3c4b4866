import { afterAll, beforeAll, expect, test } from 'vitest';
import { listenForBell } from '#realtime/listener.ts';
import { listConversations } from '#services/conversations/listConversations.ts';
import type { CallContext } from '#services/context.ts';
import { listCustomers } from '#services/customers/listCustomers.ts';
import { connectLine } from '#services/line/connectLine.ts';
import { receiveWebhook } from '#services/line/receiveWebhook.ts';
import {
  lineEvent,
  lineSecret,
  lineToken,
  signedWebhook,
  TestLineServer,
} from '#services/line/testLineServer.ts';
import { workOnLine } from '#services/line/workOnLine.ts';
import { getLiveSettings } from '#services/live/getLiveSettings.ts';
import { sendMessage } from '#services/messages/sendMessage.ts';
import { openTestServices, type TestServices } from '#services/testContext.ts';
import { createWorkspace } from '#services/workspaces/createWorkspace.ts';
import { must } from '#shared/must.ts';
import { uuidv7 } from '#shared/uuid.ts';

const userId = `U${'0'.repeat(31)}1`;
/** Less than the poll that stands behind the bell. */
const soon = { timeout: 3_000 };

let line: TestLineServer;
let services: TestServices;
let ann: CallContext;
beforeAll(async () => {
  line = await new TestLineServer().start();
  line.profiles.set(userId, { displayName: 'Cleo' });
  services = await openTestServices({ lineUrl: line.url });
  ann = services.signUp('Ann');
});
afterAll(async () => {
  await services[Symbol.asyncDispose]();
  line[Symbol.dispose]();
});

/** As `server.ts` puts it together. */
async function startProcess() {
  const stopping = new AbortController();
  const work = workOnLine(services, { stopping: stopping.signal });
  const listening = Promise.withResolvers<void>();
  const { url: listenUrl, sql } = services.database;
  const listener = listenForBell(
    { listenUrl, sql },
    {
      onScopes() {},
      onActivity() {},
      onEndedSessions() {},
      onLineWork: work.wake,
      onListening: listening.resolve,
      onError() {},
    },
  );
  await listening.promise;
  return {
    async [Symbol.asyncDispose]() {
      stopping.abort();
      await Promise.all([work.done, listener.stop()]);
    },
  };
}

test('what is to be asked of LINE is asked at once, by one of several processes, each thing once', async () => {
  await using _one = await startProcess();
  await using _other = await startProcess();
  const { id: workspace_id } = await createWorkspace(ann, { name: 'Acme' });
  const { key } = await getLiveSettings(ann, { workspace_id });
  const secrets = { channel_access_token: lineToken, channel_secret: lineSecret };
  await connectLine(ann, { workspace_id, ...secrets });
  const said = { id: uuidv7(), type: 'message', message: { type: 'text', id: '1', text: 'Hi' } };
  await receiveWebhook(services, { key, ...signedWebhook([lineEvent(userId, said)]) });
  const nameOf = async () => (await listCustomers(ann, { workspace_id }))[0]?.display_name;
  await expect.poll(nameOf, soon).toBe('Cleo');

  const [conversation] = await listConversations(ann, { workspace_id });
  const { id: conversation_id } = must(conversation, 'the conversation');
  const contents = Array.from({ length: 20 }, (_, nth) => `reply ${nth}`);
  for (const content of contents)
    await sendMessage(ann, { conversation_id, content, client_id: uuidv7() });
  const texts = () => line.delivered.map(({ text }) => text);
  await expect.poll(() => texts().length, soon).toBe(contents.length);
  expect(texts()).toEqual(contents);
});
