'use client';

import { useTranslations } from 'next-intl';
import { Ellipsis } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Conversation } from '#contract/conversations.ts';
import { useUserId } from '#features/auth/useUserId.ts';
import { snoozeChoices, snoozeUntil } from '#features/live/snoozeTimes.ts';
import { useLiveActions } from '#features/live/useLiveActions.ts';
import { useShortcuts } from '#features/live/useShortcuts.ts';
import { useNames } from '#features/members/useNames.ts';
import { useOwnRole } from '#features/members/useOwnRole.ts';
import { useOperators } from '#features/live/useOperators.ts';
import { PresenceDot } from '#features/presence/PresenceDot.tsx';
import { Button } from '#ui/button.tsx';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuSub,
  DropdownMenuTrigger,
} from '#ui/dropdown-menu.tsx';

type LiveActionsProps = { conversation: Conversation; name: string };

/** What an operator can do with a customer's conversation. */
export function LiveActions({ conversation, name }: LiveActionsProps) {
  const t = useTranslations('live');
  const { workspace_id, handler, assignee_id, live_status } = conversation;
  const userId = useUserId();
  const nameOf = useNames(workspace_id);
  const { can } = useOwnRole(workspace_id);
  const mayAnswer = can('customers.answer');
  const act = useLiveActions(conversation);
  const isMine = handler === 'person' && assignee_id === userId;
  const isResolved = live_status === 'resolved';
  const isOthers = handler === 'person' && assignee_id !== null && !isMine;
  const resolve = () => act.setStatus(isResolved ? 'open' : 'resolved');
  useShortcuts(
    mayAnswer
      ? {
          t: () => !isOthers && act.take(),
          e: resolve,
          a: () => handler !== 'ai' && act.handToAi(),
        }
      : {},
  );
  if (!mayAnswer) return null;
  return (
    <>
      {!isMine && !isResolved && !isOthers && (
        <Button key="take" size="sm" disabled={act.isPending} onClick={act.take}>
          {t('take')}
        </Button>
      )}
      {isOthers && !isResolved && (
        <TakeOverButton
          key="take over"
          isPending={act.isPending}
          name={nameOf(assignee_id)}
          onTakeOver={() => act.assign(userId)}
        />
      )}
      {(isMine || isResolved) && (
        <Button size="sm" variant="outline" disabled={act.isPending} onClick={resolve}>
          {isResolved ? t('reopen') : t('resolve')}
        </Button>
      )}
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button variant="ghost" size="icon-sm" aria-label={t('more')}>
            <Ellipsis />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end">
          <AssignMenu {...{ conversation }} onAssign={act.assign} />
          {handler === 'person' && (
            <DropdownMenuItem onSelect={act.handToAi}>{t('handToAi')}</DropdownMenuItem>
          )}
          <DropdownMenuSeparator />
          <SnoozeMenu conversation={conversation} onSnooze={act.snooze} />
          {!isResolved && (
            <>
              <DropdownMenuItem
                onSelect={() => act.setStatus(live_status === 'open' ? 'pending' : 'open')}
              >
                {live_status === 'open' ? t('markPending') : t('markOpen')}
              </DropdownMenuItem>
              {!isMine && <DropdownMenuItem onSelect={resolve}>{t('resolve')}</DropdownMenuItem>}
            </>
          )}
          <DropdownMenuSeparator />
          <DropdownMenuItem onSelect={() => act.saveTranscript(t('transcriptFile', { name }))}>
            {t('transcript')}
          </DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
    </>
  );
}

/** Longer than it takes to see that the button below one's finger has changed. */
const surpriseMs = 700;

/**
 * Stands where `Take` stood a moment ago: who was about to press that, while a colleague did, is not to take the
 * customer away again.
 */
function TakeOverButton(props: { isPending: boolean; name: string; onTakeOver: () => void }) {
  const t = useTranslations('live');
  const { isPending, name, onTakeOver } = props;
  const [isNew, setIsNew] = useState(true);
  useEffect(() => {
    const timer = setTimeout(() => setIsNew(false), surpriseMs);
    return () => clearTimeout(timer);
  }, []);
  return (
    <Button size="sm" disabled={isPending || isNew} onClick={onTakeOver}>
      {t('takeOver', { name })}
    </Button>
  );
}

function AssignMenu(props: { conversation: Conversation; onAssign: (userId: string) => void }) {
  const t = useTranslations('live');
  const { conversation, onAssign } = props;
  const operators = useOperators(conversation.workspace_id);
  return (
    <DropdownMenuSub label={t('assign')}>
      {operators.map(({ user_id, name, presence }) => (
        <DropdownMenuItem
          key={user_id}
          disabled={conversation.handler === 'person' && user_id === conversation.assignee_id}
          onSelect={() => onAssign(user_id)}
        >
          <PresenceDot presence={presence} />
          {name}
        </DropdownMenuItem>
      ))}
    </DropdownMenuSub>
  );
}

function SnoozeMenu(props: {
  conversation: Conversation;
  onSnooze: (until: string | null) => void;
}) {
  const t = useTranslations('live');
  const { conversation, onSnooze } = props;
  if (conversation.snoozed_until !== null)
    return <DropdownMenuItem onSelect={() => onSnooze(null)}>{t('unsnooze')}</DropdownMenuItem>;
  return (
    <DropdownMenuSub label={t('snooze')}>
      {snoozeChoices.map((choice) => (
        <DropdownMenuItem
          key={choice}
          onSelect={() => onSnooze(snoozeUntil(choice, new Date()).toISOString())}
        >
          {t(`snoozes.${choice}`)}
        </DropdownMenuItem>
      ))}
    </DropdownMenuSub>
  );
}
