'use client';

import { useTranslations } from 'next-intl';
import { trpc } from '#client/trpc.ts';
import type { Message } from '#contract/messages.ts';
import { isWaitingToRetry } from '#features/jobs/describeJob.ts';
import { JobLine } from '#features/jobs/JobLine.tsx';
import { TypingDots } from '#ui/typing-dots.tsx';

/** That an answer is on its way, and when the next attempt is if one has failed. */
export function AnswerProgress({ message }: { message: Message }) {
  const t = useTranslations('messages');
  const { data: jobs } = trpc.jobs.list.useQuery({
    workspace_id: message.workspace_id,
    open: true,
  });
  const job = jobs?.find(({ message_id }) => message_id === message.id);
  const isRetrying = job !== undefined && isWaitingToRetry(job);
  const isEmpty = message.content === '';
  return (
    <div className="flex min-h-7 items-center gap-2.5 text-sm text-muted-foreground">
      <TypingDots />
      {isRetrying ? (
        <JobLine job={job} />
      ) : (
        <span className={isEmpty ? '' : 'sr-only'}>{isEmpty ? t('thinking') : t('answering')}</span>
      )}
    </div>
  );
}
