-- Whom a saved view is for: its owner, everybody of a site, or everybody. Nothing has used is_shared.
ALTER TABLE saved_views
  DROP COLUMN is_shared,
  ADD COLUMN visibility text NOT NULL DEFAULT 'private'
    CONSTRAINT saved_views_visibility_known CHECK (visibility IN ('private', 'site', 'shared')),
  ADD COLUMN site_id uuid CONSTRAINT saved_views_site_fkey REFERENCES sites (id) ON DELETE CASCADE,
  ADD COLUMN name_key text COLLATE "C" NOT NULL,
  ADD CONSTRAINT saved_views_site_where_needed CHECK ((visibility = 'site') = (site_id IS NOT NULL));
CREATE INDEX saved_views_site_index ON saved_views (site_id) WHERE site_id IS NOT NULL;
