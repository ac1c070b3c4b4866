'use client';

import { useTranslations } from 'next-intl';
import { toast } from 'sonner';
import { trpc } from '#client/trpc.ts';
import type { Document } from '#contract/documents.ts';
import { useOwnRole } from '#features/members/useOwnRole.ts';

/** What can be done with a document; a failure is told in the corner, success shows by itself. */
export function useDocumentActions({
  id: document_id,
  workspace_id,
}: Pick<Document, 'id' | 'workspace_id'>) {
  const t = useTranslations('documents');
  const { can } = useOwnRole(workspace_id);
  const utils = trpc.useUtils();
  const retry = trpc.documents.retry.useMutation({
    onError: () => toast.error(t('retryFailed')),
  });
  const remove = trpc.documents.remove.useMutation({
    onError: () => toast.error(t('removeFailed')),
  });
  const restore = trpc.documents.restore.useMutation({
    onError: () => toast.error(t('versions.restoreFailed')),
  });
  const refetch = trpc.documents.refetch.useMutation({
    onError: () => toast.error(t('webPage.refetchFailed')),
  });
  const download = async () => {
    try {
      const { url } = await utils.client.documents.downloadUrl.query({ document_id });
      // It comes as an attachment, so this page stays.
      window.location.assign(url);
    } catch {
      toast.error(t('downloadFailed'));
    }
  };
  return {
    mayWrite: can('documents.write'),
    download,
    retry: () => retry.mutate({ document_id }),
    isRetrying: retry.isPending,
    restore: () => restore.mutate({ document_id }),
    refetch: () => refetch.mutate({ document_id }),
    isAskingForRefetch: refetch.isPending,
    remove: ({ all_versions }: { all_versions: boolean }) =>
      remove.mutate({ document_id, all_versions }),
    isRemoving: remove.isPending,
  };
}
