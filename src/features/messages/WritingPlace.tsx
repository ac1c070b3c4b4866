'use client';

import { useTranslations } from 'next-intl';
import { trpc } from '#client/trpc.ts';
import type { MessageDraft } from '#client/optimisticMessage.ts';
import type { Conversation } from '#contract/conversations.ts';
import { useUserId } from '#features/auth/useUserId.ts';
import { useNames } from '#features/members/useNames.ts';
import { useOwnRole } from '#features/members/useOwnRole.ts';
import { Composer } from '#features/messages/Composer.tsx';
import { findNames, mentionQuery, withMention } from '#features/messages/mentionQuery.ts';
import { useDraft } from '#features/messages/useDraft.ts';
import { AnswerModeNotice } from '#features/settings/AnswerModeNotice.tsx';
import { ChoiceMenu } from '#ui/choice-menu.tsx';
import { useChoice } from '#ui/use-choice.ts';

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
  const people = usePeopleToMention(conversation);
  const mention = useChoice(
    kind === 'team' ? mentionQuery(draft) : null,
    (query) => findNames(people, query),
    ({ label }) => setDraft(withMention(draft, mentionQuery(draft) ?? '', label)),
  );
  if (!can('conversations.write'))
    return <p className="pb-3 text-center text-sm text-muted-foreground">{t('readOnly')}</p>;
  return (
    <div className="relative">
      <ChoiceMenu choice={mention} label={t('mention')} />
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
        takeKey={mention.takeKey}
        listbox={mention.options?.length ? mention.listbox : null}
      />
      {kind === 'ai' && (
        <div className="mt-2">
          <AnswerModeNotice />
        </div>
      )}
    </div>
  );
}

/** The AI, and everybody else who may read the conversation. */
function usePeopleToMention({ id, workspace_id, visibility, kind }: Conversation) {
  const t = useTranslations('messages');
  const userId = useUserId();
  const nameOf = useNames(workspace_id);
  const { data: members = [] } = trpc.workspaces.members.list.useQuery({ workspace_id });
  const { data: participants = [] } = trpc.conversations.participants.list.useQuery(
    { conversation_id: id },
    { enabled: kind === 'team' && visibility === 'private' },
  );
  const readers = visibility === 'private' ? participants : members;
  const people = readers
    .filter(({ user_id }) => user_id !== userId)
    .map(({ user_id }) => ({ key: user_id, label: nameOf(user_id), detail: '' }))
    .toSorted((one, other) => one.label.localeCompare(other.label));
  return [{ key: 'ai', label: 'ai', detail: t('mentionAi') }, ...people];
}
