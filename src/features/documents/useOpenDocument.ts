'use client';

import { useCallback } from 'react';
import { useQueryParams } from '#ui/use-query-params.ts';

/** The document that a panel shows. `source` names the citation that opened it: `<message id>.<n>`. */
export type OpenDocument = { documentId: string; page: number; source: string | null };

/** The open document is part of the address, so that a reload or a sent link shows the same page. */
export function useOpenDocument() {
  const { params, setParams } = useQueryParams();
  const documentId = params.get('document');
  const page = Number.parseInt(params.get('page') ?? '1', 10);
  const open: OpenDocument | null =
    documentId === null
      ? null
      : { documentId, page: page > 0 ? page : 1, source: params.get('source') };
  const isOpen = open !== null;

  const show = useCallback(
    ({ documentId: document, ...rest }: OpenDocument) =>
      setParams({ document, ...rest }, { replace: isOpen }),
    [setParams, isOpen],
  );
  const turnTo = useCallback(
    (next: number) => setParams({ page: next }, { replace: true }),
    [setParams],
  );
  const close = useCallback(
    () => setParams({ document: null, page: null, source: null }, { replace: true }),
    [setParams],
  );
  return { open, show, turnTo, close };
}
