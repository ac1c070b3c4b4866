import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Conversation } from '#contract/conversations.ts';
import type { LiveSettings } from '#contract/live.ts';
import { openChat } from '#services/chat/openChat.ts';
import { getChatStatus } from '#services/chat/getChatStatus.ts';
import { startChat } from '#services/chat/startChat.ts';
import type { CallContext } from '#services/context.ts';
import { listConversations } from '#services/conversations/listConversations.ts';
import { JobError } from '#services/jobs/jobError.ts';
import { processJob } from '#services/jobs/processJob.ts';
import { takeJob } from '#services/jobs/takeJob.ts';
import { assignConversation } from '#services/live/assignConversation.ts';
import { requestPerson } from '#services/live/handOver.ts';
import { handToAi } from '#services/live/handToAi.ts';
import { getLiveSecret, getLiveSettings } from '#services/live/getLiveSettings.ts';
import { getTranscript } from '#services/live/getTranscript.ts';
import { setLiveStatus } from '#services/live/setLiveStatus.ts';
import { snoozeConversation, wakeSnoozed } from '#services/live/snoozeConversation.ts';
import { takeConversation } from '#services/live/takeConversation.ts';
import { updateLiveSettings } from '#services/live/updateLiveSettings.ts';
import { answerMessage } from '#services/messages/answerMessage.ts';
import { listMessages } from '#services/messages/listMessages.ts';
import { regenerateMessage } from '#services/messages/regenerateMessage.ts';
import { sendMessage } from '#services/messages/sendMessage.ts';
import { listNotifications } from '#services/notifications/listNotifications.ts';
import { setAvailable } from '#services/presence/setAvailable.ts';
import { openTestServices, type TestServices } from '#services/testContext.ts';
import { createWorkspace } from '#services/workspaces/createWorkspace.ts';
import { must } from '#shared/must.ts';
import { uuidv7 } from '#shared/uuid.ts';

let services: TestServices;
let ann: CallContext;
let bob: CallContext;
let cleo: CallContext;
let settings: LiveSettings;
let workspace_id: string;
let conversation_id: string;
beforeAll(async () => {
  services = await openTestServices();
});
afterAll(() => services[Symbol.asyncDispose]());
beforeEach(async () => {
  await services.database.sql`delete from jobs`;
  ann = services.signUp('Ann');
  bob = services.signUp('Bob');
  cleo = services.signUp('Cleo');
  workspace_id = (await createWorkspace(ann, { name: 'Acme' })).id;
  await services.addMember(workspace_id, bob.caller, 'member');
  settings = await getLiveSettings(ann, { workspace_id });
  await openChat(cleo, { key: settings.key });
  conversation_id = (await startChat(cleo, { key: settings.key })).id;
});

const say = (who: CallContext, content: string, internal = false) =>
  sendMessage(who, { conversation_id, content, internal, client_id: uuidv7() });
const thread = async (who: CallContext = ann): Promise<string[]> => {
  const { items } = await listMessages(who, { conversation_id, limit: 50 });
  return items.toReversed().map(({ role, notice, content, stopped }) => {
    if (notice) return notice.type;
    return `${role}: ${content}${stopped ? '(stopped)' : ''}`;
  });
};
const state = async (): Promise<Conversation> => {
  const all = await listConversations(ann, { workspace_id });
  return must(
    all.find(({ id }) => id === conversation_id),
    'the live conversation',
  );
};
async function answerNext(): Promise<void> {
  const job = must(await takeJob(services, 'answer'), 'a question');
  const ctx = { ...services, languageModel: null };
  await processJob(services, job, {
    handler: (held, run) => answerMessage(ctx, held, run),
    stopping: new AbortController().signal,
  });
}

test('a customer is answered by the AI first, and by a person when it finds nothing', async () => {
  const { ai_message } = await say(cleo, 'Where is my parcel?');
  expect(ai_message?.status).toBe('pending');
  await answerNext();
  expect(await thread(cleo)).toEqual([
    'visitor: Where is my parcel?',
    expect.stringMatching(/^ai: /),
    'handed_to_person',
  ]);
  expect(await state()).toMatchObject({ handler: 'person', assignee_id: null });
  expect(await getChatStatus(cleo, { conversation_id })).toMatchObject({ position: 1 });
  expect((await say(cleo, 'Hello?')).ai_message).toBeNull();
});

