const userMessages = {
  encrypted: 'This file is protected by a password. Remove the password and upload it again.',
  empty:
    'There is no text in this file, and none could be recognised in its pictures. Scans must be sharp and upright.',
  broken: 'This file is damaged or incomplete. Open it, save it anew, and upload it again.',
  unsupported:
    'This kind of file cannot be read. Upload a PDF, DOCX, DOC, PPTX, PPT, XLSX, XLS, ODT, ODS, ODP, CSV, EPUB, EML, HTML, Markdown, JSON or text file, or a picture as PNG, JPEG, WebP, TIFF, GIF or BMP.',
  too_large: 'This file is too large or too complex to be read. Split it and upload the parts.',
  too_many_scans:
    'This file has more than 300 scanned pages, which is more than can be read at a time. Split it and upload the parts.',
  timed_out: 'Reading this file took too long. Split it and upload the parts.',
} as const;

export type ParseFailureCode = keyof typeof userMessages;

export const parseFailureCodes = Object.keys(userMessages);

export function isParseFailureCode(code: string): code is ParseFailureCode {
  return code in userMessages;
}

/** Why a file cannot be read, for good: another attempt would end alike. */
export class ParseFailure extends Error {
  readonly code: ParseFailureCode;

  constructor(code: ParseFailureCode, cause?: unknown) {
    super(`The file is ${code}`, { cause });
    this.name = 'ParseFailure';
    this.code = code;
  }

  /** A sentence for the person who uploaded it. */
  get userMessage(): string {
    return userMessages[this.code];
  }
}
