'use client';

import { useTranslations } from 'next-intl';
import { useCallback, useEffect, useReducer, useRef, useState } from 'react';
import { useLive } from '#client/liveContext.tsx';
import { trpc } from '#client/trpc.ts';
import type { Translator } from '#locales/translator.ts';
import { useIdentity } from '#features/auth/SessionProvider.tsx';
import { type FolderFile, folderFile, isHidden } from '#features/documents/folderFiles.ts';
import { uploadFile, UploadError } from '#features/documents/uploadFile.ts';
import {
  countUnderWay,
  findStartable,
  reduceUploads,
  type Upload,
} from '#features/documents/uploadQueue.ts';
import { type PauseReason, usePause } from '#features/documents/usePause.ts';

const atOnce = 3;
const bytesPerMb = 1024 * 1024;

/**
 * The files on their way into a workspace: at most three at once, each with its progress. All wait together
 * while the server says that it is asked too much, or cannot be reached.
 */
export function useUploadQueue(workspaceId: string) {
  const t = useTranslations('documents.uploads');
  const [uploads, dispatch] = useReducer(reduceUploads, []);
  const [skipped, setSkipped] = useState(0);
  const { data: settings } = trpc.settings.get.useQuery();
  const send = useSend(workspaceId);
  const { pausedFor, pause, resume } = usePause();
  const aborts = useRef(new Map<string, AbortController>());
  const maxMb = settings?.max_upload_mb;

  const start = useCallback(
    async (upload: Upload) => {
      const { id } = upload;
      const controller = new AbortController();
      aborts.current.set(id, controller);
      const change = (state: Upload['state']) => dispatch({ type: 'changed', id, state });
      change({ status: 'uploading', share: 0 });
      const onProgress = (share: number) => change({ status: 'uploading', share });
      const outcome = await send({ ...upload, onProgress, signal: controller.signal });
      aborts.current.delete(id);
      if (outcome === 'busy' || outcome === 'away') {
        const isWorthWaiting = pause(outcome);
        change(
          isWorthWaiting
            ? { status: 'waiting' }
            : { status: 'failed', reason: t('failed'), canRetry: true },
        );
      } else {
        resume();
        change(outcome);
      }
    },
    [send, pause, resume, t],
  );
  useEffect(() => {
    if (pausedFor) return;
    for (const upload of findStartable(uploads, atOnce)) void start(upload);
  }, [uploads, start, pausedFor]);
  useWarningBeforeLeaving(countUnderWay(uploads) > 0);
  const clear = useCallback(() => {
    dispatch({ type: 'cleared' });
    setSkipped(0);
  }, []);
  // Whoever leaves the workspace leaves its uploads.
  useEffect(() => {
    const running = aborts.current;
    return () => running.forEach((controller) => controller.abort());
  }, []);

  return {
    uploads,
    /** Hidden files of a folder, which are not uploaded. */
    skipped,
    pausedFor,
    maxMb,
    add: (files: readonly File[]) => {
      const all = files.map(folderFile);
      const meant = all.filter((file) => !isHidden(file));
      setSkipped((before) => before + all.length - meant.length);
      dispatch({ type: 'added', uploads: meant.map((file) => toUpload(file, maxMb, t)) });
    },
    retry: (id: string) => dispatch({ type: 'changed', id, state: { status: 'waiting' } }),
    retryAll: () => dispatch({ type: 'retried' }),
    dismiss: (id: string) => {
      aborts.current.get(id)?.abort();
      dispatch({ type: 'dismissed', id });
    },
    stop: () => {
      aborts.current.forEach((controller) => controller.abort());
      dispatch({ type: 'stopped' });
      setSkipped(0);
    },
    clear,
  };
}

function toUpload(
  { file, folderPath }: FolderFile,
  maxMb: number | undefined,
  t: Translator<'documents.uploads'>,
): Upload {
  const isTooLarge = maxMb !== undefined && file.size > maxMb * bytesPerMb;
  return {
    id: crypto.randomUUID(),
    file,
    folderPath,
    state: isTooLarge
      ? { status: 'failed', reason: t('tooLarge', { maxMb }), canRetry: false }
      : { status: 'waiting' },
  };
}

/** What is on its way is lost when the page is closed or loaded anew, so the browser asks first. */
function useWarningBeforeLeaving(isUnderWay: boolean): void {
  useEffect(() => {
    if (!isUnderWay) return undefined;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [isUnderWay]);
}

/** Sends one file and puts the document into the cache, before its event comes. */
function useSend(workspaceId: string) {
  const t = useTranslations('documents.uploads');
  const identity = useIdentity();
  const { liveCache } = useLive();
  return useCallback(
    async (
      options: FolderFile & { signal: AbortSignal; onProgress: (share: number) => void },
    ): Promise<Upload['state'] | PauseReason> => {
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
        if (!(error instanceof UploadError))
          return { status: 'failed', reason: t('failed'), canRetry: true };
        if (error.pause) return error.pause;
        return { status: 'failed', reason: error.message, canRetry: error.canRetry };
      }
    },
    [identity, liveCache, workspaceId, t],
  );
}
