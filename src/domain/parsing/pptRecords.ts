/** A piece of a PowerPoint 97 to 2003 file, as [MS-PPT] 2.3.1 describes it: data, or a container of others. */
export type PptRecord = { type: number; instance: number; data: Buffer; isContainer: boolean };

/** Those that this product reads, by their names in [MS-PPT] 2.13.24. */
export const recordTypes = {
  document: 0x03e8,
  notesAtom: 0x03f1,
  slidePersistAtom: 0x03f3,
  outlineTextRefAtom: 0x0f9e,
  textHeaderAtom: 0x0f9f,
  textCharsAtom: 0x0fa0,
  textBytesAtom: 0x0fa8,
  slideListWithText: 0x0ff0,
  userEditAtom: 0x0ff5,
  persistDirectoryAtom: 0x1772,
  clientTextbox: 0xf00d,
} as const;

const headerBytes = 8;
const containerVersion = 0xf;

/** @throws RangeError where there is none */
export function recordAt(stream: Buffer, at: number): PptRecord {
  const versionAndInstance = stream.readUInt16LE(at);
  const start = at + headerBytes;
  return {
    type: stream.readUInt16LE(at + 2),
    instance: versionAndInstance >> 4,
    isContainer: (versionAndInstance & 0xf) === containerVersion,
    data: stream.subarray(start, start + stream.readUInt32LE(at + 4)),
  };
}

/** The records side by side in a container. */
export function* recordsIn({ data }: PptRecord): Generator<PptRecord> {
  for (let at = 0; at + headerBytes <= data.length;) {
    const record = recordAt(data, at);
    yield record;
    at += headerBytes + record.data.length;
  }
}

/** All of one type inside a container, however deep, in their order. */
export function* recordsWithin(container: PptRecord, type: number): Generator<PptRecord> {
  for (const record of recordsIn(container))
    if (record.type === type) yield record;
    else if (record.isContainer) yield* recordsWithin(record, type);
}
