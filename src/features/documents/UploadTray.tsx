'use client';

import { useTranslations } from 'next-intl';
import { CircleAlert, CircleCheck, Copy, FileUp, RotateCw, X } from 'lucide-react';
import { type ReactNode, useEffect } from 'react';
import {
  areCounted,
  countBy,
  countRetryable,
  countUnderWay,
  findListed,
  shareDone,
  type Upload,
} from '#features/documents/uploadQueue.ts';
import type { PauseReason } from '#features/documents/usePause.ts';
import { useServerWords } from '#locales/useServerWords.ts';
import { Button } from '#ui/button.tsx';
import { IconButton } from '#ui/icon-button.tsx';
import { Progress } from '#ui/progress.tsx';

const clearAfterMs = 4_000;

type UploadTrayProps = {
  uploads: readonly Upload[];
  skipped: number;
  pausedFor: PauseReason | null;
  retry: (id: string) => void;
  retryAll: () => void;
  dismiss: (id: string) => void;
  stop: () => void;
  clear: () => void;
};

/** The files on their way, in the corner of every page of the workspace. */
export function UploadTray(props: UploadTrayProps) {
  const { uploads, retry, dismiss, stop, clear } = props;
  const t = useTranslations('documents.uploads');
  useClearedWhenDone(uploads, clear);
  if (uploads.length === 0) return null;
  const underWay = countUnderWay(uploads);
  const total = uploads.length;
  const place = Math.min(total - underWay + 1, total);
  return (
    <section
      aria-label={t('title')}
      className="fixed inset-x-3 bottom-[max(0.75rem,env(safe-area-inset-bottom))] z-30 rounded-xl border bg-popover shadow-xl sm:left-auto sm:w-88"
    >
      <header className="flex items-center justify-between border-b py-1.5 pr-1.5 pl-4">
        <h2 className="text-sm font-medium tabular-nums">
          <span role="status">
            {underWay > 0 ? t('uploading', { place, total }) : t('finished')}
          </span>
        </h2>
        <IconButton
          label={underWay > 0 ? t('stop') : t('close')}
          side="top"
          onClick={underWay > 0 ? stop : clear}
        >
          <X />
        </IconButton>
      </header>
      {underWay > 0 && total > 1 && (
        <Progress
          value={shareDone(uploads)}
          label={t('allProgress')}
          className="h-1 rounded-none"
        />
      )}
      <Notes {...props} />
      <ul className="max-h-64 divide-y overflow-y-auto">
        {findListed(uploads).map((upload) => (
          <UploadItem
            key={upload.id}
            upload={upload}
            onRetry={() => retry(upload.id)}
            onDismiss={() => dismiss(upload.id)}
          />
        ))}
      </ul>
    </section>
  );
}

/** What is to be said of all files together. */
function Notes({ uploads, skipped, pausedFor, retryAll }: UploadTrayProps) {
  const t = useTranslations('documents.uploads');
  const failed = countBy(uploads, 'failed');
  const there = areCounted(uploads) ? countBy(uploads, 'duplicate') : 0;
  const canRetry = countRetryable(uploads) > 1;
  if (skipped === 0 && there === 0 && !pausedFor && failed < 2) return null;
  return (
    <div className="grid gap-1 border-b px-4 py-2 text-xs text-muted-foreground">
      {pausedFor && <p role="status">{t(pausedFor)}</p>}
      {there > 0 && <p>{t('there', { count: there })}</p>}
      {skipped > 0 && <p>{t('skipped', { count: skipped })}</p>}
      {failed > 1 && (
        <p className="flex items-center justify-between gap-2 text-destructive">
          {t('failedCount', { count: failed })}
          {canRetry && (
            <Button variant="outline" size="sm" onClick={retryAll}>
              <RotateCw /> {t('retryAll')}
            </Button>
          )}
        </p>
      )}
    </div>
  );
}

/** What went well needs no tidying up; what did not stays until it is dismissed. */
function useClearedWhenDone(uploads: readonly Upload[], clear: () => void): void {
  const areAllDone = uploads.length > 0 && uploads.every(({ state }) => state.status === 'done');
  useEffect(() => {
    if (!areAllDone) return undefined;
    const timer = setTimeout(clear, clearAfterMs);
    return () => clearTimeout(timer);
  }, [areAllDone, clear]);
}

function UploadItem({
  upload: { file, folderPath, state },
  onRetry,
  onDismiss,
}: {
  upload: Upload;
  onRetry: () => void;
  onDismiss: () => void;
}) {
  const t = useTranslations('documents.uploads');
  const isOver = state.status !== 'waiting' && state.status !== 'uploading';
  const canRetry = state.status === 'failed' && state.canRetry;
  return (
    <li className="flex items-start gap-3 py-2.5 pr-1.5 pl-4">
      <span aria-hidden="true" className="mt-0.5">
        {icons[state.status]}
      </span>
      <div className="min-w-0 flex-1">
        <p
          className="truncate text-sm"
          title={folderPath ? `${folderPath}/${file.name}` : file.name}
        >
          {file.name}
        </p>
        <div className="mt-0.5 flex min-h-4.5 items-center text-xs text-muted-foreground">
          <UploadState name={file.name} state={state} />
        </div>
      </div>
      {canRetry && (
        <IconButton label={t('retry', { name: file.name })} side="top" onClick={onRetry}>
          <RotateCw />
        </IconButton>
      )}
      <IconButton
        label={isOver ? t('dismiss', { name: file.name }) : t('cancel', { name: file.name })}
        side="top"
        onClick={onDismiss}
      >
        <X />
      </IconButton>
    </li>
  );
}

const icons: Record<Upload['state']['status'], ReactNode> = {
  waiting: <FileUp className="size-4 text-muted-foreground" />,
  uploading: <FileUp className="size-4 text-primary" />,
  done: <CircleCheck className="size-4 text-success" />,
  duplicate: <Copy className="size-4 text-muted-foreground" />,
  failed: <CircleAlert className="size-4 text-destructive" />,
};

function UploadState({ name, state }: { name: string; state: Upload['state'] }) {
  const t = useTranslations('documents.uploads');
  const words = useServerWords();
  switch (state.status) {
    case 'waiting':
      return t('waiting');
    case 'uploading':
      return <Progress value={state.share} label={t('progress', { name })} />;
    case 'done':
      return t('done');
    case 'duplicate':
      return (
        <span>
          {state.fileName === name ? t('duplicateSame') : t('duplicate', { name: state.fileName })}
        </span>
      );
    case 'failed':
      return <span className="text-destructive">{words(state.reason)}</span>;
  }
}
