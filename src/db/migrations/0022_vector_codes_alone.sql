-- As `vectorCode` (src/domain/retrieval/vectorCode.ts) makes it.
UPDATE "chunk_embeddings" SET "code" = (
	SELECT (
		string_agg(CASE WHEN value >= 0 THEN '1' ELSE '0' END, '' ORDER BY nth)
		|| string_agg(CASE WHEN value >= width OR (value < 0 AND value >= -width) THEN '1' ELSE '0' END, '' ORDER BY nth)
	)::bit varying
	FROM (SELECT 0.9957 / sqrt(dimension) AS width) AS level,
		unnest("vector"[1:8192]) WITH ORDINALITY AS number(value, nth)
);--> statement-breakpoint
DROP INDEX "chunk_embeddings_search";--> statement-breakpoint
ALTER TABLE "chunk_embeddings" ALTER COLUMN "code" SET NOT NULL;--> statement-breakpoint
CREATE INDEX "chunk_embeddings_search" ON "chunk_embeddings" USING btree ("workspace_id","model","dimension","chunk_key","code") WHERE is_current;--> statement-breakpoint
ALTER TABLE "chunk_embeddings" DROP COLUMN "signs";