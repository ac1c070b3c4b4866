'use client';

import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { toast } from 'sonner';
import { trpc } from '#client/trpc.ts';
import type { Workspace } from '#contract/workspaces.ts';
import { CreateWorkspaceForm } from '#features/workspaces/CreateWorkspaceForm.tsx';
import { ConfirmDialog } from '#ui/alert-dialog.tsx';
import { Dialog, DialogContent } from '#ui/dialog.tsx';
import { NameDialog } from '#ui/name-dialog.tsx';

export type WorkspaceDialog = 'create' | 'rename' | 'remove';

/** What can be done with workspaces, each in its dialog; `open` says which one is shown. */
export function WorkspaceDialogs({
  workspace,
  open,
  onClose,
}: {
  workspace: Workspace;
  open: WorkspaceDialog | null;
  onClose: () => void;
}) {
  const t = useTranslations('workspaces');
  const router = useRouter();
  const rename = trpc.workspaces.rename.useMutation({
    onError: () => toast.error(t('renameFailed')),
  });
  const remove = trpc.workspaces.remove.useMutation({
    onError: () => toast.error(t('removeFailed')),
    onSuccess: () => {
      toast.success(t('removed', { name: workspace.name }));
      router.push('/');
    },
  });
  return (
    <>
      <Dialog open={open === 'create'} onOpenChange={onClose}>
        <DialogContent title={t('newTitle')} description={t('newHint')}>
          <CreateWorkspaceForm onCreated={onClose} />
        </DialogContent>
      </Dialog>
      <NameDialog
        open={open === 'rename'}
        onClose={onClose}
        title={t('renameTitle')}
        label={t('name')}
        maxLength={100}
        initial={workspace.name}
        missing={t('nameMissing')}
        saveLabel={t('save')}
        cancelLabel={t('cancel')}
        onSave={(name) => rename.mutate({ workspace_id: workspace.id, name })}
      />
      <ConfirmDialog
        open={open === 'remove'}
        onOpenChange={onClose}
        title={t('removeTitle', { name: workspace.name })}
        description={t('removeHint')}
        typed={{ label: t('removeTyped', { name: workspace.name }), words: workspace.name }}
        confirmLabel={t('removeConfirm')}
        onConfirm={() => remove.mutate({ workspace_id: workspace.id })}
      />
    </>
  );
}
