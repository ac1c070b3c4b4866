import type { ServerResponse } from 'node:http';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import type { Activity } from '#contract/activity.ts';
import type { Message } from '#contract/messages.ts';
import { parseFile } from '#domain/parsing/parseFile.ts';
import { chunkPages } from '#domain/chunking/chunkPages.ts';
import { documentPages } from '#db/schema/documents.ts';
import type { CallContext } from '#services/context.ts';
import { createConversation } from '#services/conversations/createConversation.ts';
import { storeChunks } from '#services/documents/storeChunks.ts';
import { uploadDocument } from '#services/documents/uploadDocument.ts';
import { processJob } from '#services/jobs/processJob.ts';
import { takeJob } from '#services/jobs/takeJob.ts';
import { answerMessage } from '#services/messages/answerMessage.ts';
import { getMessage } from '#services/messages/getMessage.ts';
import { createLanguageModel, type LanguageModel } from '#services/messages/languageModel.ts';
import {
  begin,
  finish,
  startLanguageServer,
  write,
} from '#services/messages/testLanguageServer.ts';
import { suggestFollowUps } from '#services/messages/suggestFollowUps.ts';
import { askAi } from '#services/messages/testAskAi.ts';
import { stopMessage } from '#services/messages/stopMessage.ts';
import { openTestServices, type TestServices } from '#services/testContext.ts';
import { createWorkspace } from '#services/workspaces/createWorkspace.ts';
import { must } from '#shared/must.ts';
import { uuidv7 } from '#shared/uuid.ts';

let services: TestServices;
let ann: CallContext;
let workspace_id: string;
let conversation_id: string;
const sent: Activity[] = [];

/** How the model's server answers. */
let respond: (response: ServerResponse) => void | Promise<void> = () => {};
const requests: unknown[] = [];
let server: Awaited<ReturnType<typeof startLanguageServer>>;

beforeAll(async () => {
  services = await openTestServices();
  server = await startLanguageServer(async (response, request) => {
    requests.push(request);
    await respond(response);
  });
});
afterAll(async () => {
  server[Symbol.dispose]();
  await services[Symbol.asyncDispose]();
});
beforeEach(async () => {
  await services.database.sql`delete from jobs`;
  sent.length = 0;
  requests.length = 0;
  ann = services.signUp();
  workspace_id = (await createWorkspace(ann, { name: 'Larkspur' })).id;
  conversation_id = (await createConversation(ann, { workspace_id })).id;
});

async function addHandbook(): Promise<void> {
  const bytes = await readFile(new URL('../../../e2e/fixtures/handbook.pdf', import.meta.url));
  const file = new File([new Uint8Array(bytes)], 'handbook.pdf');
  const { document } = await uploadDocument(ann, { workspace_id, file });
  const { pages } = await parseFile(bytes, { fileName: file.name });
  await services.database.db.transaction(async (tx) => {
    await tx
      .insert(documentPages)
      .values(pages.map((page) => ({ document_id: document.id, ...page })));
    await storeChunks(tx, {
      workspaceId: workspace_id,
      documentId: document.id,
      fileName: file.name,
      chunks: chunkPages(pages),
    });
  });
}

type Run = { languageModel?: LanguageModel | null; stopping?: AbortSignal };

/** Asks and lets the worker make one attempt. */
async function ask(
  content: string,
  { languageModel = null, stopping }: Run = {},
): Promise<Message> {
  const { ai_message } = await askAi(ann, { conversation_id, content, client_id: uuidv7() });
  await attempt({ languageModel, stopping });
  return getMessage(ann, { message_id: ai_message.id });
}

async function attempt({ languageModel = null, stopping }: Run): Promise<void> {
  await services.database.sql`update jobs set run_at = now() where status = 'queued'`;
  const job = must(await takeJob(services, 'answer'), 'the answer job');
  const doorbell = {
    ...services.doorbell,
    sendActivity: (_room: string, activity: Activity) => void sent.push(activity),
  };
  await processJob(services, job, {
    stopping: stopping ?? new AbortController().signal,
    handler: (claimed, run) =>
      answerMessage({ ...services, doorbell, languageModel }, claimed, run),
  });
}

const model = (options = {}) =>
  createLanguageModel({ baseUrl: server.baseUrl, model: 'test-model', ...options });

