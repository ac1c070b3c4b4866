import { afterAll, beforeAll, expect, test } from 'vitest';
import { getChatStatus } from '#services/chat/getChatStatus.ts';
import { listAllowedOrigins } from '#services/chat/listAllowedOrigins.ts';
import { openChat } from '#services/chat/openChat.ts';
import { startChat } from '#services/chat/startChat.ts';
import { getLiveSettings } from '#services/live/getLiveSettings.ts';
import { updateLiveSettings } from '#services/live/updateLiveSettings.ts';
import { sendMessage } from '#services/messages/sendMessage.ts';
import { openTestServices, type TestServices } from '#services/testContext.ts';
import { createWorkspace } from '#services/workspaces/createWorkspace.ts';
import { uuidv7 } from '#shared/uuid.ts';

let services: TestServices;
beforeAll(async () => {
  services = await openTestServices();
});
afterAll(() => services[Symbol.asyncDispose]());

test('a customer knows by name who has answered, also when they are away, and not who has noted', async () => {
  const [ann, bob, cleo] = ['Ann', 'Bob', 'Cleo'].map((name) => services.signUp(name));
  if (!ann || !bob || !cleo) throw new Error('three people');
  const { id: workspace_id } = await createWorkspace(ann, { name: 'Acme' });
  await services.addMember(workspace_id, bob.caller, 'member');
  const { key } = await getLiveSettings(ann, { workspace_id });
  expect((await openChat(cleo, { key })).operators).toEqual([]);
  const { id: conversation_id } = await startChat(cleo, { key });
  const say = (who: typeof ann, content: string, internal: boolean) =>
    sendMessage(who, { conversation_id, content, internal, client_id: uuidv7() });
  await say(bob, 'A regular', true);
  expect((await getChatStatus(cleo, { conversation_id })).operators).toEqual([]);
  await say(ann, 'Hello', false);
  const answered = [{ user_id: ann.caller.id, online: false }];
  expect((await getChatStatus(cleo, { conversation_id })).operators).toMatchObject(answered);
  expect((await openChat(cleo, { key })).operators).toMatchObject(answered);
});

test('the sites that may embed a chat are origins; of an unknown key there are none', async () => {
  const ann = services.signUp('Ann');
  const { id: workspace_id } = await createWorkspace(ann, { name: 'Acme' });
  const { key } = await getLiveSettings(ann, { workspace_id });
  expect(await listAllowedOrigins(services.db, key)).toEqual([]);
  await updateLiveSettings(ann, {
    workspace_id,
    allowed_origins: ['https://shop.test/', 'https://www.shop.test:8443/cart'],
  });
  expect(await listAllowedOrigins(services.db, key)).toEqual([
    'https://shop.test',
    'https://www.shop.test:8443',
  ]);
  expect(await listAllowedOrigins(services.db, 'unknown')).toBeNull();
});
