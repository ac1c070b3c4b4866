import { useTranslations } from 'next-intl';
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
  const t = useTranslations('documents');
  return (
    <ConfirmDialog
      title={t('removeTitle', { name: fileName })}
      description={t('removeHint')}
      confirmLabel={t('removeConfirm')}
      {...dialog}
    />
  );
}
