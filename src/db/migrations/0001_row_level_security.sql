ALTER TABLE "chunk_embeddings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "chunks" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "postings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "conversations" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "document_pages" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "documents" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "event_scopes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "events" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "parley_auth"."refresh_tokens" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "parley_auth"."sessions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "parley_auth"."signing_keys" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "parley_auth"."users" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "jobs" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "messages" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "secrets" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "workspace_members" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "workspaces" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "drizzle"."__drizzle_migrations" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
-- Supabase gives these two roles, with which its REST API answers anyone, every new table of "public".
DO $$
DECLARE
	api_role text;
	our_table text;
BEGIN
	FOREACH api_role IN ARRAY ARRAY['anon', 'authenticated'] LOOP
		CONTINUE WHEN NOT EXISTS (SELECT FROM pg_roles WHERE rolname = api_role);
		FOREACH our_table IN ARRAY ARRAY[
			'public.chunk_embeddings',
			'public.chunks',
			'public.postings',
			'public.conversations',
			'public.document_pages',
			'public.documents',
			'public.event_scopes',
			'public.events',
			'parley_auth.refresh_tokens',
			'parley_auth.sessions',
			'parley_auth.signing_keys',
			'parley_auth.users',
			'public.jobs',
			'public.messages',
			'public.secrets',
			'public.workspace_members',
			'public.workspaces',
			'drizzle.__drizzle_migrations'
		] LOOP
			EXECUTE format('REVOKE ALL ON TABLE %s FROM %I', our_table, api_role);
		END LOOP;
		EXECUTE format('REVOKE ALL ON SEQUENCE public.chunks_key_seq FROM %I', api_role);
	END LOOP;
END $$;
