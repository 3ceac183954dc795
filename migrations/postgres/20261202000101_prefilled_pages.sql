-- The pages of a draft that were filled in by the portal and that nobody has looked at yet: the task list must not
-- call them done.
CREATE TABLE prefilled_pages (
    application_id TEXT NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
    page TEXT NOT NULL,
    PRIMARY KEY (application_id, page)
);
