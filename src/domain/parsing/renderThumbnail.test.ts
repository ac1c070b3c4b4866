import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { renderThumbnail } from '#domain/parsing/renderThumbnail.ts';
import { must } from '#shared/must.ts';

const fixture = (name: string) =>
  readFile(fileURLToPath(new URL(`../../../e2e/fixtures/${name}`, import.meta.url)));

const sizeOf = async (thumbnail: Uint8Array | null) => {
  const { width, height, format } = await sharp(must(thumbnail, 'a thumbnail')).metadata();
  return { width, height, format };
};
const size = { width: 144, height: 176, format: 'webp' };

test.each(['handbook.pdf', 'quy-che.pdf', 'scan.pdf'])('the first page of %s', async (name) => {
  const thumbnail = must(await renderThumbnail(await fixture(name), name), 'a thumbnail');
  expect(await sizeOf(thumbnail)).toEqual(size);
  expect(thumbnail.byteLength).toBeLessThan(8_000);
  // Paper with ink on it.
  const { channels } = await sharp(thumbnail).stats();
  expect(channels[0]?.max).toBeGreaterThan(240);
  expect(channels[0]?.min).toBeLessThan(220);
});

test('a picture, upright', async () => {
  const picture = await sharp({
    create: { width: 40, height: 400, channels: 3, background: 'navy' },
  })
    .png()
    .toBuffer();
  expect(await sizeOf(await renderThumbnail(picture, 'plan.png'))).toEqual(size);
});

test.each(['handbook.docx', 'truncated.pdf', 'encrypted.pdf', 'empty.txt'])(
  '%s has none',
  async (name) => {
    expect(await renderThumbnail(await fixture(name), name)).toBeNull();
  },
);
