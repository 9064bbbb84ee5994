-- Who may sign in, and the reference data of the sites. Column names are the fields of src/planning/model.ts in snake_case.
-- Foreign keys between plan entities are deferred, so that one batch may write its rows in any order.

CREATE TABLE sites (
  id uuid CONSTRAINT sites_pkey PRIMARY KEY,
  name text NOT NULL CONSTRAINT sites_name_length CHECK (char_length(name) BETWEEN 1 AND 200),
  country_code text CONSTRAINT sites_country_code_form CHECK (country_code ~ '^[A-Z]{2}$'),
  region_code text CONSTRAINT sites_region_code_form CHECK (region_code ~ '^[A-Z0-9]{1,6}$'),
  time_zone text NOT NULL CONSTRAINT sites_time_zone_length CHECK (char_length(time_zone) BETWEEN 1 AND 64),
  weekend_days smallint[] NOT NULL DEFAULT '{6,7}'
    CONSTRAINT sites_weekend_days_range CHECK (weekend_days <@ '{1,2,3,4,5,6,7}'::smallint[] AND cardinality(weekend_days) <= 6)
);

CREATE TABLE holidays (
  id uuid CONSTRAINT holidays_pkey PRIMARY KEY,
  site_id uuid NOT NULL CONSTRAINT holidays_site_fkey REFERENCES sites (id) DEFERRABLE INITIALLY DEFERRED,
  name text NOT NULL CONSTRAINT holidays_name_length CHECK (char_length(name) BETWEEN 1 AND 200),
  kind text NOT NULL CONSTRAINT holidays_kind_known CHECK (kind IN ('bank', 'custom')),
  start_on date NOT NULL,
  end_on date NOT NULL,
  CONSTRAINT holidays_end_not_before_start CHECK (end_on >= start_on),
  CONSTRAINT holidays_days_range CHECK (start_on >= DATE '1900-01-01' AND end_on <= DATE '2199-12-31')
);
CREATE INDEX holidays_site_index ON holidays (site_id, start_on);

CREATE TABLE company_events (
  id uuid CONSTRAINT company_events_pkey PRIMARY KEY,
  site_id uuid NOT NULL CONSTRAINT company_events_site_fkey REFERENCES sites (id) DEFERRABLE INITIALLY DEFERRED,
  name text NOT NULL CONSTRAINT company_events_name_length CHECK (char_length(name) BETWEEN 1 AND 200),
  color text NOT NULL CONSTRAINT company_events_color_form CHECK (color ~ '^#[0-9a-f]{6}$'),
  start_on date NOT NULL,
  end_on date NOT NULL,
  CONSTRAINT company_events_end_not_before_start CHECK (end_on >= start_on),
  CONSTRAINT company_events_days_range CHECK (start_on >= DATE '1900-01-01' AND end_on <= DATE '2199-12-31')
);
CREATE INDEX company_events_site_index ON company_events (site_id, start_on);

CREATE TABLE equipment (
  id uuid CONSTRAINT equipment_pkey PRIMARY KEY,
  site_id uuid NOT NULL CONSTRAINT equipment_site_fkey REFERENCES sites (id) DEFERRABLE INITIALLY DEFERRED,
  name text NOT NULL CONSTRAINT equipment_name_length CHECK (char_length(name) BETWEEN 1 AND 200),
  type_name text CONSTRAINT equipment_type_name_length CHECK (char_length(type_name) BETWEEN 1 AND 100),
  color text CONSTRAINT equipment_color_form CHECK (color ~ '^#[0-9a-f]{6}$'),
  is_active boolean NOT NULL DEFAULT true,
  notes text CONSTRAINT equipment_notes_length CHECK (char_length(notes) <= 20000)
);
CREATE INDEX equipment_site_index ON equipment (site_id);

-- The part of a user that plans speak of: written by plan commands alone. The account of the same id is in users.
CREATE TABLE staff (
  id uuid CONSTRAINT staff_pkey PRIMARY KEY,
  name text NOT NULL CONSTRAINT staff_name_length CHECK (char_length(name) BETWEEN 1 AND 200),
  home_site_id uuid CONSTRAINT staff_home_site_fkey REFERENCES sites (id) DEFERRABLE INITIALLY DEFERRED,
  job_title text CONSTRAINT staff_job_title_length CHECK (char_length(job_title) BETWEEN 1 AND 100),
  max_capacity_percent smallint NOT NULL DEFAULT 100
    CONSTRAINT staff_max_capacity_percent_range CHECK (max_capacity_percent BETWEEN 0 AND 100),
  weekly_pattern smallint[] NOT NULL DEFAULT '{100,100,100,100,100,0,0}'
    CONSTRAINT staff_weekly_pattern_range CHECK (
      cardinality(weekly_pattern) = 7 AND 0 <= ALL (weekly_pattern) AND 100 >= ALL (weekly_pattern)
    ),
  is_active boolean NOT NULL DEFAULT true
);
CREATE INDEX staff_home_site_index ON staff (home_site_id);

