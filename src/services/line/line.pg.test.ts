import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Conversation } from '#contract/conversations.ts';
import type { Customer } from '#contract/customers.ts';
import type { Message } from '#contract/messages.ts';
import { listConversations } from '#services/conversations/listConversations.ts';
import { listParticipants } from '#services/conversations/listParticipants.ts';
import type { CallContext } from '#services/context.ts';
import { updateCustomer } from '#services/customers/updateCustomer.ts';
import { listCustomers } from '#services/customers/listCustomers.ts';
import { pruneFiles } from '#services/files/pruneFiles.ts';
import { processJob } from '#services/jobs/processJob.ts';
import { takeJob } from '#services/jobs/takeJob.ts';
import { connectLine, disconnectLine } from '#services/line/connectLine.ts';
import { getLine } from '#services/line/getLine.ts';
import { processTask } from '#services/line/processTask.ts';
import { pruneLine } from '#services/line/pruneLine.ts';
import { receiveWebhook } from '#services/line/receiveWebhook.ts';
import { takeTask } from '#services/line/takeTask.ts';
import {
  lineEvent,
  lineSecret,
  lineToken,
  signedWebhook,
  TestLineServer,
} from '#services/line/testLineServer.ts';
import { getLiveSettings } from '#services/live/getLiveSettings.ts';
import { setLiveStatus } from '#services/live/setLiveStatus.ts';
import { updateLiveSettings } from '#services/live/updateLiveSettings.ts';
import { answerMessage } from '#services/messages/answerMessage.ts';
import { createAttachmentUrl } from '#services/messages/createAttachmentUrl.ts';
import { listMessages } from '#services/messages/listMessages.ts';
import { resendMessage } from '#services/messages/resendMessage.ts';
import { sendMessage } from '#services/messages/sendMessage.ts';
import { openTestServices, type TestServices } from '#services/testContext.ts';
import { createWorkspace } from '#services/workspaces/createWorkspace.ts';
import { must } from '#shared/must.ts';
import { uuidv7 } from '#shared/uuid.ts';

let line: TestLineServer;
let services: TestServices;
let ann: CallContext;
let workspace_id: string;
let key: string;
let userId: string;
beforeAll(async () => {
  line = await new TestLineServer().start();
  services = await openTestServices({ lineUrl: line.url });
});
afterAll(async () => {
  await services[Symbol.asyncDispose]();
  line[Symbol.dispose]();
});
beforeEach(async () => {
  await services.database.sql`delete from jobs`;
  await services.database.sql`delete from line_tasks`;
  line.delivered.length = 0;
  line.askedKeys.length = 0;
  ann = services.signUp('Ann');
  workspace_id = (await createWorkspace(ann, { name: 'Acme' })).id;
  key = (await getLiveSettings(ann, { workspace_id })).key;
  userId = `U${randomBytes(16).toString('hex')}`;
  line.profiles.set(userId, {
    displayName: 'ใบเตย',
    pictureUrl: 'https://profile.line-scdn.net/abc',
  });
  await connectLine(ann, {
    workspace_id,
    channel_access_token: lineToken,
    channel_secret: lineSecret,
  });
});

const receive = (...events: Record<string, unknown>[]) =>
  receiveWebhook(services, { key, ...signedWebhook(events) });
const says = (text: string, id = uuidv7()) =>
  lineEvent(userId, { id, type: 'message', message: { type: 'text', id: '1', text } });
const sends = (message: Record<string, unknown>) =>
  lineEvent(userId, { id: uuidv7(), type: 'message', message: { id: '7', ...message } });
const happens = (type: string) => lineEvent(userId, { id: uuidv7(), type });

/** Does all that is due now. */
async function workOff(): Promise<void> {
  for (let task = await takeTask(services); task; task = await takeTask(services))
    await processTask(services, task);
}
/** What waits for its retry, or is held by a process that died, is due. */
const passTime = () =>
  services.database
    .sql`update line_tasks set run_at = now(), lease_expires_at = now() where status in ('pending', 'running')`;
async function answerNext(): Promise<void> {
  const job = must(await takeJob(services, 'answer'), 'a question');
  await processJob(services, job, {
    handler: (held, run) => answerMessage({ ...services, languageModel: null }, held, run),
    stopping: new AbortController().signal,
  });
}

