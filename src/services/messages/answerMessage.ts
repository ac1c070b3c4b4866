import { and, asc, eq, gte, inArray, lt, lte, or } from 'drizzle-orm';
import type { Citation } from '#contract/citations.ts';
import type { Message } from '#contract/messages.ts';
import type { SearchResult } from '#contract/search.ts';
import { documentPages, documents } from '#db/schema/documents.ts';
import { jobs } from '#db/schema/jobs.ts';
import { messageColumns, messages } from '#db/schema/messages.ts';
import { extractAnswer } from '#domain/answering/extractAnswer.ts';
import { resolveCitations } from '#domain/citations/resolveCitations.ts';
import { type ClaimedJob, held } from '#jobs/lease.ts';
import type { ServiceContext } from '#services/context.ts';
import { conversationRoom } from '#services/conversations/room.ts';
import { JobError } from '#services/jobs/jobError.ts';
import type { JobCompletion, JobRun } from '#services/jobs/jobHandler.ts';
import { answerPrompt } from '#services/messages/answerPrompt.ts';
import { DeltaPublisher } from '#services/messages/deltaPublisher.ts';
import type { LanguageModel } from '#services/messages/languageModel.ts';
import { messageStatusUpdated } from '#services/messages/messageEvents.ts';
import { updateMessage } from '#services/messages/updateMessage.ts';
import { searchPassages } from '#services/search/searchPassages.ts';
import { announce, unchanged } from '#services/transaction.ts';
import { must } from '#shared/must.ts';

const extractive = 'extractive';
const nothingFound = 'I could not find an answer to that in the documents of this workspace.';
const noDocuments = 'There are no documents in this workspace yet that I could answer from.';

export type AnswerContext = ServiceContext & { languageModel: LanguageModel | null };

/** An `answer` job: retrieval, then the answer, streamed to the conversation's room and kept as it grows. */
export async function answerMessage(
  ctx: AnswerContext,
  job: ClaimedJob,
  run: JobRun,
): Promise<JobCompletion> {
  const answer = await beginAnswer(ctx, job);
  const history = await readHistory(ctx, answer);
  const passages = await findPassages(ctx, history);
  const text = await writeAnswer(ctx, { job, answer, history, passages }, run.signal);
  const { content, citations } = await verifyCitations(ctx, text, passages);
  return async (tx) => {
    const done = await updateMessage(tx, answer.id, { status: 'done', content, citations });
    return [messageStatusUpdated(must(done, "the held job's message"))];
  };
}

/** The message is `running`, empty, under the job's lease. */
async function beginAnswer(ctx: AnswerContext, job: ClaimedJob): Promise<Message> {
  return ctx
    .withTransaction(async (tx) => {
      const [holding] = await tx
        .select({ id: jobs.id })
        .from(jobs)
        .where(held(job.lease))
        .for('update');
      const begun =
        holding &&
        (await updateMessage(tx, must(job.message_id, "an answer job's message"), {
          status: 'running',
          content: '',
          citations: [],
          model: ctx.languageModel?.name ?? extractive,
        }));
      if (!begun) return unchanged(null);
      return announce(begun, [messageStatusUpdated(begun)]);
    })
    .then((begun) => {
      if (begun) return begun;
      throw new JobError('The answer was stopped.', { permanent: true });
    });
}

/** The conversation up to the question that is answered, oldest first. */
async function readHistory(ctx: AnswerContext, answer: Message): Promise<Message[]> {
  const question = must(answer.reply_to_id, "an answer's question");
  return ctx.db
    .select(messageColumns)
    .from(messages)
    .where(
      and(
        eq(messages.conversation_id, answer.conversation_id),
        eq(messages.status, 'done'),
        lt(messages.id, answer.id),
        lte(messages.id, question),
      ),
    )
    .orderBy(asc(messages.id));
}

const passageCount = 8;

/** A short follow-up says what it asks about only together with the question before it. */
const followUpLength = 40;

async function findPassages(ctx: AnswerContext, history: Message[]): Promise<SearchResult[]> {
  const questions = history.filter(({ role }) => role === 'user').map(({ content }) => content);
  const question = must(questions.at(-1), 'the question');
  const before = question.length < followUpLength ? questions.at(-2) : undefined;
  const workspaceId = must(history.at(-1), 'the question').workspace_id;
  const search = (query: string) =>
    searchPassages(ctx, { workspaceId, query, limit: passageCount });
  const found = await search(question);
  if (!before) return found;
  const known = new Set(found.map(({ chunk_id }) => chunk_id));
  const together = await search(`${before}\n${question}`);
  return [...found, ...together.filter(({ chunk_id }) => !known.has(chunk_id))].slice(
    0,
    passageCount,
  );
}

