import { and, eq, ne, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { embeddingModels } from '#db/schema/chunks.ts';
import { lackingDocuments } from '#services/search/lackingDocuments.ts';

export type WorkspaceModel = { workspaceId: string; model: string };

/** From this transaction's end on the workspace is searched by that model; the one before may come back. */
export async function activateModel(
  tx: Transaction,
  { workspaceId: workspace_id, model }: WorkspaceModel,
): Promise<void> {
  await tx
    .update(embeddingModels)
    .set({ status: 'replaced', used_at: sql`now()` })
    .where(
      and(
        eq(embeddingModels.workspace_id, workspace_id),
        eq(embeddingModels.status, 'active'),
        ne(embeddingModels.model, model),
      ),
    );
  const active = { status: 'active', used_at: sql`now()` } as const;
  await tx
    .insert(embeddingModels)
    .values({ workspace_id, model, ...active })
    .onConflictDoUpdate({
      target: [embeddingModels.workspace_id, embeddingModels.model],
      set: active,
    });
}

/**
 * Makes the model the active one when no document waits for its vectors any more. Those that the server
 * refuses to embed are left to the words, unless it embeds none. Returns whether it is the active one.
 */
export async function activateCompleteModel(
  tx: Transaction,
  workspaceModel: WorkspaceModel,
): Promise<boolean> {
  const { workspaceId, model } = workspaceModel;
  const [state] = await tx
    .select({ status: embeddingModels.status })
    .from(embeddingModels)
    .where(and(eq(embeddingModels.workspace_id, workspaceId), eq(embeddingModels.model, model)));
  if (state?.status === 'active') return true;
  const [row] = await tx.execute<{ is_complete: boolean }>(sql`
    select exists (
      select from chunk_embeddings where workspace_id = ${workspaceId} and model = ${model} and is_current
    ) and not exists (
      select from (${lackingDocuments(model)}) as lacking
      where lacking.workspace_id = ${workspaceId} and not exists (
        select from embedding_tasks as task
        where task.document_id = lacking.document_id and task.model = ${model} and refusals > 0
      )
    ) as is_complete`);
  if (!row?.is_complete) return false;
  await activateModel(tx, workspaceModel);
  return true;
}
