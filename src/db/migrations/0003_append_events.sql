-- Inside a function PostgreSQL keeps the plan: planning the same statement anew cost more than running it.
-- `input`: [{ scope, type, payload }, …] in the order in which the events happened.
CREATE FUNCTION append_events(input json) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	log record;
	last bigint;
BEGIN
	FOR log IN
		SELECT scope, count(*) AS amount,
			array_agg(type ORDER BY nth) AS types, array_agg(payload ORDER BY nth) AS payloads
		FROM ROWS FROM (json_to_recordset(input) AS (scope text, type text, payload json))
			WITH ORDINALITY AS event(scope, type, payload, nth)
		GROUP BY scope ORDER BY scope
	LOOP
		INSERT INTO event_scopes (scope, last_offset) VALUES (log.scope, log.amount)
			ON CONFLICT (scope) DO UPDATE SET last_offset = event_scopes.last_offset + excluded.last_offset
			RETURNING last_offset INTO last;
		INSERT INTO events (scope, "offset", type, payload)
			SELECT log.scope, last - log.amount + nth, event.type, event.payload
			FROM unnest(log.types, log.payloads) WITH ORDINALITY AS event(type, payload, nth);
	END LOOP;
END $$;
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION append_events(json) FROM PUBLIC;--> statement-breakpoint
-- Supabase gives these two roles, with which its REST API answers anyone, every new function of "public".
DO $$
DECLARE
	api_role text;
BEGIN
	FOREACH api_role IN ARRAY ARRAY['anon', 'authenticated'] LOOP
		CONTINUE WHEN NOT EXISTS (SELECT FROM pg_roles WHERE rolname = api_role);
		EXECUTE format('REVOKE EXECUTE ON FUNCTION append_events(json) FROM %I', api_role);
	END LOOP;
END $$;
