import type { Message } from '#contract/messages.ts';

/** A message that is still behind after a fetch is fetched again once the server has saved more of it. */
const pauseMs = 300;

/** Fetches messages that text has been missed of: for each one fetch at a time, and a pause after it. */
export function createMessageCatchUp(
  fetchMessage: (messageId: string) => Promise<Message>,
  onMessage: (message: Message) => void,
): (messageId: string) => void {
  const underWay = new Set<string>();
  return (messageId) => {
    if (underWay.has(messageId)) return;
    underWay.add(messageId);
    fetchMessage(messageId)
      .then(onMessage)
      // The next piece of the answer asks again.
      .catch(() => {})
      .finally(() => setTimeout(() => underWay.delete(messageId), pauseMs));
  };
}
