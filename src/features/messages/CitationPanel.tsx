'use client';

import { useTranslations } from 'next-intl';
import { trpc } from '#client/trpc.ts';
import type { Citation } from '#contract/citations.ts';
import { DocumentPanel } from '#features/documents/DocumentPanel.tsx';
import type { OpenDocument } from '#features/documents/useOpenDocument.ts';
import { parseSource } from '#features/messages/citationSource.ts';
import { useMessages } from '#features/messages/useMessages.ts';
import { SidePanel } from '#ui/side-panel.tsx';

/** Beside a conversation: the document of the open citation, with the quoted passage marked on its page. */
export function CitationPanel({
  conversationId,
  open,
  onPage,
  onClose,
  dockFrom,
}: {
  conversationId: string;
  open: OpenDocument | null;
  onPage: (page: number) => void;
  onClose: () => void;
  dockFrom?: string;
}) {
  const t = useTranslations('messages');
  const citation = useOpenCitation(conversationId, open);
  const quote = citation && citation.page_from === open?.page ? citation.quote : null;
  return (
    <SidePanel
      isOpen={open !== null}
      title={t('sourcePanel')}
      onClose={onClose}
      dockFrom={dockFrom}
    >
      {open && (
        <DocumentPanel
          key={open.documentId}
          documentId={open.documentId}
          page={open.page}
          onPage={onPage}
          quote={quote}
          onClose={onClose}
        />
      )}
    </SidePanel>
  );
}

/** The citation that the address names, also of a message so old that it is not loaded. */
function useOpenCitation(conversationId: string, open: OpenDocument | null): Citation | null {
  const source = parseSource(open?.source ?? null);
  const { messages } = useMessages(conversationId);
  const loaded = messages?.find(({ id }) => id === source?.messageId);
  const { data: fetched } = trpc.messages.get.useQuery(
    { message_id: source?.messageId ?? '' },
    { enabled: source !== null && messages !== undefined && !loaded },
  );
  const citations = (loaded ?? fetched)?.citations;
  const citation = citations?.find(({ n }) => n === source?.n);
  return citation && citation.document_id === open?.documentId ? citation : null;
}
