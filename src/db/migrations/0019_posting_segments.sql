DROP INDEX "postings_search";--> statement-breakpoint
DROP INDEX "postings_count";--> statement-breakpoint
ALTER TABLE "postings" ADD COLUMN "segment" integer GENERATED ALWAYS AS ((chunk_keys[1] / 32768)::integer) STORED NOT NULL;--> statement-breakpoint
CREATE INDEX "postings_search" ON "postings" USING btree ("segment","workspace_id","term","chunk_keys","weights") WHERE is_current;--> statement-breakpoint
CREATE INDEX "postings_count" ON "postings" USING btree ("segment","workspace_id","term","chunk_count") WHERE is_current;