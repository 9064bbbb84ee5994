-- Single sign-on: how this workspace is connected to its provider, who is connected with whom, and what happened.

-- At most one row: the workspace's own connection, where nobody else set one up for it.
CREATE TABLE sso_connection (
  id smallint CONSTRAINT sso_connection_pkey PRIMARY KEY DEFAULT 1 CONSTRAINT sso_connection_one_row CHECK (id = 1),
  provider text NOT NULL CONSTRAINT sso_connection_provider_known CHECK (provider IN ('entra', 'oidc')),
  directory_id text,
  issuer_url text,
  client_id text NOT NULL,
  client_secret_ciphertext text NOT NULL,
  label text CONSTRAINT sso_connection_label_length CHECK (char_length(label) BETWEEN 1 AND 60),
  auto_create boolean NOT NULL,
  default_role text NOT NULL CONSTRAINT sso_connection_default_role_known CHECK (default_role IN ('user', 'superuser')),
  required_group_ids text[] NOT NULL,
  group_match text NOT NULL CONSTRAINT sso_connection_group_match_known CHECK (group_match IN ('any', 'all')),
  is_enabled boolean NOT NULL,
  updated_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT sso_connection_place_named CHECK (CASE provider WHEN 'entra' THEN directory_id IS NOT NULL ELSE issuer_url IS NOT NULL END)
);

-- One row. The hash is that of the emergency code, an argon2id PHC string.
CREATE TABLE sign_in_settings (
  id smallint CONSTRAINT sign_in_settings_pkey PRIMARY KEY DEFAULT 1 CONSTRAINT sign_in_settings_one_row CHECK (id = 1),
  has_passwords boolean NOT NULL DEFAULT true,
  break_glass_hash text,
  break_glass_created_at timestamptz,
  default_site_ids uuid[] NOT NULL DEFAULT '{}'
);
INSERT INTO sign_in_settings DEFAULT VALUES;

-- Who somebody is at the provider: directory and object id at Entra ID, issuer and subject elsewhere; never the e-mail.
CREATE TABLE user_identities (
  id uuid CONSTRAINT user_identities_pkey PRIMARY KEY,
  user_id uuid NOT NULL CONSTRAINT user_identities_user_fkey REFERENCES users (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  provider text NOT NULL CONSTRAINT user_identities_provider_known CHECK (provider IN ('entra', 'oidc')),
  realm text COLLATE "C" NOT NULL,
  subject text COLLATE "C" NOT NULL,
  email text,
  created_at timestamptz NOT NULL DEFAULT now(),
  last_used_at timestamptz,
  CONSTRAINT user_identities_identity_unique UNIQUE (provider, realm, subject)
);
CREATE INDEX user_identities_user_index ON user_identities (user_id);

-- Rows outlive their users, hence the name and no foreign key.
CREATE TABLE sign_in_events (
  id uuid CONSTRAINT sign_in_events_pkey PRIMARY KEY,
  at timestamptz NOT NULL DEFAULT now(),
  kind text NOT NULL CONSTRAINT sign_in_events_kind_known
    CHECK (kind IN ('signed_in', 'refused', 'account_created', 'linked', 'unlinked', 'break_glass', 'settings_changed')),
  code text,
  reason text,
  user_id uuid,
  email text,
  ip_address text
);
CREATE INDEX sign_in_events_at_index ON sign_in_events (at, id);

-- A password that somebody else gave must be changed by those alone who signed in with it.
ALTER TABLE sessions ADD COLUMN sign_in_method text NOT NULL DEFAULT 'password'
  CONSTRAINT sessions_sign_in_method_known CHECK (sign_in_method IN ('password', 'sso', 'break_glass'));
