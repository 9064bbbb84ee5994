-- Columns of an organization's own and their values belong to the plan: references between them are judged at commit, and
-- nothing goes that no patch says. An option of a list has an id, so that it can be renamed. Nothing has used the tables before.
ALTER TABLE custom_columns
  DROP COLUMN choices,
  ADD COLUMN applies_to text NOT NULL DEFAULT 'all'
    CONSTRAINT custom_columns_applies_to_known CHECK (applies_to IN ('all', 'projects', 'phases')),
  ADD COLUMN options jsonb NOT NULL DEFAULT '[]'
    CONSTRAINT custom_columns_options_count CHECK (jsonb_typeof(options) = 'array' AND jsonb_array_length(options) <= 200),
  ADD CONSTRAINT custom_columns_options_of_lists CHECK (kind = 'list' OR jsonb_array_length(options) = 0);

ALTER TABLE custom_values
  DROP CONSTRAINT custom_values_column_fkey,
  DROP CONSTRAINT custom_values_project_fkey,
  DROP CONSTRAINT custom_values_phase_fkey,
  ADD CONSTRAINT custom_values_column_fkey FOREIGN KEY (column_id) REFERENCES custom_columns (id) DEFERRABLE INITIALLY DEFERRED,
  ADD CONSTRAINT custom_values_project_fkey FOREIGN KEY (project_id) REFERENCES projects (id) DEFERRABLE INITIALLY DEFERRED,
  ADD CONSTRAINT custom_values_phase_fkey FOREIGN KEY (phase_id) REFERENCES phases (id) DEFERRABLE INITIALLY DEFERRED;
