ALTER TABLE "postings" DROP CONSTRAINT "postings_document_id_documents_id_fk";
--> statement-breakpoint
CREATE FUNCTION remove_postings() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM postings USING removed WHERE postings.document_id = removed.id;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER documents_remove_postings AFTER DELETE ON documents
  REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION remove_postings();
