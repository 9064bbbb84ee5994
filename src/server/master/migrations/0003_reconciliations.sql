-- What each comparison of the registry with the database servers found, for the portal.
CREATE TABLE reconciliations (
  id uuid CONSTRAINT reconciliations_pkey PRIMARY KEY,
  requested_by text NOT NULL,
  started_at timestamptz NOT NULL DEFAULT now(),
  -- null while it runs, or when its node ended before.
  finished_at timestamptz,
  -- Found in all; the list below may be shorter.
  finding_count integer NOT NULL DEFAULT 0,
  findings jsonb NOT NULL DEFAULT '[]',
  error text
);
CREATE INDEX reconciliations_started_index ON reconciliations (started_at);
-- For clearing the ledger.
CREATE INDEX tenant_operations_finished_index ON tenant_operations (finished_at);
