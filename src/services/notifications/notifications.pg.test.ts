import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Scope } from '#events/append.ts';
import { openChat } from '#services/chat/openChat.ts';
import { startChat } from '#services/chat/startChat.ts';
import type { CallContext } from '#services/context.ts';
import { createConversation } from '#services/conversations/createConversation.ts';
import { markRead } from '#services/conversations/markRead.ts';
import { removeConversation } from '#services/conversations/removeConversation.ts';
import { removeParticipant } from '#services/conversations/removeParticipant.ts';
import { uploadDocument } from '#services/documents/uploadDocument.ts';
import { JobError } from '#services/jobs/jobError.ts';
import { processJob } from '#services/jobs/processJob.ts';
import { takeJob } from '#services/jobs/takeJob.ts';
import { assignConversation } from '#services/live/assignConversation.ts';
import { getLiveSettings } from '#services/live/getLiveSettings.ts';
import { takeConversation } from '#services/live/takeConversation.ts';
import { removeMember } from '#services/members/removeMember.ts';
import { sendMessage } from '#services/messages/sendMessage.ts';
import { getNotificationSettings } from '#services/notifications/getNotificationSettings.ts';
import { listNotifications } from '#services/notifications/listNotifications.ts';
import { markNotificationsRead } from '#services/notifications/markNotificationsRead.ts';
import { pruneNotifications } from '#services/notifications/pruneNotifications.ts';
import { updateNotificationSettings } from '#services/notifications/updateNotificationSettings.ts';
import { keepProfiles } from '#services/profiles/keepProfiles.ts';
import { openTestServices, type TestServices } from '#services/testContext.ts';
import { createWorkspace } from '#services/workspaces/createWorkspace.ts';
import { must } from '#shared/must.ts';
import { uuidv7 } from '#shared/uuid.ts';

let services: TestServices;
let ann: CallContext;
let bob: CallContext;
let workspace_id: string;
beforeAll(async () => {
  services = await openTestServices();
});
afterAll(() => services[Symbol.asyncDispose]());
beforeEach(async () => {
  await services.database.sql`delete from jobs`;
  ann = services.signUp('Ann');
  bob = services.signUp('Bob Fischer');
  workspace_id = (await createWorkspace(ann, { name: 'Acme' })).id;
  await services.addMember(workspace_id, bob.caller, 'member');
  for (const { caller } of [ann, bob]) await keepProfiles(services)(caller);
});

const kindsOf = async (who: CallContext) => (await listNotifications(who)).map(({ kind }) => kind);
const say = (conversation_id: string, content: string) =>
  sendMessage(ann, { conversation_id, content, client_id: uuidv7() });

test('who is named is told, once, and nobody else', async () => {
  const { id } = await createConversation(ann, { workspace_id, kind: 'team', title: 'Trip' });
  await say(id, 'Has anybody asked bob fischer?');
  await say(id, 'The @Bob Fischers come, and mail bob@fischer.example');
  expect(await kindsOf(bob)).toEqual([]);
  await say(id, 'What do you say, @bob fischer? @Ann says yes');
  expect(await listNotifications(bob)).toMatchObject([
    { kind: 'mention', conversation_id: id, by: ann.caller.id, read_at: null },
  ]);
  expect(await kindsOf(ann)).toEqual([]);
});

test('who has read the conversation has read what was told of it', async () => {
  const { id } = await createConversation(ann, { workspace_id, kind: 'team', title: 'Trip' });
  await say(id, '@Bob Fischer come');
  await markRead(bob, { conversation_id: id, seq: 1 });
  const isRead = async () => (await listNotifications(bob)).map(({ read_at }) => read_at !== null);
  expect(await isRead()).toEqual([true]);
  // What a read that is late did not reach is unread.
  await say(id, '@Bob Fischer and you?');
  await say(id, 'Anybody?');
  await say(id, '@Bob Fischer too?');
  await markRead(bob, { conversation_id: id, seq: 3 });
  expect(await isRead()).toEqual([false, true, true]);
  // Who answers without a tab that says so has read it all.
  await sendMessage(bob, { conversation_id: id, content: 'Yes', client_id: uuidv7() });
  expect(await isRead()).toEqual([true, true, true]);
});

test('a conversation that is removed takes what was told of it along, also where only the own log is heard', async () => {
  const { id } = await createConversation(ann, { workspace_id, kind: 'team', title: 'Trip' });
  await say(id, '@Bob Fischer come');
  await removeConversation(ann, { conversation_id: id });
  expect(await listNotifications(bob)).toEqual([]);
  const goneOf = async (scope: Scope) =>
    (await services.eventsOf(scope)).filter(({ type }) => type === 'conversation.deleted').length;
  expect(await goneOf(`user:${bob.caller.id}`)).toBe(1);
  expect(await goneOf(`user:${ann.caller.id}`)).toBe(0);
});