test('a customer whom the AI cannot answer gets a person', async () => {
  await say(cleo, 'Where is my parcel?');
  const job = must(await takeJob(services, 'answer'), 'the question');
  await processJob(services, job, {
    handler: () => Promise.reject(new JobError('The model is away.', { permanent: true })),
    stopping: new AbortController().signal,
  });
  expect((await thread()).at(-1)).toBe('handed_to_person');
  expect(await state()).toMatchObject({ handler: 'person' });
});

test('a hello is answered in kind, and no person is called for it', async () => {
  await say(cleo, 'Hello!');
  await answerNext();
  expect(await thread(cleo)).toEqual(['visitor: Hello!', 'ai: Hello! How can I help you?']);
  expect(await state()).toMatchObject({ handler: 'ai' });
});

test('a customer who begins to wait is told once to everybody who answers customers now', async () => {
  const vic = services.signUp('Vic');
  await services.addMember(workspace_id, vic.caller, 'viewer');
  await setAvailable(bob, { workspace_id, available: false });
  const told = async (who: CallContext) => (await listNotifications(who)).map(({ kind }) => kind);
  await say(cleo, 'Hello!');
  expect(await told(ann)).toEqual([]);
  await requestPerson(cleo, { conversation_id });
  await say(cleo, 'Anybody?');
  expect(await told(ann)).toEqual(['new_customer']);
  expect(await told(bob)).toEqual([]);
  expect(await told(vic)).toEqual([]);
});

test('once somebody has the customer, nobody else has to look', async () => {
  await say(cleo, 'Hello!');
  await requestPerson(cleo, { conversation_id });
  const unread = async (who: CallContext) =>
    (await listNotifications(who)).filter(({ read_at }) => read_at === null);
  expect(await unread(ann)).toHaveLength(1);
  await takeConversation(bob, { conversation_id });
  expect(await unread(ann)).toEqual([]);
  expect(await unread(bob)).toEqual([]);
  const log = (await services.eventsOf(`user:${ann.caller.id}`)).map(({ type }) => type);
  expect(log.filter((type) => type.startsWith('notification'))).toEqual([
    'notification.created',
    'notification.updated',
  ]);
});

test('without an AI the first word is what operators are told', async () => {
  await updateLiveSettings(ann, { workspace_id, ai_enabled: false });
  const dan = services.signUp('Dan');
  await openChat(dan, { key: settings.key });
  const { id } = await startChat(dan, { key: settings.key });
  expect(await listNotifications(ann)).toEqual([]);
  await sendMessage(dan, { conversation_id: id, content: 'Where is it?', client_id: uuidv7() });
  await sendMessage(dan, { conversation_id: id, content: 'Please', client_id: uuidv7() });
  expect(await listNotifications(ann)).toMatchObject([
    { kind: 'new_customer', conversation_id: id, text: 'Where is it?' },
  ]);
});

test('taking ends what the AI was about to say, for good', async () => {
  const { ai_message } = await say(cleo, 'Where is my parcel?');
  const job = must(await takeJob(services, 'answer'), 'the question');
  const taken = await takeConversation(ann, { conversation_id });
  expect(taken).toMatchObject({ handler: 'person', assignee_id: ann.caller.id });
  await processJob(services, job, {
    handler: (held, run) => answerMessage({ ...services, languageModel: null }, held, run),
    stopping: new AbortController().signal,
  });
  const again = regenerateMessage(ann, { message_id: must(ai_message, 'the answer').id });
  await expect(again).rejects.toMatchObject({ code: 'CONFLICT' });
  expect(await thread()).toEqual(['visitor: Where is my parcel?', 'ai: (stopped)', 'taken']);
  expect((await say(cleo, 'Anybody?')).ai_message).toBeNull();
});

test('of those who take at once, one gets it', async () => {
  await requestPerson(cleo, { conversation_id });
  const takes = await Promise.allSettled(
    [ann, bob, ann, bob].map((who) => takeConversation(who, { conversation_id })),
  );
  const { assignee_id } = await state();
  const winners = takes.flatMap((take) =>
    take.status === 'fulfilled' ? [take.value.assignee_id] : [],
  );
  expect(winners).toEqual([assignee_id, assignee_id]);
  expect((await thread()).filter((line) => line === 'taken')).toHaveLength(1);
});

