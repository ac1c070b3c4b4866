import { afterAll, beforeAll, expect, test } from 'vitest';
import type { NewEvent } from '#contract/events.ts';
import { openChat } from '#services/chat/openChat.ts';
import { startChat } from '#services/chat/startChat.ts';
import type { CallContext } from '#services/context.ts';
import { workOnJobs } from '#services/jobs/workOnJobs.ts';
import { getLiveSettings } from '#services/live/getLiveSettings.ts';
import { handToAi } from '#services/live/handToAi.ts';
import { takeConversation } from '#services/live/takeConversation.ts';
import { answerMessage } from '#services/messages/answerMessage.ts';
import type { LanguageModel } from '#services/messages/languageModel.ts';
import { regenerateMessage } from '#services/messages/regenerateMessage.ts';
import { sendMessage } from '#services/messages/sendMessage.ts';
import { openTestServices, type TestServices } from '#services/testContext.ts';
import { createWorkspace } from '#services/workspaces/createWorkspace.ts';
import { must } from '#shared/must.ts';
import { uuidv7 } from '#shared/uuid.ts';

// oxlint-disable-next-line parley/no-process-env -- how long to try is the caller's to say: 10,000 take ten minutes
const races = Number(process.env['TAKE_OVER_RACES'] ?? 300);
const atOnce = 20;

let services: TestServices;
let ann: CallContext;
let workspace_id: string;
let key: string;
const stopping = new AbortController();
let worker: ReturnType<typeof workOnJobs>;

/** Lets others have a turn. */
const soon = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Says a few words, each a moment after the last. */
const languageModel: LanguageModel = {
  name: 'talkative',
  async *stream() {
    for (const word of ['Well', ', ', 'as far as I know', ' …']) {
      await soon();
      yield word;
    }
  },
};

beforeAll(async () => {
  services = await openTestServices();
  ann = services.signUp('Ann');
  workspace_id = (await createWorkspace(ann, { name: 'Acme' })).id;
  key = (await getLiveSettings(ann, { workspace_id })).key;
  worker = workOnJobs(services, {
    jobType: 'answer',
    handler: (job, run) => answerMessage({ ...services, languageModel }, job, run),
    concurrency: 4,
    stopping: stopping.signal,
  });
});
afterAll(async () => {
  stopping.abort();
  await worker.done;
  await services[Symbol.asyncDispose]();
});

/** A moment in the middle of something. */
async function moment(): Promise<void> {
  for (let turns = Math.floor(Math.random() * 60); turns > 0; turns -= 1) await soon();
}

/** A customer asks, the AI answers, an operator takes over: all at the same time; sometimes twice. */
async function race(): Promise<void> {
  const customer = services.signUp();
  await openChat(customer, { key });
  const { id: conversation_id } = await startChat(customer, { key });
  const say = async (content: string) => {
    const { ai_message } = await sendMessage(customer, {
      conversation_id,
      content,
      client_id: uuidv7(),
    });
    worker.wake();
    return ai_message;
  };
  const take = async () => {
    await moment();
    await takeConversation(ann, { conversation_id });
  };
  const first = await say('Where is my parcel?');
  await Promise.all([take(), say('Hello?'), moment().then(() => say('Anybody?'))]);
  const again = first && regenerateMessage(ann, { message_id: first.id });
  await again?.catch(() => {});
  await handToAi(ann, { conversation_id });
  await Promise.all([take(), say('And now?')]);
}

type Step = { conversationId: string; what: 'taken' | 'handed back' | 'spoke' };

/** What an event says about who has a conversation, or that the AI spoke in it. */
function stepOf(event: NewEvent, aiMessages: ReadonlySet<string>): Step | null {
  if (event.type === 'message.status_updated')
    return aiMessages.has(event.payload.message_id)
      ? { conversationId: event.payload.conversation_id, what: 'spoke' }
      : null;
  if (event.type !== 'message.created') return null;
  const { role, notice, conversation_id: conversationId } = event.payload.message;
  if (role === 'ai') return { conversationId, what: 'spoke' };
  if (notice?.type === 'taken') return { conversationId, what: 'taken' };
  if (notice?.type === 'handed_to_ai') return { conversationId, what: 'handed back' };
  return null;
}

test('not one word of the AI follows a take-over', { timeout: 3_600_000 }, async () => {
  for (let done = 0; done < races; done += atOnce)
    await Promise.all(Array.from({ length: Math.min(atOnce, races - done) }, race));
  await expect
    .poll(() => services.database.sql`select 1 from jobs where status in ('queued', 'running')`, {
      timeout: 60_000,
    })
    .toHaveLength(0);

  const ai = await services.database.sql<{ id: string }[]>`
    select id from messages where role = 'ai'`;
  const aiMessages = new Set(ai.map(({ id }) => id));
  expect(aiMessages.size).toBeGreaterThan(races);
  const isTaken = new Map<string, boolean>();
  const late: Step[] = [];
  let takes = 0;
  for (const event of await services.eventsOf(`workspace:${workspace_id}`)) {
    const step = stepOf(event, aiMessages);
    if (step?.what === 'spoke' && isTaken.get(step.conversationId)) late.push(step);
    if (step?.what === 'taken') takes += 1;
    if (step && step.what !== 'spoke') isTaken.set(step.conversationId, step.what === 'taken');
  }
  expect(late).toEqual([]);
  expect(takes).toBe(2 * races);
  const unfinished = await services.database.sql`
    select 1 from messages where role = 'ai' and status in ('pending', 'running')`;
  expect(unfinished).toHaveLength(0);
  must(isTaken.size === races || null, 'every conversation taken');
});
