-- The plan itself, its change log, and what later views of it need. Column names are the fields of src/planning/model.ts in
-- snake_case. Foreign keys between plan entities are deferred: one batch writes its rows in any order and is judged at commit.

CREATE EXTENSION IF NOT EXISTS btree_gist;

-- Text that is ordered by code unit (ranks, folded keys) says so with COLLATE "C", so that every server and the browser agree.
CREATE TABLE projects (
  id uuid CONSTRAINT projects_pkey PRIMARY KEY,
  site_id uuid NOT NULL CONSTRAINT projects_site_fkey REFERENCES sites (id) DEFERRABLE INITIALLY DEFERRED,
  rank text COLLATE "C" NOT NULL CONSTRAINT projects_rank_form CHECK (rank ~ '^[0-9A-Za-z]+$' AND length(rank) <= 400),
  name text NOT NULL CONSTRAINT projects_name_length CHECK (char_length(name) BETWEEN 1 AND 200),
  name_key text COLLATE "C" NOT NULL,
  start_on date NOT NULL,
  end_on date NOT NULL,
  has_fixed_dates boolean NOT NULL DEFAULT false,
  auto_schedule boolean NOT NULL DEFAULT true,
  working_days boolean NOT NULL DEFAULT false,
  is_confirmed boolean NOT NULL DEFAULT true,
  is_archived boolean NOT NULL DEFAULT false,
  color text CONSTRAINT projects_color_form CHECK (color ~ '^#[0-9a-f]{6}$'),
  customer text CONSTRAINT projects_customer_length CHECK (char_length(customer) BETWEEN 1 AND 200),
  manager_id uuid CONSTRAINT projects_manager_fkey REFERENCES staff (id) DEFERRABLE INITIALLY DEFERRED,
  sales_manager_id uuid CONSTRAINT projects_sales_manager_fkey REFERENCES staff (id) DEFERRABLE INITIALLY DEFERRED,
  volume numeric CONSTRAINT projects_volume_range CHECK (volume BETWEEN 0 AND 1e12),
  currency text CONSTRAINT projects_currency_form CHECK (currency ~ '^[A-Z]{3}$'),
  notes text CONSTRAINT projects_notes_length CHECK (char_length(notes) <= 20000),
  CONSTRAINT projects_end_not_before_start CHECK (end_on >= start_on),
  CONSTRAINT projects_days_range CHECK (start_on >= DATE '1900-01-01' AND end_on <= DATE '2199-12-31')
);
CREATE INDEX projects_site_index ON projects (site_id);
CREATE INDEX projects_rank_index ON projects (rank, id);
CREATE INDEX projects_manager_index ON projects (manager_id) WHERE manager_id IS NOT NULL;
CREATE INDEX projects_sales_manager_index ON projects (sales_manager_id) WHERE sales_manager_id IS NOT NULL;

-- A parent is in the same project: the foreign key carries both columns.
CREATE TABLE phases (
  id uuid CONSTRAINT phases_pkey PRIMARY KEY,
  project_id uuid NOT NULL CONSTRAINT phases_project_fkey REFERENCES projects (id) DEFERRABLE INITIALLY DEFERRED,
  parent_id uuid,
  rank text COLLATE "C" NOT NULL CONSTRAINT phases_rank_form CHECK (rank ~ '^[0-9A-Za-z]+$' AND length(rank) <= 400),
  name text NOT NULL CONSTRAINT phases_name_length CHECK (char_length(name) BETWEEN 1 AND 200),
  name_key text COLLATE "C" NOT NULL,
  start_on date NOT NULL,
  end_on date NOT NULL,
  is_milestone boolean NOT NULL DEFAULT false,
  milestone_edge text NOT NULL DEFAULT 'end' CONSTRAINT phases_milestone_edge_known CHECK (milestone_edge IN ('start', 'end')),
  completion_percent smallint CONSTRAINT phases_completion_percent_range CHECK (completion_percent BETWEEN 0 AND 100),
  status text NOT NULL DEFAULT 'todo' CONSTRAINT phases_status_known CHECK (status IN ('todo', 'inProgress', 'blocked', 'done')),
  color text CONSTRAINT phases_color_form CHECK (color ~ '^#[0-9a-f]{6}$'),
  notes text CONSTRAINT phases_notes_length CHECK (char_length(notes) <= 20000),
  CONSTRAINT phases_project_id_id_unique UNIQUE (project_id, id),
  CONSTRAINT phases_parent_fkey FOREIGN KEY (project_id, parent_id) REFERENCES phases (project_id, id) DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT phases_not_own_parent CHECK (parent_id <> id),
  CONSTRAINT phases_end_not_before_start CHECK (end_on >= start_on),
  CONSTRAINT phases_milestone_length CHECK (NOT is_milestone OR end_on = start_on),
  CONSTRAINT phases_days_range CHECK (start_on >= DATE '1900-01-01' AND end_on <= DATE '2199-12-31')
);
CREATE INDEX phases_parent_index ON phases (project_id, parent_id, rank);

