ALTER TABLE "postings" DROP CONSTRAINT "postings_document_id_documents_id_fk";
--> statement-breakpoint
CREATE FUNCTION remove_postings() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- As a list: a join would keep the plan that fitted the first removal, one document or thousands.
  DELETE FROM public.postings WHERE document_id = ANY (ARRAY(SELECT id FROM removed));
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER documents_remove_postings AFTER DELETE ON documents
  REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION remove_postings();
