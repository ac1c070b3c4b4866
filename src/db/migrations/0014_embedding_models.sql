CREATE TABLE "embedding_models" (
	"workspace_id" uuid NOT NULL,
	"model" text NOT NULL,
	"status" text NOT NULL,
	"used_at" timestamptz(3) DEFAULT now() NOT NULL,
	CONSTRAINT "embedding_models_workspace_id_model_pk" PRIMARY KEY("workspace_id","model")
);
--> statement-breakpoint
ALTER TABLE "embedding_models" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "embedding_tasks" (
	"document_id" uuid NOT NULL,
	"model" text NOT NULL,
	"workspace_id" uuid NOT NULL,
	"refusals" integer DEFAULT 0 NOT NULL,
	"run_at" timestamptz(3) DEFAULT now() NOT NULL,
	"lease_id" uuid,
	"lease_expires_at" timestamptz(3),
	CONSTRAINT "embedding_tasks_document_id_model_pk" PRIMARY KEY("document_id","model")
);
--> statement-breakpoint
ALTER TABLE "embedding_tasks" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "chunk_embeddings" DROP CONSTRAINT "chunk_embeddings_pkey";--> statement-breakpoint
ALTER TABLE "chunk_embeddings" ADD CONSTRAINT "chunk_embeddings_chunk_key_model_pk" PRIMARY KEY("chunk_key","model");--> statement-breakpoint
ALTER TABLE "embedding_models" ADD CONSTRAINT "embedding_models_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "embedding_tasks" ADD CONSTRAINT "embedding_tasks_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "embedding_models_active" ON "embedding_models" USING btree ("workspace_id") WHERE status = 'active';--> statement-breakpoint
CREATE INDEX "embedding_tasks_due" ON "embedding_tasks" USING btree ("model","run_at");--> statement-breakpoint
-- What was searched until now goes on being searched: the model of most of a workspace's vectors.
INSERT INTO embedding_models (workspace_id, model, status)
	SELECT DISTINCT ON (workspace_id) workspace_id, model, 'active'
	FROM (SELECT workspace_id, model, count(*) AS amount FROM chunk_embeddings GROUP BY 1, 2) AS held
	WHERE EXISTS (SELECT FROM workspaces WHERE id = workspace_id)
	ORDER BY workspace_id, amount DESC, model;--> statement-breakpoint
-- Called only where pgvector and the index of that dimension are there; until then nothing looks at its body.
-- A function, because the settings belong to one statement, and the index is chosen by literals.
CREATE FUNCTION nearest_chunks(query real[], workspace uuid, model_name text, documents uuid[], amount int)
RETURNS TABLE (key bigint, score float8) LANGUAGE plpgsql SET enable_sort = off AS $$
BEGIN
	PERFORM set_config('search_path', concat_ws(', ', current_setting('search_path'), extnamespace::regnamespace), true)
		FROM pg_extension WHERE extname = 'vector';
	PERFORM set_config('hnsw.iterative_scan', 'relaxed_order', true),
		set_config('hnsw.ef_search', '200', true),
		set_config('hnsw.max_scan_tuples', '100000', true),
		set_config('hnsw.scan_mem_multiplier', '8', true);
	-- Twice as many as are asked for: the index compares halves of numbers, in a relaxed order.
	RETURN QUERY EXECUTE format($statement$
		WITH near AS MATERIALIZED (
			SELECT chunk_key, vector FROM chunk_embeddings
			WHERE dimension = %1$s AND workspace_id = $2 AND model = $3 AND is_current
				AND ($4 IS NULL OR chunk_key = ANY (ARRAY(SELECT chunks.key FROM chunks WHERE document_id = ANY ($4))))
			ORDER BY vector::halfvec(%1$s) <=> $1::halfvec(%1$s) LIMIT $5 * 2
		)
		SELECT chunk_key, (SELECT sum(one * other)::float8 FROM unnest(vector, $1) AS pair(one, other)) AS score
		FROM near ORDER BY score DESC, chunk_key LIMIT $5
	$statement$, cardinality(query)) USING query, workspace, model_name, documents, amount;
END $$;
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION nearest_chunks(real[], uuid, text, uuid[], int) FROM PUBLIC;--> statement-breakpoint
-- Supabase gives these two roles, with which its REST API answers anyone, every new table and function of "public".
DO $$
DECLARE
	api_role text;
BEGIN
	FOREACH api_role IN ARRAY ARRAY['anon', 'authenticated'] LOOP
		CONTINUE WHEN NOT EXISTS (SELECT FROM pg_roles WHERE rolname = api_role);
		EXECUTE format('REVOKE ALL ON embedding_models, embedding_tasks FROM %I', api_role);
		EXECUTE format('REVOKE EXECUTE ON FUNCTION nearest_chunks(real[], uuid, text, uuid[], int) FROM %I', api_role);
	END LOOP;
END $$;
