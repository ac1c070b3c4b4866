import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { Activity } from '#contract/activity.ts';
import { type DurableEventType, EventBatch, ParleyEvent } from '#contract/events.ts';
import { startTestServer, type TestServer, TestTokens } from '#api/testServer.ts';
import { TestSocket } from '#api/testSocket.ts';
import type { CallContext } from '#services/context.ts';
import { openChat } from '#services/chat/openChat.ts';
import { startChat } from '#services/chat/startChat.ts';
import { updateChat } from '#services/chat/updateChat.ts';
import { addParticipant } from '#services/conversations/addParticipant.ts';
import { createConversation } from '#services/conversations/createConversation.ts';
import { markRead } from '#services/conversations/markRead.ts';
import { removeConversation } from '#services/conversations/removeConversation.ts';
import { removeParticipant } from '#services/conversations/removeParticipant.ts';
import { renameConversation } from '#services/conversations/renameConversation.ts';
import { conversationRoom } from '#services/conversations/room.ts';
import { removeDocument } from '#services/documents/removeDocument.ts';
import { retryDocument } from '#services/documents/retryDocument.ts';
import { uploadDocument } from '#services/documents/uploadDocument.ts';
import { planEmbeddings } from '#services/search/planEmbeddings.ts';
import { regenerateMessage } from '#services/messages/regenerateMessage.ts';
import { removeMember } from '#services/members/removeMember.ts';
import { setRole } from '#services/members/setRole.ts';
import { sendMessage } from '#services/messages/sendMessage.ts';
import { stopMessage } from '#services/messages/stopMessage.ts';
import { openTestServices, type TestServices } from '#services/testContext.ts';
import { createVictim, secretFile, secretWord, type Victim } from '#services/testVictim.ts';
import { acceptInvite } from '#services/invites/acceptInvite.ts';
import { createInvite } from '#services/invites/createInvite.ts';
import { revokeInvite } from '#services/invites/revokeInvite.ts';
import { assignConversation } from '#services/live/assignConversation.ts';
import { createCannedReply } from '#services/live/createCannedReply.ts';
import { removeCannedReply, updateCannedReply } from '#services/live/updateCannedReply.ts';
import { updateLiveSettings } from '#services/live/updateLiveSettings.ts';
import { markNotificationsRead } from '#services/notifications/markNotificationsRead.ts';
import { updateNotificationSettings } from '#services/notifications/updateNotificationSettings.ts';
import { setAvailable } from '#services/presence/setAvailable.ts';
import { setTyping } from '#services/typing/setTyping.ts';
import { createWorkspace } from '#services/workspaces/createWorkspace.ts';
import { removeWorkspace } from '#services/workspaces/removeWorkspace.ts';
import { renameWorkspace } from '#services/workspaces/renameWorkspace.ts';
import { must } from '#shared/must.ts';
import { uuidv7 } from '#shared/uuid.ts';

let services: TestServices;
let server: TestServer;
const tokens = new TestTokens();

beforeAll(async () => {
  services = await openTestServices();
  server = await startTestServer(services, tokens);
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await services[Symbol.asyncDispose]();
});

