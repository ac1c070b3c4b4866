'use client';

import { useTranslations } from 'next-intl';
import { ArrowUp, Square } from 'lucide-react';
import { type KeyboardEvent, type RefObject, useRef } from 'react';
import { toast } from 'sonner';
import { trpc } from '#client/trpc.ts';
import { MAX_MESSAGE_LENGTH } from '#contract/messages.ts';
import { useTypingSignal } from '#features/typing/useTypingSignal.ts';
import { Button } from '#ui/button.tsx';
import { cn } from '#ui/cn.ts';
import { IconButton } from '#ui/icon-button.tsx';

const fieldClass =
  'col-start-1 row-start-1 min-w-0 bg-transparent px-4 py-3.5 text-base leading-relaxed break-words placeholder:text-muted-foreground sm:text-[0.9375rem]';

type ComposerProps = {
  /** Null before there is one. */
  conversationId: string | null;
  placeholder: string;
  draft: string;
  onDraft: (text: string) => void;
  onSend: (content: string) => void;
  /** The answer that is being written. */
  writingId: string | null;
  /** Others are not told that one types, where it is not for them. */
  isSecret?: boolean;
  className?: string;
  field?: RefObject<HTMLTextAreaElement | null>;
  /** True for a key that the place around it has taken. */
  takeKey?: (event: KeyboardEvent) => boolean;
  /** Of a list that the field chooses from while one writes. */
  listbox?: { id: string; activeId: string | undefined } | null;
};

/** Where one writes: Enter sends, Shift + Enter starts a new line. */
export function Composer(props: ComposerProps) {
  const t = useTranslations('messages.composer');
  const { conversationId, placeholder, draft, onDraft, onSend, writingId, listbox } = props;
  const { keepTyping, stopTyping } = useTypingSignal(conversationId);
  const ownField = useRef<HTMLTextAreaElement>(null);
  const { field = ownField } = props;
  const isTooLong = draft.trim().length > MAX_MESSAGE_LENGTH;
  const canSend = draft.trim() !== '' && !isTooLong;
  const send = () => {
    if (!canSend) return;
    stopTyping();
    onSend(draft.trim());
    field.current?.focus();
  };
  const change = (text: string) => {
    onDraft(text);
    if (text === '') stopTyping();
    else if (!props.isSecret) keepTyping();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // While an input method composes a word, its keys belong to it.
    if (event.nativeEvent.isComposing || props.takeKey?.(event)) return;
    if (event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    send();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
      className={cn(
        'rounded-2xl border border-input bg-card shadow-sm focus-within:border-ring focus-within:ring-3 focus-within:ring-ring/20',
        props.className,
      )}
    >
      <div className="flex items-end">
        <div className="grid max-h-48 min-w-0 flex-1 overflow-y-auto">
          {/* An unseen copy of the text gives the field its height. */}
          <div aria-hidden="true" className={cn(fieldClass, 'invisible whitespace-pre-wrap')}>
            {`${draft}\n`}
          </div>
          <textarea
            ref={field}
            rows={1}
            value={draft}
            aria-label={t('label')}
            title={t('hint')}
            placeholder={placeholder}
            onChange={(event) => change(event.target.value)}
            onKeyDown={onKeyDown}
            onBlur={stopTyping}
            {...(listbox && {
              'aria-autocomplete': 'list',
              'aria-controls': listbox.id,
              'aria-activedescendant': listbox.activeId,
            })}
            className={cn(fieldClass, 'resize-none overflow-hidden outline-none')}
          />
        </div>
        <div className="flex gap-2 p-2">
          {writingId !== null && <StopButton messageId={writingId} />}
          <IconButton
            type="submit"
            label={t('send')}
            side="top"
            variant="default"
            size="icon"
            className="rounded-xl"
            disabled={!canSend}
          >
            <ArrowUp />
          </IconButton>
        </div>
      </div>
      {isTooLong && <TooLong length={draft.trim().length} />}
    </form>
  );
}

const TooLong = ({ length }: { length: number }) => {
  const t = useTranslations('messages.composer');
  return (
    <p role="alert" className="px-4 pb-2.5 text-xs text-destructive tabular-nums">
      {t('tooLong', { length, most: MAX_MESSAGE_LENGTH })}
    </p>
  );
};

function StopButton({ messageId }: { messageId: string }) {
  const t = useTranslations('messages.composer');
  const stop = trpc.messages.stop.useMutation({ onError: () => toast.error(t('stopFailed')) });
  return (
    <Button
      variant="outline"
      className="rounded-xl"
      disabled={stop.isPending}
      onClick={() => stop.mutate({ message_id: messageId })}
    >
      <Square className="size-3 fill-current" /> {t('stop')}
    </Button>
  );
}
