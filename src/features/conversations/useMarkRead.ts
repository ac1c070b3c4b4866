'use client';

import { useEffect, useState } from 'react';
import { ReadMarker } from '#client/readMarker.ts';
import { isInSight, subscribeToSight } from '#client/sight.ts';
import { trpc } from '#client/trpc.ts';

/** Tells how far the person has read in a conversation: what is returned is given the newest `seq` in sight. */
export function useMarkRead(conversation_id: string): (seq: number) => void {
  const { mutate } = trpc.conversations.markRead.useMutation();
  const [{ marker, see }] = useState(() => {
    const created = new ReadMarker((seq) => mutate({ conversation_id, seq }), isInSight);
    return { marker: created, see: (seq: number) => created.see(seq) };
  });
  useEffect(() => {
    const unsubscribe = subscribeToSight(() => marker.look());
    return () => {
      unsubscribe();
      marker.stop();
    };
  }, [marker]);
  return see;
}