const customer = async (): Promise<Customer> =>
  must((await listCustomers(ann, { workspace_id }))[0], 'the customer');
const conversation = async (): Promise<Conversation> =>
  must((await listConversations(ann, { workspace_id }))[0], 'the conversation');
async function messages(): Promise<Message[]> {
  const { id } = await conversation();
  const { items } = await listMessages(ann, { conversation_id: id, limit: 50 });
  return items.toReversed();
}
const thread = async () =>
  (await messages()).map(({ role, notice, content }) => notice?.type ?? `${role}: ${content}`);
async function reply(content: string, internal = false): Promise<Message> {
  const { id: conversation_id } = await conversation();
  const sent = { conversation_id, content, internal, client_id: uuidv7() };
  return (await sendMessage(ann, sent)).user_message;
}
const byId = async (id: string) =>
  must(
    (await messages()).find((each) => each.id === id),
    'the message',
  );
const texts = () => line.delivered.map(({ text }) => text);

test('a customer at LINE is one with a name and a picture, answered like any other', async () => {
  await receive(says('Where is my parcel?'));
  expect(await thread()).toEqual(['visitor: Where is my parcel?', 'ai: ']);
  await workOff();
  expect(await customer()).toMatchObject({
    channel: 'line',
    external_id: userId,
    display_name: 'ใบเตย',
    picture_url: 'https://profile.line-scdn.net/abc',
  });
  await answerNext();
  expect((await conversation()).handler).toBe('person');
  await workOff();
  const answer = (await messages()).find(({ role }) => role === 'ai');
  expect(answer).toMatchObject({ status: 'done', delivery: 'sent' });
  expect(line.delivered).toMatchObject([{ to: userId, text: answer?.content }]);
});

test('an event that LINE sends again, also at the same time, is one message', async () => {
  const event = says('Once');
  await Promise.all([receive(event), receive(event), receive(event, says('Twice'))]);
  await receive(event);
  const said = (await thread()).filter((text) => text.startsWith('visitor'));
  expect(said.toSorted()).toEqual(['visitor: Once', 'visitor: Twice']);
  expect(await listCustomers(ann, { workspace_id })).toHaveLength(1);
});