const say = (...pieces: string[]) => {
  respond = (response) => {
    begin(response);
    for (const piece of pieces) write(response, piece);
    finish(response);
  };
};
const streamed = () =>
  sent.reduce((text, activity) => {
    if (activity.type !== 'message.delta') return text;
    expect(activity.payload.offset).toBe(text.length);
    return text + activity.payload.text;
  }, '');

test('without a model the sentence that answers is quoted, with the page it stands on', async () => {
  await addHandbook();
  const message = await ask('How many vacation days do full-time employees receive?');
  expect(message).toMatchObject({ status: 'done', model: 'extractive' });
  expect(message.content).toBe(
    '> Full-time employees receive 27 vacation days per calendar year. [1]',
  );
  expect(message.citations).toMatchObject([
    {
      n: 1,
      file_name: 'handbook.pdf',
      page_from: 2,
      page_to: 2,
      quote: 'Full-time employees receive 27 vacation days per calendar year.',
    },
  ]);
  expect(streamed()).toBe(message.content);
});

test.each(['What is the capital of Mongolia?', 'Who won the football match yesterday?', '¿?'])(
  'what the documents do not answer is said so, without citations: %s',
  async (question) => {
    await addHandbook();
    const message = await ask(question);
    expect(message.citations).toEqual([]);
    expect(message.content).toContain('could not find an answer');
  },
);

