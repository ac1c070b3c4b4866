import type { Conversation } from '#contract/conversations.ts';
import type { SetLiveStatusInput } from '#contract/live.ts';
import type { CallContext } from '#services/context.ts';
import { changeLiveAs } from '#services/live/changeLiveAs.ts';

export async function setLiveStatus(
  ctx: CallContext,
  { conversation_id, status }: SetLiveStatusInput,
): Promise<Conversation> {
  return changeLiveAs(ctx, conversation_id, ({ live_status }) => {
    if (live_status === status) return null;
    const by = ctx.caller.id;
    const change = { live_status: status, snoozed_until: null };
    if (status === 'resolved') return { change, notices: [{ type: 'resolved', by, to: null }] };
    if (live_status === 'resolved')
      return { change, notices: [{ type: 'reopened', by, to: null }] };
    return { change, notices: [] };
  });
}
