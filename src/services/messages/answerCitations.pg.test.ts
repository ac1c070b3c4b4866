import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Message } from '#contract/messages.ts';
import { documentPages } from '#db/schema/documents.ts';
import { chunkPages } from '#domain/chunking/chunkPages.ts';
import { parseFile } from '#domain/parsing/parseFile.ts';
import type { CallContext } from '#services/context.ts';
import { createConversation } from '#services/conversations/createConversation.ts';
import { getDocumentPage } from '#services/documents/getPage.ts';
import { storeChunks } from '#services/documents/storeChunks.ts';
import { uploadDocument } from '#services/documents/uploadDocument.ts';
import { processJob } from '#services/jobs/processJob.ts';
import { takeJob } from '#services/jobs/takeJob.ts';
import { answerMessage } from '#services/messages/answerMessage.ts';
import { getMessage } from '#services/messages/getMessage.ts';
import { createLanguageModel } from '#services/messages/languageModel.ts';
import { askAi } from '#services/messages/testAskAi.ts';
import {
  begin,
  finish,
  ModelRequest,
  startLanguageServer,
  write,
} from '#services/messages/testLanguageServer.ts';
import { openTestServices, type TestServices } from '#services/testContext.ts';
import { createWorkspace } from '#services/workspaces/createWorkspace.ts';
import { must } from '#shared/must.ts';
import { uuidv7 } from '#shared/uuid.ts';

/** As the prompt gives them. */
type Given = { n: number; file: string; from: number; to: number; text: string };

const files = ['handbook.pdf', 'quy-che.pdf', 'rabiab.pdf', 'gazette.pdf'];
const questions = [
  'How many vacation days do full-time employees receive?',
  'What may a hotel in Tokyo cost?',
  'Who approves business travel?',
  'What does the gazette say about the market?',
  'Nhân viên được nghỉ phép bao nhiêu ngày?',
  'Quy chế làm việc có những điều nào?',
  'พนักงานลาพักร้อนได้กี่วัน',
  'ระเบียบว่าด้วยการลา',
  'Remote work and equipment',
  'Sick leave',
];

let services: TestServices;
let server: Awaited<ReturnType<typeof startLanguageServer>>;
let ann: CallContext;
let workspace_id: string;
let given: Given[] = [];
let written: { n: number; file: string; sentence: string }[] = [];

/** No passage says anything of it. */
const madeUp = 'The emperor was crowned in the old cathedral and it is said that he was a zebra.';
const inEnglish = ['handbook.pdf', 'gazette.pdf'];

beforeAll(async () => {
  services = await openTestServices();
  ann = services.signUp();
  workspace_id = (await createWorkspace(ann, { name: 'Larkspur' })).id;
  for (const name of files) await add(name);
  server = await startLanguageServer((response, request) => {
    given = passagesOf(ModelRequest.parse(request));
    written = given.flatMap(({ n, file, text }) => {
      const sentence = sentenceOf(text);
      return sentence ? [{ n, file, sentence }] : [];
    });
    begin(response);
    for (const piece of scripted()) write(response, piece);
    finish(response);
  });
}, 120_000);
afterAll(async () => {
  server[Symbol.dispose]();
  await services[Symbol.asyncDispose]();
});

async function add(name: string): Promise<void> {
  const bytes = await readFile(new URL(`../../../e2e/fixtures/${name}`, import.meta.url));
  const file = new File([new Uint8Array(bytes)], name);
  const { document } = await uploadDocument(ann, { workspace_id, file });
  const { pages } = await parseFile(bytes, { fileName: name });
  const rows = pages.map((page) => ({ document_id: document.id, ...page }));
  await services.database.db.transaction(async (tx) => {
    await tx.insert(documentPages).values(rows);
    await storeChunks(tx, {
      workspaceId: workspace_id,
      documentId: document.id,
      fileName: name,
      chunks: chunkPages(pages),
    });
  });
}

function passagesOf({ messages }: ModelRequest): Given[] {
  const prompt = messages.map(({ content }) => content).join('\n');
  const passage =
    /<passage n="(\d+)" file="([^"]+)" pages="(\d+)-(\d+)">\n([\s\S]*?)\n<\/passage>/g;
  return Array.from(prompt.matchAll(passage), ([, n, file = '', from, to, text = '']) => ({
    n: Number(n),
    file,
    from: Number(from),
    to: Number(to),
    text,
  }));
}

/** One that can be told from all others of the passages. */
function sentenceOf(text: string): string | undefined {
  return text
    .split(/(?<=[.!?])\s+|\n{2,}/)
    .map((sentence) => sentence.replaceAll(/\s+/g, ' ').trim())
    .find((sentence) => sentence.length > 40 && sentence.length < 300 && !/[[\]`*]/.test(sentence));
}

/**
 * A model that says what each passage says, and between that what none does, by passages that it was not given and
 * by the very ones.
 */
function* scripted(): Generator<string> {
  for (const { n, file, sentence } of written) {
    yield `${sentence} [${n}]\n\n`;
    yield `Zebras orbit purple violins [${n + 40}]. `;
    if (inEnglish.includes(file)) yield `${madeUp} [${n}] `;
  }
}

async function ask(content: string): Promise<Message> {
  const conversation_id = (await createConversation(ann, { workspace_id })).id;
  const { ai_message } = await askAi(ann, { conversation_id, content, client_id: uuidv7() });
  const job = must(await takeJob(services, 'answer'), 'the answer job');
  const languageModel = createLanguageModel({ baseUrl: server.baseUrl, model: 'scripted' });
  await processJob(services, job, {
    stopping: new AbortController().signal,
    handler: (claimed, run) => answerMessage({ ...services, languageModel }, claimed, run),
  });
  return getMessage(ann, { message_id: ai_message.id });
}

const flat = (text: string) => text.replaceAll(/\s+/g, ' ');

test.each(questions)('what is cited for %j is what the model was given', async (question) => {
  const { status, content, citations } = await ask(question);
  expect(status).toBe('done');
  expect(written.length).toBeGreaterThan(0);
  for (const { n, file_name, document_id, page_from, quote } of citations) {
    // The statement before the number, and the passage that it was taken from.
    const before = content.slice(0, content.indexOf(`[${n}]`));
    const source = written.find(({ sentence }) => before.trimEnd().endsWith(sentence));
    const passage = must(
      given.find((one) => one.n === source?.n),
      `the passage of “${quote}”`,
    );
    expect(passage).toMatchObject({ file: file_name });
    expect(page_from).toBeGreaterThanOrEqual(passage.from);
    expect(page_from).toBeLessThanOrEqual(passage.to);
    expect(flat(passage.text)).toContain(flat(quote));
    const { text } = await getDocumentPage(ann, { document_id, page: page_from });
    expect(text).toContain(quote);
  }
  // Each passage is cited, and what was made up refers to nothing.
  expect(citations).toHaveLength(written.length);
  const numbers = Array.from(content.matchAll(/\[(\d+)\]/g), ([, n]) => Number(n));
  expect(new Set(numbers)).toEqual(new Set(citations.map(({ n }) => n)));
  expect(content).not.toMatch(/violins ?\[|zebra\. ?\[/);
});
