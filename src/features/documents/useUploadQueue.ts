'use client';

import { useTranslations } from 'next-intl';
import { useCallback, useEffect, useReducer, useRef } from 'react';
import { useLive } from '#client/liveContext.tsx';
import { trpc } from '#client/trpc.ts';
import type { Translator } from '#locales/translator.ts';
import { useIdentity } from '#features/auth/SessionProvider.tsx';
import { uploadFile, UploadError } from '#features/documents/uploadFile.ts';
import { findStartable, reduceUploads, type Upload } from '#features/documents/uploadQueue.ts';

const atOnce = 3;
const bytesPerMb = 1024 * 1024;

/** The files on their way into a workspace: at most three at once, each with its progress. */
export function useUploadQueue(workspaceId: string) {
  const t = useTranslations('documents.uploads');
  const [uploads, dispatch] = useReducer(reduceUploads, []);
  const { data: settings } = trpc.settings.get.useQuery();
  const send = useSend(workspaceId);
  const aborts = useRef(new Map<string, AbortController>());
  const maxMb = settings?.max_upload_mb;

  const start = useCallback(
    async ({ id, file }: Upload) => {
      const controller = new AbortController();
      aborts.current.set(id, controller);
      const change = (state: Upload['state']) => dispatch({ type: 'changed', id, state });
      change({ status: 'uploading', share: 0 });
      const onProgress = (share: number) => change({ status: 'uploading', share });
      const outcome = await send({ file, onProgress, signal: controller.signal });
      aborts.current.delete(id);
      change(outcome);
    },
    [send],
  );
  useEffect(() => {
    for (const upload of findStartable(uploads, atOnce)) void start(upload);
  }, [uploads, start]);
  const clear = useCallback(() => dispatch({ type: 'cleared' }), []);
  // Whoever leaves the workspace leaves its uploads.
  useEffect(() => {
    const running = aborts.current;
    return () => running.forEach((controller) => controller.abort());
  }, []);

  return {
    uploads,
    maxMb,
    add: (files: readonly File[]) =>
      dispatch({ type: 'added', uploads: files.map((file) => toUpload(file, maxMb, t)) }),
    retry: (id: string) => dispatch({ type: 'changed', id, state: { status: 'waiting' } }),
    dismiss: (id: string) => {
      aborts.current.get(id)?.abort();
      dispatch({ type: 'dismissed', id });
    },
    clear,
  };
}

function toUpload(
  file: File,
  maxMb: number | undefined,
  t: Translator<'documents.uploads'>,
): Upload {
  const isTooLarge = maxMb !== undefined && file.size > maxMb * bytesPerMb;
  return {
    id: crypto.randomUUID(),
    file,
    state: isTooLarge
      ? { status: 'failed', reason: t('tooLarge', { maxMb }), canRetry: false }
      : { status: 'waiting' },
  };
}

/** Sends one file and puts the document into the cache, before its event comes. */
function useSend(workspaceId: string) {
  const t = useTranslations('documents.uploads');
  const identity = useIdentity();
  const { liveCache } = useLive();
  return useCallback(
    async (options: {
      file: File;
      signal: AbortSignal;
      onProgress: (share: number) => void;
    }): Promise<Upload['state']> => {
      try {
        const { data } = await identity().getSession();
        const token = data.session?.access_token ?? null;
        const answer = liveCache.expectAnswer();
        const { document, duplicate } = await uploadFile({ ...options, workspaceId, token, t });
        answer([{ type: 'document.created', payload: { workspace_id: workspaceId, document } }]);
        return duplicate
          ? { status: 'duplicate', fileName: document.file_name }
          : { status: 'done' };
      } catch (error) {
        if (error instanceof UploadError)
          return { status: 'failed', reason: error.message, canRetry: error.canRetry };
        return { status: 'failed', reason: t('failed'), canRetry: true };
      }
    },
    [identity, liveCache, workspaceId, t],
  );
}
