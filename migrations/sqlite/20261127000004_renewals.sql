-- An application may ask for a licence to be renewed: its number.
ALTER TABLE applications ADD COLUMN renews TEXT;
-- Whether it is being renewed already, or was.
CREATE INDEX applications_renewals ON applications (renews) WHERE renews IS NOT NULL;
