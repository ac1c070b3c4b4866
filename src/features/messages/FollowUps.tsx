import { useTranslations } from 'next-intl';
import { trpc } from '#client/trpc.ts';
import type { Message } from '#contract/messages.ts';
import { useOwnRole } from '#features/members/useOwnRole.ts';
import { Button } from '#ui/button.tsx';

/** What could be asked next, below the newest answer. */
export function FollowUps({
  workspaceId,
  newest,
  onAsk,
}: {
  workspaceId: string;
  newest: Message | undefined;
  onAsk: (question: string) => void;
}) {
  const t = useTranslations('messages');
  const { can } = useOwnRole(workspaceId);
  const isAnswer = can('conversations.write') && newest?.role === 'ai' && newest.status === 'done';
  const { data: questions = [] } = trpc.messages.followUps.useQuery(
    { message_id: newest?.id ?? '' },
    { enabled: isAnswer && newest.citations.length > 0 },
  );
  if (!isAnswer || questions.length === 0) return null;
  return (
    <div className="mt-5 ml-10 text-[0.8125rem]">
      <p id="follow-ups" className="mb-2 text-muted-foreground">
        {t('followUps')}
      </p>
      <ul aria-labelledby="follow-ups" className="flex flex-wrap gap-2">
        {questions.map((question) => (
          <li key={question} className="min-w-0">
            <Button
              variant="outline"
              size="sm"
              className="h-auto min-h-8 max-w-full py-1 text-left font-normal whitespace-normal"
              onClick={() => onAsk(question)}
            >
              {question}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}
