-- 转办: where a case that nobody has accepted yet came from, and whether it came back from there as not theirs.
ALTER TABLE cases ADD COLUMN came_from TEXT;
ALTER TABLE cases ADD COLUMN sent_back BIGINT NOT NULL DEFAULT 0;
-- How much each person of an agency has at hand.
CREATE INDEX tasks_claimed ON tasks (agency, claimed_by) WHERE claimed_by IS NOT NULL;
