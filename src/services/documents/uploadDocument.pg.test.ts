import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CallContext } from '#services/context.ts';
import { listDocuments } from '#services/documents/listDocuments.ts';
import { uploadDocument } from '#services/documents/uploadDocument.ts';
import { createDirectoryFileStore } from '#services/files/directoryFileStore.ts';
import { openTestServices, type TestServices } from '#services/testContext.ts';
import { createWorkspace } from '#services/workspaces/createWorkspace.ts';
import { uuidv7 } from '#shared/uuid.ts';

let services: TestServices;
let folder: string;
let root: string;
let ann: CallContext;
let workspace_id: string;

beforeAll(async () => {
  services = await openTestServices();
  folder = await mkdtemp(join(tmpdir(), 'parley-upload-'));
  root = join(folder, 'deep', 'files');
  ann = { ...services.signUp(), files: createDirectoryFileStore(root) };
  workspace_id = (await createWorkspace(ann, { name: 'Acme' })).id;
});
afterAll(async () => {
  await services[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

const upload = async (name: string, content: string, type = '') =>
  (await uploadDocument(ann, { workspace_id, file: new File([content], name, { type }) })).document;

test.each([
  ['../../../etc/passwd', 'passwd'],
  ['..\\..\\windows\\win.ini', 'win.ini'],
  ['/etc/shadow', 'shadow'],
  ['..', '..'],
  ['nul\0byte\r\n.txt', 'nulbyte.txt'],
  [`${'😀'.repeat(300)}.txt`, '😀'.repeat(255)],
  ['', 'Untitled'],
])('the name %j is for show alone: the file is kept under its ids', async (name, shown) => {
  const document = await upload(name, `content of ${name}`);
  expect(document.file_name).toBe(shown);
  const everything = await readdir(folder, { recursive: true });
  const kept = everything.filter((path) => path.endsWith(document.id));
  expect(kept).toEqual([join('deep', 'files', workspace_id, document.id)]);
  const known = new RegExp(`^deep(/files(/unfinished|/${workspace_id}(/[0-9a-f-]{36})?)?)?$`);
  expect(everything.filter((path) => !known.test(path))).toEqual([]);
});

test.each([
  ['page.txt', '<!doctype html><script>alert(1)</script>', 'text/plain', 'text/html'],
  ['page.pdf', '<html><body>x</body></html>', 'application/pdf', 'text/html'],
  ['notes.html', 'plain words', 'text/html', 'text/plain'],
  ['report.txt', '%PDF-1.7 x', 'text/plain', 'application/pdf'],
  ['program.pdf', 'MZ\0\u0001\u0002', 'application/pdf', 'application/octet-stream'],
])('%s is what its content is, not what it is called', async (name, content, claimed, type) => {
  expect((await upload(name, `${content} `, claimed)).mime_type).toBe(type);
});

test.each(['..', '../../etc', 'x/y', ''])('the store makes no path of %j', async (part) => {
  const files = createDirectoryFileStore(root);
  const key = { workspace_id: uuidv7(), document_id: part };
  await expect(files.put(key, new Uint8Array())).rejects.toThrow('UUID');
  await expect(files.borrowPath(key)).rejects.toThrow('UUID');
  await expect(files.remove({ workspace_id: part, document_id: uuidv7() })).rejects.toThrow('UUID');
});

test('the documents are listed at once, or in pages that no upload shifts', async () => {
  const id = (await createWorkspace(ann, { name: 'Many' })).id;
  const add = async (text: string) => {
    const file = new File([text], `${text}.txt`);
    return (await uploadDocument(ann, { workspace_id: id, file })).document;
  };
  const [first, second, third] = [await add('first'), await add('second'), await add('third')];
  const page = (before?: string) => listDocuments(ann, { workspace_id: id, limit: 2, before });
  expect(await page()).toEqual([third, second]);
  const fourth = await add('fourth');
  expect(await page(second.id)).toEqual([first]);
  expect(await page(first.id)).toEqual([]);
  expect(await listDocuments(ann, { workspace_id: id })).toEqual([fourth, third, second, first]);
});
