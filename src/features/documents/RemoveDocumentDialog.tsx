import { documentsTexts as texts } from '#features/documents/documentsTexts.ts';
import { ConfirmDialog } from '#ui/alert-dialog.tsx';

/** Asks before a document is deleted. */
export function RemoveDocumentDialog({
  fileName,
  ...dialog
}: {
  fileName: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onConfirm: () => void;
}) {
  return (
    <ConfirmDialog
      title={texts.removeTitle(fileName)}
      description={texts.removeHint}
      confirmLabel={texts.removeConfirm}
      {...dialog}
    />
  );
}
