-- Sessions that were alive when the tenant was counted last that day; null: it was not counted.
ALTER TABLE tenant_usage_daily ADD COLUMN session_count integer;
