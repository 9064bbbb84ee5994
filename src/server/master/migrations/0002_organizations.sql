-- What organizations need to be searched and shown, and news of their sign-in to every node that keeps it.

ALTER TABLE organizations ADD COLUMN name_key text COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE organizations ALTER COLUMN name_key DROP DEFAULT;
CREATE INDEX organizations_name_index ON organizations (name_key, id);

ALTER TABLE organization_sso ADD COLUMN label text CONSTRAINT organization_sso_label_length CHECK (char_length(label) BETWEEN 1 AND 60);
ALTER TABLE organization_sso ADD CONSTRAINT organization_sso_place_named
  CHECK (CASE provider WHEN 'entra' THEN directory_id IS NOT NULL ELSE issuer_url IS NOT NULL END);

CREATE FUNCTION tell_organization_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM nextval('registry_version');
  PERFORM pg_notify('milestone_registry', '*');
  RETURN NULL;
END $$;
CREATE TRIGGER organizations_tell_change AFTER UPDATE OF name OR DELETE ON organizations
  FOR EACH ROW EXECUTE FUNCTION tell_organization_change();
CREATE TRIGGER organization_sso_tell_change AFTER INSERT OR UPDATE OR DELETE ON organization_sso
  FOR EACH ROW EXECUTE FUNCTION tell_organization_change();
