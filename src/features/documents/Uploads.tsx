'use client';

import { useTranslations } from 'next-intl';
import { UploadCloud } from 'lucide-react';
import { createContext, type ReactNode, use, useMemo, useRef, useState } from 'react';
import { useDropzone } from 'react-dropzone';
import { AddUrlDialog } from '#features/documents/AddUrlDialog.tsx';
import { UploadTray } from '#features/documents/UploadTray.tsx';
import { useUploadQueue } from '#features/documents/useUploadQueue.ts';
import { useOwnRole } from '#features/members/useOwnRole.ts';
import { must } from '#shared/must.ts';

type UploadsContextValue = {
  chooseFiles: () => void;
  /** With all that is in it. */
  chooseFolder: () => void;
  /** Of a web page. */
  askForUrl: () => void;
  maxMb: number | undefined;
  mayUpload: boolean;
};

const UploadsContext = createContext<UploadsContextValue | null>(null);

/** How to add documents to the open workspace, and how large a file may be. */
export function useUploads(): UploadsContextValue {
  return must(use(UploadsContext), 'Uploads above');
}

/**
 * Takes files and folders that are dropped anywhere on its children and shows how they go; pages come and go
 * inside.
 */
export function Uploads({ workspaceId, children }: { workspaceId: string; children: ReactNode }) {
  const t = useTranslations('documents');
  const { add, maxMb, ...queue } = useUploadQueue(workspaceId);
  const mayUpload = useOwnRole(workspaceId).can('documents.write');
  const folderInput = useRef<HTMLInputElement>(null);
  const [isAskingForUrl, setIsAskingForUrl] = useState(false);
  const { getRootProps, getInputProps, isDragActive, open } = useDropzone({
    onDrop: add,
    disabled: !mayUpload,
    noClick: true,
    noKeyboard: true,
  });
  const value = useMemo(
    () => ({
      chooseFiles: open,
      chooseFolder: () => folderInput.current?.click(),
      askForUrl: () => setIsAskingForUrl(true),
      maxMb,
      mayUpload,
    }),
    [open, maxMb, mayUpload],
  );
  return (
    <UploadsContext value={value}>
      <div {...getRootProps({ className: 'relative flex min-h-0 min-w-0 flex-1 flex-col' })}>
        <input {...getInputProps({ 'aria-label': t('chooseFiles'), style: { display: 'none' } })} />
        <input
          ref={(input) => {
            folderInput.current = input;
            // React has no name for it.
            if (input) input.webkitdirectory = true;
          }}
          type="file"
          aria-label={t('chooseFolder')}
          className="hidden"
          onChange={({ target }) => {
            add([...(target.files ?? [])]);
            // So that the same folder may be chosen again.
            target.value = '';
          }}
        />
        {children}
        {isDragActive && <DropOverlay />}
      </div>
      <AddUrlDialog
        workspaceId={workspaceId}
        open={isAskingForUrl}
        onClose={() => setIsAskingForUrl(false)}
      />
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
