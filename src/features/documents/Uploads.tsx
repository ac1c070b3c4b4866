'use client';

import { useTranslations } from 'next-intl';
import { UploadCloud } from 'lucide-react';
import { createContext, type ReactNode, use, useMemo } from 'react';
import { useDropzone } from 'react-dropzone';
import { UploadTray } from '#features/documents/UploadTray.tsx';
import { useUploadQueue } from '#features/documents/useUploadQueue.ts';
import { useOwnRole } from '#features/members/useOwnRole.ts';
import { must } from '#shared/must.ts';

type UploadsContextValue = {
  chooseFiles: () => void;
  maxMb: number | undefined;
  mayUpload: boolean;
};

const UploadsContext = createContext<UploadsContextValue | null>(null);

/** How to choose files for the open workspace, and how large one may be. */
export function useUploads(): UploadsContextValue {
  return must(use(UploadsContext), 'Uploads above');
}

/** Takes files that are dropped anywhere on its children and shows how they go; pages come and go inside. */
export function Uploads({ workspaceId, children }: { workspaceId: string; children: ReactNode }) {
  const t = useTranslations('documents');
  const { add, maxMb, ...queue } = useUploadQueue(workspaceId);
  const mayUpload = useOwnRole(workspaceId).can('documents.write');
  const { getRootProps, getInputProps, isDragActive, open } = useDropzone({
    onDrop: add,
    disabled: !mayUpload,
    noClick: true,
    noKeyboard: true,
  });
  const value = useMemo(() => ({ chooseFiles: open, maxMb, mayUpload }), [open, maxMb, mayUpload]);
  return (
    <UploadsContext value={value}>
      <div {...getRootProps({ className: 'relative flex min-h-0 min-w-0 flex-1 flex-col' })}>
        <input {...getInputProps({ 'aria-label': t('chooseFiles'), style: { display: 'none' } })} />
        {children}
        {isDragActive && <DropOverlay />}
      </div>
      <UploadTray {...queue} />
    </UploadsContext>
  );
}

function DropOverlay() {
  const t = useTranslations('documents');
  return (
    <div className="pointer-events-none absolute inset-2 z-40 grid place-items-center rounded-xl border-2 border-dashed border-primary bg-primary-soft/90">
      <div className="text-center text-primary-soft-foreground">
        <UploadCloud aria-hidden="true" className="mx-auto size-10" />
        <p className="mt-2 text-lg font-semibold">{t('dropTitle')}</p>
        <p className="text-sm">{t('dropHint')}</p>
      </div>
    </div>
  );
}
