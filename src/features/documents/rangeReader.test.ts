import { expect, test } from 'vitest';
import { createRangeReader, onThisOrigin } from '#features/documents/rangeReader.ts';

const file = Uint8Array.from({ length: 256 }, (_, index) => index);

/** A server that takes the links in `valid`, and how often it was asked for a new one. */
function serve({ hasRanges = true } = {}) {
  const valid = new Set<string>();
  const asked: string[] = [];
  let links = 0;
  const read = createRangeReader({
    getLink: async () => {
      links += 1;
      valid.add(`/files/${links}`);
      return `https://parley.test/files/${links}`;
    },
    fetch: async (address, { headers }) => {
      const range = headers.Range;
      asked.push(`${address} ${range}`);
      if (!valid.has(address)) return new Response('', { status: 403 });
      if (!hasRanges) return new Response(file);
      const [, begin, last] = /^bytes=(\d+)-(\d+)$/.exec(range) ?? [];
      return new Response(file.slice(Number(begin), Number(last) + 1), { status: 206 });
    },
  });
  return { read, asked, valid, links: () => links };
}

test('the bytes that were asked for, over one link', async () => {
  const { read, asked, links } = serve();
  expect(await read(2, 5)).toEqual(file.slice(2, 5));
  expect(await read(250, 256)).toEqual(file.slice(250, 256));
  expect(asked).toEqual(['/files/1 bytes=2-4', '/files/1 bytes=250-255']);
  expect(links()).toBe(1);
});

test('a store that answers with the whole file', async () => {
  expect(await serve({ hasRanges: false }).read(2, 5)).toEqual(file.slice(2, 5));
});

test('a link that has expired is renewed once, for all who were refused', async () => {
  const { read, valid, links } = serve();
  await read(0, 1);
  valid.clear();
  const parts = await Promise.all([read(0, 2), read(4, 6), read(8, 9)]);
  expect(parts.flatMap((part) => [...part])).toEqual([0, 1, 4, 5, 8]);
  expect(links()).toBe(2);
});

test('parts that touch are asked for as one, in any order', async () => {
  const { read, asked } = serve();
  const parts = await Promise.all([read(4, 6), read(0, 2), read(100, 101), read(2, 4)]);
  expect(parts.map((part) => [...part])).toEqual([[4, 5], [0, 1], [100], [2, 3]]);
  expect(asked).toEqual(['/files/1 bytes=0-5', '/files/1 bytes=100-100']);
});

test('a file that is gone is an error', async () => {
  const read = createRangeReader({
    getLink: async () => 'https://parley.test/files/x',
    fetch: async () => new Response('', { status: 404 }),
  });
  await expect(read(0, 1)).rejects.toThrow('404');
});

test('our own links are taken from where the page is, those of a store as they are', () => {
  expect(onThisOrigin('https://parley.test/files/abc')).toBe('/files/abc');
  const signed = 'https://x.supabase.co/storage/v1/object/sign/b/w/d?token=t';
  expect(onThisOrigin(signed)).toBe(signed);
});
