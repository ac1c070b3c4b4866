import type { Conversation } from '#contract/conversations.ts';
import type { LiveSettings } from '#contract/live.ts';
import type { Notice } from '#contract/messages.ts';
import type { LivePlan } from '#services/live/changeLive.ts';

type State = Pick<Conversation, 'handler' | 'assignee_id' | 'live_status' | 'snoozed_until'>;
type Rules = Pick<LiveSettings, 'ai_enabled' | 'hand_over_words'>;

const notice = (type: Notice['type'], of: Partial<Notice> = {}): Notice => ({
  type,
  by: null,
  to: null,
  ...of,
});

/**
 * What a customer's message makes of the conversation: it is open again, and with somebody. A conversation that
 * was resolved begins anew, with the AI where there is one. `asksAi`: the AI is to answer the message.
 */
export function planVisitorMessage(
  state: State,
  rules: Rules,
  content: string,
): LivePlan & { asksAi: boolean } {
  const isNew = state.live_status === 'resolved';
  const handler = isNew ? (rules.ai_enabled ? 'ai' : 'person') : state.handler;
  const wantsPerson = handler === 'ai' && asksForPerson(content, rules.hand_over_words);
  const isWithPerson = handler === 'person' || wantsPerson;
  return {
    asksAi: !isWithPerson,
    change: {
      live_status: 'open',
      snoozed_until: null,
      handler: isWithPerson ? 'person' : 'ai',
      ...(isNew ? { assignee_id: null } : {}),
    },
    notices: [
      ...(isNew ? [notice('reopened')] : []),
      ...(wantsPerson ? [notice('handed_to_person')] : []),
    ],
  };
}

/** An operator who writes to the customer has the conversation, unless a colleague has it; the customer is next. */
export function planOperatorMessage(state: State, operatorId: string): LivePlan {
  const isTaken = state.handler === 'person' && state.assignee_id !== null;
  return {
    change: {
      handler: 'person',
      assignee_id: isTaken ? state.assignee_id : operatorId,
      live_status: 'pending',
      snoozed_until: null,
    },
    notices: isTaken ? [] : [notice('taken', { by: operatorId, to: operatorId })],
  };
}

/** Words as a person means them: whole, whatever their case. */
function asksForPerson(content: string, words: readonly string[]): boolean {
  const text = content.normalize('NFC').toLocaleLowerCase();
  return words.some((word) => {
    const wanted = word.normalize('NFC').toLocaleLowerCase();
    const at = text.indexOf(wanted);
    return at !== -1 && !isLetter(text[at - 1]) && !isLetter(text[at + wanted.length]);
  });
}

/** Thai and Chinese write words without a space between them, so only scripts that have one count. */
const isLetter = (character: string | undefined): boolean =>
  character !== undefined &&
  /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{N}]/u.test(character);
