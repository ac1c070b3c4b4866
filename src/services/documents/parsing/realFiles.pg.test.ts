import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestReading } from '#services/documents/parsing/testReading.ts';
import { querySearch } from '#services/search/querySearch.ts';

let reading: Awaited<ReturnType<typeof openTestReading>>;
beforeAll(async () => {
  reading = await openTestReading();
});
afterAll(() => reading[Symbol.asyncDispose]());

const upload = async (name: string) => {
  const url = new URL(`../../../../e2e/fixtures/corpus/${name}`, import.meta.url);
  return reading.read(name, new Uint8Array(await readFile(url)));
};

test.each([
  ['mixed-scan.pdf', 'vacation days of full-time employees', 2],
  ['mixed-scan.pdf', 'nghỉ phép có lương mỗi năm', 3],
  ['mixed-scan.pdf', 'สิทธิลาพักร้อน', 4],
  ['office-sideways.jpg', 'Vaartstraat Leuven headquarters', 1],
  ['handbook-libreoffice.docx', 'pay for a week on call', 2],
  ['slides.pptx', 'donation of the municipality of Wavre', 1],
  ['staff.xlsx', 'Trần Văn Minh', 1],
])('what %s says is found: %s', { timeout: 150_000 }, async (name, query, page) => {
  const document = await upload(name);
  expect(document).toMatchObject({ status: 'ingested', error_message: null });
  const results = await querySearch(reading.ann, {
    workspace_id: reading.workspace_id,
    query,
    limit: 20,
  });
  const found = results.filter(({ document_id }) => document_id === document.id);
  expect(found[0]).toMatchObject({ page_from: page, page_to: page });
});

test(
  'a photo without letters ends with a sentence that says so',
  { timeout: 150_000 },
  async () => {
    const document = await upload('hills.jpg');
    expect(document).toMatchObject({ status: 'error', mime_type: 'image/jpeg' });
    expect(document.error_message).toMatch(/none could be recognised in its pictures/);
  },
);
