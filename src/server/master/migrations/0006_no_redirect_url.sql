-- Redirect addresses follow from the slug of each tenant: none is kept.

ALTER TABLE organization_sso DROP COLUMN redirect_url;
