ALTER TABLE "embedding_models" ADD COLUMN "known_item_mrr" real;--> statement-breakpoint
ALTER TABLE "embedding_models" ADD COLUMN "measured_at" timestamptz(3);