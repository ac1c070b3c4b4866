'use client';

import { useRouter } from 'next/navigation';
import { toast } from 'sonner';
import { trpc } from '#client/trpc.ts';
import type { Workspace } from '#contract/workspaces.ts';
import { CreateWorkspaceForm } from '#features/workspaces/CreateWorkspaceForm.tsx';
import { workspacesTexts as texts } from '#features/workspaces/workspacesTexts.ts';
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
  const router = useRouter();
  const rename = trpc.workspaces.rename.useMutation({
    onError: () => toast.error(texts.renameFailed),
  });
  const remove = trpc.workspaces.remove.useMutation({
    onError: () => toast.error(texts.removeFailed),
    onSuccess: () => {
      toast.success(texts.removed(workspace.name));
      router.push('/');
    },
  });
  return (
    <>
      <Dialog open={open === 'create'} onOpenChange={onClose}>
        <DialogContent title={texts.newTitle} description={texts.newHint}>
          <CreateWorkspaceForm onCreated={onClose} />
        </DialogContent>
      </Dialog>
      <NameDialog
        open={open === 'rename'}
        onClose={onClose}
        title={texts.renameTitle}
        label={texts.name}
        maxLength={100}
        initial={workspace.name}
        missing={texts.nameMissing}
        saveLabel={texts.save}
        cancelLabel={texts.cancel}
        onSave={(name) => rename.mutate({ workspace_id: workspace.id, name })}
      />
      <ConfirmDialog
        open={open === 'remove'}
        onOpenChange={onClose}
        title={texts.removeTitle(workspace.name)}
        description={texts.removeHint}
        typed={{ label: texts.removeTyped(workspace.name), words: workspace.name }}
        confirmLabel={texts.removeConfirm}
        onConfirm={() => remove.mutate({ workspace_id: workspace.id })}
      />
    </>
  );
}
