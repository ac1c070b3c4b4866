'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, type RefObject, useImperativeHandle, useRef, useState } from 'react';
import { trpc } from '#client/trpc.ts';
import type { Conversation } from '#contract/conversations.ts';
import { useUserId } from '#features/auth/useUserId.ts';
import { cannedQuery, findCanned } from '#features/live/cannedReplies.ts';
import { DraftReply } from '#features/live/DraftReply.tsx';
import { useDraftReply } from '#features/live/useDraftReply.ts';
import { useNames } from '#features/members/useNames.ts';
import { useOwnRole } from '#features/members/useOwnRole.ts';
import type { WritingPlaceProps } from '#features/messages/WritingPlace.tsx';
import { Composer } from '#features/messages/Composer.tsx';
import { useDraft } from '#features/messages/useDraft.ts';
import { ChoiceMenu } from '#ui/choice-menu.tsx';
import { useChoice } from '#ui/use-choice.ts';

type Mode = 'customer' | 'note';

/** What the desk's keys do here. */
export type ReplyPlaceHandle = { write: (mode: Mode) => void; draft: () => void };

type ReplyPlaceProps = WritingPlaceProps & {
  isLine: boolean;
  ref: RefObject<ReplyPlaceHandle | null>;
};

/** Where an operator writes to the customer, or a note that stays among colleagues. */
export function ReplyPlace(props: ReplyPlaceProps) {
  const t = useTranslations('messages');
  const tLiveReply = useTranslations('live.reply');
  const { conversation, writingId, onSend, isLine, ref } = props;
  const { id, workspace_id } = conversation;
  const [mode, setMode] = useState<Mode>('customer');
  const [reply, setReply] = useDraft(id);
  const [note, setNote] = useDraft(`${id}-note`);
  const field = useRef<HTMLTextAreaElement>(null);
  const { can } = useOwnRole(workspace_id);
  const { data: canned = [] } = trpc.live.cannedReplies.list.useQuery({ workspace_id });
  const isNote = mode === 'note';
  const choice = useChoice(
    isNote ? null : cannedQuery(reply),
    (query) =>
      findCanned(canned, query).map(({ id: key, shortcut, text }) => ({
        key,
        label: `/${shortcut}`,
        detail: text,
      })),
    ({ detail }) => setReply(detail),
  );
  const drafting = useDraftReply(id);
  const focusSoon = () => requestAnimationFrame(() => field.current?.focus());
  const write = (next: Mode) => {
    setMode(next);
    focusSoon();
  };
  useImperativeHandle(ref, () => ({ write, draft: drafting.start }));
  if (!can('customers.answer'))
    return <p className="pb-3 text-center text-sm text-muted-foreground">{t('readOnly')}</p>;
  const setDraft = isNote ? setNote : setReply;
  return (
    <div className="relative">
      <ChoiceMenu choice={choice} label={tLiveReply('canned')} none={tLiveReply('cannedNone')} />
      <DraftReply
        drafting={drafting}
        onUse={(text) => {
          setReply(text);
          write('customer');
        }}
      />
      <ModeSwitch mode={mode} onMode={write}>
        {!isNote && (
          <button
            type="button"
            disabled={drafting.isPending}
            onClick={drafting.start}
            className="ml-auto rounded-md px-2 py-1 text-[0.8125rem] font-medium text-primary hover:bg-accent disabled:opacity-60"
          >
            {drafting.isPending ? tLiveReply('drafting') : tLiveReply('draft')}
          </button>
        )}
      </ModeSwitch>
      <Composer
        key={mode}
        conversationId={id}
        placeholder={isNote ? tLiveReply('notePlaceholder') : tLiveReply('customerPlaceholder')}
        draft={isNote ? note : reply}
        onDraft={setDraft}
        onSend={(content) => {
          setDraft('');
          onSend(content, { role: 'operator', internal: isNote });
        }}
        writingId={writingId}
        isSecret={isNote}
        field={field}
        takeKey={choice.takeKey}
        listbox={choice.listbox}
        className={isNote ? 'border-warning/50 bg-warning-soft' : undefined}
      />
      <Hint conversation={conversation} isLine={isLine} isNote={isNote} />
    </div>
  );
}

function ModeSwitch(props: { mode: Mode; onMode: (mode: Mode) => void; children: ReactNode }) {
  const t = useTranslations('live.reply');
  return (
    <div role="group" aria-label={t('mode')} className="mb-1.5 flex items-center gap-1">
      {(['customer', 'note'] as const).map((each) => (
        <button
          key={each}
          type="button"
          aria-pressed={each === props.mode}
          onClick={() => props.onMode(each)}
          className="rounded-md px-2 py-1 text-[0.8125rem] font-medium text-muted-foreground hover:bg-accent aria-pressed:bg-muted aria-pressed:text-foreground"
        >
          {each === 'note' ? t('note') : t('toCustomer')}
        </button>
      ))}
      {props.children}
    </div>
  );
}

/** What a reply does that is not to be seen from the field alone. */
function Hint(props: { conversation: Conversation; isLine: boolean; isNote: boolean }) {
  const t = useTranslations('live.reply');
  const { handler, assignee_id, workspace_id } = props.conversation;
  const userId = useUserId();
  const nameOf = useNames(workspace_id);
  if (props.isNote) return null;
  const isOthers = handler === 'person' && assignee_id !== null && assignee_id !== userId;
  const hint =
    handler === 'ai'
      ? t('hintAi')
      : isOthers
        ? t('hintOther', { name: nameOf(assignee_id) })
        : props.isLine
          ? t('hintLine')
          : null;
  return hint && <p className="mt-1.5 text-center text-xs text-muted-foreground">{hint}</p>;
}