type Writing = {
  job: ClaimedJob;
  answer: Message;
  history: Message[];
  passages: SearchResult[];
};

/** The answer with its markers as given; its pieces have gone out, and what it was every now and then is saved. */
async function writeAnswer(
  ctx: AnswerContext,
  { job, answer, history, passages }: Writing,
  signal: AbortSignal,
): Promise<string> {
  const room = conversationRoom(answer.conversation_id);
  const stopped = new AbortController();
  const ended = AbortSignal.any([signal, stopped.signal]);
  const publisher = new DeltaPublisher({
    send: (offset, text) =>
      ctx.doorbell.sendActivity(room, {
        type: 'message.delta',
        payload: { message_id: answer.id, offset, text },
      }),
    async save(text) {
      const isOurs = await saveText(ctx, job, { id: answer.id, text });
      // Noticed here, long before the next heartbeat.
      if (!isOurs) stopped.abort();
    },
  });
  try {
    const pieces = ctx.languageModel
      ? ctx.languageModel.stream(answerPrompt(history, passages), ended)
      : quoteAnswer(ctx, must(history.at(-1), 'the question'), passages);
    for await (const piece of pieces) {
      ended.throwIfAborted();
      publisher.add(piece);
    }
    ended.throwIfAborted();
    await publisher.finish();
    return publisher.text;
  } finally {
    await publisher.abandon();
  }
}

/** False when the lease is no longer ours, so that nothing was written. */
async function saveText(
  ctx: AnswerContext,
  job: ClaimedJob,
  { id, text }: { id: string; text: string },
): Promise<boolean> {
  return ctx.withTransaction(async (tx) => {
    const lease = tx
      .select({ message_id: jobs.message_id })
      .from(jobs)
      .where(held(job.lease))
      .for('update');
    const saved = await tx
      .update(messages)
      .set({ content: text })
      .where(and(eq(messages.id, id), inArray(messages.id, lease)))
      .returning({ id: messages.id });
    // oxlint-disable-next-line parley/writes-append-events -- its pieces went out as activity; the whole text is announced at the end
    return unchanged(saved.length > 0);
  });
}

/** Without a language model: the sentences that answer best, quoted. */
async function* quoteAnswer(
  ctx: AnswerContext,
  { content, workspace_id }: Message,
  passages: SearchResult[],
): AsyncGenerator<string> {
  const sentences = extractAnswer(content, passages);
  if (sentences.length === 0)
    yield (await hasDocuments(ctx, workspace_id)) ? nothingFound : noDocuments;
  for (const [index, { text, n }] of sentences.entries())
    yield `${index > 0 ? '\n\n' : ''}> ${text} [${n}]`;
}

async function hasDocuments(ctx: AnswerContext, workspaceId: string): Promise<boolean> {
  const some = await ctx.db
    .select({ id: documents.id })
    .from(documents)
    .where(eq(documents.workspace_id, workspaceId))
    .limit(1);
  return some.length > 0;
}

/** Only citations whose quote stands on the page are kept; the page is the one where it stands. */
async function verifyCitations(
  ctx: AnswerContext,
  text: string,
  passages: SearchResult[],
): Promise<{ content: string; citations: Citation[] }> {
  const pages = await readPages(ctx, passages);
  const pagesOf = (n: number) => {
    const passage = passages[n - 1];
    return pages.filter(
      ({ document_id, page }) =>
        document_id === passage?.document_id &&
        page >= passage.page_from &&
        page <= passage.page_to,
    );
  };
  const resolved = resolveCitations(text, passages, pagesOf);
  const citations = resolved.citations.map(({ n, passage, page, quote }) => {
    const { document_id, file_name, chunk_id } = must(passages[passage - 1], 'the cited passage');
    return { n, document_id, file_name, page_from: page, page_to: page, chunk_id, quote };
  });
  return { content: resolved.content, citations };
}

async function readPages(ctx: AnswerContext, passages: SearchResult[]) {
  if (passages.length === 0) return [];
  const ranges = passages.map(({ document_id, page_from, page_to }) =>
    and(
      eq(documentPages.document_id, document_id),
      gte(documentPages.page, page_from),
      lte(documentPages.page, page_to),
    ),
  );
  return ctx.db
    .select({
      document_id: documentPages.document_id,
      page: documentPages.page,
      text: documentPages.text,
    })
    .from(documentPages)
    .where(or(...ranges));
}
