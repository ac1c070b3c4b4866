/** Of [MS-CFB] 2.2: the container in which Office kept everything until 2007, and still keeps what is locked. */
const signature = 'd0cf11e0a1b11ae1';
const sectorShiftAt = 30;
const directoryAt = 48;
const smallBelowAt = 56;
const moreFatAt = 68;
const fatAt = 76;
const fatInHeader = 109;
/** Sectors from here on are none, but ends of chains and the like. */
const noSector = 0xfffffffa;
const smallSector = 64;

/** Of [MS-CFB] 2.6.1: an entry of the directory, a node in a tree of those beside it. */
const entryBytes = 128;
const nameLengthAt = 64;
const leftAt = 68;
const rightAt = 72;
const childAt = 76;
const startAt = 116;
const sizeAt = 120;

export function isCompoundFile(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 8)).toString('hex') === signature;
}

/**
 * What lies at the root of a compound file, by name, with the first bytes of each: others lie inside another
 * document, as a sheet in a letter. Of a damaged file what can be told; the rest is not read, whatever its size.
 */
export function rootStreams(bytes: Uint8Array): Map<string, Buffer> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const streams = new Map<string, Buffer>();
  try {
    const sectors = openSectors(file);
    const entries = [...sectors.from(file.readUInt32LE(directoryAt))].flatMap(entriesIn);
    const root = entries[0];
    const waiting = root ? [root.readUInt32LE(childAt)] : [];
    const seen = new Set<number>();
    for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
      const entry = entries[at];
      if (!root || !entry || seen.has(at)) continue;
      seen.add(at);
      waiting.push(entry.readUInt32LE(leftAt), entry.readUInt32LE(rightAt));
      const isSmall = entry.readUInt32LE(sizeAt) < file.readUInt32LE(smallBelowAt);
      const start = entry.readUInt32LE(startAt);
      const name = entry.toString('utf16le', 0, Math.max(entry.readUInt16LE(nameLengthAt) - 2, 0));
      streams.set(name, isSmall ? sectors.smallAt(root, start) : sectors.at(start));
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  return streams;
}

const entriesIn = (sector: Buffer) =>
  Array.from({ length: Math.floor(sector.length / entryBytes) }, (_, nth) =>
    sector.subarray(nth * entryBytes, (nth + 1) * entryBytes),
  );

function openSectors(file: Buffer) {
  const size = 1 << file.readUInt16LE(sectorShiftAt);
  const at = (sector: number) => file.subarray((sector + 1) * size, (sector + 2) * size);
  /** The table that chains them is in sectors that the header lists, and a chain of others. */
  const fat = Array.from({ length: fatInHeader }, (_, nth) => file.readUInt32LE(fatAt + nth * 4));
  const lists = new Set<number>();
  for (let list = file.readUInt32LE(moreFatAt); list < noSector && !lists.has(list);) {
    lists.add(list);
    const numbers = at(list);
    for (let each = 0; each + 8 <= numbers.length; each += 4) fat.push(numbers.readUInt32LE(each));
    list = numbers.readUInt32LE(numbers.length - 4);
  }
  function* from(start: number): Generator<Buffer> {
    const seen = new Set<number>();
    for (let sector = start; sector < noSector && !seen.has(sector);) {
      seen.add(sector);
      yield at(sector);
      const table = at(fat[Math.floor((sector * 4) / size)] ?? noSector);
      sector = table.readUInt32LE((sector * 4) % size);
    }
  }
  /** Small streams stand together in one that is the root's. */
  const smallAt = (root: Buffer, sector: number): Buffer => {
    const place = sector * smallSector;
    let before = Math.floor(place / size);
    for (const part of from(root.readUInt32LE(startAt))) {
      if (before === 0) return part.subarray(place % size, (place % size) + smallSector);
      before -= 1;
    }
    return Buffer.alloc(0);
  };
  return { at, from, smallAt };
}
