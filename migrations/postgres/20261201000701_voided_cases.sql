-- Supervision lists the cases that were closed as void, with the ground: to void a case is the old way to hide one.
ALTER TABLE cases ADD COLUMN void_ground TEXT;
CREATE INDEX cases_voided ON cases (concluded_at, id) WHERE void_ground IS NOT NULL;
