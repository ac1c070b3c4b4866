import type { Chat, Operator } from '#contract/chat.ts';
import { chatTexts as texts } from '#features/chat/chatTexts.ts';

const mostNames = 2;

/** Who answers, or who could, in one line. */
export function describeTeam(
  { conversation, ai_enabled }: Pick<Chat, 'conversation' | 'ai_enabled'>,
  operators: readonly Operator[],
): string {
  const nameOf = ({ display_name }: Operator) => display_name || texts.operator;
  const assignee = operators.find(({ user_id }) => user_id === conversation?.assignee_id);
  if (assignee?.online && conversation?.live_status !== 'resolved')
    return texts.withYou(nameOf(assignee));
  const names = operators.filter(({ online }) => online).map(nameOf);
  if (names.length > 0)
    return texts.here(names.slice(0, mostNames), Math.max(0, names.length - mostNames));
  return ai_enabled && conversation?.handler !== 'person' ? texts.awayAi : texts.away;
}
