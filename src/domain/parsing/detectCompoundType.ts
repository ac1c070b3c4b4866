import CFB, { type CFB$Container as Container } from 'cfb';
import { ParseFailure } from '#domain/parsing/parseFailure.ts';

/** Of [MS-CFB], the container in which Office kept everything until 2007, and still keeps what is locked. */
const signature = 'd0cf11e0a1b11ae1';

/** The stream that holds a kind of document, at the root: others lie inside another, as a sheet in a letter. */
const excelStreams = ['/Workbook', '/Book'];
const powerPointStream = '/PowerPoint Document';
const wordStream = '/WordDocument';
const lockedStream = '/EncryptedPackage';

/** Of [MS-DOC] 2.5.1, FibBase: what documents since Word 97 begin with, and the flag of an encrypted one. */
const wordMagic = 0xa5ec;
const flagsAt = 10;
const encryptedFlag = 0x0100;
const headerBytes = 12;

export function isCompoundFile(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 8)).toString('hex') === signature;
}

/**
 * What a file of Office 97 to 2003 is; null for another kind, as Outlook's, and for older ones.
 * @throws ParseFailure encrypted for one behind a password, broken for one that is cut off
 */
export function detectCompoundType(
  bytes: Uint8Array,
): 'application/msword' | 'application/vnd.ms-excel' | 'application/vnd.ms-powerpoint' | null {
  const container = openContainer(bytes);
  const has = (path: string) => CFB.find(container, path) !== null;
  if (has(lockedStream)) throw new ParseFailure('encrypted');
  if (excelStreams.some(has)) return 'application/vnd.ms-excel';
  if (has(powerPointStream)) return 'application/vnd.ms-powerpoint';
  const content = CFB.find(container, wordStream)?.content ?? [];
  if (content.length < headerBytes) return null;
  const header = Buffer.from(content.slice(0, headerBytes));
  if (header.readUInt16LE(0) !== wordMagic) return null;
  if ((header.readUInt16LE(flagsAt) & encryptedFlag) !== 0) throw new ParseFailure('encrypted');
  return 'application/msword';
}

function openContainer(bytes: Uint8Array): Container {
  try {
    return CFB.read(Buffer.from(bytes), { type: 'buffer' });
  } catch (error) {
    throw new ParseFailure('broken', error);
  }
}
