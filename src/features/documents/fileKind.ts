export type FileKind =
  | 'PDF'
  | 'Word'
  | 'PowerPoint'
  | 'Excel'
  | 'OpenDocument'
  | 'Spreadsheet'
  | 'Presentation'
  | 'CSV'
  | 'EPUB'
  | 'Email'
  | 'JSON'
  | 'Markdown'
  | 'HTML'
  | 'Text'
  | 'Image'
  | 'File';

const kinds: Record<string, FileKind> = {
  'application/pdf': 'PDF',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'Word',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'PowerPoint',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'Excel',
  'application/msword': 'Word',
  'application/vnd.ms-excel': 'Excel',
  'application/vnd.ms-powerpoint': 'PowerPoint',
  'application/vnd.oasis.opendocument.text': 'OpenDocument',
  'application/vnd.oasis.opendocument.spreadsheet': 'Spreadsheet',
  'application/vnd.oasis.opendocument.presentation': 'Presentation',
  'application/epub+zip': 'EPUB',
  'message/rfc822': 'Email',
  'application/json': 'JSON',
  'text/csv': 'CSV',
  'text/tab-separated-values': 'CSV',
  'text/markdown': 'Markdown',
  'text/html': 'HTML',
  'text/plain': 'Text',
};

/** What people call this type of file; `documents.kind` has it in their language. */
export function fileKind(mimeType: string): FileKind {
  return kinds[mimeType] ?? (mimeType.startsWith('image/') ? 'Image' : 'File');
}
