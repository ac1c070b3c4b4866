import { and, desc, eq } from 'drizzle-orm';
import type { ConversationRef } from '#contract/conversations.ts';
import type { Draft } from '#contract/live.ts';
import { messageColumns, messages } from '#db/schema/messages.ts';
import type { CallContext } from '#services/context.ts';
import { AppError } from '#services/errors.ts';
import { requireLive } from '#services/live/access.ts';
import { answerCitations } from '#services/messages/answerCitations.ts';
import { answerPassages, askedQuestion } from '#services/messages/answerPassages.ts';
import { answerQuoting } from '#services/messages/answerQuoting.ts';
import { measureRun } from '#services/runs/measureRun.ts';

const questionsRead = 4;

/**
 * What the documents say to the customer's last question, for the operator to use or not; nothing is posted.
 * @throws AppError BAD_REQUEST when the customer has asked nothing yet
 */
export async function draftReply(ctx: CallContext, input: ConversationRef): Promise<Draft> {
  const conversation = await requireLive(ctx, input.conversation_id);
  const questions = await ctx.db
    .select(messageColumns)
    .from(messages)
    .where(and(eq(messages.conversation_id, conversation.id), eq(messages.role, 'visitor')))
    .orderBy(desc(messages.seq))
    .limit(questionsRead);
  if (questions.length === 0)
    throw new AppError('BAD_REQUEST', 'The customer has not asked anything yet');
  const question = askedQuestion(questions.toReversed(), { always: false });
  const passages = await measureRun(
    ctx,
    { kind: 'draft', workspaceId: conversation.workspace_id },
    (metered) => answerPassages(metered, question),
  );
  let text = '';
  for await (const piece of answerQuoting(question, passages, () => '')) text += piece;
  const { content, citations } = await answerCitations(
    ctx,
    { text, question: question.text },
    passages,
  );
  return { text: content, citations };
}
