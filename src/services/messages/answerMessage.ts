import { and, desc, eq, lt, lte, ne } from 'drizzle-orm';
import type { Message } from '#contract/messages.ts';
import type { SearchResult } from '#contract/search.ts';
import { nothingForCustomer, replyToSmallTalk } from '#domain/answering/customerReplies.ts';
import { jobs } from '#db/schema/jobs.ts';
import { messageColumns, messages } from '#db/schema/messages.ts';
import { type ClaimedJob, held } from '#jobs/lease.ts';
import type { ServiceContext } from '#services/context.ts';
import { deliveryIn, enqueuePush } from '#services/line/enqueueTask.ts';
import { JobError } from '#services/jobs/jobError.ts';
import type { JobCompletion, JobRun } from '#services/jobs/jobHandler.ts';
import { answerCitations } from '#services/messages/answerCitations.ts';
import { answerPlace, handOverUnanswered } from '#services/messages/answerPlace.ts';
import {
  type AskedQuestion,
  answerPassages,
  askedQuestion,
} from '#services/messages/answerPassages.ts';
import { answerPrompt } from '#services/messages/answerPrompt.ts';
import { answerQuoting, nothingForMember } from '#services/messages/answerQuoting.ts';
import { answerText } from '#services/messages/answerText.ts';
import type { LanguageModel } from '#services/messages/languageModel.ts';
import { messageChanged } from '#services/messages/messageChanged.ts';
import { rewriteQuestion } from '#services/messages/rewriteQuestion.ts';
import { updateMessage } from '#services/messages/updateMessage.ts';
import { widenPassages } from '#services/messages/widenPassages.ts';
import { announce, unchanged } from '#services/transaction.ts';
import { must } from '#shared/must.ts';

const extractive = 'extractive';

export type AnswerContext = ServiceContext & {
  /** Null: answers are sentences of the documents. */
  languageModel: LanguageModel | null;
};

/** An `answer` job: retrieval, then the answer, streamed to the conversation's room and kept as it grows. */
export async function answerMessage(
  unmetered: AnswerContext,
  job: ClaimedJob,
  run: Pick<JobRun, 'signal' | 'meter'>,
): Promise<JobCompletion> {
  const ctx = run.meter.countModels(unmetered);
  const { languageModel } = ctx;
  const answer = await beginAnswer(ctx, job);
  const history = await readHistory(ctx, answer);
  const place = await answerPlace(ctx.db, answer);
  const asked = askedQuestion(
    history.filter(({ role }) => role === 'user' || role === 'visitor'),
    { always: languageModel !== null },
  );
  const smallTalk = place.isLive ? replyToSmallTalk(asked.text) : null;
  const standalone =
    languageModel && smallTalk === null
      ? await rewriteQuestion(languageModel, history, run.signal)
      : null;
  const question = { ...asked, documentIds: place.documentIds, standalone };
  const passages = smallTalk === null ? await findPassages(ctx, question) : [];
  const write = (signal: AbortSignal) => {
    if (smallTalk !== null) return justSaying(smallTalk);
    if (languageModel) return languageModel.stream(answerPrompt(history, passages), signal);
    return answerQuoting(question, passages, () =>
      place.isLive
        ? nothingForCustomer(question.text)
        : nothingForMember(ctx, question.workspaceId),
    );
  };
  const text = await answerText(ctx, { job, answer, write, meter: run.meter }, run.signal);
  const verified = await answerCitations(ctx, { text, question: question.text }, passages);
  return async (tx) => {
    const delivery = verified.content === '' ? null : await deliveryIn(tx, answer.conversation_id);
    const done = must(
      await updateMessage(tx, answer.id, { status: 'done', ...verified, delivery }),
      "the held job's message",
    );
    if (delivery) await enqueuePush(tx, done);
    const told = await messageChanged(tx, done);
    const isUnanswered = place.isLive && smallTalk === null && verified.citations.length === 0;
    return isUnanswered ? [...told, ...(await handOverUnanswered(tx, answer))] : told;
  };
}

/** What is given to a model, in characters: about 5,000 tokens. */
const passageBudget = 20_000;

/** A model reads what stands around the passages as well. */
async function findPassages(ctx: AnswerContext, question: AskedQuestion): Promise<SearchResult[]> {
  const found = await answerPassages(ctx, question);
  return ctx.languageModel ? widenPassages(ctx.db, found, passageBudget) : found;
}

async function* justSaying(text: string): AsyncGenerator<string> {
  yield await Promise.resolve(text);
}

/** The message is `running`, empty, under the job's lease. */
async function beginAnswer(ctx: AnswerContext, job: ClaimedJob): Promise<Message> {
  const begun = await ctx.withTransaction(async (tx) => {
    const [holding] = await tx
      .select({ id: jobs.id })
      .from(jobs)
      .where(held(job.lease))
      .for('update');
    const message =
      holding &&
      (await updateMessage(tx, must(job.message_id, "an answer job's message"), {
        status: 'running',
        content: '',
        citations: [],
        model: ctx.languageModel?.name ?? extractive,
      }));
    return message ? announce(message, await messageChanged(tx, message)) : unchanged(null);
  });
  if (begun) return begun;
  throw new JobError('The answer was stopped.', { permanent: true });
}

/** More than fits into a prompt. */
const maxHistoryMessages = 40;

/** The end of the conversation, up to the question that is answered, oldest first. */
async function readHistory(ctx: AnswerContext, answer: Message): Promise<Message[]> {
  const question = must(answer.reply_to_id, "an answer's question");
  const newestFirst = await ctx.db
    .select(messageColumns)
    .from(messages)
    .where(
      and(
        eq(messages.conversation_id, answer.conversation_id),
        eq(messages.status, 'done'),
        // Notes are between operators; what a system message tells is not for the AI.
        eq(messages.internal, false),
        ne(messages.role, 'system'),
        lt(messages.id, answer.id),
        lte(messages.id, question),
      ),
    )
    .orderBy(desc(messages.id))
    .limit(maxHistoryMessages);
  return newestFirst.toReversed();
}
