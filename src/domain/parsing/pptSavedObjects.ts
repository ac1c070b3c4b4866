import { ParseFailure } from '#domain/parsing/parseFailure.ts';
import { type PptRecord, recordAt, recordTypes } from '#domain/parsing/pptRecords.ts';

/** A file's objects as they were last saved. */
export type SavedObjects = {
  document: PptRecord;
  objectOf: (persistId: number) => PptRecord | undefined;
};

/** Of [MS-PPT] 2.3.2, CurrentUserAtom: that the file is encrypted, and where the last edit stands. */
const encryptedToken = 0xf3d1c4df;
const tokenAt = 12;
const currentEditAt = 16;

/**
 * PowerPoint saves what has changed after all that was there: each edit tells where its objects are, and where the
 * edit before it. [MS-PPT] 2.1.2 is how to read that.
 * @throws ParseFailure encrypted, or broken for a file without a document; RangeError where it is cut off
 */
export function readSavedObjects(stream: Buffer, currentUser: Buffer): SavedObjects {
  if (currentUser.readUInt32LE(tokenAt) === encryptedToken) throw new ParseFailure('encrypted');
  const offsets = new Map<number, number>();
  const seen = new Set<number>();
  let documentId = 0;
  for (let at = currentUser.readUInt32LE(currentEditAt); at !== 0 && !seen.has(at);) {
    seen.add(at);
    const { type, data } = recordAt(stream, at);
    if (type !== recordTypes.userEditAtom) throw new ParseFailure('broken');
    documentId ||= data.readUInt32LE(16);
    for (const [persistId, offset] of directoryAt(stream, data.readUInt32LE(12)))
      if (!offsets.has(persistId)) offsets.set(persistId, offset);
    at = data.readUInt32LE(8);
  }
  const objectOf = (persistId: number) => {
    const at = offsets.get(persistId);
    return at === undefined ? undefined : recordAt(stream, at);
  };
  const document = objectOf(documentId);
  if (document?.type !== recordTypes.document) throw new ParseFailure('broken');
  return { document, objectOf };
}

/** Runs of ids that follow each other, the first and how many in one number, then where each object is. */
function* directoryAt(stream: Buffer, at: number): Generator<[number, number]> {
  const { data } = recordAt(stream, at);
  for (let read = 0; read + 4 <= data.length;) {
    const run = data.readUInt32LE(read);
    const [first, count] = [run & 0xfffff, run >>> 20];
    for (let nth = 0; nth < count; nth += 1)
      yield [first + nth, data.readUInt32LE(read + 4 + nth * 4)];
    read += 4 + count * 4;
  }
}
