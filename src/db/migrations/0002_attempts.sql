CREATE TABLE "parley_auth"."attempts" (
	"key" text PRIMARY KEY NOT NULL,
	"full_at" timestamptz(3) NOT NULL,
	"known_until" timestamptz(3)
);
--> statement-breakpoint
ALTER TABLE "parley_auth"."attempts" ENABLE ROW LEVEL SECURITY;
