-- The registry of the platform: which tenants there are, where their data is, who runs them, and what was done.

-- Grows with every change of what nodes cache; a node that reads the same number has missed nothing.
CREATE SEQUENCE registry_version;

CREATE TABLE database_servers (
  id integer CONSTRAINT database_servers_pkey PRIMARY KEY,
  name text NOT NULL CONSTRAINT database_servers_name_unique UNIQUE CONSTRAINT database_servers_name_length CHECK (char_length(name) BETWEEN 1 AND 100),
  host text NOT NULL CONSTRAINT database_servers_host_length CHECK (char_length(host) BETWEEN 1 AND 255),
  port integer NOT NULL CONSTRAINT database_servers_port_range CHECK (port BETWEEN 1 AND 65535),
  ssl text NOT NULL DEFAULT 'off' CONSTRAINT database_servers_ssl_known CHECK (ssl IN ('off', 'require', 'verify')),
  pooler_host text CONSTRAINT database_servers_pooler_host_length CHECK (char_length(pooler_host) BETWEEN 1 AND 255),
  pooler_port integer CONSTRAINT database_servers_pooler_port_range CHECK (pooler_port BETWEEN 1 AND 65535),
  -- Both null on server 1: its administrator comes from the environment.
  admin_username text,
  admin_password_ciphertext text,
  state text NOT NULL DEFAULT 'accepting' CONSTRAINT database_servers_state_known CHECK (state IN ('accepting', 'full', 'draining')),
  -- null: no limit.
  max_tenants integer CONSTRAINT database_servers_max_tenants_range CHECK (max_tenants >= 0),
  -- What a new tenant database took here by each way; the faster one is used.
  clone_ms integer,
  batch_ms integer,
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE organizations (
  id uuid CONSTRAINT organizations_pkey PRIMARY KEY,
  name text NOT NULL CONSTRAINT organizations_name_length CHECK (char_length(name) BETWEEN 1 AND 200),
  slug text COLLATE "C" NOT NULL CONSTRAINT organizations_slug_unique UNIQUE
    CONSTRAINT organizations_slug_form CHECK (slug ~ '^[a-z](-?[a-z0-9])+$' AND char_length(slug) <= 40),
  admin_email text CONSTRAINT organizations_admin_email_length CHECK (char_length(admin_email) BETWEEN 3 AND 254),
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE organization_sso (
  organization_id uuid CONSTRAINT organization_sso_pkey PRIMARY KEY
    CONSTRAINT organization_sso_organization_fkey REFERENCES organizations (id) ON DELETE CASCADE,
  provider text NOT NULL CONSTRAINT organization_sso_provider_known CHECK (provider IN ('entra', 'oidc')),
  directory_id text,
  issuer_url text,
  client_id text NOT NULL,
  client_secret_ciphertext text,
  redirect_url text,
  auto_create boolean NOT NULL DEFAULT false,
  default_role text NOT NULL DEFAULT 'user' CONSTRAINT organization_sso_default_role_known CHECK (default_role IN ('user', 'superuser', 'admin')),
  is_enabled boolean NOT NULL DEFAULT false,
  updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE tenants (
  id uuid CONSTRAINT tenants_pkey PRIMARY KEY,
  name text NOT NULL CONSTRAINT tenants_name_length CHECK (char_length(name) BETWEEN 1 AND 100),
  -- The name folded for search and order, by Node, so that every server and collation agrees.
  name_key text COLLATE "C" NOT NULL,
  slug text COLLATE "C" NOT NULL CONSTRAINT tenants_slug_unique UNIQUE
    CONSTRAINT tenants_slug_form CHECK (slug ~ '^[a-z](-?[a-z0-9])+$' AND char_length(slug) BETWEEN 2 AND 40),
  company_name text CONSTRAINT tenants_company_name_length CHECK (char_length(company_name) BETWEEN 1 AND 200),
  admin_email text NOT NULL CONSTRAINT tenants_admin_email_length CHECK (char_length(admin_email) BETWEEN 3 AND 254),
  plan text NOT NULL DEFAULT 'standard' CONSTRAINT tenants_plan_known CHECK (plan IN ('free', 'standard', 'enterprise')),
  -- null: no limit.
  max_users integer CONSTRAINT tenants_max_users_range CHECK (max_users >= 1),
  max_projects integer CONSTRAINT tenants_max_projects_range CHECK (max_projects >= 0),
  status text NOT NULL CONSTRAINT tenants_status_known
    CHECK (status IN ('pending', 'provisioning', 'active', 'suspended', 'archived', 'deleting', 'failed')),
  status_reason text,
  database_server_id integer NOT NULL CONSTRAINT tenants_database_server_fkey REFERENCES database_servers (id),
  database_name text COLLATE "C" NOT NULL CONSTRAINT tenants_database_name_unique UNIQUE
    CONSTRAINT tenants_database_name_form CHECK (database_name ~ '^milestone(_[a-z0-9]+)+$'),
  -- Of the tenant's database; null until it is made. The error is that of the last attempt to migrate it.
  schema_version integer,
  migration_error text,
  migration_attempted_at timestamptz,
  organization_id uuid CONSTRAINT tenants_organization_fkey REFERENCES organizations (id) ON DELETE SET NULL,
  required_group_ids text[] NOT NULL DEFAULT '{}',
  group_match text NOT NULL DEFAULT 'any' CONSTRAINT tenants_group_match_known CHECK (group_match IN ('any', 'all')),
  settings jsonb NOT NULL DEFAULT '{}',
  -- Until the first administrator signs in.
  first_password_ciphertext text,
  registry_version bigint NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  activated_at timestamptz,
  suspended_at timestamptz,
  archived_at timestamptz,
  delete_after timestamptz
);
CREATE INDEX tenants_name_index ON tenants (name_key, id);
CREATE INDEX tenants_status_index ON tenants (status);
CREATE INDEX tenants_organization_index ON tenants (organization_id);
CREATE INDEX tenants_schema_version_index ON tenants (schema_version);

-- Slugs that a tenant had before: their addresses lead to the tenant, and nobody else can have them while it lives.
CREATE TABLE tenant_former_slugs (
  slug text COLLATE "C" CONSTRAINT tenant_former_slugs_pkey PRIMARY KEY,
  tenant_id uuid NOT NULL CONSTRAINT tenant_former_slugs_tenant_fkey REFERENCES tenants (id) ON DELETE CASCADE,
  renamed_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX tenant_former_slugs_tenant_index ON tenant_former_slugs (tenant_id);

CREATE TABLE tenant_credentials (
  id uuid CONSTRAINT tenant_credentials_pkey PRIMARY KEY,
  tenant_id uuid NOT NULL CONSTRAINT tenant_credentials_tenant_fkey REFERENCES tenants (id) ON DELETE CASCADE,
  login text NOT NULL CONSTRAINT tenant_credentials_login_known CHECK (login IN ('a', 'b')),
  username text COLLATE "C" NOT NULL,
  ciphertext text NOT NULL,
  key_id text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  retired_at timestamptz
);
CREATE UNIQUE INDEX tenant_credentials_login_unique ON tenant_credentials (tenant_id, login) WHERE retired_at IS NULL;
CREATE INDEX tenant_credentials_key_index ON tenant_credentials (key_id);

CREATE TABLE tenant_domains (
  tenant_id uuid NOT NULL CONSTRAINT tenant_domains_tenant_fkey REFERENCES tenants (id) ON DELETE CASCADE,
  host text COLLATE "C" CONSTRAINT tenant_domains_pkey PRIMARY KEY,
  kind text NOT NULL CONSTRAINT tenant_domains_kind_known CHECK (kind IN ('subdomain', 'custom')),
  verified_at timestamptz,
  is_primary boolean NOT NULL DEFAULT false
);
CREATE INDEX tenant_domains_tenant_index ON tenant_domains (tenant_id);

-- The durable ledger. Rows outlive their tenant, hence no foreign key; the slug is the one at the time of the request.
CREATE TABLE tenant_operations (
  id uuid CONSTRAINT tenant_operations_pkey PRIMARY KEY,
  tenant_id uuid NOT NULL,
  tenant_slug text COLLATE "C" NOT NULL,
  kind text NOT NULL CONSTRAINT tenant_operations_kind_known
    CHECK (kind IN ('provision', 'deprovision', 'migrate', 'rotate', 'move', 'export', 'import', 'clone')),
  state text NOT NULL DEFAULT 'queued' CONSTRAINT tenant_operations_state_known CHECK (state IN ('queued', 'running', 'succeeded', 'failed')),
  step text,
  attempt integer NOT NULL DEFAULT 0,
  error text,
  -- Steps done and steps in all, for a bar.
  progress_done integer NOT NULL DEFAULT 0,
  progress_total integer NOT NULL DEFAULT 0,
  -- What a resumed operation must know, such as the database of the pool that it claims.
  notes jsonb NOT NULL DEFAULT '{}',
  -- Who works on it, and until when nobody else may: a node that lives keeps moving the end.
  node_id uuid,
  lease_token uuid,
  lease_until timestamptz,
  not_before timestamptz NOT NULL DEFAULT now(),
  requested_by text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  started_at timestamptz,
  finished_at timestamptz
);
CREATE INDEX tenant_operations_tenant_index ON tenant_operations (tenant_id, created_at);
CREATE INDEX tenant_operations_open_index ON tenant_operations (not_before) WHERE state IN ('queued', 'running');
-- One operation of a tenant at a time.
CREATE UNIQUE INDEX tenant_operations_one_open_unique ON tenant_operations (tenant_id) WHERE state IN ('queued', 'running');

-- Databases made ahead. The number is the name: milestone__pool_<n>. A row precedes its database and outlives it.
CREATE SEQUENCE pool_database_number;
CREATE TABLE pool_databases (
  number bigint CONSTRAINT pool_databases_pkey PRIMARY KEY,
  id uuid NOT NULL CONSTRAINT pool_databases_id_unique UNIQUE,
  database_server_id integer NOT NULL CONSTRAINT pool_databases_server_fkey REFERENCES database_servers (id),
  schema_version integer NOT NULL,
  state text NOT NULL CONSTRAINT pool_databases_state_known CHECK (state IN ('making', 'ready', 'claimed', 'dropping')),
  tenant_id uuid,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX pool_databases_state_index ON pool_databases (database_server_id, state);

CREATE TABLE schema_templates (
  database_server_id integer NOT NULL CONSTRAINT schema_templates_server_fkey REFERENCES database_servers (id),
  schema_version integer NOT NULL,
  -- A template of other files than today's is never used, whatever its number says.
  checksum text NOT NULL,
  id uuid NOT NULL,
  state text NOT NULL CONSTRAINT schema_templates_state_known CHECK (state IN ('making', 'ready')),
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT schema_templates_pkey PRIMARY KEY (database_server_id, schema_version)
);

CREATE TABLE admin_users (
  id uuid CONSTRAINT admin_users_pkey PRIMARY KEY,
  email text NOT NULL CONSTRAINT admin_users_email_length CHECK (char_length(email) BETWEEN 3 AND 254),
  email_key text COLLATE "C" NOT NULL CONSTRAINT admin_users_email_key_unique UNIQUE,
  name text NOT NULL CONSTRAINT admin_users_name_length CHECK (char_length(name) BETWEEN 1 AND 200),
  name_key text COLLATE "C" NOT NULL,
  role text NOT NULL CONSTRAINT admin_users_role_known CHECK (role IN ('admin', 'superadmin')),
  password_hash text,
  must_change_password boolean NOT NULL DEFAULT true,
  password_changed_at timestamptz,
  is_active boolean NOT NULL DEFAULT true,
  last_sign_in_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX admin_users_name_index ON admin_users (name_key, id);

-- Only the SHA-256 of a token is kept.
CREATE TABLE admin_sessions (
  id uuid CONSTRAINT admin_sessions_pkey PRIMARY KEY,
  token_hash bytea NOT NULL CONSTRAINT admin_sessions_token_hash_unique UNIQUE
    CONSTRAINT admin_sessions_token_hash_length CHECK (octet_length(token_hash) = 32),
  admin_user_id uuid NOT NULL CONSTRAINT admin_sessions_admin_user_fkey REFERENCES admin_users (id) ON DELETE CASCADE,
  created_at timestamptz NOT NULL DEFAULT now(),
  last_seen_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  ip_address text CONSTRAINT admin_sessions_ip_address_length CHECK (char_length(ip_address) <= 64),
  user_agent text CONSTRAINT admin_sessions_user_agent_length CHECK (char_length(user_agent) <= 400)
);
CREATE INDEX admin_sessions_admin_user_index ON admin_sessions (admin_user_id);
CREATE INDEX admin_sessions_expires_index ON admin_sessions (expires_at);

CREATE TABLE admin_sign_in_attempts (
  kind text NOT NULL CONSTRAINT admin_sign_in_attempts_kind_known CHECK (kind IN ('account', 'address')),
  subject_hash bytea NOT NULL,
  attempt_count integer NOT NULL CONSTRAINT admin_sign_in_attempts_count_range CHECK (attempt_count >= 0),
  window_ends_at timestamptz NOT NULL,
  CONSTRAINT admin_sign_in_attempts_pkey PRIMARY KEY (kind, subject_hash)
);
CREATE INDEX admin_sign_in_attempts_window_index ON admin_sign_in_attempts (window_ends_at);

CREATE TABLE admin_tenant_grants (
  admin_user_id uuid NOT NULL CONSTRAINT admin_tenant_grants_admin_user_fkey REFERENCES admin_users (id) ON DELETE CASCADE,
  tenant_id uuid NOT NULL CONSTRAINT admin_tenant_grants_tenant_fkey REFERENCES tenants (id) ON DELETE CASCADE,
  CONSTRAINT admin_tenant_grants_pkey PRIMARY KEY (admin_user_id, tenant_id)
);
CREATE INDEX admin_tenant_grants_tenant_index ON admin_tenant_grants (tenant_id);

-- Append-only. Each hash covers its row and the hash before it, so that a row can neither change nor go unseen.
CREATE TABLE tenant_audit_log (
  sequence bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT tenant_audit_log_pkey PRIMARY KEY,
  at timestamptz NOT NULL,
  actor_id uuid,
  actor_name text NOT NULL,
  action text NOT NULL,
  tenant_id uuid,
  tenant_slug text COLLATE "C",
  organization_id uuid,
  ip_address text,
  details jsonb NOT NULL DEFAULT '{}',
  previous_hash bytea NOT NULL,
  hash bytea NOT NULL CONSTRAINT tenant_audit_log_hash_unique UNIQUE
);
CREATE INDEX tenant_audit_log_tenant_index ON tenant_audit_log (tenant_id, sequence);
CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit log is append-only';
END $$;
CREATE TRIGGER tenant_audit_log_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON tenant_audit_log
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();

CREATE TABLE tenant_usage_daily (
  tenant_id uuid NOT NULL CONSTRAINT tenant_usage_daily_tenant_fkey REFERENCES tenants (id) ON DELETE CASCADE,
  used_on date NOT NULL,
  request_count bigint NOT NULL DEFAULT 0,
  error_count bigint NOT NULL DEFAULT 0,
  active_user_count integer NOT NULL DEFAULT 0,
  user_count integer NOT NULL DEFAULT 0,
  project_count integer NOT NULL DEFAULT 0,
  database_bytes bigint NOT NULL DEFAULT 0,
  socket_minutes bigint NOT NULL DEFAULT 0,
  CONSTRAINT tenant_usage_daily_pkey PRIMARY KEY (tenant_id, used_on)
);

CREATE TABLE nodes (
  id uuid CONSTRAINT nodes_pkey PRIMARY KEY,
  host text NOT NULL,
  process_id integer NOT NULL,
  url text,
  version text NOT NULL,
  started_at timestamptz NOT NULL DEFAULT now(),
  seen_at timestamptz NOT NULL DEFAULT now(),
  open_sockets integer NOT NULL DEFAULT 0,
  -- Pools and connections as the node last told them.
  figures jsonb NOT NULL DEFAULT '{}'
);
CREATE INDEX nodes_seen_index ON nodes (seen_at);

CREATE TABLE request_samples (
  node_id uuid NOT NULL,
  at timestamptz NOT NULL,
  duration_seconds integer NOT NULL,
  request_count bigint NOT NULL,
  error_count bigint NOT NULL,
  p50_ms real,
  p95_ms real,
  p99_ms real,
  CONSTRAINT request_samples_pkey PRIMARY KEY (at, node_id)
);

CREATE TABLE storage_samples (
  tenant_id uuid NOT NULL CONSTRAINT storage_samples_tenant_fkey REFERENCES tenants (id) ON DELETE CASCADE,
  at timestamptz NOT NULL,
  database_bytes bigint NOT NULL,
  CONSTRAINT storage_samples_pkey PRIMARY KEY (tenant_id, at)
);
CREATE INDEX storage_samples_at_index ON storage_samples (at);

-- What nodes cache is announced by the database itself, so that no writer can forget it: the payload is the tenant's id, or
-- `*` for all of them.
CREATE FUNCTION mark_tenant_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.registry_version := nextval('registry_version');
  RETURN NEW;
END $$;
CREATE TRIGGER tenants_mark_change BEFORE INSERT OR UPDATE ON tenants FOR EACH ROW EXECUTE FUNCTION mark_tenant_change();

CREATE FUNCTION tell_tenant_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    PERFORM nextval('registry_version');
    PERFORM pg_notify('milestone_registry', OLD.id::text);
  ELSE
    PERFORM pg_notify('milestone_registry', NEW.id::text);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER tenants_tell_change AFTER INSERT OR UPDATE OR DELETE ON tenants FOR EACH ROW EXECUTE FUNCTION tell_tenant_change();

CREATE FUNCTION tell_tenant_part_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE tenants SET updated_at = updated_at WHERE id = CASE WHEN TG_OP = 'DELETE' THEN OLD.tenant_id ELSE NEW.tenant_id END;
  RETURN NULL;
END $$;
CREATE TRIGGER tenant_credentials_tell_change AFTER INSERT OR UPDATE OR DELETE ON tenant_credentials
  FOR EACH ROW EXECUTE FUNCTION tell_tenant_part_change();
CREATE TRIGGER tenant_former_slugs_tell_change AFTER INSERT OR UPDATE OR DELETE ON tenant_former_slugs
  FOR EACH ROW EXECUTE FUNCTION tell_tenant_part_change();
CREATE TRIGGER tenant_domains_tell_change AFTER INSERT OR UPDATE OR DELETE ON tenant_domains
  FOR EACH ROW EXECUTE FUNCTION tell_tenant_part_change();

CREATE FUNCTION tell_server_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM nextval('registry_version');
  PERFORM pg_notify('milestone_registry', '*');
  RETURN NULL;
END $$;
CREATE TRIGGER database_servers_tell_change AFTER INSERT OR UPDATE OF host, port, ssl, pooler_host, pooler_port OR DELETE ON database_servers
  FOR EACH ROW EXECUTE FUNCTION tell_server_change();

CREATE FUNCTION tell_operation_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('milestone_operations', NEW.id::text);
  RETURN NULL;
END $$;
CREATE TRIGGER tenant_operations_tell_new AFTER INSERT OR UPDATE OF state ON tenant_operations
  FOR EACH ROW EXECUTE FUNCTION tell_operation_change();
