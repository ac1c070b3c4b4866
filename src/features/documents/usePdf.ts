'use client';

import { useEffect, useState } from 'react';
import { trpc } from '#client/trpc.ts';
import type { Document } from '#contract/documents.ts';
import { type OpenPdf, openPdf } from '#features/documents/openPdf.ts';
import { createRangeReader } from '#features/documents/rangeReader.ts';

/** Links live for five minutes; within that time the same one finds in the browser's cache what it has fetched. */
const linkStaleMs = 4 * 60_000;

/** The document's file, opened for as long as the component is shown. */
export function usePdf({ id, size_bytes }: Pick<Document, 'id' | 'size_bytes'>) {
  const { documents } = trpc.useUtils();
  const [attempt, setAttempt] = useState(0);
  const [opened, setOpened] = useState<{ attempt: number; pdf: OpenPdf | null } | null>(null);
  useEffect(() => {
    let isOver = false;
    const opening = openPdf({
      sizeBytes: size_bytes,
      read: createRangeReader({
        getLink: async ({ isRefused }) => {
          const options = { staleTime: isRefused ? 0 : linkStaleMs };
          return (await documents.downloadUrl.fetch({ document_id: id }, options)).url;
        },
        fetch: (address, init) => fetch(address, init),
      }),
    });
    opening.then(
      (pdf) => isOver || setOpened({ attempt, pdf }),
      () => isOver || setOpened({ attempt, pdf: null }),
    );
    return () => {
      isOver = true;
      opening.then((pdf) => pdf.close()).catch(() => {});
    };
  }, [documents, id, size_bytes, attempt]);
  const current = opened?.attempt === attempt ? opened : null;
  return {
    /** Null while it is being opened, and when it could not be. */
    pdf: current?.pdf ?? null,
    hasFailed: current?.pdf === null,
    retry: () => setAttempt((count) => count + 1),
  };
}
