'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { currentVersion, type Document } from '#contract/documents.ts';
import { versionsOf } from '#features/documents/versions.ts';
import { useDocuments } from '#features/documents/useDocuments.ts';
import { ConfirmDialog } from '#ui/alert-dialog.tsx';
import { Checkbox } from '#ui/checkbox.tsx';

type RemoveDocumentDialogProps = {
  document: Document;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onConfirm: (choice: { all_versions: boolean }) => void;
};

/** Asks before a document is deleted: one version of it, or all. */
export function RemoveDocumentDialog(props: RemoveDocumentDialogProps) {
  // Every row has one, and which versions there are is asked for only where somebody looks.
  return props.open ? <Question {...props} /> : null;
}

function Question({ document, onConfirm, ...dialog }: RemoveDocumentDialogProps) {
  const t = useTranslations('documents');
  const [all_versions, setAllVersions] = useState(false);
  const { data: documents = [] } = useDocuments(document.workspace_id);
  const versions = versionsOf(document, documents);
  const isCurrent = currentVersion(versions)?.id === document.id;
  const before = currentVersion(versions.filter(({ id }) => id !== document.id));
  return (
    <ConfirmDialog
      title={t('removeTitle', { name: document.file_name })}
      description={
        isCurrent && before && !all_versions
          ? `${t('removeHint')} ${t('versions.removeBefore')}`
          : t('removeHint')
      }
      confirmLabel={t('removeConfirm')}
      onConfirm={() => onConfirm({ all_versions })}
      {...dialog}
    >
      {versions.length > 1 && (
        <Checkbox
          label={t('versions.removeAll', { count: versions.length })}
          checked={all_versions}
          onChange={setAllVersions}
        />
      )}
    </ConfirmDialog>
  );
}
