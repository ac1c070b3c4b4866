CREATE TABLE "runs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"outcome" text NOT NULL,
	"error_message" text,
	"document_id" uuid,
	"wait_ms" real,
	"run_ms" real,
	"first_text_ms" real,
	"model" text,
	"prompt_tokens" integer,
	"completion_tokens" integer,
	"embedding_model" text,
	"embedding_tokens" integer,
	"ended_at" timestamptz(3) DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "runs" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "chunk_count" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "runs" ADD CONSTRAINT "runs_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "runs_workspace_id_ended_at" ON "runs" USING btree ("workspace_id","ended_at");--> statement-breakpoint
CREATE INDEX "runs_ended_at" ON "runs" USING brin ("ended_at");--> statement-breakpoint
CREATE INDEX "jobs_workspace_id_open" ON "jobs" USING btree ("workspace_id") WHERE status in ('queued', 'running');--> statement-breakpoint
UPDATE documents SET chunk_count = counted.amount
FROM (SELECT document_id, count(*) AS amount FROM chunks GROUP BY document_id) AS counted
WHERE counted.document_id = documents.id;
--> statement-breakpoint
-- Supabase gives these two roles, with which its REST API answers anyone, every new table of "public".
DO $$
DECLARE
	api_role text;
BEGIN
	FOREACH api_role IN ARRAY ARRAY['anon', 'authenticated'] LOOP
		CONTINUE WHEN NOT EXISTS (SELECT FROM pg_roles WHERE rolname = api_role);
		EXECUTE format('REVOKE ALL ON runs FROM %I', api_role);
	END LOOP;
END $$;
