import { setTimeout as delay } from 'node:timers/promises';
import { TRPCClientError } from '@trpc/client';
import { isRefusal } from '#client/isRefusal.ts';
import { uuidv7 } from '#shared/uuid.ts';
import type { Tab } from './tab.ts';

/** What people have been told is done. */
export type Done = { documents: Set<string>; messages: Set<string>; retries: number };

const pauseMs = 300;

/** One person who uploads files and one who chats, each trying again until the server has said yes. */
export async function makeLoad(options: {
  tab: Tab;
  workspace_id: string;
  conversation_id: string;
  isOver: () => boolean;
}): Promise<Done> {
  const done: Done = { documents: new Set(), messages: new Set(), retries: 0 };
  const { tab, workspace_id, conversation_id, isOver } = options;
  const repeat = async (act: (nth: number) => Promise<void>) => {
    for (let nth = 1; !isOver(); nth += 1) {
      await act(nth);
      await delay(pauseMs);
    }
  };
  const uploading = repeat(async (nth) => {
    const file = new File([textOf(nth)], `report-${nth}.md`, { type: 'text/markdown' });
    const form = new FormData();
    form.set('workspace_id', workspace_id);
    form.set('file', file);
    const { document } = await insist(done, () => tab.client.documents.upload.mutate(form));
    done.documents.add(document.id);
  });
  const chatting = repeat(async (nth) => {
    const client_id = uuidv7();
    const content = `What does report ${nth} say of the budget?`;
    await insist(done, () =>
      tab.client.messages.send.mutate({ conversation_id, content, client_id }),
    );
    done.messages.add(client_id);
  });
  await Promise.all([uploading, chatting]);
  return done;
}

/** The same request again, with the same ids and bytes, until it is answered; a refusal is a bug. */
async function insist<T>(done: Done, request: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await request();
    } catch (error) {
      if (isRefusal(error) || !(error instanceof TRPCClientError)) throw error;
      done.retries += 1;
      await delay(pauseMs);
    }
  }
}

function textOf(nth: number): string {
  const sections = Array.from(
    { length: 20 },
    (_, section) =>
      `## Section ${section + 1}\n\nThe budget of project ${nth}.${section} is ${nth * section + 7} thousand crowns, ` +
      'and its review falls into the second week of the month.\n',
  );
  return `# Report ${nth} ${uuidv7()}\n\n${sections.join('\n')}`;
}
