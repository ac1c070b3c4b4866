import { useCallback, useEffect, useRef, useState } from 'react';
import { useLive } from '#client/liveContext.tsx';
import { trpc } from '#client/trpc.ts';
import type { Activity } from '#contract/activity.ts';

const typingMs = 5_000;

/** A message that is still behind after a fetch is fetched again, once the server has saved more of it. */
const catchUpMs = 300;

/** Joins a conversation's room: its answers stream into the cache. Returns who is typing, but for oneself. */
export function useLiveConversation(conversation_id: string): { typing: readonly string[] } {
  const { liveCache } = useLive();
  const catchUp = useCatchUp();
  const { typing, onTyping } = useTyping();
  trpc.onActivity.useSubscription(
    { conversation_id },
    {
      onData(activity: Activity) {
        switch (activity.type) {
          case 'activity.ready':
            return;
          case 'message.delta': {
            const { message_id, ...delta } = activity.payload;
            if (liveCache.applyDelta(message_id, delta)) catchUp(message_id);
            return;
          }
          case 'typing.updated':
            onTyping(activity.payload);
        }
      },
    },
  );
  return { typing };
}

/** Fetches a message whose text has a gap; one fetch at a time for each. */
function useCatchUp(): (messageId: string) => void {
  const { liveCache } = useLive();
  const utils = trpc.useUtils();
  const underWay = useRef(new Set<string>());
  return useCallback(
    (message_id) => {
      if (underWay.current.has(message_id)) return;
      underWay.current.add(message_id);
      void utils.client.messages.get
        .query({ message_id })
        .then((message) => liveCache.applyMessage(message))
        .catch(() => {})
        .finally(() => setTimeout(() => underWay.current.delete(message_id), catchUpMs));
    },
    [liveCache, utils],
  );
}

/** Who types: each until it is said that they stopped, or nothing is heard of them for a while. */
function useTyping() {
  const [typing, setTyping] = useState<readonly string[]>([]);
  const timers = useRef(new Map<string, ReturnType<typeof setTimeout>>());
  const onTyping = useCallback(
    ({ user_id, typing: isTyping }: { user_id: string; typing: boolean }) => {
      clearTimeout(timers.current.get(user_id));
      const stop = () => setTyping((users) => users.filter((id) => id !== user_id));
      if (!isTyping) return stop();
      setTyping((users) => (users.includes(user_id) ? users : [...users, user_id]));
      timers.current.set(user_id, setTimeout(stop, typingMs));
    },
    [],
  );
  useEffect(() => {
    const running = timers.current;
    return () => running.forEach((timer) => clearTimeout(timer));
  }, []);
  return { typing, onTyping };
}
