import type { Conversation } from '#contract/conversations.ts';
import type { Message } from '#contract/messages.ts';
import type { Transaction } from '#db/client.ts';
import type { ScopedEvent } from '#events/append.ts';
import { deliveryIn, enqueuePush } from '#services/line/enqueueTask.ts';
import { assignWaiting } from '#services/live/assignWaiting.ts';
import { changeLive, type LivePlan } from '#services/live/changeLive.ts';
import { ensureLiveSettings } from '#services/live/ensureLiveSettings.ts';
import { notifyOperators } from '#services/live/notifyOperators.ts';
import { planOperatorMessage, planVisitorMessage } from '#services/live/planLive.ts';
import { insertMessages, type NewMessage } from '#services/messages/insertMessages.ts';
import { titleFrom } from '#services/messages/titleFrom.ts';
import { uuidv7 } from '#shared/uuid.ts';

export type Sent = {
  result: { user_message: Message; ai_message: Message | null };
  conversation: Conversation;
  /** What happened to the conversation before the message, and after it. */
  before: readonly ScopedEvent[];
  after: readonly ScopedEvent[];
};

type Draft = Pick<NewMessage, 'content' | 'client_id' | 'internal'> & {
  author_id: string;
  content: string;
};

type VisitorDraft = Draft & {
  /** It asks nothing, as a sticker: nobody is called to answer it. */
  isWordless?: boolean;
};

/** A customer's message: who answers it is decided here, under the conversation's lock. */
export async function insertVisitorMessage(
  tx: Transaction,
  locked: Conversation,
  { isWordless = false, ...draft }: VisitorDraft,
): Promise<Sent> {
  const settings = await ensureLiveSettings(tx, locked.workspace_id);
  const { asksAi: mayAskAi, ...planned } = planVisitorMessage(locked, settings, draft.content);
  const asksAi = mayAskAi && !isWordless;
  const id = uuidv7();
  const own = { ...draft, id, role: 'visitor', status: 'done' } as const;
  const answer = { role: 'ai', reply_to_id: id, status: 'pending' } as const;
  // What it is about now: the first message names it, and the first after an end anew.
  const isBeginning = locked.title === '' || locked.live_status === 'resolved';
  const title = isBeginning ? titleFrom(draft.content) : locked.title;
  const sent = asksAi
    ? await insertMessages(tx, { locked, title }, [own, answer])
    : await insertMessages(tx, { locked, title }, [own]);
  const [user_message, ai_message = null] = sent.inserted;
  const plan = await assignWaiting(tx, sent.conversation, planned);
  const changed = changes(sent.conversation, plan)
    ? await changeLive(tx, sent.conversation, plan)
    : { conversation: sent.conversation, events: [] };
  return {
    result: { user_message, ai_message },
    conversation: sent.conversation,
    before: [],
    after: [...changed.events, ...(await notifyOperators(tx, locked, changed.conversation))],
  };
}

/** An operator's reply takes the conversation; a note changes nothing. */
export async function insertOperatorMessage(
  tx: Transaction,
  locked: Conversation,
  draft: Draft,
): Promise<Sent> {
  const delivery = draft.internal ? null : await deliveryIn(tx, locked.id);
  const own = { ...draft, role: 'operator', status: 'done', delivery } as const;
  const plan = draft.internal ? null : planOperatorMessage(locked, draft.author_id);
  const taken =
    plan && changes(locked, plan)
      ? await changeLive(tx, locked, plan)
      : { conversation: locked, events: [] };
  const { inserted, conversation } = await insertMessages(tx, { locked: taken.conversation }, [
    own,
  ]);
  if (delivery) await enqueuePush(tx, inserted[0]);
  return {
    result: { user_message: inserted[0], ai_message: null },
    conversation,
    before: taken.events,
    after: [],
  };
}

const changes = (state: Conversation, { change, notices }: LivePlan): boolean =>
  notices.length > 0 ||
  (change.handler !== undefined && change.handler !== state.handler) ||
  (change.assignee_id !== undefined && change.assignee_id !== state.assignee_id) ||
  (change.live_status !== undefined && change.live_status !== state.live_status) ||
  (change.snoozed_until !== undefined && change.snoozed_until !== state.snoozed_until);