/** What makes each durable event in the victim's workspace, in an order in which all can be done. */
function eventMakers(victim: Victim): Record<DurableEventType, () => Promise<unknown>> {
  const { owner, colleague, workspace_id, document_id, conversation_id, message_id } = victim;
  const { visitor, key, canned_reply_id } = victim;
  const ofColleague = { conversation_id, user_id: colleague.caller.id };
  return {
    'workspace.created': () => createWorkspace(owner, { name: secretWord }),
    'workspace.updated': () => renameWorkspace(owner, { workspace_id, name: `${secretWord} 2` }),
    'document.created': () => uploadDocument(owner, { workspace_id, file: secretFile('two') }),
    'document.status_updated': () => retryDocument(owner, { document_id }),
    'embeddings.updated': async () => {
      const { sql } = services.database;
      await sql`
        insert into chunks (id, document_id, workspace_id, seq, text, page_from, page_to, heading_path, words, tokenizer_version)
        values (${uuidv7()}, ${document_id}, ${workspace_id}, 1000, ${secretWord}, 1, 1, '{}', 1, 1)`;
      await sql`update documents set status = 'ingested' where id = ${document_id}`;
      await planEmbeddings(services, 'words-32');
    },
    'job.status_updated': () => stopMessage(owner, { message_id }),
    'conversation.created': () => createConversation(owner, { workspace_id, title: secretWord }),
    'conversation.updated': () => renameConversation(owner, { conversation_id, title: secretWord }),
    'participant.created': () => addParticipant(owner, ofColleague),
    'participant.updated': () => markRead(colleague, { conversation_id, seq: 2 }),
    'participant.deleted': () => removeParticipant(owner, ofColleague),
    'customer.created': () => openChat(services.signUp(secretWord), { key }),
    'customer.updated': () => updateChat(visitor, { key, display_name: secretWord }),
    'live_settings.updated': () =>
      updateLiveSettings(owner, { workspace_id, greeting: secretWord }),
    'canned_reply.created': () =>
      createCannedReply(owner, { workspace_id, shortcut: 'plan', text: secretWord }),
    'canned_reply.updated': () =>
      updateCannedReply(owner, { canned_reply_id, shortcut: 'plans', text: secretWord }),
    'canned_reply.deleted': () => removeCannedReply(owner, { canned_reply_id }),
    'message.created': () =>
      sendMessage(owner, { conversation_id, content: secretWord, client_id: uuidv7() }),
    'message.status_updated': () => regenerateMessage(owner, { message_id }),
    'invite.created': () =>
      createInvite(owner, { workspace_id, role: 'member', expires_in_hours: 1 }),
    'invite.deleted': () => revokeInvite(owner, { invite_id: victim.invite_id }),
    'notification.created': () =>
      assignConversation(colleague, {
        conversation_id: victim.live_conversation_id,
        user_id: owner.caller.id,
      }),
    'notification.updated': () => markNotificationsRead(owner, {}),
    'notification_settings.updated': () => updateNotificationSettings(owner, { sound: true }),
    'member.created': async () => {
      const { token } = await createInvite(owner, {
        workspace_id,
        role: 'member',
        expires_in_hours: 1,
      });
      await acceptInvite(services.signUp(), { token: must(token, 'a token') });
    },
    'member.updated': () =>
      setRole(owner, { workspace_id, user_id: colleague.caller.id, role: 'admin' }),
    'member.deleted': () => removeMember(owner, { workspace_id, user_id: colleague.caller.id }),
    'document.deleted': () => removeDocument(owner, { document_id }),
    'conversation.deleted': () => removeConversation(owner, { conversation_id }),
    'workspace.deleted': () => removeWorkspace(owner, { workspace_id }),
  };
}

/** What makes each activity in the victim's room. */
function activityMakers(victim: Victim): Record<Activity['type'], () => Promise<unknown>> {
  const { owner, conversation_id, message_id } = victim;
  return {
    'activity.ready': async () => (await watch(victim))[Symbol.dispose](),
    'message.delta': async () =>
      services.doorbell.sendActivity(conversationRoom(conversation_id), {
        type: 'message.delta',
        payload: { message_id, offset: 0, text: secretWord },
      }),
    'presence.updated': () =>
      setAvailable(owner, { workspace_id: victim.workspace_id, available: false }),
    'typing.updated': () => setTyping(owner, { conversation_id, typing: true }),
  };
}

const EventsFrame = z.object({ id: z.string(), data: EventBatch });

class Watcher extends TestSocket {
  /** Types of what has come, over all subscriptions of the socket. */
  types(): string[] {
    return this.answers.flatMap(({ result }) => {
      const events = EventsFrame.safeParse(result?.data);
      if (events.success) return events.data.data.map(({ type }) => type);
      const activity = Activity.safeParse(result?.data);
      return activity.success ? [activity.data.type] : [];
    });
  }

  has(type: string, times = 1): Promise<void> {
    return this.until(() => this.types().filter((each) => each === type).length >= times);
  }
}

const connect = (caller: CallContext) => new Watcher(server, tokens.issue(caller).token);

/** The owner, on all three streams. */
async function watch({ owner, workspace_id, conversation_id }: Victim): Promise<Watcher> {
  const watcher = connect(owner);
  await watcher.ask('subscription', 'onEvent', {});
  await watcher.ask('subscription', 'onEvent', { workspace_id });
  await watcher.ask('subscription', 'onActivity', { conversation_id });
  await watcher.ask('subscription', 'onActivity', { workspace_id });
  await Promise.all([watcher.has('sync.ready', 2), watcher.has('activity.ready', 2)]);
  return watcher;
}

type Who = 'a stranger' | 'another customer';

/** Somebody with a live stream of an own scope, who asks for the victim's streams again and again. */
class Stranger {
  readonly caller = services.signUp('Eve');
  readonly socket = connect(this.caller);
  #workspaceId = '';
  #steps = 0;
  readonly #isCustomer: boolean;

  constructor(who: Who) {
    this.#isCustomer = who === 'another customer';
  }

  async start({ key }: Victim): Promise<void> {
    if (this.#isCustomer) {
      await openChat(this.caller, { key });
      await startChat(this.caller, { key });
    }
    this.#workspaceId = (await createWorkspace(this.caller, { name: 'Mine' })).id;
    await this.socket.ask('subscription', 'onEvent', {});
    await this.socket.has('sync.ready');
  }

