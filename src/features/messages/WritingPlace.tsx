'use client';

import { useTranslations } from 'next-intl';
import type { MessageDraft } from '#client/optimisticMessage.ts';
import type { Conversation } from '#contract/conversations.ts';
import { useOwnRole } from '#features/members/useOwnRole.ts';
import { Composer } from '#features/messages/Composer.tsx';
import { useDraft } from '#features/messages/useDraft.ts';
import { AnswerModeNotice } from '#features/settings/AnswerModeNotice.tsx';

export type Send = (content: string, of?: Pick<MessageDraft, 'role' | 'internal'>) => void;

/** `writingId`: the answer that is being written. */
export type WritingPlaceProps = {
  conversation: Conversation;
  writingId: string | null;
  onSend: Send;
};

/** Where one writes the next message, or why one cannot. */
export function WritingPlace({ conversation, writingId, onSend }: WritingPlaceProps) {
  const t = useTranslations('messages');
  const { id, workspace_id, kind } = conversation;
  const [draft, setDraft] = useDraft(id);
  const { can } = useOwnRole(workspace_id);
  if (!can('conversations.write'))
    return <p className="pb-3 text-center text-sm text-muted-foreground">{t('readOnly')}</p>;
  return (
    <>
      <Composer
        conversationId={id}
        placeholder={t(`composer.placeholder.${kind}`)}
        draft={draft}
        onDraft={setDraft}
        onSend={(content) => {
          setDraft('');
          onSend(content);
        }}
        writingId={writingId}
      />
      {kind === 'ai' && (
        <div className="mt-2">
          <AnswerModeNotice />
        </div>
      )}
    </>
  );
}
