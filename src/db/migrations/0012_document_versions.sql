DROP INDEX "chunk_embeddings_search";--> statement-breakpoint
DROP INDEX "postings_search";--> statement-breakpoint
DROP INDEX "documents_workspace_id_sha256";--> statement-breakpoint
ALTER TABLE "chunk_embeddings" ADD COLUMN "is_current" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "postings" ADD COLUMN "is_current" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "folder_path" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "source_url" text;--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "series_id" uuid;--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "version_number" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "is_current" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "checked_at" timestamptz(3);--> statement-breakpoint
UPDATE "documents" SET "series_id" = "id", "is_current" = "status" = 'ingested';--> statement-breakpoint
ALTER TABLE "documents" ALTER COLUMN "series_id" SET NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "documents_series_id_version_number" ON "documents" USING btree ("series_id","version_number");--> statement-breakpoint
CREATE INDEX "documents_workspace_id_file_name" ON "documents" USING btree ("workspace_id","file_name");--> statement-breakpoint
CREATE INDEX "documents_workspace_id_source_url" ON "documents" USING btree ("workspace_id","source_url") WHERE source_url is not null;--> statement-breakpoint
CREATE INDEX "chunk_embeddings_search" ON "chunk_embeddings" USING btree ("workspace_id","model","dimension","chunk_key","signs") WHERE is_current;--> statement-breakpoint
CREATE INDEX "postings_search" ON "postings" USING btree ("workspace_id","term","chunk_keys","weights") WHERE is_current;--> statement-breakpoint
CREATE UNIQUE INDEX "documents_workspace_id_sha256" ON "documents" USING btree ("workspace_id","sha256") WHERE sha256 <> '';