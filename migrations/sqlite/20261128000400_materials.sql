-- A file is scanned for viruses before anybody of an agency may open it, and an image gets a small copy for reading.
-- What is given from the wallet says how far it may be relied on, and where it comes from.
ALTER TABLE materials ADD COLUMN scan TEXT NOT NULL DEFAULT 'none' CHECK (scan IN ('none', 'waiting', 'clean', 'infected'));
ALTER TABLE materials ADD COLUMN copy TEXT NOT NULL DEFAULT 'none' CHECK (copy IN ('none', 'waiting', 'made', 'failed'));
-- NULL where it was uploaded for this application.
ALTER TABLE materials ADD COLUMN trust TEXT CHECK (trust IN ('a', 'b', 'c', 'd'));
-- The number of the case or the licence that it comes from.
ALTER TABLE materials ADD COLUMN origin TEXT;
CREATE INDEX materials_to_scan ON materials (id) WHERE scan = 'waiting';
CREATE INDEX materials_to_copy ON materials (id) WHERE copy = 'waiting';

-- 容缺: the applicant's word, given for one material of a draft, that it will come later.
CREATE TABLE material_promises (
    application_id TEXT NOT NULL REFERENCES applications (id),
    rule TEXT NOT NULL,
    promised_at BIGINT NOT NULL,
    PRIMARY KEY (application_id, rule)
);
