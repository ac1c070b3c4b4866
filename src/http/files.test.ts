import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { createFilesHandler } from '#http/files.ts';
import { createDirectoryFileStore } from '#services/files/directoryFileStore.ts';
import { createDownloadLinks } from '#services/files/downloadLinks.ts';
import { uuidv7 } from '#shared/uuid.ts';

const secret = 'a secret of the test';
const links = createDownloadLinks(secret);
const key = { workspace_id: uuidv7(), document_id: uuidv7() };
const page = '<script>alert(1)</script>';
let folder: string;
let server: Server;
let url: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-files-'));
  const files = createDirectoryFileStore(folder);
  await files.put(key, new TextEncoder().encode(page));
  const handle = createFilesHandler({ files, downloadLinks: links });
  server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = z.object({ port: z.number() }).parse(server.address());
  url = `http://127.0.0.1:${port}/files/`;
});
afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true, force: true });
});

const inAMinute = () => new Date(Date.now() + 60_000);
const linkTo = (file_name: string) =>
  links.sign({ ...key, file_name, mime_type: 'text/html' }, inAMinute());

test.each([
  ['report.pdf', 'report.pdf'],
  ['a"b;c\\d%e.html', 'a_b;c_d_e.html'],
  ['x\r\nSet-Cookie: a=b\r\n.html', 'x__Set-Cookie: a=b__.html'],
  ['../../etc/passwd', '../../etc/passwd'],
  ["báo cáo (ไทย) 😀*'.md", "b_o c_o (___) __*'.md"],
  [`lone \uD800.txt`, 'lone _.txt'],
])('%j comes as an attachment under its own name', async (fileName, ascii) => {
  const response = await fetch(`${url}${await linkTo(fileName)}`);
  expect(await response.text()).toBe(page);
  const disposition = response.headers.get('content-disposition') ?? '';
  const parts = /^attachment; filename="([^"]*)"; filename\*=UTF-8''([\w.~%!#$&+^`|-]+)$/.exec(
    disposition,
  );
  expect(parts?.[1]).toBe(ascii);
  expect(decodeURIComponent(parts?.[2] ?? '')).toBe(fileName.toWellFormed());
  expect(response.headers.get('set-cookie')).toBeNull();
});

test('a page that somebody uploaded cannot run, even where it is shown', async () => {
  const { headers } = await fetch(`${url}${await linkTo('page.html')}`);
  expect(Object.fromEntries(headers)).toMatchObject({
    'content-type': 'text/html',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
  });
});

test('a part of a file has the same headers', async () => {
  const response = await fetch(`${url}${await linkTo('page.html')}`, {
    headers: { range: 'bytes=0-3' },
  });
  expect([response.status, await response.text()]).toEqual([206, page.slice(0, 4)]);
  expect(response.headers.get('content-disposition')).toMatch(/^attachment/);
});

test('a part that the file does not have is refused with its length', async () => {
  const response = await fetch(`${url}${await linkTo('page.html')}`, {
    headers: { range: 'bytes=999-' },
  });
  expect(response.status).toBe(416);
  expect(response.headers.get('content-range')).toBe(`bytes */${page.length}`);
});

test.each(['../../../etc/passwd', '%2e%2e%2f%2e%2e%2fetc%2fpasswd', '..%5c..%5cx', '', 'x'])(
  'there is no path to ask for: %s',
  async (path) => {
    const response = await fetch(`${url}${path}`, { redirect: 'manual' });
    expect(response.status).toBe(403);
  },
);

test('a forged, expired or foreign link is refused, and a signed one names ids alone', async () => {
  const file = { ...key, file_name: 'x', mime_type: 'text/plain' };
  const signed = (claims: object, with_: string, audience = 'parley-files') =>
    new SignJWT({ ...claims })
      .setProtectedHeader({ alg: 'HS256' })
      .setAudience(audience)
      .setExpirationTime(inAMinute())
      .sign(new TextEncoder().encode(with_));
  expect((await fetch(`${url}${await signed(file, secret)}`)).status).toBe(200);
  for (const link of [
    await signed(file, 'another secret'),
    await signed(file, secret, 'authenticated'),
    await links.sign(file, new Date(Date.now() - 1_000)),
    await signed({ ...file, document_id: '../../../etc/passwd' }, secret),
    await signed({ ...file, workspace_id: '..' }, secret),
  ])
    expect((await fetch(`${url}${link}`)).status).toBe(403);
});
