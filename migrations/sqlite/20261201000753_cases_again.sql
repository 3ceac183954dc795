-- What else the same applicant applied for with the same item, newest first: an agency that files has thousands of others.
CREATE INDEX cases_again ON cases (applicant_id, item, received_at, id);
