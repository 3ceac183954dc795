-- Oversight reads the newest first over a whole province or prefecture; without these it would sort every case
-- that ever was. Walking back in time and keeping what lies in the place ends after a page.
CREATE INDEX cases_by_received ON cases (received_at, id);
CREATE INDEX cases_by_concluded ON cases (concluded_at, id) WHERE concluded_at IS NOT NULL;
CREATE INDEX warnings_by_time ON warnings (at, case_id, seq);
