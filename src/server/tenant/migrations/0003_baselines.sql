-- A baseline keeps the dates of one or several projects as they stood at a revision. It is read beside the plan and never changes
-- with it: no foreign key leads to projects and phases, so that what is deleted, and brought back by undo, is still compared.
DROP TABLE baseline_phases;
DROP TABLE baselines;

CREATE TABLE baselines (
  id uuid CONSTRAINT baselines_pkey PRIMARY KEY,
  name text NOT NULL CONSTRAINT baselines_name_length CHECK (char_length(name) BETWEEN 1 AND 200),
  revision bigint NOT NULL CONSTRAINT baselines_revision_range CHECK (revision >= 0),
  taken_at timestamptz NOT NULL DEFAULT now(),
  taken_by uuid NOT NULL,
  taken_by_name text NOT NULL
);
CREATE INDEX baselines_taken_index ON baselines (taken_at, id);

-- A project itself, where item_id is project_id, or one of its phases.
CREATE TABLE baseline_items (
  baseline_id uuid NOT NULL CONSTRAINT baseline_items_baseline_fkey REFERENCES baselines (id) ON DELETE CASCADE,
  item_id uuid NOT NULL,
  project_id uuid NOT NULL,
  name text NOT NULL,
  start_on date NOT NULL,
  end_on date NOT NULL,
  is_milestone boolean NOT NULL DEFAULT false,
  completion_percent smallint,
  CONSTRAINT baseline_items_pkey PRIMARY KEY (baseline_id, item_id),
  CONSTRAINT baseline_items_end_not_before_start CHECK (end_on >= start_on)
);
CREATE INDEX baseline_items_projects_index ON baseline_items (baseline_id) WHERE item_id = project_id;
