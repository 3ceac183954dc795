-- A case is bound to the definition under which it was submitted: the text is kept under its hash, once.
CREATE TABLE definitions (
    hash TEXT NOT NULL PRIMARY KEY,
    item TEXT NOT NULL,
    source TEXT NOT NULL,
    first_used_at BIGINT NOT NULL
);

-- Serial numbers per scope (an agency, a kind of notice) and day, never one hot row for all.
CREATE TABLE serials (
    scope TEXT NOT NULL,
    on_date TEXT NOT NULL,
    last BIGINT NOT NULL,
    PRIMARY KEY (scope, on_date)
) WITHOUT ROWID;