  /** @returns the codes of the refusals */
  async tryAll(victim: Victim): Promise<(string | undefined)[]> {
    const { workspace_id, conversation_id, live_conversation_id } = victim;
    const ids = [
      await this.socket.ask('subscription', 'onEvent', { workspace_id }),
      await this.socket.ask('subscription', 'onEvent', { workspace_id, lastEventId: 'x.0' }),
      await this.socket.ask('subscription', 'onActivity', { conversation_id }),
      await this.socket.ask('subscription', 'onActivity', {
        conversation_id: live_conversation_id,
      }),
      await this.socket.ask('subscription', 'onActivity', { workspace_id }),
    ];
    const outcomes = () => ids.map((id) => this.socket.outcomeOf(id));
    await this.socket.until(() => outcomes().every(Boolean));
    return outcomes().map((outcome) => outcome?.error?.data.code);
  }

  /** An event of the stranger's own comes after whatever else was on its way. */
  async flush(): Promise<void> {
    this.#steps += 1;
    await renameWorkspace(this.caller, {
      workspace_id: this.#workspaceId,
      name: `Mine ${this.#steps}`,
    });
    await this.socket.has('workspace.updated', this.#steps);
  }

  /** Only what is the stranger's own: its markers and one rename for each step. */
  expectNothingOf(victim: Victim): void {
    const own = Array.from({ length: this.#steps }, () => 'workspace.updated');
    expect(this.socket.types()).toEqual(['sync.ready', ...own]);
    const text = JSON.stringify(this.socket.answers);
    expect(victim.marks.filter((mark) => text.includes(mark))).toEqual([]);
  }
}

const refused = Array.from({ length: 5 }, () => 'NOT_FOUND');
const others: Who[] = ['a stranger', 'another customer'];

test.each(others)('no event of any type reaches %s', async (who) => {
  const victim = await createVictim(services, services.signUp());
  using owner = await watch(victim);
  const stranger = new Stranger(who);
  using _socket = stranger.socket;
  await stranger.start(victim);
  for (const [type, make] of Object.entries(eventMakers(victim))) {
    const [codes] = await Promise.all([stranger.tryAll(victim), make()]);
    expect(codes).toEqual(refused);
    await owner.has(type);
    await stranger.flush();
    stranger.expectNothingOf(victim);
  }
  const seen = new Set(owner.types());
  const all = ParleyEvent.options.map(({ shape }) => shape.type.value);
  expect(all.filter((type) => type !== 'sync.reset' && !seen.has(type))).toEqual([]);
});

test.each(others)('no activity of any type reaches %s, and asking makes none', async (who) => {
  const victim = await createVictim(services, services.signUp());
  using owner = await watch(victim);
  const stranger = new Stranger(who);
  using _socket = stranger.socket;
  await stranger.start(victim);
  for (const [type, make] of Object.entries(activityMakers(victim))) {
    const [codes] = await Promise.all([stranger.tryAll(victim), make()]);
    expect(codes).toEqual(refused);
    await owner.has(type);
    await stranger.flush();
    stranger.expectNothingOf(victim);
  }
  expect(Object.keys(activityMakers(victim)).toSorted()).toEqual(
    Activity.options.map(({ shape }) => shape.type.value).toSorted(),
  );
  expect(owner.types().filter((type) => type === 'typing.updated')).toHaveLength(1);
});

test('a removed member hears nothing more of the workspace and its rooms', async () => {
  const victim = await createVictim(services, services.signUp());
  const { owner, workspace_id, conversation_id } = victim;
  const { caller, ...ben } = services.signUp('Ben');
  await services.addMember(workspace_id, caller, 'member');
  using socket = connect({ ...ben, caller });
  const own = await socket.ask('subscription', 'onEvent', {});
  const events = await socket.ask('subscription', 'onEvent', { workspace_id });
  const activity = await socket.ask('subscription', 'onActivity', { conversation_id });
  await Promise.all([socket.has('sync.ready', 2), socket.has('activity.ready')]);

  await removeMember(owner, { workspace_id, user_id: caller.id });
  const hasStopped = (id: number) =>
    socket.answers.some((answer) => answer.id === id && answer.result?.type === 'stopped');
  await socket.until(() => hasStopped(events) && hasStopped(activity));
  const before = socket.answers.length;

  await renameWorkspace(owner, { workspace_id, name: secretWord });
  await setTyping(owner, { conversation_id, typing: true });
  await sendMessage(owner, { conversation_id, content: secretWord, client_id: uuidv7() });
  await createWorkspace({ ...ben, caller }, { name: 'Of my own' });
  await socket.has('workspace.created');
  expect(hasStopped(own)).toBe(false);
  expect(socket.answers.slice(before).map(({ id }) => id)).toEqual([own]);
});
