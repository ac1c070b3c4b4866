'use client';

import type { Conversation } from '#contract/conversations.ts';
import { useOwnRole } from '#features/members/useOwnRole.ts';
import { Composer } from '#features/messages/Composer.tsx';
import { messagesTexts as texts } from '#features/messages/messagesTexts.ts';
import { useDraft } from '#features/messages/useDraft.ts';
import { AnswerModeNotice } from '#features/settings/AnswerModeNotice.tsx';

/** Where one writes the next message, or why one cannot. */
export function WritingPlace({
  conversation,
  writingId,
  onSend,
}: {
  conversation: Conversation;
  writingId: string | null;
  onSend: (content: string) => void;
}) {
  const { id, workspace_id, kind } = conversation;
  const [draft, setDraft] = useDraft(id);
  const { can } = useOwnRole(workspace_id);
  if (!can('conversations.write'))
    return <p className="pb-3 text-center text-sm text-muted-foreground">{texts.readOnly}</p>;
  return (
    <>
      <Composer
        kind={kind}
        conversationId={id}
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
