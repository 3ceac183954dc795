-- 委托代理: who may act for whom. An agent is named by number and name, whether or not they have an account: nobody
-- learns from it who has one, and whoever registers later finds the offer.
CREATE TABLE delegations (
    id TEXT NOT NULL PRIMARY KEY,
    -- For whom.
    principal TEXT NOT NULL REFERENCES applicants (id),
    kind TEXT NOT NULL CHECK (kind IN ('representative', 'agent', 'child', 'parent')),
    agent_name TEXT NOT NULL,
    agent_id_no_sealed BYTEA NOT NULL,
    agent_id_no_digest TEXT NOT NULL,
    -- Who has taken it on; NULL until then.
    agent_account TEXT REFERENCES accounts (id),
    -- A JSON array of item codes; NULL for all.
    items TEXT,
    -- The last day.
    until_on TEXT,
    created_at BIGINT NOT NULL,
    confirmed_at BIGINT,
    revoked_at BIGINT
);
-- One that counts for the same two people.
CREATE UNIQUE INDEX delegations_at_once ON delegations (principal, agent_id_no_digest) WHERE revoked_at IS NULL;
CREATE INDEX delegations_by_principal ON delegations (principal, id);
CREATE INDEX delegations_by_agent ON delegations (agent_id_no_digest, id);
CREATE INDEX delegations_by_account ON delegations (agent_account);
