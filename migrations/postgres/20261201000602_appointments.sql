-- 预约: who comes to which counter in which half hour. A cancelled one gives its place back and keeps its number, which is
-- called out on that day.
CREATE TABLE appointments (
    id TEXT PRIMARY KEY,
    -- Whose counter it is.
    agency TEXT NOT NULL,
    on_date TEXT NOT NULL,
    -- Minutes since midnight.
    from_minute BIGINT NOT NULL,
    -- Counted per agency and day.
    number BIGINT NOT NULL,
    applicant_id TEXT NOT NULL REFERENCES applicants (id),
    item TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('booked', 'called', 'missed', 'cancelled')),
    booked_at BIGINT NOT NULL,
    -- By the clerk who called, or found nobody there.
    officer_id TEXT,
    changed_at BIGINT NOT NULL,
    UNIQUE (agency, on_date, number)
);
CREATE INDEX appointments_by_slot ON appointments (agency, on_date, from_minute);
CREATE INDEX appointments_by_applicant ON appointments (applicant_id, item, on_date);
CREATE INDEX appointments_by_day ON appointments (on_date);
