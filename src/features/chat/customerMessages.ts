import { isSent } from '#client/cache/messages.ts';
import type { Message } from '#contract/messages.ts';
import type { Translator } from '#locales/translator.ts';

export type NameOf = (userId: string | null) => string | null;

/** What a customer is told of something that happened; null for what is none of their concern. */
export function describeNotice(
  { notice }: Message,
  nameOf: NameOf,
  t: Translator<'chat'>,
): string | null {
  if (!notice || notice.type === 'joined' || notice.type === 'left') return null;
  const who = nameOf(notice.by) ?? t('somebody');
  const whom = nameOf(notice.to) ?? t('operator');
  return t(`notices.${notice.type}`, { who, whom });
}

/** Has the message something to show? An answer that a person has cut short before its first word has not. */
export function isShown(message: Message): boolean {
  // The server gives a customer none; a mistake there must not show here.
  if (message.internal) return false;
  if (message.role === 'system')
    return message.notice?.type !== 'joined' && message.notice?.type !== 'left';
  return message.role !== 'ai' || !message.stopped || message.content !== '';
}

/** Is it the customer's own, of this browser or another? An unconfirmed one is of this tab. */
export const isOwn = ({ role }: Message): boolean => role === 'visitor' || role === 'user';

/** How many messages to the customer are past `readSeq`. */
export function countUnread(messages: readonly Message[], readSeq: number): number {
  const isNews = (message: Message) =>
    isSent(message) &&
    message.seq > readSeq &&
    isShown(message) &&
    (message.role === 'operator' || (message.role === 'ai' && message.status === 'done'));
  return messages.filter(isNews).length;
}
