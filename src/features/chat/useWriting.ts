'use client';

import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { isRefusal } from '#client/isRefusal.ts';
import { useLive } from '#client/liveContext.tsx';
import { trpc } from '#client/trpc.ts';
import type { Chat } from '#contract/chat.ts';
import { browserStorage } from '#features/chat/sessionKeeping.ts';
import { type FirstMessage, parseFirstMessages } from '#features/chat/firstMessages.ts';
import { backoffMs } from '#shared/backoff.ts';
import { uuidv7 } from '#shared/uuid.ts';

/**
 * Sends what the customer writes. The first words begin the conversation; until the server has it they wait,
 * also across a reload, and then go the way of all others: through the outbox, once.
 */
export function useWriting(key: string, { customer, conversation }: Chat) {
  const { outbox } = useLive();
  const storageKey = `parley-chat-first-${customer.id}`;
  const [first, setFirst] = useState(() => parseFirstMessages(browserStorage.getItem(storageKey)));
  const keep = useCallback(
    (messages: FirstMessage[]) => {
      setFirst(messages);
      if (messages.length === 0) browserStorage.removeItem(storageKey);
      else browserStorage.setItem(storageKey, JSON.stringify(messages));
    },
    [storageKey],
  );
  const { mutate, isIdle } = trpc.chat.start.useMutation({
    retry: (_failures, error) => !isRefusal(error),
    retryDelay: (failures) =>
      backoffMs(failures, { baseMs: 1_000, maxMs: 10_000, jitterMs: 1_000 }),
  });
  useEffect(() => {
    if (first.length > 0 && conversation === null && isIdle) mutate({ key });
  }, [first, conversation, isIdle, mutate, key]);
  const conversation_id = conversation?.id;
  const place = useMemo(
    () =>
      conversation_id === undefined
        ? null
        : { workspace_id: customer.workspace_id, conversation_id },
    [customer.workspace_id, conversation_id],
  );
  const isHandingOver = useRef(false);
  useEffect(() => {
    if (!place || first.length === 0 || isHandingOver.current) return;
    isHandingOver.current = true;
    // In the order in which they were written, and each forgotten only when the outbox has it.
    const handOver = async () => {
      for (const { content, client_id } of first)
        await outbox.add({ ...place, content, role: 'visitor' }, client_id);
      keep([]);
      isHandingOver.current = false;
    };
    void handOver();
  }, [first, place, outbox, keep]);
  const send = (content: string) => {
    if (place) void outbox.add({ ...place, content, role: 'visitor' });
    else keep([...first, { content, client_id: uuidv7(), created_at: new Date().toISOString() }]);
  };
  const discard = (clientId: string) =>
    keep(first.filter(({ client_id }) => client_id !== clientId));
  return { send, first, discard };
}
