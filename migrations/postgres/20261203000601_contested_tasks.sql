-- Two people who have to agree on a step may not: the inbox says so of the task. A task that stood so before gets it with the
-- next act on its case, or by `tongban rebuild`.
ALTER TABLE tasks ADD COLUMN contested BIGINT NOT NULL DEFAULT 0;
