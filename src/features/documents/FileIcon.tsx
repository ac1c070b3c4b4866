import {
  BookOpen,
  File,
  FileBraces,
  FileCode,
  FileImage,
  FileSpreadsheet,
  FileText,
  FileType,
  Globe,
  Mail,
  Presentation,
} from 'lucide-react';
import type { Document } from '#contract/documents.ts';
import { type FileKind, fileKind } from '#features/documents/fileKind.ts';
import { cn } from '#ui/cn.ts';

const icons: Record<FileKind, typeof File> = {
  PDF: FileText,
  Word: FileType,
  PowerPoint: Presentation,
  Excel: FileSpreadsheet,
  OpenDocument: FileType,
  Spreadsheet: FileSpreadsheet,
  Presentation,
  CSV: FileSpreadsheet,
  EPUB: BookOpen,
  Email: Mail,
  JSON: FileBraces,
  Markdown: FileCode,
  HTML: FileCode,
  Text: FileText,
  Image: FileImage,
  File,
};

/** The type of a file at a glance. */
export function FileIcon({
  document: { mime_type, source_url },
  className,
}: {
  document: Pick<Document, 'mime_type' | 'source_url'>;
  className?: string;
}) {
  const Icon = source_url === null ? icons[fileKind(mime_type)] : Globe;
  return (
    <span
      aria-hidden="true"
      className={cn(
        'grid size-9 shrink-0 place-items-center rounded-lg bg-muted text-muted-foreground',
        className,
      )}
    >
      <Icon className="size-4.5" />
    </span>
  );
}
