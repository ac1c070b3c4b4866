import { rootStreams } from '#domain/parsing/compoundFile.ts';

/** The stream that holds a kind of document. */
const types = [
  ['Workbook', 'application/vnd.ms-excel'],
  ['Book', 'application/vnd.ms-excel'],
  ['PowerPoint Document', 'application/vnd.ms-powerpoint'],
] as const;
const wordStream = 'WordDocument';
const lockedStream = 'EncryptedPackage';

/** Of [MS-DOC] 2.5.1, FibBase: what documents since Word 97 begin with, and the flag of an encrypted one. */
const wordMagic = 0xa5ec;
const flagsAt = 10;
const encryptedFlag = 0x0100;
const headerBytes = 12;

/** What a file of Office 97 to 2003 is; null for another kind, as Outlook's, and for older ones. */
export function detectCompoundType(
  bytes: Uint8Array,
): 'application/msword' | (typeof types)[number][1] | null {
  const streams = lowerCased(rootStreams(bytes));
  const type = types.find(([name]) => streams.has(name.toLowerCase()))?.[1];
  return type ?? (wordFlags(streams) === null ? null : 'application/msword');
}

/** Whether Office has put it behind a password. */
export function isLockedCompound(bytes: Uint8Array): boolean {
  const streams = lowerCased(rootStreams(bytes));
  const flags = wordFlags(streams) ?? 0;
  return streams.has(lockedStream.toLowerCase()) || (flags & encryptedFlag) !== 0;
}

/** Some programs write names in capitals. */
const lowerCased = (streams: ReadonlyMap<string, Buffer>) =>
  new Map(Array.from(streams, ([name, sector]) => [name.toLowerCase(), sector]));

/** Null for what is no document of Word 97 or later. */
function wordFlags(streams: ReadonlyMap<string, Buffer>): number | null {
  const header = streams.get(wordStream.toLowerCase());
  if (!header || header.length < headerBytes || header.readUInt16LE(0) !== wordMagic) return null;
  return header.readUInt16LE(flagsAt);
}
