-- Drafts that nobody changes any more are deleted: the job finds the oldest of them by this.
CREATE INDEX applications_old_drafts ON applications (updated_at) WHERE state = 'draft';
