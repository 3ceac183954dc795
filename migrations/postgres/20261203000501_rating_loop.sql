-- Supervision lists ratings by how far their loop is, and what it released is shown to everybody beside the item.
-- The defaults are of rows that `tongban rebuild` writes anew.
ALTER TABLE ratings ADD COLUMN item TEXT NOT NULL DEFAULT '';
ALTER TABLE ratings ADD COLUMN state TEXT NOT NULL DEFAULT 'good';
-- The first instant too late for what the agency has to do next.
ALTER TABLE ratings ADD COLUMN due_at BIGINT;
-- What the call-back found.
ALTER TABLE ratings ADD COLUMN content BIGINT;
-- The statement that everybody is shown of what was written with it.
ALTER TABLE ratings ADD COLUMN released TEXT;
CREATE INDEX ratings_by_time ON ratings (at, case_id);
CREATE INDEX ratings_by_state ON ratings (state, at, case_id);
CREATE INDEX ratings_released ON ratings (item, at, case_id) WHERE released IS NOT NULL;