test('a reply takes the conversation, a note does not and is not for the customer', async () => {
  await say(bob, 'She has asked before', true);
  expect(await state()).toMatchObject({ handler: 'ai', assignee_id: null });
  await say(bob, 'Hello, this is Bob');
  expect(await state()).toMatchObject({
    handler: 'person',
    assignee_id: bob.caller.id,
    live_status: 'pending',
  });
  expect(await thread(cleo)).toEqual(['taken', 'operator: Hello, this is Bob']);
  const heard = JSON.stringify(await services.eventsOf(`user:${cleo.caller.id}`));
  expect(heard).not.toContain('asked before');
  await say(cleo, 'Thanks');
  expect(await state()).toMatchObject({ live_status: 'open', assignee_id: bob.caller.id });
});

test('handed on, handed back, resolved, reopened', async () => {
  await takeConversation(ann, { conversation_id });
  await assignConversation(ann, { conversation_id, user_id: bob.caller.id });
  await handToAi(bob, { conversation_id });
  expect((await say(cleo, 'And now?')).ai_message).not.toBeNull();
  await setLiveStatus(bob, { conversation_id, status: 'resolved' });
  expect((await say(cleo, 'One more thing')).ai_message).not.toBeNull();
  const notices = (await thread()).filter((line) => !line.includes(':'));
  expect(notices).toEqual(['taken', 'assigned', 'handed_to_ai', 'resolved', 'reopened']);
  expect(await state()).toMatchObject({ live_status: 'open', handler: 'ai', assignee_id: null });
  const { text } = await getTranscript(bob, { conversation_id });
  expect(text.split('\n')).toHaveLength((await thread()).length);
});

test('a word of the workspace’s gets the customer a person at once', async () => {
  await updateLiveSettings(ann, { workspace_id, hand_over_words: ['human', 'คน'] });
  expect((await say(cleo, 'Are you humane?')).ai_message).not.toBeNull();
  expect((await say(cleo, 'Give me a HUMAN!')).ai_message).toBeNull();
  expect(await thread(cleo)).toEqual([
    'visitor: Are you humane?',
    'ai: (stopped)',
    'visitor: Give me a HUMAN!',
    'handed_to_person',
  ]);
});

test('a snooze ends at its time, once, and when the customer writes', async () => {
  const until = new Date(Date.now() + 60_000).toISOString();
  await snoozeConversation(ann, { conversation_id, until });
  await say(cleo, 'Still there?');
  expect((await state()).snoozed_until).toBeNull();
  await snoozeConversation(ann, { conversation_id, until });
  expect(await wakeSnoozed(services)).toBe(0);
  await services.database
    .sql`update conversations set snoozed_until = now() where id = ${conversation_id}`;
  const woken = await Promise.all([1, 2, 3].map(() => wakeSnoozed(services)));
  expect(woken.reduce((sum, count) => sum + count)).toBe(1);
});

test('whom the company vouches for is one customer in every browser; a wrong hash is refused', async () => {
  const { secret } = await getLiveSecret(ann, { workspace_id });
  const hash = createHmac('sha256', secret).update('42').digest('hex');
  const identity = { user_id: '42', hash, display_name: 'Cleo' };
  const before = await openChat(cleo, { key: settings.key });
  const known = await openChat(cleo, { key: settings.key, identity });
  expect(known.customer).toMatchObject({ id: before.customer.id, external_id: '42' });
  const phone = services.signUp('Cleo on her phone');
  await openChat(phone, { key: settings.key });
  const there = await openChat(phone, { key: settings.key, identity });
  expect(there.customer.id).toBe(known.customer.id);
  expect(there.conversation?.id).toBe(conversation_id);
  await say(phone, 'From my phone');
  expect(await thread(cleo)).toContain('visitor: From my phone');
  const forged = openChat(services.signUp('Eve'), {
    key: settings.key,
    identity: { ...identity, user_id: '43' },
  });
  await expect(forged).rejects.toMatchObject({ code: 'FORBIDDEN' });
});

test('two customers share nothing', async () => {
  const dora = services.signUp('Dora');
  await openChat(dora, { key: settings.key });
  const other = await startChat(dora, { key: settings.key });
  expect(other.id).not.toBe(conversation_id);
  for (const attempt of [
    () => thread(dora),
    () => say(dora, 'Hi'),
    () => say(bob, 'x').then(() => thread(dora)),
  ])
    await expect(attempt()).rejects.toMatchObject({ code: 'NOT_FOUND' });
});