CREATE TABLE dependencies (
  id uuid CONSTRAINT dependencies_pkey PRIMARY KEY,
  predecessor_id uuid NOT NULL CONSTRAINT dependencies_predecessor_fkey REFERENCES phases (id) DEFERRABLE INITIALLY DEFERRED,
  successor_id uuid NOT NULL CONSTRAINT dependencies_successor_fkey REFERENCES phases (id) DEFERRABLE INITIALLY DEFERRED,
  type text NOT NULL CONSTRAINT dependencies_type_known CHECK (type IN ('FS', 'SS', 'FF', 'SF')),
  lag_days integer NOT NULL DEFAULT 0 CONSTRAINT dependencies_lag_days_range CHECK (lag_days BETWEEN -3650 AND 3650),
  CONSTRAINT dependencies_pair_unique UNIQUE (predecessor_id, successor_id) DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT dependencies_two_phases CHECK (predecessor_id <> successor_id)
);
CREATE INDEX dependencies_successor_index ON dependencies (successor_id);

-- A phase's assignment follows the phase and has no dates of its own.
CREATE TABLE assignments (
  id uuid CONSTRAINT assignments_pkey PRIMARY KEY,
  staff_id uuid NOT NULL CONSTRAINT assignments_staff_fkey REFERENCES staff (id) DEFERRABLE INITIALLY DEFERRED,
  project_id uuid CONSTRAINT assignments_project_fkey REFERENCES projects (id) DEFERRABLE INITIALLY DEFERRED,
  phase_id uuid CONSTRAINT assignments_phase_fkey REFERENCES phases (id) DEFERRABLE INITIALLY DEFERRED,
  allocation_percent smallint NOT NULL
    CONSTRAINT assignments_allocation_percent_range CHECK (allocation_percent BETWEEN 1 AND 100),
  start_on date,
  end_on date,
  CONSTRAINT assignments_one_owner CHECK (num_nonnulls(project_id, phase_id) = 1),
  CONSTRAINT assignments_dates_of_projects CHECK (
    CASE WHEN phase_id IS NULL THEN start_on IS NOT NULL AND end_on IS NOT NULL ELSE start_on IS NULL AND end_on IS NULL END
  ),
  CONSTRAINT assignments_end_not_before_start CHECK (end_on >= start_on),
  CONSTRAINT assignments_days_range CHECK (start_on >= DATE '1900-01-01' AND end_on <= DATE '2199-12-31')
);
CREATE INDEX assignments_staff_index ON assignments (staff_id);
CREATE INDEX assignments_project_index ON assignments (project_id) WHERE project_id IS NOT NULL;
CREATE INDEX assignments_phase_index ON assignments (phase_id) WHERE phase_id IS NOT NULL;

