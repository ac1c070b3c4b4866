import { crc32, deflateSync } from 'node:zlib';

/** White, `size` pixels wide and high; a large one is a few hundred kilobytes. */
export function png(size: number): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header[8] = 1;
  const rows = Buffer.alloc(size * (1 + Math.ceil(size / 8)));
  const chunks = [
    ['IHDR', header],
    ['IDAT', deflateSync(rows)],
    ['IEND', Buffer.alloc(0)],
  ] as const;
  const parts = chunks.map(([type, data]) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    const checksum = Buffer.alloc(4);
    checksum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, checksum]);
  });
  return new Uint8Array(Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), ...parts]));
}

/** Frames of one pixel. */
export function gif(frames: number): Uint8Array {
  const screen = Buffer.from('47494638396101000100800000000000ffffff', 'hex');
  const frame = Buffer.from('2c0000000001000100000202440100', 'hex');
  return new Uint8Array(
    Buffer.concat([screen, ...Array.from({ length: frames }, () => frame), Buffer.from(';')]),
  );
}

/** Pages of one pixel, each of which leads to the next. */
export function tiff(pages: number): Uint8Array {
  const entries = [
    [256, 1],
    [257, 1],
    [258, 8],
    [259, 1],
    [262, 1],
    [273, 4],
    [277, 1],
    [278, 1],
    [279, 1],
  ];
  const length = 2 + entries.length * 12 + 4;
  const file = Buffer.alloc(8 + pages * length);
  file.write('II*\0', 0, 'latin1');
  file.writeUInt32LE(8, 4);
  for (let page = 0; page < pages; page += 1) {
    const start = 8 + page * length;
    file.writeUInt16LE(entries.length, start);
    for (const [index, [tag = 0, value = 0]] of entries.entries()) {
      const at = start + 2 + index * 12;
      file.writeUInt16LE(tag, at);
      file.writeUInt16LE(3, at + 2);
      file.writeUInt32LE(1, at + 4);
      file.writeUInt32LE(value, at + 8);
    }
    file.writeUInt32LE(page + 1 < pages ? start + length : 0, start + length - 4);
  }
  return new Uint8Array(file);
}

/** A header that promises 900 million pixels. */
export function bmp(): Uint8Array {
  const file = Buffer.alloc(1_000);
  file.write('BM', 0, 'latin1');
  file.writeUInt32LE(54, 10);
  file.writeUInt32LE(40, 14);
  file.writeInt32LE(30_000, 18);
  file.writeInt32LE(-30_000, 22);
  file.writeUInt16LE(1, 26);
  file.writeUInt16LE(24, 28);
  return new Uint8Array(file);
}

/** One transparent pixel. */
export function pixel(): Uint8Array {
  return new Uint8Array(
    Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
      'base64',
    ),
  );
}
