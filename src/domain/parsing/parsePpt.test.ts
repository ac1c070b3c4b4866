import CFB from 'cfb';
import { expect, test } from 'vitest';
import { parseFile } from '#domain/parsing/parseFile.ts';
import { assert } from '#shared/assert.ts';

const record = (type: number, data: Buffer, { instance = 0, version = 0 } = {}) => {
  const header = Buffer.alloc(8);
  header.writeUInt16LE((instance << 4) | version, 0);
  header.writeUInt16LE(type, 2);
  header.writeUInt32LE(data.length, 4);
  return Buffer.concat([header, data]);
};
const container = (type: number, parts: Buffer[], instance = 0) =>
  record(type, Buffer.concat(parts), { instance, version: 0xf });
const numbers = (...values: number[]) => {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [index, value] of values.entries()) bytes.writeUInt32LE(value, index * 4);
  return bytes;
};
const text = (type: number, content: string) => [
  record(0x0f9f, numbers(type)),
  record(0x0fa0, Buffer.from(content, 'utf16le')),
];
const persisted = (id: number, slideId: number) => record(0x03f3, numbers(id, 0, 0, slideId));
const box = (...parts: Buffer[]) => container(0xf00d, parts);

/** Saved twice: what the second edit has of the same id takes the place of the first one's. */
function pptOf(edits: readonly (readonly [number, Buffer][])[], token = 0xe391c05f): Uint8Array {
  let stream = Buffer.alloc(0);
  let lastEdit = 0;
  const append = (part: Buffer) => {
    const at = stream.length;
    stream = Buffer.concat([stream, part]);
    return at;
  };
  append(record(0, Buffer.alloc(4)));
  for (const objects of edits) {
    const entries = objects.map(([id, object]) => numbers(id | (1 << 20), append(object)));
    const directory = append(record(0x1772, Buffer.concat(entries)));
    lastEdit = append(record(0x0ff5, numbers(0, 0, lastEdit, directory, 1, 9, 0)));
  }
  const file = CFB.utils.cfb_new();
  CFB.utils.cfb_add(file, '/PowerPoint Document', stream);
  CFB.utils.cfb_add(file, '/Current User', record(0x0ff6, numbers(20, token, lastEdit)));
  const bytes: unknown = CFB.write(file, { type: 'buffer' });
  assert(bytes instanceof Uint8Array, 'a buffer');
  return bytes;
}

const parse = async (bytes: Uint8Array) =>
  (await parseFile(bytes, { fileName: 'talk.ppt' })).pages.map(({ text: page }) => page);

const document = container(0x03e8, [
  container(0x0ff0, [
    persisted(2, 256),
    ...text(0, 'The Dyle'),
    ...text(1, 'Eleven\rstations'),
    persisted(3, 257),
  ]),
  container(0x0ff0, [persisted(4, 256)], 2),
]);
const objects: [number, Buffer][] = [
  [1, document],
  [
    2,
    container(0x03ee, [
      box(record(0x0f9e, numbers(0))),
      container(0xf003, [box(record(0x0f9e, numbers(1)))]),
    ]),
  ],
  [3, container(0x03ee, [box(...text(4, 'Old'))])],
  [
    4,
    container(0x03f0, [
      record(0x03f1, numbers(256)),
      box(...text(2, 'Thank Wavre.')),
      box(...text(4, 'A header')),
    ]),
  ],
];

test('a slide is a page, as it was last saved: what its shapes say or refer to, and its notes', async () => {
  const saved: [number, Buffer][] = [[3, container(0x03ee, [box(...text(4, 'Kết quả ไทย\r*'))])]];
  expect(await parse(pptOf([objects, saved]))).toEqual([
    'The Dyle\n\nEleven\n\nstations\n\nSpeaker notes\n\nThank Wavre.',
    'Kết quả ไทย',
  ]);
});

test('a slide that is lost keeps its page, so that the numbers of those after it are right', async () => {
  expect(await parse(pptOf([objects.filter(([id]) => id !== 2)]))).toEqual([
    'Speaker notes\n\nThank Wavre.',
    'Old',
  ]);
});

test('what is locked or damaged says so', async () => {
  await expect(parse(pptOf([objects], 0xf3d1c4df))).rejects.toMatchObject({ code: 'encrypted' });
  await expect(parse(pptOf([objects.slice(1)]))).rejects.toMatchObject({ code: 'broken' });
  await expect(parse(pptOf([]))).rejects.toMatchObject({ code: 'broken' });
});