-- Exclusive rows of one item never overlap. Deferred, so that a swap within one batch passes. Rows are not exclusive where the
-- tenant allows double bookings or the project is archived.
CREATE TABLE equipment_reservations (
  id uuid CONSTRAINT equipment_reservations_pkey PRIMARY KEY,
  equipment_id uuid NOT NULL CONSTRAINT equipment_reservations_equipment_fkey REFERENCES equipment (id) DEFERRABLE INITIALLY DEFERRED,
  kind text NOT NULL CONSTRAINT equipment_reservations_kind_known CHECK (kind IN ('booking', 'block')),
  project_id uuid CONSTRAINT equipment_reservations_project_fkey REFERENCES projects (id) DEFERRABLE INITIALLY DEFERRED,
  phase_id uuid CONSTRAINT equipment_reservations_phase_fkey REFERENCES phases (id) DEFERRABLE INITIALLY DEFERRED,
  start_on date NOT NULL,
  end_on date NOT NULL,
  note text CONSTRAINT equipment_reservations_note_length CHECK (char_length(note) <= 2000),
  is_exclusive boolean NOT NULL DEFAULT true,
  CONSTRAINT equipment_reservations_one_owner CHECK (num_nonnulls(project_id, phase_id) = CASE kind WHEN 'booking' THEN 1 ELSE 0 END),
  CONSTRAINT equipment_reservations_end_not_before_start CHECK (end_on >= start_on),
  CONSTRAINT equipment_reservations_days_range CHECK (start_on >= DATE '1900-01-01' AND end_on <= DATE '2199-12-31'),
  CONSTRAINT equipment_reservations_no_overlap
    EXCLUDE USING gist (equipment_id WITH =, daterange(start_on, end_on, '[]') WITH &&) WHERE (is_exclusive) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX equipment_reservations_equipment_index ON equipment_reservations (equipment_id, start_on);
CREATE INDEX equipment_reservations_project_index ON equipment_reservations (project_id) WHERE project_id IS NOT NULL;
CREATE INDEX equipment_reservations_phase_index ON equipment_reservations (phase_id) WHERE phase_id IS NOT NULL;

CREATE TABLE time_off (
  id uuid CONSTRAINT time_off_pkey PRIMARY KEY,
  staff_id uuid NOT NULL CONSTRAINT time_off_staff_fkey REFERENCES staff (id) DEFERRABLE INITIALLY DEFERRED,
  kind text NOT NULL
    CONSTRAINT time_off_kind_known CHECK (kind IN ('vacation', 'sick', 'parental', 'training', 'travel', 'other', 'absent')),
  start_on date NOT NULL,
  end_on date,
  day_part text NOT NULL DEFAULT 'full' CONSTRAINT time_off_day_part_known CHECK (day_part IN ('full', 'morning', 'afternoon')),
  recurrence jsonb,
  exceptions_on date[] NOT NULL DEFAULT '{}' CONSTRAINT time_off_exceptions_count CHECK (cardinality(exceptions_on) <= 1000),
  note text CONSTRAINT time_off_note_length CHECK (char_length(note) <= 2000),
  CONSTRAINT time_off_end_or_recurrence CHECK (end_on IS NOT NULL OR recurrence IS NOT NULL),
  CONSTRAINT time_off_end_not_before_start CHECK (end_on >= start_on),
  CONSTRAINT time_off_days_range CHECK (start_on >= DATE '1900-01-01' AND end_on <= DATE '2199-12-31')
);
CREATE INDEX time_off_staff_index ON time_off (staff_id, start_on);

-- One row, locked by every writer before anything else: revisions have no gaps and are committed in order.
CREATE TABLE plan_revision (
  id smallint CONSTRAINT plan_revision_pkey PRIMARY KEY DEFAULT 1 CONSTRAINT plan_revision_one_row CHECK (id = 1),
  revision bigint NOT NULL DEFAULT 0 CONSTRAINT plan_revision_range CHECK (revision >= 0)
);
INSERT INTO plan_revision DEFAULT VALUES;

-- One row per committed batch. The actor's name is kept as it was; there is no foreign key, so that the log outlives people.
-- `sights` says per touched entity who may see it before and after, so that any revision can be masked for any reader alone.
CREATE TABLE changes (
  revision bigint CONSTRAINT changes_pkey PRIMARY KEY,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  actor_id uuid,
  actor_name text,
  kinds text[] NOT NULL,
  commands jsonb NOT NULL,
  patches jsonb NOT NULL,
  moves jsonb NOT NULL,
  sights jsonb NOT NULL,
  reverts_revision bigint CONSTRAINT changes_reverts_earlier CHECK (reverts_revision < revision),
  is_revertible boolean NOT NULL DEFAULT true,
  idempotency_key text CONSTRAINT changes_idempotency_key_length CHECK (char_length(idempotency_key) BETWEEN 1 AND 200)
);
CREATE INDEX changes_actor_index ON changes (actor_id, revision);

-- Kept 24 hours: a repeated request gets the answer of the first one, a different body under the same key is refused.
CREATE TABLE idempotency_keys (
  actor_id uuid NOT NULL,
  key text COLLATE "C" NOT NULL CONSTRAINT idempotency_keys_key_length CHECK (char_length(key) BETWEEN 1 AND 200),
  body_hash bytea NOT NULL CONSTRAINT idempotency_keys_body_hash_length CHECK (octet_length(body_hash) = 32),
  revision bigint NOT NULL,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT idempotency_keys_pkey PRIMARY KEY (actor_id, key)
);
CREATE INDEX idempotency_keys_at_index ON idempotency_keys (at);

-- Since which revision a reader has the present role and sites. A replica from before must be loaded again.
CREATE TABLE reader_scopes (
  user_id uuid CONSTRAINT reader_scopes_pkey PRIMARY KEY CONSTRAINT reader_scopes_user_fkey REFERENCES users (id) ON DELETE CASCADE,
  since_revision bigint NOT NULL
);

CREATE FUNCTION note_reader_scope() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  subject uuid;
BEGIN
  IF TG_TABLE_NAME = 'users' THEN
    subject := NEW.id;
  ELSIF TG_OP = 'DELETE' THEN
    subject := OLD.user_id;
  ELSE
    subject := NEW.user_id;
  END IF;
  INSERT INTO reader_scopes (user_id, since_revision)
    SELECT users.id, plan_revision.revision FROM plan_revision, users WHERE users.id = subject
    ON CONFLICT (user_id) DO UPDATE SET since_revision = EXCLUDED.since_revision;
  RETURN NULL;
END
$$;
CREATE TRIGGER users_scope_noted AFTER UPDATE OF role ON users
  FOR EACH ROW WHEN (OLD.role IS DISTINCT FROM NEW.role) EXECUTE FUNCTION note_reader_scope();
CREATE TRIGGER user_sites_scope_noted AFTER INSERT OR UPDATE OR DELETE ON user_sites
  FOR EACH ROW EXECUTE FUNCTION note_reader_scope();

-- What later views of the plan need.

CREATE TABLE skills (
  id uuid CONSTRAINT skills_pkey PRIMARY KEY,
  name text NOT NULL CONSTRAINT skills_name_length CHECK (char_length(name) BETWEEN 1 AND 100),
  name_key text COLLATE "C" NOT NULL CONSTRAINT skills_name_key_unique UNIQUE,
  color text CONSTRAINT skills_color_form CHECK (color ~ '^#[0-9a-f]{6}$')
);

CREATE TABLE staff_skills (
  staff_id uuid NOT NULL CONSTRAINT staff_skills_staff_fkey REFERENCES staff (id) ON DELETE CASCADE,
  skill_id uuid NOT NULL CONSTRAINT staff_skills_skill_fkey REFERENCES skills (id) ON DELETE CASCADE,
  level smallint NOT NULL CONSTRAINT staff_skills_level_range CHECK (level BETWEEN 1 AND 5),
  CONSTRAINT staff_skills_pkey PRIMARY KEY (staff_id, skill_id)
);
CREATE INDEX staff_skills_skill_index ON staff_skills (skill_id);

CREATE TABLE tags (
  id uuid CONSTRAINT tags_pkey PRIMARY KEY,
  name text NOT NULL CONSTRAINT tags_name_length CHECK (char_length(name) BETWEEN 1 AND 100),
  name_key text COLLATE "C" NOT NULL CONSTRAINT tags_name_key_unique UNIQUE,
  color text CONSTRAINT tags_color_form CHECK (color ~ '^#[0-9a-f]{6}$')
);

CREATE TABLE project_tags (
  project_id uuid NOT NULL CONSTRAINT project_tags_project_fkey REFERENCES projects (id) ON DELETE CASCADE,
  tag_id uuid NOT NULL CONSTRAINT project_tags_tag_fkey REFERENCES tags (id) ON DELETE CASCADE,
  CONSTRAINT project_tags_pkey PRIMARY KEY (project_id, tag_id)
);
CREATE INDEX project_tags_tag_index ON project_tags (tag_id);

CREATE TABLE custom_columns (
  id uuid CONSTRAINT custom_columns_pkey PRIMARY KEY,
  name text NOT NULL CONSTRAINT custom_columns_name_length CHECK (char_length(name) BETWEEN 1 AND 100),
  kind text NOT NULL CONSTRAINT custom_columns_kind_known CHECK (kind IN ('text', 'number', 'date', 'checkbox', 'list')),
  choices text[] NOT NULL DEFAULT '{}' CONSTRAINT custom_columns_choices_count CHECK (cardinality(choices) <= 200),
  rank text COLLATE "C" NOT NULL CONSTRAINT custom_columns_rank_form CHECK (rank ~ '^[0-9A-Za-z]+$' AND length(rank) <= 400),
  CONSTRAINT custom_columns_choices_of_lists CHECK (kind = 'list' OR cardinality(choices) = 0)
);

CREATE TABLE custom_values (
  id uuid CONSTRAINT custom_values_pkey PRIMARY KEY,
  column_id uuid NOT NULL CONSTRAINT custom_values_column_fkey REFERENCES custom_columns (id) ON DELETE CASCADE,
  project_id uuid CONSTRAINT custom_values_project_fkey REFERENCES projects (id) ON DELETE CASCADE,
  phase_id uuid CONSTRAINT custom_values_phase_fkey REFERENCES phases (id) ON DELETE CASCADE,
  value jsonb NOT NULL CONSTRAINT custom_values_value_scalar CHECK (jsonb_typeof(value) IN ('string', 'number', 'boolean')),
  CONSTRAINT custom_values_one_owner CHECK (num_nonnulls(project_id, phase_id) = 1),
  CONSTRAINT custom_values_project_unique UNIQUE (project_id, column_id),
  CONSTRAINT custom_values_phase_unique UNIQUE (phase_id, column_id)
);
CREATE INDEX custom_values_column_index ON custom_values (column_id);

CREATE TABLE phase_templates (
  id uuid CONSTRAINT phase_templates_pkey PRIMARY KEY,
  name text NOT NULL CONSTRAINT phase_templates_name_length CHECK (char_length(name) BETWEEN 1 AND 200),
  default_days integer NOT NULL DEFAULT 5 CONSTRAINT phase_templates_default_days_range CHECK (default_days BETWEEN 1 AND 3650),
  color text CONSTRAINT phase_templates_color_form CHECK (color ~ '^#[0-9a-f]{6}$'),
  rank text COLLATE "C" NOT NULL CONSTRAINT phase_templates_rank_form CHECK (rank ~ '^[0-9A-Za-z]+$' AND length(rank) <= 400)
);

CREATE TABLE staff_notes (
  id uuid CONSTRAINT staff_notes_pkey PRIMARY KEY,
  staff_id uuid NOT NULL CONSTRAINT staff_notes_staff_fkey REFERENCES staff (id) ON DELETE CASCADE,
  author_id uuid CONSTRAINT staff_notes_author_fkey REFERENCES staff (id) ON DELETE SET NULL,
  day_on date,
  text text NOT NULL CONSTRAINT staff_notes_text_length CHECK (char_length(text) BETWEEN 1 AND 20000),
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX staff_notes_staff_index ON staff_notes (staff_id, created_at);

CREATE TABLE comments (
  id uuid CONSTRAINT comments_pkey PRIMARY KEY,
  project_id uuid CONSTRAINT comments_project_fkey REFERENCES projects (id) ON DELETE CASCADE,
  phase_id uuid CONSTRAINT comments_phase_fkey REFERENCES phases (id) ON DELETE CASCADE,
  author_id uuid CONSTRAINT comments_author_fkey REFERENCES staff (id) ON DELETE SET NULL,
  author_name text NOT NULL,
  text text NOT NULL CONSTRAINT comments_text_length CHECK (char_length(text) BETWEEN 1 AND 20000),
  created_at timestamptz NOT NULL DEFAULT now(),
  edited_at timestamptz,
  CONSTRAINT comments_one_owner CHECK (num_nonnulls(project_id, phase_id) = 1)
);
CREATE INDEX comments_project_index ON comments (project_id, created_at) WHERE project_id IS NOT NULL;
CREATE INDEX comments_phase_index ON comments (phase_id, created_at) WHERE phase_id IS NOT NULL;

CREATE TABLE comment_mentions (
  comment_id uuid NOT NULL CONSTRAINT comment_mentions_comment_fkey REFERENCES comments (id) ON DELETE CASCADE,
  staff_id uuid NOT NULL CONSTRAINT comment_mentions_staff_fkey REFERENCES staff (id) ON DELETE CASCADE,
  read_at timestamptz,
  CONSTRAINT comment_mentions_pkey PRIMARY KEY (comment_id, staff_id)
);
CREATE INDEX comment_mentions_staff_index ON comment_mentions (staff_id, read_at);

-- A what-if is the commands tried on a branch of the plan at a revision.
CREATE TABLE scenarios (
  id uuid CONSTRAINT scenarios_pkey PRIMARY KEY,
  name text NOT NULL CONSTRAINT scenarios_name_length CHECK (char_length(name) BETWEEN 1 AND 200),
  owner_id uuid NOT NULL CONSTRAINT scenarios_owner_fkey REFERENCES users (id) ON DELETE CASCADE,
  is_shared boolean NOT NULL DEFAULT false,
  base_revision bigint NOT NULL CONSTRAINT scenarios_base_revision_range CHECK (base_revision >= 0),
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX scenarios_owner_index ON scenarios (owner_id);

CREATE TABLE scenario_changes (
  scenario_id uuid NOT NULL CONSTRAINT scenario_changes_scenario_fkey REFERENCES scenarios (id) ON DELETE CASCADE,
  position integer NOT NULL CONSTRAINT scenario_changes_position_range CHECK (position >= 1),
  at timestamptz NOT NULL DEFAULT now(),
  actor_id uuid,
  actor_name text,
  commands jsonb NOT NULL,
  patches jsonb NOT NULL,
  CONSTRAINT scenario_changes_pkey PRIMARY KEY (scenario_id, position)
);

-- The dates of a project as they stood when somebody kept them, to compare with.
CREATE TABLE baselines (
  id uuid CONSTRAINT baselines_pkey PRIMARY KEY,
  project_id uuid NOT NULL CONSTRAINT baselines_project_fkey REFERENCES projects (id) ON DELETE CASCADE,
  name text NOT NULL CONSTRAINT baselines_name_length CHECK (char_length(name) BETWEEN 1 AND 200),
  revision bigint NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  created_by uuid
);
CREATE INDEX baselines_project_index ON baselines (project_id, created_at);

CREATE TABLE baseline_phases (
  baseline_id uuid NOT NULL CONSTRAINT baseline_phases_baseline_fkey REFERENCES baselines (id) ON DELETE CASCADE,
  phase_id uuid NOT NULL,
  start_on date NOT NULL,
  end_on date NOT NULL,
  completion_percent smallint,
  CONSTRAINT baseline_phases_pkey PRIMARY KEY (baseline_id, phase_id),
  CONSTRAINT baseline_phases_end_not_before_start CHECK (end_on >= start_on)
);

CREATE TABLE api_tokens (
  id uuid CONSTRAINT api_tokens_pkey PRIMARY KEY,
  user_id uuid NOT NULL CONSTRAINT api_tokens_user_fkey REFERENCES users (id) ON DELETE CASCADE,
  name text NOT NULL CONSTRAINT api_tokens_name_length CHECK (char_length(name) BETWEEN 1 AND 200),
  token_hash bytea NOT NULL CONSTRAINT api_tokens_token_hash_unique UNIQUE
    CONSTRAINT api_tokens_token_hash_length CHECK (octet_length(token_hash) = 32),
  scopes text[] NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  last_used_at timestamptz,
  revoked_at timestamptz,
  CONSTRAINT api_tokens_expires_after_creation CHECK (expires_at > created_at)
);
CREATE INDEX api_tokens_user_index ON api_tokens (user_id);

-- The columns, filters, order and grouping of a view, as its URL holds them.
CREATE TABLE saved_views (
  id uuid CONSTRAINT saved_views_pkey PRIMARY KEY,
  owner_id uuid NOT NULL CONSTRAINT saved_views_owner_fkey REFERENCES users (id) ON DELETE CASCADE,
  name text NOT NULL CONSTRAINT saved_views_name_length CHECK (char_length(name) BETWEEN 1 AND 200),
  view text NOT NULL CONSTRAINT saved_views_view_length CHECK (char_length(view) BETWEEN 1 AND 50),
  is_shared boolean NOT NULL DEFAULT false,
  state jsonb NOT NULL
);
CREATE INDEX saved_views_owner_index ON saved_views (owner_id);
