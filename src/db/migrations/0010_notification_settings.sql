CREATE TABLE "notification_settings" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"browser" jsonb DEFAULT '{}' NOT NULL,
	"sound" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
ALTER TABLE "notification_settings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
-- Supabase gives these two roles, with which its REST API answers anyone, every new table of "public".
DO $$
DECLARE
	api_role text;
BEGIN
	FOREACH api_role IN ARRAY ARRAY['anon', 'authenticated'] LOOP
		CONTINUE WHEN NOT EXISTS (SELECT FROM pg_roles WHERE rolname = api_role);
		EXECUTE format('REVOKE ALL ON notification_settings FROM %I', api_role);
	END LOOP;
END $$;
