-- Whoever deletes a draft makes the database look for the bundle parts that point to it.
CREATE INDEX bundle_parts_by_part ON bundle_parts (part_application_id) WHERE part_application_id IS NOT NULL;