test('what stands after the citation and is answered is suggested next, to members alone', async () => {
  await addHandbook();
  const message = await ask('How many vacation days do full-time employees receive?');
  const suggested = await suggestFollowUps(ann, { message_id: message.id });
  expect(suggested.length).toBeGreaterThan(0);
  for (const question of suggested) expect((await ask(question)).citations).not.toEqual([]);
  const nothing = await ask('Who painted the Mona Lisa?');
  expect(await suggestFollowUps(ann, { message_id: nothing.id })).toEqual([]);
  await expect(
    suggestFollowUps(services.signUp(), { message_id: message.id }),
  ).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('a workspace without documents says that', async () => {
  expect((await ask('How many vacation days?')).content).toContain('no documents');
});

test('a model’s answer streams, is given the passages, and its citations are checked and numbered anew', async () => {
  await addHandbook();
  say(
    'You get **27 vacation',
    ' days** [1]',
    ', says nobody [9]. A hotel in Tokyo may cost 230 euros [2].',
  );
  const message = await ask('How many vacation days do I get?', { languageModel: model() });
  expect(message).toMatchObject({ status: 'done', model: 'test-model' });
  expect(message.content).toMatch(/^You get \*\*27 vacation days\*\* \[1\], says nobody\. A hotel/);
  expect(message.citations.length).toBeGreaterThanOrEqual(1);
  for (const [index, { n }] of message.citations.entries()) expect(n).toBe(index + 1);
  expect(message.citations[0]?.quote).toContain('27 vacation days');
  expect(JSON.stringify(requests[0])).toContain('Full-time employees receive 27 vacation days');
  expect(streamed()).toContain('says nobody [9]');
});

test('the conversation so far goes along', async () => {
  await addHandbook();
  say('27 days [1].');
  await ask('How many vacation days do I get?', { languageModel: model() });
  say('Six of them [1].');
  await ask('And how many carry over?', { languageModel: model() });
  const { messages } = z
    .object({ messages: z.array(z.object({ role: z.string(), content: z.unknown() })) })
    .parse(requests.at(-1));
  expect(messages.map(({ role }) => role)).toEqual(['system', 'user', 'assistant', 'user']);
});

test('a follow-up is searched for as it reads without the conversation', async () => {
  await addHandbook();
  say('27 days [1].');
  await ask('How many vacation days do I get?', { languageModel: model() });
  respond = (response) => {
    begin(response);
    const isRewriting = JSON.stringify(requests.at(-1)).includes('Rewrite the user');
    write(response, isRewriting ? 'What may a hotel in Tokyo cost?' : 'It may cost 230 euros [1].');
    finish(response);
  };
  const message = await ask('And there?', { languageModel: model() });
  expect(message.citations[0]?.quote).toContain('Tokyo');
  expect(JSON.stringify(requests.at(-1))).toMatch(/passage n=[^>]*1[^>]*>(?:(?!<.passage).)*Tokyo/);
});

test('a model that cannot rewrite a follow-up still answers it', async () => {
  await addHandbook();
  say('27 days [1].');
  await ask('How many vacation days do I get?', { languageModel: model() });
  respond = (response) => {
    if (JSON.stringify(requests.at(-1)).includes('Rewrite the user')) response.destroy();
    else {
      begin(response);
      write(response, 'Yes [1].');
      finish(response);
    }
  };
  const message = await ask('And there?', { languageModel: model() });
  expect(message).toMatchObject({ status: 'done' });
});

test('text of many bytes arrives whole, however it was cut', async () => {
  await addHandbook();
  const text = 'พนักงานประจำมีสิทธิลาพักร้อน 📎 ngày nghỉ phép '.repeat(120).trim();
  respond = (response) => {
    begin(response);
    const bytes = Buffer.from(
      `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content: text } }] })}\n\n`,
    );
    for (let at = 0; at < bytes.length; at += 7) response.write(bytes.subarray(at, at + 7));
    finish(response);
  };
  const message = await ask('ลาพักร้อนกี่วัน', { languageModel: model() });
  expect(message.content).toBe(text);
  expect(streamed()).toBe(text);
  for (const activity of sent)
    expect(Buffer.byteLength(JSON.stringify(activity))).toBeLessThan(7_900);
});

test.each<[string, (response: ServerResponse) => void]>([
  ['500', (response) => void response.writeHead(500).end('{}')],
  [
    'breaking off in the middle',
    (response) => {
      begin(response);
      write(response, 'Half an answer');
      setImmediate(() => response.destroy());
    },
  ],
  [
    'ending without having finished',
    (response) => {
      begin(response);
      write(response, 'Half an answer');
      response.end();
    },
  ],
])(
  'a server that answers with %s is tried again, and the fourth failure ends in error',
  async (_name, answer) => {
    await addHandbook();
    respond = answer;
    const first = await ask('How many vacation days?', { languageModel: model() });
    expect(first).toMatchObject({ status: 'pending', content: '' });
    for (let retry = 0; retry < 3; retry += 1) await attempt({ languageModel: model() });
    const message = await getMessage(ann, { message_id: first.id });
    expect(message.status).toBe('error');
    expect(message.error_message).toMatch(/language model/);
  },
);

test('a server that ends without a reason, but as the protocol wants it, has finished', async () => {
  await addHandbook();
  respond = (response) => {
    begin(response);
    write(response, 'All of it');
    response.end('data: [DONE]\n\n');
  };
  const message = await ask('How many vacation days?', { languageModel: model() });
  expect(message).toMatchObject({ status: 'done', content: 'All of it' });
});

test('an answer of nothing is tried again', async () => {
  await addHandbook();
  say(' ');
  const message = await ask('How many vacation days?', { languageModel: model() });
  expect(message.status).toBe('pending');
});

test('a server that is down is tried again', async () => {
  await addHandbook();
  const down = createLanguageModel({ baseUrl: 'http://127.0.0.1:9/v1', model: 'm' });
  const message = await ask('How many vacation days?', { languageModel: down });
  expect(message.status).toBe('pending');
});

test('a server that says nothing for too long is tried again', async () => {
  await addHandbook();
  respond = begin;
  const message = await ask('How many vacation days?', { languageModel: model({ idleMs: 50 }) });
  expect(message.status).toBe('pending');
});

test('a refusal is not tried again, and says where to look', async () => {
  await addHandbook();
  respond = (response) =>
    void response.writeHead(401, { 'Content-Type': 'application/json' }).end('{}');
  const message = await ask('How many vacation days?', { languageModel: model() });
  expect(message).toMatchObject({ status: 'error' });
  expect(message.error_message).toContain('401');
});

test('stop in the middle keeps what was saved and closes the connection to the model', async () => {
  await addHandbook();
  const closed = Promise.withResolvers<void>();
  const writing = Promise.withResolvers<void>();
  respond = (response) => {
    begin(response);
    const typing = setInterval(() => write(response, 'more '), 20);
    response.once('close', () => (clearInterval(typing), closed.resolve()));
    writing.resolve();
  };
  const { ai_message } = await askAi(ann, {
    conversation_id,
    content: 'Tell me all',
    client_id: uuidv7(),
  });
  const working = attempt({ languageModel: model() });
  await writing.promise;
  while ((await getMessage(ann, { message_id: ai_message.id })).content === '')
    await services.database.sql`select pg_sleep(0.02)`;
  const stopped = await stopMessage(ann, { message_id: ai_message.id });
  expect(stopped).toMatchObject({ status: 'done', stopped: true });
  expect(stopped.content).toMatch(/^(more )+/);
  await closed.promise;
  await working;
  expect(await getMessage(ann, { message_id: ai_message.id })).toEqual(stopped);
});