test('who may read a place no more keeps nothing that was said there', async () => {
  const priv = await createConversation(ann, {
    workspace_id,
    kind: 'team',
    visibility: 'private',
    participant_ids: [bob.caller.id],
  });
  const { id } = await createConversation(ann, { workspace_id, kind: 'team', title: 'Trip' });
  await say(priv.id, '@Bob Fischer a secret');
  await say(id, '@Bob Fischer no secret');
  await removeParticipant(ann, { conversation_id: priv.id, user_id: bob.caller.id });
  expect((await listNotifications(bob)).map(({ text }) => text)).toEqual([
    '@Bob Fischer no secret',
  ]);
  await removeMember(ann, { workspace_id, user_id: bob.caller.id });
  expect(await listNotifications(bob)).toEqual([]);
});

test('in a private talk nobody is told who may not read it', async () => {
  const { id } = await createConversation(ann, {
    workspace_id,
    kind: 'team',
    visibility: 'private',
  });
  await say(id, 'Do not tell @Bob Fischer');
  expect(await kindsOf(bob)).toEqual([]);
});

test('a document that cannot be read is told to whoever brought it', async () => {
  const file = new File(['text'], 'plan.txt');
  const { document } = await uploadDocument(bob, { workspace_id, file });
  const job = must(await takeJob(services, 'parse'), 'the job');
  await processJob(services, job, {
    handler: () => Promise.reject(new JobError('Broken.', { permanent: true })),
    stopping: new AbortController().signal,
  });
  expect(await listNotifications(bob)).toMatchObject([
    { kind: 'document_failed', document_id: document.id, text: 'plan.txt' },
  ]);
});

test('who is given a customer is told; who takes one knows', async () => {
  const { key } = await getLiveSettings(ann, { workspace_id });
  const cleo = services.signUp('Cleo');
  await openChat(cleo, { key });
  const { id: conversation_id } = await startChat(cleo, { key });
  await takeConversation(ann, { conversation_id });
  await assignConversation(ann, { conversation_id, user_id: bob.caller.id });
  expect(await kindsOf(ann)).toEqual([]);
  expect(await kindsOf(bob)).toEqual(['assignment']);
});

test('read is read in every tab, once', async () => {
  const { id } = await createConversation(ann, { workspace_id, kind: 'team', title: 'Trip' });
  await say(id, '@Bob Fischer one');
  await say(id, '@Bob Fischer two');
  const [newest] = await listNotifications(bob);
  const ids = [must(newest, 'a notification').id];
  expect(await markNotificationsRead(bob, { ids })).toHaveLength(1);
  expect(await markNotificationsRead(ann, {})).toEqual([]);
  expect(await markNotificationsRead(bob, {})).toHaveLength(1);
  expect(await markNotificationsRead(bob, {})).toEqual([]);
  const log = (await services.eventsOf(`user:${bob.caller.id}`)).map(({ type }) => type);
  expect(log.filter((type) => type === 'notification.updated')).toHaveLength(2);
});

test('what is three months old is forgotten', async () => {
  const { id } = await createConversation(ann, { workspace_id, kind: 'team', title: 'Trip' });
  for (const text of ['@Bob Fischer old', '@Bob Fischer young']) await say(id, text);
  await services.database.sql`
    update notifications set created_at = now() - interval '91 days' where text like '%old'`;
  expect(await pruneNotifications(services)).toBe(1);
  expect((await listNotifications(bob)).map(({ text }) => text)).toEqual(['@Bob Fischer young']);
});

test('settings are each person’s own, and a change leaves the rest as it is', async () => {
  const user_id = bob.caller.id;
  expect(await getNotificationSettings(bob)).toEqual({
    user_id,
    browser: {},
    sound: false,
    version: 1,
  });
  await updateNotificationSettings(bob, { browser: { mention: false } });
  await Promise.all([
    updateNotificationSettings(bob, { browser: { assignment: false } }),
    updateNotificationSettings(bob, { browser: { mention: true, document_failed: false } }),
    updateNotificationSettings(bob, { sound: true }),
  ]);
  const browser = { mention: true, assignment: false, document_failed: false };
  expect(await getNotificationSettings(bob)).toEqual({ user_id, browser, sound: true, version: 5 });
  expect(await getNotificationSettings(ann)).toMatchObject({ browser: {}, sound: false });
  const told = (await services.eventsOf(`user:${user_id}`)).filter(
    ({ type }) => type === 'notification_settings.updated',
  );
  expect(told.map(({ payload }) => payload)).toMatchObject(
    [2, 3, 4, 5].map((version) => ({ settings: { version } })),
  );
});
