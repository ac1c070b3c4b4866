import { and, eq, sql } from 'drizzle-orm';
import { embeddingModels } from '#db/schema/chunks.ts';
import type { ServiceContext } from '#services/context.ts';
import { embeddingsUpdated } from '#services/search/embeddingEvents.ts';
import { lackingDocuments } from '#services/search/lackingDocuments.ts';
import { activateCompleteModel, activateModel } from '#services/search/updateActiveModel.ts';
import { announce, unchanged } from '#services/transaction.ts';

type Writer = Pick<ServiceContext, 'withTransaction'>;

/**
 * For a process that begins with a model: workspaces that were searched by it before are again, at once; the
 * vectors of documents that came since follow.
 */
export function restoreModel(ctx: Writer, model: string): Promise<void> {
  return ctx.withTransaction(async (tx) => {
    const before = await tx
      .select({ workspaceId: embeddingModels.workspace_id })
      .from(embeddingModels)
      .where(and(eq(embeddingModels.model, model), eq(embeddingModels.status, 'replaced')))
      .orderBy(embeddingModels.workspace_id);
    for (const { workspaceId } of before) await activateModel(tx, { workspaceId, model });
    return unchanged(undefined);
  });
}

/** Puts down every document that lacks vectors of the model, and makes it active where none does. */
export async function planEmbeddings(ctx: Writer, model: string): Promise<void> {
  const filling = await ctx.withTransaction(async (tx) => {
    const grown = await tx.execute<{ workspace_id: string }>(sql`
      with added as (
        insert into embedding_tasks (document_id, model, workspace_id)
        select document_id, ${model}, workspace_id from (${lackingDocuments(model)}) as lacking
        on conflict do nothing
        returning workspace_id
      ) select distinct workspace_id from added`);
    await tx.execute(sql`
      insert into embedding_models (workspace_id, model, status)
      select distinct workspace_id, ${model}, 'filling' from embedding_tasks where model = ${model}
      on conflict do nothing`);
    const rows = await tx
      .update(embeddingModels)
      .set({ used_at: sql`now()` })
      .where(eq(embeddingModels.model, model))
      .returning({
        workspaceId: embeddingModels.workspace_id,
        status: embeddingModels.status,
      });
    const inactive = rows.filter(({ status }) => status !== 'active');
    const [event, ...events] = grown.map(({ workspace_id }) => embeddingsUpdated(workspace_id));
    return event ? announce(inactive, [event, ...events]) : unchanged(inactive);
  });
  for (const { workspaceId } of filling)
    await ctx.withTransaction(async (tx) =>
      unchanged(await activateCompleteModel(tx, { workspaceId, model })),
    );
}