-- email_key and name_key are folded by Node (src/lib/text-key.ts), so that every server and collation agrees.
CREATE TABLE users (
  id uuid CONSTRAINT users_pkey PRIMARY KEY CONSTRAINT users_staff_fkey REFERENCES staff (id) DEFERRABLE INITIALLY DEFERRED,
  email text NOT NULL CONSTRAINT users_email_length CHECK (char_length(email) BETWEEN 3 AND 254),
  email_key text COLLATE "C" NOT NULL CONSTRAINT users_email_key_unique UNIQUE,
  name_key text COLLATE "C" NOT NULL,
  role text NOT NULL CONSTRAINT users_role_known CHECK (role IN ('user', 'superuser', 'admin')),
  password_hash text,
  must_change_password boolean NOT NULL DEFAULT true,
  password_changed_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX users_name_index ON users (name_key, id);

-- The sites of a user's scope. Administrators see every site and need no rows here.
CREATE TABLE user_sites (
  user_id uuid NOT NULL CONSTRAINT user_sites_user_fkey REFERENCES users (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  site_id uuid NOT NULL CONSTRAINT user_sites_site_fkey REFERENCES sites (id) DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT user_sites_pkey PRIMARY KEY (user_id, site_id)
);
CREATE INDEX user_sites_site_index ON user_sites (site_id);

-- Only the SHA-256 of a token is kept. Rights are read from the user at each request, never from here.
CREATE TABLE sessions (
  id uuid CONSTRAINT sessions_pkey PRIMARY KEY,
  token_hash bytea NOT NULL CONSTRAINT sessions_token_hash_unique UNIQUE
    CONSTRAINT sessions_token_hash_length CHECK (octet_length(token_hash) = 32),
  user_id uuid NOT NULL CONSTRAINT sessions_user_fkey REFERENCES users (id) ON DELETE CASCADE,
  created_at timestamptz NOT NULL DEFAULT now(),
  last_seen_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  ip_address text CONSTRAINT sessions_ip_address_length CHECK (char_length(ip_address) <= 64),
  user_agent text CONSTRAINT sessions_user_agent_length CHECK (char_length(user_agent) <= 400)
);
CREATE INDEX sessions_user_index ON sessions (user_id);
CREATE INDEX sessions_expires_index ON sessions (expires_at);

-- Sign-ins that did not succeed, counted per account and per address in a window; the subject is a SHA-256, because people
-- type passwords into the wrong field.
CREATE TABLE sign_in_attempts (
  kind text NOT NULL CONSTRAINT sign_in_attempts_kind_known CHECK (kind IN ('account', 'address')),
  subject_hash bytea NOT NULL,
  attempt_count integer NOT NULL CONSTRAINT sign_in_attempts_count_range CHECK (attempt_count >= 0),
  window_ends_at timestamptz NOT NULL,
  CONSTRAINT sign_in_attempts_pkey PRIMARY KEY (kind, subject_hash)
);
CREATE INDEX sign_in_attempts_window_index ON sign_in_attempts (window_ends_at);

-- One row.
CREATE TABLE settings (
  id smallint CONSTRAINT settings_pkey PRIMARY KEY DEFAULT 1 CONSTRAINT settings_one_row CHECK (id = 1),
  instance_title text NOT NULL DEFAULT 'Milestone' CONSTRAINT settings_instance_title_length CHECK (char_length(instance_title) BETWEEN 1 AND 100),
  double_booking text NOT NULL DEFAULT 'refuse' CONSTRAINT settings_double_booking_known CHECK (double_booking IN ('refuse', 'allow')),
  week_start smallint NOT NULL DEFAULT 1 CONSTRAINT settings_week_start_range CHECK (week_start BETWEEN 1 AND 7),
  shows_weekends boolean NOT NULL DEFAULT true,
  default_view text NOT NULL DEFAULT 'month' CONSTRAINT settings_default_view_known CHECK (default_view IN ('week', 'month', 'quarter', 'year')),
  currency text NOT NULL DEFAULT 'EUR' CONSTRAINT settings_currency_form CHECK (currency ~ '^[A-Z]{3}$')
);
INSERT INTO settings DEFAULT VALUES;
