import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { CallContext } from '#services/context.ts';
import { addParticipant } from '#services/conversations/addParticipant.ts';
import { createConversation } from '#services/conversations/createConversation.ts';
import { listConversations } from '#services/conversations/listConversations.ts';
import { listOwnParticipations } from '#services/conversations/listParticipants.ts';
import { markRead } from '#services/conversations/markRead.ts';
import { removeParticipant } from '#services/conversations/removeParticipant.ts';
import { shareConversation } from '#services/conversations/shareConversation.ts';
import { listJobs } from '#services/jobs/listJobs.ts';
import { listMessages } from '#services/messages/listMessages.ts';
import { sendMessage } from '#services/messages/sendMessage.ts';
import { openTestServices, type TestServices } from '#services/testContext.ts';
import { createWorkspace } from '#services/workspaces/createWorkspace.ts';
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
  ann = services.signUp('Ann');
  bob = services.signUp('Bob');
  workspace_id = (await createWorkspace(ann, { name: 'Acme' })).id;
  await services.addMember(workspace_id, bob.caller, 'member');
});

const say = (who: CallContext, conversation_id: string, content = 'Hello') =>
  sendMessage(who, { conversation_id, content, client_id: uuidv7() });
const privateTalk = () => createConversation(ann, { workspace_id, visibility: 'private' });
const inWorkspaceLog = async (needle: string) =>
  JSON.stringify(await services.eventsOf(`workspace:${workspace_id}`)).includes(needle);
const typesOf = async (who: CallContext) =>
  (await services.eventsOf(`user:${who.caller.id}`)).map(({ type }) => type);

test('a private talk is told and shown to its participants alone', async () => {
  const { id } = await privateTalk();
  const { ai_message } = await say(ann, id);
  expect(ai_message?.status).toBe('pending');
  expect(await inWorkspaceLog(id)).toBe(false);
  expect(await typesOf(ann)).toEqual(
    expect.arrayContaining(['conversation.created', 'message.created', 'job.status_updated']),
  );
  expect(await listConversations(bob, { workspace_id })).toEqual([]);
  expect(await listJobs(bob, { workspace_id })).toEqual([]);
  expect(await listJobs(ann, { workspace_id })).toHaveLength(1);
  expect(await listJobs(ann, { workspace_id, open: true })).toHaveLength(1);
  const attempts = await Promise.allSettled([
    listMessages(bob, { conversation_id: id, limit: 50 }),
    say(bob, id),
    markRead(bob, { conversation_id: id, seq: 1 }),
    shareConversation(bob, { conversation_id: id }),
    addParticipant(bob, { conversation_id: id, user_id: bob.caller.id }),
  ]);
  expect(attempts).toMatchObject(
    attempts.map(() => ({ status: 'rejected', reason: { code: 'NOT_FOUND' } })),
  );
});

test('shared, it is open to the workspace, with all that stands in it', async () => {
  const { id } = await privateTalk();
  await say(ann, id);
  const shared = await shareConversation(ann, { conversation_id: id });
  expect(shared.visibility).toBe('workspace');
  expect(await inWorkspaceLog(id)).toBe(true);
  expect(await listConversations(bob, { workspace_id })).toEqual([shared]);
  const { items } = await listMessages(bob, { conversation_id: id, limit: 50 });
  expect(items.map(({ role, seq }) => `${role} ${seq}`)).toEqual(['ai 2', 'user 1']);
});

test('who is added reads it all and hears it go when removed', async () => {
  const { id } = await privateTalk();
  await say(ann, id);
  const ofBob = { conversation_id: id, user_id: bob.caller.id };
  await addParticipant(ann, ofBob);
  expect(await listConversations(bob, { workspace_id })).toHaveLength(1);
  await say(bob, id, 'And me');
  await removeParticipant(ann, ofBob);
  expect(await listConversations(bob, { workspace_id })).toEqual([]);
  const log = await services.eventsOf(`user:${bob.caller.id}`);
  const gone = log.findIndex(({ type }) => type === 'conversation.deleted');
  await say(ann, id, 'Without Bob');
  expect(JSON.stringify(log.slice(gone + 1))).not.toContain(id);
  expect((await typesOf(bob)).filter((type) => type === 'conversation.created')).toHaveLength(1);

  await addParticipant(ann, ofBob);
  const versions = (await services.eventsOf(`user:${bob.caller.id}`)).flatMap((event) =>
    event.type === 'conversation.created'
      ? [event.payload.conversation.version]
      : event.type === 'conversation.deleted'
        ? [event.payload.version]
        : [],
  );
  expect(versions).toEqual(versions.toSorted((one, other) => one - other));
  expect(new Set(versions).size).toBe(versions.length);
});

test('the last participant of a private talk stays', async () => {
  const { id } = await privateTalk();
  const leave = removeParticipant(ann, { conversation_id: id, user_id: ann.caller.id });
  await expect(leave).rejects.toMatchObject({ code: 'CONFLICT' });
});

test('people write to each other; the AI answers only where it is asked', async () => {
  const { id } = await createConversation(ann, { workspace_id, kind: 'team', title: 'Trip' });
  expect((await say(bob, id, 'Mail me at bob@ai.example')).ai_message).toBeNull();
  const { user_message, ai_message } = await say(bob, id, 'When is it, @AI?');
  expect(ai_message).toMatchObject({ role: 'ai', reply_to_id: user_message.id, seq: 3 });
  expect(await inWorkspaceLog(id)).toBe(true);
});

test('a read cursor goes on to the newest message at most, and never back', async () => {
  const { id } = await createConversation(ann, { workspace_id, kind: 'team', title: 'Trip' });
  for (const text of ['one', 'two', 'three']) await say(ann, id, text);
  const readTo = async (seq: number) =>
    (await markRead(bob, { conversation_id: id, seq })).read_seq;
  expect(await readTo(2)).toBe(2);
  expect(await readTo(1)).toBe(2);
  expect(await readTo(99)).toBe(3);
  expect(await listOwnParticipations(bob, { workspace_id })).toMatchObject([{ read_seq: 3 }]);
  const cursors = await Promise.all([readTo(3), readTo(3), readTo(2)]);
  expect(cursors).toEqual([3, 3, 3]);
});

test('messages sent at the same time get places of their own, without a gap', async () => {
  const { id } = await createConversation(ann, { workspace_id, kind: 'team', title: 'Trip' });
  await Promise.all(Array.from({ length: 20 }, (_, nth) => say(nth % 2 ? ann : bob, id)));
  const { items } = await listMessages(ann, { conversation_id: id, limit: 50 });
  expect(items.map(({ seq }) => seq)).toEqual(Array.from({ length: 20 }, (_, nth) => 20 - nth));
});
