import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SearchResult } from '#contract/search.ts';
import { chunks } from '#db/schema/chunks.ts';
import { eq } from 'drizzle-orm';
import type { CallContext } from '#services/context.ts';
import { storeChunks } from '#services/documents/storeChunks.ts';
import { uploadDocument } from '#services/documents/uploadDocument.ts';
import { widenPassages } from '#services/messages/widenPassages.ts';
import { openTestServices, type TestServices } from '#services/testContext.ts';
import { createWorkspace } from '#services/workspaces/createWorkspace.ts';
import { must } from '#shared/must.ts';

let services: TestServices;
let ann: CallContext;
/** Two documents of six chunks, one on each page: `A0` … `A5` and `B0` … `B5`. */
let passages: Map<string, SearchResult>;

beforeAll(async () => {
  services = await openTestServices();
  ann = services.signUp();
  const { id: workspaceId } = await createWorkspace(ann, { name: 'Acme' });
  const stored = await Promise.all(['A', 'B'].map((name) => store(workspaceId, name)));
  passages = new Map(stored.flat().map((passage) => [passage.text, passage]));
});
afterAll(() => services[Symbol.asyncDispose]());

async function store(workspaceId: string, name: string): Promise<SearchResult[]> {
  const file_name = `${name}.txt`;
  const file = new File([name], file_name);
  const { document } = await uploadDocument(ann, { workspace_id: workspaceId, file });
  const pieces = [0, 1, 2, 3, 4, 5].map((seq) => ({
    page_from: seq + 1,
    page_to: seq + 1,
    heading_path: [],
    text: `${name}${seq}`,
  }));
  const { id: documentId } = document;
  await services.database.db.transaction((tx) =>
    storeChunks(tx, { workspaceId, documentId, fileName: file_name, chunks: pieces }),
  );
  const rows = await services.db.select().from(chunks).where(eq(chunks.document_id, documentId));
  return rows.map(({ id, document_id, page_from, page_to, text }) => ({
    chunk_id: id,
    document_id,
    file_name,
    page_from,
    page_to,
    text,
    score: 1,
  }));
}

async function widen(names: readonly string[], budget: number): Promise<string[]> {
  const found = names.map((name) => must(passages.get(name), 'a passage'));
  const widened = await widenPassages(services.db, found, budget);
  return widened.map(({ text }) => text.replaceAll('\n\n', ' '));
}

test('a passage gets what stands after it and before it, as far as there is room', async () => {
  expect(await widen(['A2'], 100)).toEqual(['A1 A2 A3']);
  expect(await widen(['A2'], 5)).toEqual(['A2 A3']);
  expect(await widen(['A0', 'B5'], 100)).toEqual(['A0 A1', 'B4 B5']);
});

test('passages come before what stands around them, and the best one always', async () => {
  expect(await widen(['A2', 'B2'], 4)).toEqual(['A2', 'B2']);
  expect(await widen(['A2', 'B2'], 6)).toEqual(['A2 A3', 'B2']);
  expect(await widen(['A2', 'B2'], 1)).toEqual(['A2']);
});

test('what follows each other is one passage, with its pages, in the better one’s place', async () => {
  expect(await widen(['A3', 'B2', 'A2'], 6)).toEqual(['A2 A3', 'B2']);
  const found = ['A4', 'A2'].map((name) => must(passages.get(name), 'a passage'));
  const [joined, ...rest] = await widenPassages(services.db, found, 100);
  expect(rest).toEqual([]);
  expect(joined).toMatchObject({
    chunk_id: found[0]?.chunk_id,
    page_from: 2,
    page_to: 6,
    text: 'A1\n\nA2\n\nA3\n\nA4\n\nA5',
  });
});

test('a chunk that is gone is left out', async () => {
  const gone = { ...must(passages.get('A0'), 'a passage'), chunk_id: crypto.randomUUID() };
  expect(await widenPassages(services.db, [gone], 100)).toEqual([]);
});