test('what LINE has not signed, and what is another account’s, is refused', async () => {
  const event = says('Forged');
  const forged = signedWebhook([event], { secret: 'another' });
  const refused = [
    { key, ...forged },
    { key, ...signedWebhook([event]), signature: '' },
    { key, ...signedWebhook([event]), body: Buffer.concat([forged.body, Buffer.from(' ')]) },
  ];
  for (const each of refused)
    await expect(receiveWebhook(services, each)).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
  const elsewhere = { key, ...signedWebhook([event], { destination: 'U1' }) };
  await expect(receiveWebhook(services, elsewhere)).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  const nowhere = { key: 'unknown', ...signedWebhook([event]) };
  await expect(receiveWebhook(services, nowhere)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(await listCustomers(ann, { workspace_id })).toEqual([]);
});

test('LINE’s own try with no events, groups, other programs’ chats and unknown events change nothing', async () => {
  await receive();
  const { source: _own, ...elsewhere } = says('Hi');
  await receive({ ...elsewhere, source: { type: 'group', groupId: 'C1', userId } });
  await receive({ ...says('Hi'), mode: 'standby' });
  await receive(happens('videoPlayComplete'));
  expect(await listCustomers(ann, { workspace_id })).toEqual([]);
});

test('a reply goes out once, in order; a note and what happens in the thread do not', async () => {
  await receive(says('Hello'));
  await workOff();
  const first = await reply('One');
  expect(first.delivery).toBe('pending');
  await reply('not for the customer', true);
  const second = await reply('Two');
  await workOff();
  expect(texts()).toEqual(['One', 'Two']);
  expect(await byId(first.id)).toMatchObject({ delivery: 'sent', delivery_error: null });
  expect(await byId(second.id)).toMatchObject({ delivery: 'sent' });
  expect((await messages()).filter(({ internal }) => internal)[0]?.delivery).toBeNull();
  const events = await services.eventsOf(`workspace:${workspace_id}`);
  expect(events.at(-1)).toMatchObject({
    type: 'message.status_updated',
    payload: { message_id: second.id, status: 'done', delivery: 'sent', version: 2 },
  });
});

test('a push whose answer is lost goes out again with its key, and 409 is success', async () => {
  await receive(says('Hello'));
  await workOff();
  line.moods.push('accept silently');
  const { id } = await reply('Only once');
  await workOff();
  expect(await byId(id)).toMatchObject({ delivery: 'pending' });
  await passTime();
  await workOff();
  expect(await byId(id)).toMatchObject({ delivery: 'sent' });
  expect(texts()).toEqual(['Only once']);
  expect(line.askedKeys).toHaveLength(2);
  expect(new Set(line.askedKeys).size).toBe(1);
});

test('a push that a process has left behind is taken by another, and later ones wait for it', async () => {
  await receive(says('Hello'));
  await workOff();
  const { id } = await reply('One');
  await reply('Two');
  const abandoned = must(await takeTask(services), 'the first push');
  expect(await takeTask(services)).toBeNull();
  await passTime();
  await workOff();
  expect(texts()).toEqual(['One', 'Two']);
  // Whose lease is over says nothing about the message any more.
  line.moods.push({ status: 400, message: 'late' });
  await processTask(services, abandoned);
  expect(await byId(id)).toMatchObject({ delivery: 'sent' });
});

test('what passes is tried again, silence too; what LINE refuses shows at the message and may be resent', async () => {
  await receive(says('Hello'));
  await workOff();
  line.moods.push({ status: 429, message: 'busy' }, { status: 500, message: 'broken' }, 'hang');
  const { id } = await reply('Patience');
  for (let attempt = 0; attempt < 4; attempt += 1) {
    expect(await byId(id)).toMatchObject({ delivery: 'pending' });
    await passTime();
    await workOff();
  }
  expect(await byId(id)).toMatchObject({ delivery: 'sent' });

  line.moods.push({ status: 400, message: 'The user has left' });
  const refused = await reply('Again, please');
  await workOff();
  expect(await byId(refused.id)).toMatchObject({
    delivery: 'failed',
    delivery_error: 'LINE refused it (400: The user has left)',
  });
  const [resent] = await Promise.all([
    resendMessage(ann, { message_id: refused.id }),
    resendMessage(ann, { message_id: refused.id }),
  ]);
  expect(resent).toMatchObject({ delivery: 'pending', delivery_error: null });
  await workOff();
  expect(await byId(refused.id)).toMatchObject({ delivery: 'sent' });
  expect(texts()).toEqual(['Patience', 'Again, please']);
  const viewer = services.signUp('Vera');
  await services.addMember(workspace_id, viewer.caller, 'viewer');
  const again = (who: CallContext) => resendMessage(who, { message_id: refused.id });
  await expect(again(viewer)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(again(services.signUp())).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('patience ends', async () => {
  await receive(says('Hello'));
  await workOff();
  line.moods.push(...Array.from({ length: 8 }, () => ({ status: 503, message: '' })));
  const { id } = await reply('Never');
  for (let attempt = 0; attempt < 8; attempt += 1) {
    await passTime();
    await workOff();
  }
  expect(await byId(id)).toMatchObject({
    delivery: 'failed',
    delivery_error: 'LINE refused it (503)',
  });
});

test('photos and files are kept for members behind a short-lived link', async () => {
  line.contents.set('7', { bytes: Buffer.from('a picture'), mimeType: 'image/jpeg' });
  await receive(sends({ type: 'image', contentProvider: { type: 'line' } }));
  expect((await messages())[0]).toMatchObject({ content: '[photo]', attachment: null });
  await workOff();
  const photo = must((await messages())[0], 'the photo');
  expect(photo.attachment).toEqual({
    kind: 'image',
    file_name: 'image.jpeg',
    mime_type: 'image/jpeg',
    size_bytes: 9,
  });
  const { url } = await createAttachmentUrl(ann, { message_id: photo.id });
  const linked = await services.downloadLinks.verify(must(url.split('/files/')[1], 'the link'));
  expect(linked).toMatchObject({ document_id: photo.id, mime_type: 'image/jpeg' });
  await pruneFiles(services, new Date(Date.now() + 24 * 3_600_000));
  await using kept = await services.files.borrowPath({ workspace_id, document_id: photo.id });
  expect(await readFile(kept.path, 'utf8')).toBe('a picture');
  const stranger = createAttachmentUrl(services.signUp(), { message_id: photo.id });
  await expect(stranger).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('stickers call nobody; other kinds stand in words', async () => {
  await receive(
    sends({ type: 'sticker', packageId: '1', stickerId: '2', keywords: ['hello', 'wave'] }),
  );
  expect(await thread()).toEqual(['visitor: [sticker: hello, wave]']);
  await receive(
    sends({ type: 'file', fileName: 'bill\0.pdf', fileSize: 3 }),
    sends({ type: 'location', title: 'Home', latitude: 1, longitude: 2 }),
    sends({
      type: 'image',
      contentProvider: { type: 'external', originalContentUrl: 'https://x' },
    }),
    sends({ type: 'hologram' }),
  );
  const said = (await thread()).filter((text) => text.startsWith('visitor'));
  expect(said.slice(1)).toEqual([
    'visitor: [file: bill.pdf]',
    'visitor: [location: Home, 1, 2]',
    'visitor: [photo] https://x',
    'visitor: [a message that cannot be shown here]',
  ]);
});

test('who follows is a customer before they write; who leaves and comes back is said in the thread', async () => {
  line.profiles.delete(userId);
  await receive(happens('follow'));
  await workOff();
  expect(await customer()).toMatchObject({ display_name: '', channel: 'line' });
  expect(await listConversations(ann, { workspace_id })).toEqual([]);
  await receive(says('Hello'));
  line.profiles.set(userId, { displayName: 'Cleo' });
  await receive(happens('unfollow'), happens('follow'));
  await workOff();
  expect((await thread()).slice(-2)).toEqual(['left', 'joined']);
  expect(await customer()).toMatchObject({ display_name: 'Cleo', picture_url: null });
  const { id: customer_id } = await customer();
  await updateCustomer(ann, { customer_id, display_name: 'Ms Smith' });
  await receive(happens('follow'));
  await workOff();
  expect((await customer()).display_name).toBe('Ms Smith');
});

test('one thread for good: a resolved conversation is opened again, by the rules of live chat', async () => {
  await updateLiveSettings(ann, { workspace_id, hand_over_words: ['คน'] });
  await receive(says('Hello'));
  const { id } = await conversation();
  await setLiveStatus(ann, { conversation_id: id, status: 'resolved' });
  await receive(says('ขอคุยกับคน'));
  expect(await conversation()).toMatchObject({ id, live_status: 'open', handler: 'person' });
  expect(await thread()).toContain('reopened');
});

test('nobody is said to have seen a thing at LINE', async () => {
  await receive(says('Hello'));
  const { id: conversation_id } = await conversation();
  const { id } = await customer();
  await reply('Hi');
  await receive(says('Thanks'));
  const readers = await listParticipants(ann, { conversation_id });
  expect(readers.map(({ user_id }) => user_id)).toEqual([ann.caller.id]);
  expect(readers.map(({ user_id }) => user_id)).not.toContain(id);
});

test('secrets never leave; a wrong token is refused; disconnected, nothing comes or goes', async () => {
  const connected = await getLine(ann, { workspace_id });
  expect(connected).toEqual({
    workspace_id,
    connected: true,
    bot_name: 'Acme on LINE',
    webhook_path: `/line/webhook/${key}`,
  });
  const wrong = { workspace_id, channel_access_token: 'wrong', channel_secret: 'x' };
  await expect(connectLine(ann, wrong)).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  await receive(says('Hello'));
  await workOff();
  expect(await disconnectLine(ann, { workspace_id })).toMatchObject({ connected: false });
  await expect(receive(says('Anybody?'))).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const { id } = await reply('Too late');
  await workOff();
  expect(await byId(id)).toMatchObject({
    delivery: 'failed',
    delivery_error: 'LINE is not connected any more',
  });
  const logged = JSON.stringify(await services.eventsOf(`workspace:${workspace_id}`));
  expect(logged).not.toContain(lineToken);
  expect(logged).not.toContain(lineSecret);
});

test('what was taken in a month ago is forgotten', async () => {
  await receive(says('Hello'));
  await workOff();
  expect(await pruneLine(services)).toBe(0);
  await services.database
    .sql`update line_webhook_events set received_at = now() - interval '31 days'`;
  await services.database.sql`update line_tasks set updated_at = now() - interval '31 days'`;
  expect(await pruneLine(services)).toBeGreaterThanOrEqual(2);
});
