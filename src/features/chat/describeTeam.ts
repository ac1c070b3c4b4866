import type { Chat, Operator } from '#contract/chat.ts';
import type { Translator } from '#locales/translator.ts';

const mostNames = 2;

/** Who answers, or who could, in one line. */
export function describeTeam(
  { conversation, ai_enabled }: Pick<Chat, 'conversation' | 'ai_enabled'>,
  operators: readonly Operator[],
  { t, locale }: { t: Translator<'chat'>; locale: string },
): string {
  const nameOf = ({ display_name }: Operator) => display_name || t('operator');
  const assignee = operators.find(({ user_id }) => user_id === conversation?.assignee_id);
  if (assignee?.online && conversation?.live_status !== 'resolved')
    return t('withYou', { name: nameOf(assignee) });
  const names = operators.filter(({ online }) => online).map(nameOf);
  if (names.length > 0)
    return t('here', {
      names: listOf(names.slice(0, mostNames), locale),
      count: names.length,
      more: Math.max(0, names.length - mostNames),
    });
  return ai_enabled && conversation?.handler !== 'person' ? t('awayAi') : t('away');
}

const listOf = (names: readonly string[], locale: string) =>
  new Intl.ListFormat(locale).format(names);
