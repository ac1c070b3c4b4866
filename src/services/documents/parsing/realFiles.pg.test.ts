import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { getDocumentPage } from '#services/documents/getPage.ts';
import { openTestReading } from '#services/documents/parsing/testReading.ts';
import { querySearch } from '#services/search/querySearch.ts';

let reading: Awaited<ReturnType<typeof openTestReading>>;
beforeAll(async () => {
  reading = await openTestReading();
});
afterAll(() => reading[Symbol.asyncDispose]());

const upload = async (name: string) => {
  const url = new URL(`../../../../e2e/fixtures/corpus/${name}`, import.meta.url);
  return reading.read(basename(name), new Uint8Array(await readFile(url)));
};

test.each([
  ['mixed-scan.pdf', 'note from the doctor when ill', "A doctor's note is needed", 2],
  ['mixed-scan.pdf', 'nghỉ phép có lương mỗi năm', 'mười bốn ngày nghỉ phép có lương', 3],
  ['mixed-scan.pdf', 'สิทธิลาพักร้อน', 'สิทธิลาพักร้อนปีละสิบสองวัน', 4],
  ['office-sideways.jpg', 'Vaartstraat Leuven headquarters', 'Vaartstraat 112', 1],
  ['handbook-libreoffice.docx', 'pay for a week on call', '320 euros', 2],
  ['slides.pptx', 'donation of the municipality', 'municipality of Wavre', 1],
  ['staff.xlsx', 'Trần Văn Minh', 'Trần Văn Minh', 1],
  ['letter-th.eml', 'ค่าเดินทางด้วยรถไฟ', 'ค่าเดินทางด้วยรถไฟตามจริง', 2],
  ['real/deaths.xlsx', 'David Bowie profession', 'Profession: musician', 1],
  ['real/epubcheck-preview.docx', 'custom messages file format', '(1) customMessages', 3],
])('what %s says is found: %s', { timeout: 150_000 }, async (name, query, text, page) => {
  const document = await upload(name);
  expect(document).toMatchObject({ status: 'ingested', error_message: null });
  const { ann, workspace_id } = reading;
  const results = await querySearch(ann, { workspace_id, query, limit: 20 });
  const found = results.find(
    (each) => each.document_id === document.id && each.text.includes(text),
  );
  expect(found?.page_from).toBeLessThanOrEqual(page);
  expect(found?.page_to).toBeGreaterThanOrEqual(page);
});

test(
  'a scan comes with the places of its words, a page with text of its own without',
  { timeout: 150_000 },
  async () => {
    const { id: document_id } = await upload('mixed-scan.pdf');
    const own = await getDocumentPage(reading.ann, { document_id, page: 1 });
    expect(own.ocr_words).toBe(null);
    const { text, ocr_words } = await getDocumentPage(reading.ann, { document_id, page: 2 });
    const words = ocr_words?.map(({ start, end }) => text.slice(start, end));
    expect(words?.join(' ')).toContain('Full-time employees receive 27 vacation days');
  },
);

test(
  'a photo without letters ends with a sentence that says so',
  { timeout: 150_000 },
  async () => {
    const document = await upload('hills.jpg');
    expect(document).toMatchObject({ status: 'error', mime_type: 'image/jpeg' });
    expect(document.error_message).toMatch(/none could be recognised in its pictures/);
  },
);
