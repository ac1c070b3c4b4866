'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { useLiveConversation } from '#client/useLiveConversation.ts';
import type { Chat, Operator } from '#contract/chat.ts';
import type { Customer } from '#contract/customers.ts';
import { ChatBeginning } from '#features/chat/ChatBeginning.tsx';
import { ChatHeader } from '#features/chat/ChatHeader.tsx';
import { ChatThread } from '#features/chat/ChatThread.tsx';
import { ContactForm, ContactOffer } from '#features/chat/ContactForm.tsx';
import type { NameOf } from '#features/chat/customerMessages.ts';
import { useHost } from '#features/chat/HostProvider.tsx';
import { PersonNotice } from '#features/chat/PersonNotice.tsx';
import { browserStorage } from '#features/chat/sessionKeeping.ts';
import { useChatStatus } from '#features/chat/useChatStatus.ts';
import { useWriting } from '#features/chat/useWriting.ts';
import { ConnectionBanner } from '#features/events/ConnectionBanner.tsx';
import { Composer } from '#features/messages/Composer.tsx';
import { useDraft } from '#features/messages/useDraft.ts';
import { PageTitle } from '#ui/page-title.tsx';
import { TypingDots } from '#ui/typing-dots.tsx';

/** The customer's chat: who is there, what was said, and where to write. */
export function ChatRoom({ workspaceKey, chat }: { workspaceKey: string; chat: Chat }) {
  const t = useTranslations('chat');

  const { conversation, customer } = chat;
  const [typists, setTypists] = useState<readonly string[]>([]);
  const status = useChatStatus(conversation, typists.length);
  const operators = status?.operators ?? chat.operators;
  const { send, first, discard } = useWriting(workspaceKey, chat);
  const [draft, setDraft] = useDraft(workspaceKey);
  const [sentCount, setSentCount] = useState(0);
  const contact = useContact(customer, conversation !== null);
  const field = useFocusWhenShown();
  const nameOf: NameOf = (id) =>
    operators.find(({ user_id }) => user_id === id)?.display_name || null;
  const onSend = (content: string) => {
    setDraft('');
    setSentCount(sentCount + 1);
    send(content);
  };
  return (
    <div className="flex h-dvh flex-col">
      <PageTitle title={chat.workspace_name} />
      <ChatHeader {...{ chat, operators }} onDetails={contact.open} />
      <ConnectionBanner />
      <main id="main" aria-label={t('title')} className="flex min-h-0 flex-1 flex-col">
        {conversation ? (
          <>
            <Room key={conversation.id} conversationId={conversation.id} onTyping={setTypists} />
            <ChatThread {...{ conversation, nameOf, sentCount }} />
          </>
        ) : (
          <ChatBeginning {...{ chat, first }} onDiscard={discard} />
        )}
        <div className="mx-auto w-full max-w-3xl shrink-0 px-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] sm:px-8">
          <Typing typists={typists} operators={operators} />
          {contact.state === 'offered' && (
            <ContactOffer onAccept={contact.open} onSkip={contact.close} />
          )}
          {contact.state === 'open' && (
            <ContactForm {...{ workspaceKey, customer }} onDone={contact.close} />
          )}
          {conversation && <PersonNotice {...{ conversation, status }} />}
          <Composer
            conversationId={conversation?.id ?? null}
            placeholder={t('placeholder')}
            field={field}
            draft={draft}
            onDraft={setDraft}
            onSend={onSend}
            writingId={null}
          />
        </div>
      </main>
    </div>
  );
}

/** Takes part in the conversation's room, for as long as there is one. */
function Room({
  conversationId,
  onTyping,
}: {
  conversationId: string;
  onTyping: (userIds: readonly string[]) => void;
}) {
  const { typing } = useLiveConversation(conversationId);
  const ids = typing.join(' ');
  useEffect(() => onTyping(ids === '' ? [] : ids.split(' ')), [ids, onTyping]);
  return null;
}

function Typing({
  typists,
  operators,
}: {
  typists: readonly string[];
  operators: readonly Operator[];
}) {
  const t = useTranslations('chat');

  const names = typists.map(
    (id) => operators.find(({ user_id }) => user_id === id)?.display_name || t('operator'),
  );
  return (
    <div role="status" className="flex h-6 items-center gap-2 text-xs text-muted-foreground">
      {names.length > 0 && (
        <>
          <TypingDots />
          {t('typing', { count: names.length, name: names[0] ?? '' })}
        </>
      )}
    </div>
  );
}

/** Offered once somebody nobody knows has written, until it is filled in or put away; there on demand. */
function useContact({ id, display_name, email }: Customer, hasWritten: boolean) {
  const storageKey = `parley-chat-contact-${id}`;
  const [wish, setWish] = useState<'open' | 'closed' | null>(() =>
    browserStorage.getItem(storageKey) === null ? null : 'closed',
  );
  const isUnknown = hasWritten && display_name === '' && email === null;
  return {
    state: wish ?? (isUnknown ? 'offered' : 'closed'),
    open: () => setWish('open'),
    close: () => {
      browserStorage.setItem(storageKey, 'asked');
      setWish('closed');
    },
  };
}

/** In a frame that is opened one can write at once; a phone's keyboard would hide what there is to read. */
function useFocusWhenShown() {
  const field = useRef<HTMLTextAreaElement>(null);
  const { host, tell } = useHost();
  const isOpened = host.status === 'embedding' && host.is_shown;
  useEffect(() => {
    if (isOpened && window.matchMedia('(pointer: fine)').matches) field.current?.focus();
  }, [isOpened]);
  useEffect(() => {
    const onKey = ({ key, defaultPrevented }: KeyboardEvent) => {
      if (key === 'Escape' && !defaultPrevented) tell({ type: 'close' });
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [tell]);
  return field;
}
