-- Unlogged: who is connected is over when the database crashes, and written often.
CREATE UNLOGGED TABLE "presence" (
	"process_id" uuid NOT NULL,
	"workspace_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"status" text NOT NULL,
	"viewing" uuid[] NOT NULL,
	CONSTRAINT "presence_workspace_id_user_id_process_id_pk" PRIMARY KEY("workspace_id","user_id","process_id")
);
--> statement-breakpoint
ALTER TABLE "presence" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "presence_people" (
	"workspace_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"available" boolean DEFAULT true NOT NULL,
	"last_seen_at" timestamptz(3),
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "presence_people_workspace_id_user_id_pk" PRIMARY KEY("workspace_id","user_id")
);
--> statement-breakpoint
ALTER TABLE "presence_people" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE UNLOGGED TABLE "presence_processes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"beat_at" timestamptz(3) DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "presence_processes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "presence" ADD CONSTRAINT "presence_process_id_presence_processes_id_fk" FOREIGN KEY ("process_id") REFERENCES "public"."presence_processes"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "presence" ADD CONSTRAINT "presence_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "presence_people" ADD CONSTRAINT "presence_people_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
-- Supabase gives these two roles, with which its REST API answers anyone, every new table of "public".
DO $$
DECLARE
	api_role text;
BEGIN
	FOREACH api_role IN ARRAY ARRAY['anon', 'authenticated'] LOOP
		CONTINUE WHEN NOT EXISTS (SELECT FROM pg_roles WHERE rolname = api_role);
		EXECUTE format('REVOKE ALL ON presence, presence_people, presence_processes FROM %I', api_role);
	END LOOP;
END $$;
