export type FileKind = 'PDF' | 'Word' | 'Markdown' | 'HTML' | 'Text' | 'File';

const kinds: Record<string, FileKind> = {
  'application/pdf': 'PDF',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'Word',
  'text/markdown': 'Markdown',
  'text/html': 'HTML',
  'text/plain': 'Text',
};

/** What people call this type of file. */
export function fileKind(mimeType: string): FileKind {
  return kinds[mimeType] ?? 'File';
}
