CREATE TABLE "line_channels" (
	"workspace_id" uuid PRIMARY KEY NOT NULL,
	"channel_access_token" text NOT NULL,
	"channel_secret" text NOT NULL,
	"bot_user_id" text NOT NULL,
	"bot_name" text NOT NULL,
	"connected_by" uuid NOT NULL,
	"created_at" timestamptz(3) DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "line_channels" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "line_tasks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"customer_id" uuid NOT NULL,
	"message_id" uuid,
	"line_message_id" text,
	"file_name" text,
	"retry_key" uuid DEFAULT gen_random_uuid() NOT NULL,
	"status" text DEFAULT 'pending' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"run_at" timestamptz(3) DEFAULT now() NOT NULL,
	"lease_id" uuid,
	"lease_expires_at" timestamptz(3),
	"updated_at" timestamptz(3) DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "line_tasks" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "line_webhook_events" (
	"workspace_id" uuid NOT NULL,
	"webhook_event_id" text NOT NULL,
	"received_at" timestamptz(3) DEFAULT now() NOT NULL,
	CONSTRAINT "line_webhook_events_workspace_id_webhook_event_id_pk" PRIMARY KEY("workspace_id","webhook_event_id")
);
--> statement-breakpoint
ALTER TABLE "line_webhook_events" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "delivery" text;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "delivery_error" text;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "attachment" jsonb;--> statement-breakpoint
ALTER TABLE "line_channels" ADD CONSTRAINT "line_channels_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "line_tasks" ADD CONSTRAINT "line_tasks_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "line_tasks" ADD CONSTRAINT "line_tasks_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "line_tasks" ADD CONSTRAINT "line_tasks_message_id_messages_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."messages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "line_webhook_events" ADD CONSTRAINT "line_webhook_events_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "line_tasks_message_id_kind" ON "line_tasks" USING btree ("message_id","kind");--> statement-breakpoint
CREATE UNIQUE INDEX "line_tasks_profile" ON "line_tasks" USING btree ("customer_id") WHERE kind = 'profile';--> statement-breakpoint
CREATE INDEX "line_tasks_open" ON "line_tasks" USING btree ("run_at") WHERE status in ('pending', 'running');--> statement-breakpoint
CREATE INDEX "line_tasks_customer_id" ON "line_tasks" USING btree ("customer_id","id");--> statement-breakpoint
CREATE INDEX "line_tasks_updated_at" ON "line_tasks" USING btree ("updated_at");--> statement-breakpoint
CREATE INDEX "line_webhook_events_received_at" ON "line_webhook_events" USING btree ("received_at");--> statement-breakpoint
-- Supabase gives these two roles, with which its REST API answers anyone, every new table of "public".
DO $$
DECLARE
	api_role text;
BEGIN
	FOREACH api_role IN ARRAY ARRAY['anon', 'authenticated'] LOOP
		CONTINUE WHEN NOT EXISTS (SELECT FROM pg_roles WHERE rolname = api_role);
		EXECUTE format('REVOKE ALL ON line_channels, line_webhook_events, line_tasks FROM %I', api_role);
	END LOOP;
END $$;
