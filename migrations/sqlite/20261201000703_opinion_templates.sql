-- Officers write the same opinion many times: each agency keeps texts for it, by item.
CREATE TABLE opinion_templates (
    agency TEXT NOT NULL,
    item TEXT NOT NULL,
    name TEXT NOT NULL,
    body TEXT NOT NULL,
    changed_by TEXT NOT NULL,
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (agency, item, name)
);
